"""Reminders put off: whether a person is reminded of a step that day. Pure.

A deadline is not moved by it, and nobody else is silenced. What was put off is kept by tasks/people/snoozing.py.
"""

from collections.abc import Mapping
from datetime import date

# (person's opaque id, step id) → the day from which they are reminded again
Snoozes = Mapping[tuple[str, int], date]


def is_snoozed(snoozes: Snoozes, person: str, step: int, on: date) -> bool:
    """Whether the person has put the step's reminders off beyond that day."""
    until = snoozes.get((person, step))
    return until is not None and on < until
