"""Checks of assessment data: named questions whose answers are findings. Pure; the gate decides what follows.

A check is named by a statement that should be true. Data that are not there at all are no finding: the gate waits.
"""
