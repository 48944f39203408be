"""The record: its only writer of steps and journal, and what reads it as a whole. No Prefect, no pandas."""
