"""How a command names which time of a measure is meant, among its others. Pure."""

from datetime import date

from models.records import Step
from models.steps.book import Book


def time_of(step: Step, book: Book, year: int, as_of: date) -> str:
    """«--cycle 2024 --window 2024-08»; empty when the measure has no other time, this year."""
    others = [key for code, key in book.plan if code == step.measure]
    if len(others) < 2 and step.occurrence in others:
        return "" if year == as_of.year else f"--cycle {year}"
    same_month = [key for key in others if key[:7] == step.occurrence[:7]]
    return f"--cycle {year} --window {step.occurrence[:7] if len(same_month) == 1 else step.occurrence}"
