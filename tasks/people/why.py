"""Why a step stands, read from the record and put into lines: what the command and the chat answer alike.

The conditions themselves belong in models/steps/why. Imports neither Prefect nor pandas.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlmodel import Session, select

from models.language import _
from models.records import Cycle, School, Step
from models.steps.book import Book
from models.steps.gate import judge
from models.steps.why.conditions import Condition, why
from models.steps.why.held import Held, held_by
from models.steps.why.words import what_is_held, what_is_missing, who_can
from tasks.cycle.calendars import calendar_of
from tasks.people.step_ref import StepRef, find_steps
from tasks.record.book import bound_book, find_cycle, read_book
from tasks.settings import Settings


@dataclass(frozen=True)
class Seen:
    """The steps that are meant, and what is said of them."""

    steps: Sequence[Step]
    book: Book
    conditions: tuple[Condition, ...]
    held: tuple[Held, ...]
    names: Mapping[str, str]
    as_of: date

    @cached_property
    def sentences(self) -> Mapping[int | None, str]:
        """How each step stands; looked up only where it is told."""
        return {step.id: judge(step, self.book, self.as_of).sentence for step in self.steps}


def look(session: Session, settings: Settings, ref: StepRef, as_of: date) -> Seen:
    """Why the step stands, or those of all schools when the reference names none."""
    cycle = find_cycle(session, ref.roadmap, ref.year)
    book = bound_book(session, read_book(session, cycle, kept=True), settings, as_of)
    return look_at(session, cycle, book, find_steps(ref, cycle, book), as_of)


def look_at(session: Session, cycle: Cycle, book: Book, steps: Sequence[Step], as_of: date) -> Seen:
    """The same of these steps, by a book of the whole roadmap."""
    return Seen(
        steps=steps,
        book=book,
        conditions=why(steps, book, as_of),
        held=held_by(steps, book, as_of, calendar_of(session, cycle)),
        names=dict(session.exec(select(School.login, School.name)).all()),
        as_of=as_of,
    )


def rows(seen: Seen) -> Iterator[tuple[str, str]]:
    """What is missing, and who can mend it since when."""
    for one in seen.conditions:
        yield what_is_missing(one, seen.book, seen.names), who_can(one, seen.book)


def waiting(seen: Seen) -> str:
    """What stands behind the steps, in a sentence; empty when nothing does."""
    return _("Из-за этого ждут: {held}.").format(held=what_is_held(seen.held)) if seen.held else ""


def lines(seen: Seen) -> Iterator[str]:
    """The whole answer in plain lines: «что: … Может: кто», what waits; of closed steps, how they stand."""
    if not seen.conditions:
        yield from dict.fromkeys(seen.sentences.values())
        return
    for missing, who in rows(seen):
        yield _("{missing} Может: {who}.").format(missing=missing, who=who)
    if held := waiting(seen):
        yield held
