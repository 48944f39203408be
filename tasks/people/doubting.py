"""What was handed in on the strength of a waiver that holds no more: who is told that it stands in doubt.

Why it does belongs in models/steps/suspect.py. Imports neither Prefect nor pandas.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from sqlmodel import Session

from models.people.contacts import COORDINATOR
from models.people.notices import NoticeKind, OwedNotice, owed
from models.records import Cycle, Step
from models.steps.book import Book
from models.steps.gate import judge
from models.steps.holds import holds_on
from models.steps.state import State
from models.steps.suspect import Doubt, doubt_of
from tasks.cycle.calendars import calendar_of
from tasks.people.telling import Group, Telling, by_holder, facts_of, register_of


def in_doubt(session: Session, cycle: Cycle, book: Book, steps: Sequence[Step], as_of: date) -> list[OwedNotice]:
    """For the leading party and the coordinator, one notice a step and the waivers that it rested on.

    A step each: those of one order need not fall into doubt, nor out of it, on one day.
    """
    doubted = [(step, doubt) for step in steps if (doubt := _doubt(step, book, as_of))]
    if not doubted:
        return []
    told = Telling(
        cycle, book, register_of(session, [step for step, _doubt in doubted]), calendar_of(session, cycle), as_of
    )
    return [
        owed(
            NoticeKind.SUSPECT,
            replace(facts_of(told, NoticeKind.SUSPECT, group), reason=doubt.sentence, waivers=_numbers(doubt)),
        )
        for step, doubt in doubted
        for group in _heard_by(step, told)
    ]


def _doubt(step: Step, book: Book, as_of: date) -> Doubt | None:
    """What is in doubt about it; of wrong data something else is told, of what is on hold nothing."""
    doubt = doubt_of(step, book, as_of)
    if doubt is None or holds_on(step, book, as_of):
        return None
    return doubt if judge(step, book, as_of).state in (State.SUSPECT, State.SUBMITTED) else None


def _heard_by(step: Step, told: Telling) -> Iterator[Group]:
    """Its leading party; then the coordinator of the place where it is, who decides."""
    leading = by_holder(told.book, [step], told.register)
    yield from leading
    if leading[0].party != COORDINATOR:
        yield Group(COORDINATOR, step.unit, [step])


def _numbers(doubt: Doubt) -> tuple[str, ...]:
    return tuple(str(one.id) for one in doubt.waivers)
