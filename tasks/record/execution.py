"""Read how a roadmap is being carried out, for the plan's «Отметка об исполнении» and its picture. Reads only."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from models.records import Cycle, Deliverable, Step
from models.roadmap.definition import Roadmap
from models.roadmap.plan import Plan
from models.roadmap.schedule.rules import Days
from models.steps.book import Book
from models.steps.execution import Execution, execution
from models.steps.gate import judge
from models.steps.state import State, worst
from tasks.database import reading
from tasks.record.book import bound_book, find_cycle, read_book
from tasks.settings import Settings

OccurrenceKey = tuple[str, str]


@dataclass(frozen=True)
class Progress:
    """A roadmap as its cycles run it, on a day.

    roadmap, plan: as the newest of the cycles recorded them; executions: by measure
    states:        by (measure, occurrence), the worst over its schools; absent where no step exists
    supplied:      by the same, the days of steps that were made on request or given dates since
    """

    roadmap: Roadmap
    plan: Plan
    as_of: date
    executions: Mapping[str, Execution]
    states: Mapping[OccurrenceKey, State]
    supplied: Mapping[OccurrenceKey, Days]


def open_years(session: Session, roadmap: str) -> list[int]:
    """The years in which the roadmap's cycles are open, in order."""
    return sorted(session.exec(select(Cycle.year).where(Cycle.roadmap == roadmap)))


def read_progress(settings: Settings, roadmap: str, years: Sequence[int], as_of: date) -> Progress:
    """The progress of these years' cycles together; NotFound when one of them is not open."""
    with reading(settings) as session:
        cycles = [find_cycle(session, roadmap, year) for year in years]
        book = bound_book(session, read_book(session, cycles[-1]), settings, as_of)
        ids = {cycle.id for cycle in cycles}
        steps: dict[str, list[Step]] = defaultdict(list)
        for units in book.steps.values():
            for step in units.values():
                if step.cycle_id in ids:
                    steps[step.measure].append(step)
        papers = _papers(session, cycles)
        return Progress(
            roadmap=book.roadmap,
            plan=tuple(book.plan.values()),
            as_of=as_of,
            executions={
                one.code: execution(one, steps[one.code], papers, book, as_of) for one in book.roadmap.measures
            },
            states=_states(steps, book, as_of),
            supplied=_supplied(steps, book),
        )


def _states(steps: Mapping[str, Sequence[Step]], book: Book, as_of: date) -> dict[OccurrenceKey, State]:
    found: dict[OccurrenceKey, list[State]] = defaultdict(list)
    for its in steps.values():
        for step in its:
            found[step.measure, step.occurrence].append(judge(step, book, as_of).state)
    return {key: worst(states) for key, states in found.items()}


def _supplied(steps: Mapping[str, Sequence[Step]], book: Book) -> dict[OccurrenceKey, Days]:
    """The days that the plan itself does not give, each over all its schools."""
    found: dict[OccurrenceKey, Days] = {}
    for step in (step for its in steps.values() for step in its if step.due_on):
        planned = book.occurrence_of(step)
        if planned is None or planned.due_on is None:
            assert step.due_on is not None
            key = (step.measure, step.occurrence)
            before = found.get(key, Days(step.due_on, step.due_on))
            start, end = min(before.start, step.opens_on or step.due_on), max(before.end or step.due_on, step.due_on)
            found[key] = Days(start, end)
    return found


def _papers(session: Session, cycles: Sequence[Cycle]) -> dict[int, list[Deliverable]]:
    """By step, the documents that nothing supersedes."""
    query = (
        select(Deliverable)
        .join(Step, col(Step.id) == col(Deliverable.step_id))
        .where(col(Step.cycle_id).in_([cycle.id for cycle in cycles]), col(Deliverable.superseded).is_(False))
    )
    found: dict[int, list[Deliverable]] = defaultdict(list)
    for paper in session.exec(query.order_by(col(Deliverable.id))):
        found[paper.step_id].append(paper)
    return found
