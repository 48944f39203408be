"""How a cycle stands, as rows for people: what `vekha status` shows and a phase publishes. No pandas, no Prefect."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date

from sqlmodel import Session, col, func, select

from models.records import Cycle, JournalEntry, School, Step
from models.roadmap.definition import Phase
from models.steps.book import Book
from models.steps.gate import DUE_SOON, Verdict, judge
from models.steps.state import State
from models.steps.status import FINAL, Status
from models.steps.summary import Examination, summed_up
from tasks.cycle.versions import short
from tasks.record.book import definition_of, read_book


@dataclass(frozen=True)
class Row:
    """One step as people see it.

    window: the occurrence's key; flags: derived, true now; reason: the sentence that explains the state
    plan:   the beginning of the hash of the version of the roadmap by which it was last planned
    """

    code: str
    title: str
    place: str
    phase: str
    party: str
    unit: str
    school: str
    window: str
    opens_on: date | None
    deadline: date | None
    status: str
    state: State
    flags: tuple[str, ...]
    reason: str
    closed_on: date | None
    version: int
    plan: str = ""

    def as_json(self) -> dict[str, object]:
        """Plain values for `--json`."""
        plain = asdict(self)
        return (
            plain
            | {"state": self.state.value, "flags": list(self.flags)}
            | {
                name: day.isoformat() if day else None
                for name, day in (
                    ("opens_on", self.opens_on),
                    ("deadline", self.deadline),
                    ("closed_on", self.closed_on),
                )
            }
        )


def rows(session: Session, cycle: Cycle, as_of: date) -> list[Row]:
    """Every step of the cycle, measures as printed, by deadline and school."""
    return rows_of(session, cycle, read_book(session, cycle), as_of)


def rows_of(session: Session, cycle: Cycle, book: Book, as_of: date) -> list[Row]:
    """The same, from a book already read; last, what was closed of measures that the plan has no longer."""
    names = {school.login: school.name for school in session.exec(select(School))}
    order = list(book.roadmap.by_code)
    steps = [step for units in book.steps.values() for step in units.values() if step.cycle_id == cycle.id]
    steps.sort(key=lambda step: (order.index(step.measure), step.due_on or date.max, step.unit))
    told = [(step, book) for step in steps] + list(_of_former_measures(session, cycle, book))
    return [
        replace(_row(step, its, names, judge(step, its, as_of), as_of), plan=short(step.planned_by))
        for step, its in told
    ]


def _of_former_measures(session: Session, cycle: Cycle, book: Book) -> Iterator[tuple[Step, Book]]:
    """The steps whose measure the present version lacks, each with the book as the version that planned it has it."""
    query = select(Step).where(Step.cycle_id == cycle.id, col(Step.measure).not_in(list(book.roadmap.by_code)))
    for step in session.exec(query.order_by(col(Step.measure), col(Step.due_on), col(Step.unit))):
        if step.planned_by:
            roadmap, plan = definition_of(session, step.planned_by)
            yield step, replace(book, roadmap=roadmap, plan=plan)


def _row(step: Step, book: Book, names: dict[str, str], verdict: Verdict, as_of: date) -> Row:
    measure = book.roadmap.by_code[step.measure]
    return Row(
        code=measure.code,
        title=measure.title,
        place=measure.place,
        phase=measure.phase.value,
        party=book.roadmap.party_by_code[measure.leading_party].title,
        unit=step.unit,
        school=names.get(step.unit, step.unit),
        window=step.occurrence,
        opens_on=step.opens_on,
        deadline=step.due_on,
        status=step.status.value,
        state=verdict.state,
        flags=tuple(_flags(step, verdict, as_of)),
        reason=verdict.sentence,
        closed_on=step.closed_on,
        version=step.version,
    )


def _flags(step: Step, verdict: Verdict, as_of: date) -> Iterator[str]:
    if verdict.is_overdue:
        yield "overdue"
    named = {
        State.WAITING: "waiting",
        State.BLOCKED: "blocked",
        State.SUSPECT: "suspect",
        State.STALE: "stale",
        State.DATA_CHECK_FAILED: "data_check_failed",
    }
    if verdict.state in named:
        yield named[verdict.state]
    is_unfinished = step.status not in FINAL and step.status is not Status.SUBMITTED
    if is_unfinished and step.due_on and step.due_on - DUE_SOON <= as_of <= step.due_on:
        yield "due_soon"


@dataclass(frozen=True)
class Late:
    """A step that was first closed after its deadline; days: calendar days late."""

    code: str
    school: str
    closed_on: date
    days: int


def closed_late(session: Session, cycle: Cycle) -> list[Late]:
    """What was first closed after its deadline. A later recomputation or resubmission makes nothing late."""
    final = [status.value for status in FINAL]
    first = select(JournalEntry.step_id, func.min(JournalEntry.as_of)).where(
        JournalEntry.cycle_id == cycle.id, col(JournalEntry.to_status).in_(final)
    )
    closed = dict(session.exec(first.group_by(col(JournalEntry.step_id))).all())
    names = {school.login: school.name for school in session.exec(select(School))}
    steps = session.exec(select(Step).where(Step.cycle_id == cycle.id).order_by(col(Step.id)))
    return [
        Late(step.measure, names.get(step.unit, step.unit), closed[step.id], (closed[step.id] - step.due_on).days)
        for step in steps
        if step.id in closed and step.due_on and closed[step.id] > step.due_on
    ]


def measures(session: Session, cycle: Cycle, as_of: date, phase: Phase | None = None) -> list[Examination]:
    """How each measure stands, as printed; every measure is listed, those without a step with the reason."""
    return measures_of(cycle, read_book(session, cycle), as_of, phase)


def measures_of(cycle: Cycle, book: Book, as_of: date, phase: Phase | None = None) -> list[Examination]:
    """The same, from a book already read."""
    own: dict[str, list[Step]] = {code: [] for code in book.roadmap.by_code}
    for units in book.steps.values():
        for step in units.values():
            if step.cycle_id == cycle.id:
                own[step.measure].append(step)
    chosen = [one for one in book.roadmap.measures if phase is None or one.phase is phase]
    return [summed_up(one, own[one.code], book, as_of) for one in chosen]
