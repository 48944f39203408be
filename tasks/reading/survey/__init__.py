"""Answers to the risk profile's survey: the Excel form of a school's group, and the plain table of any form service."""
