"""How deadlines slipped: planned, moved to, kept or not, by how many working days, and by whose decision. Pure.

The approved plan is the baseline; where it names no day, the first that the journal has. Reading both belongs in
tasks/record/slippage.py.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from models.records import JournalEntry, Step
from models.roadmap.calendar import WorkingCalendar
from models.steps.book import Book
from models.steps.decisions import EXTENSION, Extension
from models.steps.status import Move, Status

CLOSING = frozenset({Move.SUBMIT, Move.COMPUTE})
# What the report is made of; of other entries it sees only the first day that a step was given.
TOLD = frozenset({Move.CREATE, Move.REQUEST, Move.DATE, Move.REPLAN, Move.REJOIN, Move.EXTEND, *CLOSING, Move.RETURN})


@dataclass(frozen=True)
class Decision:
    """A deadline that was moved: from, to, by whose word and why; recorded on that day.

    is_extension: it was asked for as such; otherwise another document or another version of the plan moved it
    """

    was: date
    to: date
    signer: str
    reason: str
    on: date
    is_extension: bool


@dataclass(frozen=True)
class Slip:
    """One step against the plan.

    planned, due_on: the baseline and the present deadline; actual: the day of the hand-in that counts, None so far
    behind_plan, late: working days after the one and after the other, to the hand-in or to the day of the report
    """

    measure: str
    occurrence: str
    unit: str
    planned: date
    due_on: date
    actual: date | None
    behind_plan: int
    late: int
    decisions: tuple[Decision, ...]


@dataclass(frozen=True)
class Summary:
    """What the slips add up to: how many of how many steps; by how many working days at most."""

    steps: int
    moved: int
    behind_plan: int
    late: int
    most: int


def slips(
    steps: Iterable[Step], entries: Iterable[JournalEntry], book: Book, calendar: WorkingCalendar, as_of: date
) -> list[Slip]:
    """Every step whose deadline was moved, or that is late, by measure as printed, deadline and school.

    A dropped step is late for nobody; it is told only when its deadline had been moved.
    """
    told: dict[int, list[JournalEntry]] = defaultdict(list)
    for entry in entries:
        told[entry.step_id].append(entry)
    order = {code: place for place, code in enumerate(book.roadmap.by_code)}
    between = _Counted(calendar)
    found = (_slip(step, told[step.id or 0], book, between, as_of) for step in steps)
    slipped = [one for one in found if one is not None and (one.decisions or one.behind_plan)]
    return sorted(slipped, key=lambda one: (order.get(one.measure, len(order)), one.planned, one.unit))


def summed(slipped: Sequence[Slip], steps: int) -> Summary:
    """The summary line of that many dated steps."""
    return Summary(
        steps=steps,
        moved=sum(bool(one.decisions) for one in slipped),
        behind_plan=sum(one.behind_plan > 0 for one in slipped),
        late=sum(one.late > 0 for one in slipped),
        most=max((one.behind_plan for one in slipped), default=0),
    )


class _Counted:
    """Working days between two days, each pair counted once: hundreds of schools share theirs."""

    def __init__(self, calendar: WorkingCalendar) -> None:
        self.calendar = calendar
        self._known: dict[tuple[date, date], int] = {}

    def late(self, due: date, on: date) -> int:
        if on <= due:
            return 0
        if (due, on) not in self._known:
            self._known[due, on] = self.calendar.working_days_between(due, on)
        return self._known[due, on]


def _slip(step: Step, entries: Sequence[JournalEntry], book: Book, counted: _Counted, as_of: date) -> Slip | None:
    planned = _planned(step, entries, book, counted.calendar)
    if planned is None or step.due_on is None:
        return None
    actual = _handed_in(step, entries)
    until = step.due_on if step.status is Status.WAIVED else actual or as_of
    return Slip(
        measure=step.measure,
        occurrence=step.occurrence,
        unit=step.unit,
        planned=planned,
        due_on=step.due_on,
        actual=actual,
        behind_plan=0 if step.status is Status.WAIVED else counted.late(planned, until),
        late=counted.late(step.due_on, until),
        decisions=tuple(_decisions(entries)),
    )


def _planned(step: Step, entries: Sequence[JournalEntry], book: Book, calendar: WorkingCalendar) -> date | None:
    """The plan's day, as the cycle's calendar has it due; else the first day that the step was given."""
    occurrence = book.occurrence_of(step)
    if occurrence is not None and occurrence.due_on is not None:
        return calendar.due(occurrence.due_on)
    return next((entry.due_on for entry in entries if entry.due_on), None)


def _handed_in(step: Step, entries: Sequence[JournalEntry]) -> date | None:
    """The day of the hand-in that counts: the first that was not returned; a later one, on other data, is no delay."""
    day: date | None = None
    for entry in entries:
        if entry.move in CLOSING and day is None:
            day = entry.as_of
        elif entry.move is Move.RETURN:
            day = None
    return day if step.status in (Status.SUBMITTED, Status.DONE) else None


def _decisions(entries: Sequence[JournalEntry]) -> Iterator[Decision]:
    due: date | None = None
    for entry in entries:
        if due is not None and entry.due_on is not None and entry.due_on != due:
            is_extension = entry.evidence.startswith(EXTENSION)
            signer = Extension.from_evidence(entry.evidence).signer if is_extension else entry.actor
            yield Decision(due, entry.due_on, signer, entry.reason, entry.as_of, is_extension)
        due = entry.due_on or due
