"""What was handed in on the strength of a waiver that holds no more: who is told that it stands in suspicion.

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
from models.steps.suspect import Suspicion, suspicion_of
from tasks.cycle.calendars import calendar_of
from tasks.people.telling import Group, Telling, by_holder, facts_of, register_of


def suspect_steps(session: Session, cycle: Cycle, book: Book, steps: Sequence[Step], as_of: date) -> list[OwedNotice]:
    """For the leading party and the coordinator, one notice a step and the waivers that it rested on.

    A step each: those of one order need not become suspect, nor cease to be, on one day.
    """
    suspect = [(step, suspicion) for step in steps if (suspicion := _suspicion(step, book, as_of))]
    if not suspect:
        return []
    told = Telling(
        cycle, book, register_of(session, [step for step, _why in suspect]), calendar_of(session, cycle), as_of
    )
    return [
        owed(
            NoticeKind.SUSPECT,
            replace(facts_of(told, NoticeKind.SUSPECT, group), reason=suspicion.sentence, waivers=_numbers(suspicion)),
        )
        for step, suspicion in suspect
        for group in _heard_by(step, told)
    ]


def _suspicion(step: Step, book: Book, as_of: date) -> Suspicion | None:
    """What makes it suspect; of wrong data something else is told, of what is on hold nothing."""
    suspicion = suspicion_of(step, book, as_of)
    if suspicion is None or holds_on(step, book, as_of):
        return None
    return suspicion if judge(step, book, as_of).state in (State.SUSPECT, State.SUBMITTED) else None


def _heard_by(step: Step, told: Telling) -> Iterator[Group]:
    """Its leading party; then the coordinator of the place where it is, who decides."""
    leading = by_holder(told.book, [step], told.register)
    yield from leading
    if leading[0].party != COORDINATOR:
        yield Group(COORDINATOR, step.unit, [step])


def _numbers(suspicion: Suspicion) -> tuple[str, ...]:
    return tuple(str(one.id) for one in suspicion.waivers)
