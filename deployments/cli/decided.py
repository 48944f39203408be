"""What a person decides of a whole year: done in one transaction over the cycle that is meant, with nobody beside."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from sqlmodel import Session

from deployments.cli.console import Meant
from models.records import Cycle
from tasks.database import writing
from tasks.record.writer import locked_cycle

Made = TypeVar("Made")


def decided(of: Meant, decide: Callable[[Session, Cycle, date], Made]) -> Made:
    """What came of it."""
    with writing() as session:
        return decide(session, locked_cycle(session, of.roadmap, of.year), of.as_of)
