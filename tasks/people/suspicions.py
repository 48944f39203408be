"""What rested on a waiver that holds no more, handed in or dropped: who is told that it is in doubt, or needed again.

Why it is belongs in models/steps/suspect.py and waivers.py. Imports neither Prefect nor pandas.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from models.people.contacts import COORDINATOR
from models.people.notices import NoticeKind, OwedNotice, owed
from models.records import Cycle, Step, Waiver
from models.steps.book import Book
from models.steps.gate import judge
from models.steps.holds import holds_on
from models.steps.state import State
from models.steps.suspect import Suspicion, suspicion_of
from models.steps.waivers import drop_words, lapsed_drop
from tasks.cycle.calendars import calendar_of
from tasks.people.telling import Group, Telling, by_holder, facts_of, register_of


def suspect_steps(session: Session, cycle: Cycle, book: Book, steps: Sequence[Step], as_of: date) -> list[OwedNotice]:
    """For the leading party and the coordinator, one notice a step and the waivers that it rested on.

    A step each: those of one order need not become suspect, nor cease to be, on one day.
    """
    found = [_Doubt(NoticeKind.SUSPECT, step, one.sentence, one.waivers) for step, one in _suspect(steps, book, as_of)]
    return _told_of(session, cycle, book, found, as_of)


def lapsed_drops(session: Session, cycle: Cycle, book: Book, steps: Sequence[Step], as_of: date) -> list[OwedNotice]:
    """For the same two: steps that an order dropped only until a day that is over, and that are needed again."""
    found = [
        _Doubt(NoticeKind.LAPSED, step, drop_words(waiver), (waiver,))
        for step in steps
        if (waiver := _lapsed(step, book, as_of))
    ]
    return _told_of(session, cycle, book, found, as_of)


@dataclass(frozen=True)
class _Doubt:
    """A step of which the two are told, why, and the orders that hold no more."""

    kind: NoticeKind
    step: Step
    why: str
    waivers: tuple[Waiver, ...]


def _told_of(session: Session, cycle: Cycle, book: Book, doubts: Sequence[_Doubt], as_of: date) -> list[OwedNotice]:
    if not doubts:
        return []
    register = register_of(session, [one.step for one in doubts])
    told = Telling(cycle, book, register, calendar_of(session, cycle), as_of)
    return [
        owed(one.kind, replace(facts_of(told, one.kind, group), reason=one.why, waivers=_numbers(one.waivers)))
        for one in doubts
        for group in _heard_by(one.step, told)
    ]


def _suspect(steps: Sequence[Step], book: Book, as_of: date) -> Iterator[tuple[Step, Suspicion]]:
    for step in steps:
        if suspicion := _suspicion(step, book, as_of):
            yield step, suspicion


def _suspicion(step: Step, book: Book, as_of: date) -> Suspicion | None:
    """What makes it suspect; of wrong data something else is told, of what is on hold nothing."""
    suspicion = suspicion_of(step, book, as_of)
    if suspicion is None or holds_on(step, book, as_of):
        return None
    return suspicion if judge(step, book, as_of).state in (State.SUSPECT, State.SUBMITTED) else None


def _lapsed(step: Step, book: Book, as_of: date) -> Waiver | None:
    """The order that drops it no more; of what is on hold, or of a closed year, nothing is told."""
    waiver = lapsed_drop(step, book, as_of)
    is_told = waiver and not holds_on(step, book, as_of) and judge(step, book, as_of).state is State.BLOCKED
    return waiver if is_told else None


def _heard_by(step: Step, told: Telling) -> Iterator[Group]:
    """Its leading party; then the coordinator of the place where it is, who decides."""
    leading = by_holder(told.book, [step], told.register)
    yield from leading
    if leading[0].party != COORDINATOR:
        yield Group(COORDINATOR, step.unit, [step])


def _numbers(waivers: Iterable[Waiver]) -> tuple[str, ...]:
    return tuple(str(one.id) for one in waivers)
