"""What was derived from a dataset: computed steps, their tables, their documents. Reads only; no pandas, no Prefect.

A step rests on the datasets that its measure reads and that were current when it was computed. Whether it was computed
from the present files its sources say; of earlier files, the times of loading and of the journal.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models.assessment.names import RESTRICTED
from models.records import Computation, Cycle, Dataset, Deliverable, JournalEntry, Step
from models.roadmap.definition import Measure, Roadmap
from tasks.record.book import (
    current_datasets,
    definition_of,
    needed_datasets,
    recorded_definition,
    sources_of,
    supported_in,
    year_in_plan,
)

# A computation may end while the file that replaces its own is being committed.
SETTLING = timedelta(minutes=1)


@dataclass(frozen=True)
class Resting:
    """A computed step, as far as it came from one dataset.

    holds:     its present tables and findings came from the dataset (else only earlier documents did)
    documents: SHA-256 of those of its computed documents that speak of pupils or teachers and came from the dataset
    """

    step: Step
    cycle: Cycle
    measure: Measure
    year: int
    holds: bool
    documents: tuple[str, ...]


def resting_on(session: Session, dataset: Dataset) -> list[Resting]:
    """The computed steps that anything of came from this dataset, in the order of cycles and steps."""
    current = current_datasets(session)
    found = []
    for cycle in session.exec(select(Cycle).order_by(col(Cycle.id))):
        for step, computation, measure, year, roadmap in _readers(session, cycle, dataset):
            now = sources_of(roadmap, measure, year, current, supported_in(session, roadmap, [measure.code]))
            holds = _holds(computation, dataset, is_fresh=computation.sources == now)
            documents = tuple(_documents(session, step, dataset, present=holds)) if _is_personal(measure) else ()
            if holds or documents:
                found.append(Resting(step, cycle, measure, year, holds, documents))
    return found


def _readers(
    session: Session, cycle: Cycle, dataset: Dataset
) -> Iterator[tuple[Step, Computation, Measure, int, Roadmap]]:
    """The cycle's computed steps whose measure reads such data, whichever version of the roadmap planned them."""
    query = select(Step, Computation).join(Computation, col(Computation.step_id) == col(Step.id))
    for step, computation in session.exec(query.where(Step.cycle_id == cycle.id).order_by(col(Step.id))):
        roadmap, plan = recorded_definition(session, cycle)
        if step.measure not in roadmap.by_code and step.planned_by:
            roadmap, plan = definition_of(session, step.planned_by)
        measure, year = roadmap.by_code[step.measure], year_in_plan(step, plan)
        if needed_datasets(measure, year, [dataset]):
            yield step, computation, measure, year, roadmap


def _holds(computation: Computation, dataset: Dataset, *, is_fresh: bool) -> bool:
    if not computation.sources:
        return False
    return dataset.superseded_at is None if is_fresh else _was_current(dataset, computation.computed_at)


def _was_current(dataset: Dataset, at: datetime) -> bool:
    return dataset.loaded_at <= at and (dataset.superseded_at is None or at <= dataset.superseded_at + SETTLING)


def _is_personal(measure: Measure) -> bool:
    return measure.action in RESTRICTED


def _documents(session: Session, step: Step, dataset: Dataset, *, present: bool) -> Iterator[str]:
    """Those that were made while the dataset was current, and the present one where it came from the dataset."""
    query = (
        select(Deliverable, JournalEntry.at)
        .join(Step, col(Step.id) == col(Deliverable.step_id))
        .join(
            JournalEntry,
            (col(JournalEntry.cycle_id) == col(Step.cycle_id))
            & (col(JournalEntry.seq) == col(Deliverable.journal_seq)),
        )
        .where(Deliverable.step_id == step.id, Deliverable.sha256 != "")
    )
    for document, at in session.exec(query.order_by(col(Deliverable.id))):
        if _was_current(dataset, at) or (present and not document.superseded):
            yield document.sha256


def merged(found: Sequence[Resting]) -> list[Resting]:
    """Each step once, with everything of it that came from any of several datasets."""
    by_step: dict[int | None, Resting] = {}
    for one in found:
        before = by_step.get(one.step.id, one)
        documents = tuple(dict.fromkeys((*before.documents, *one.documents)))
        holds = before.holds or one.holds
        by_step[one.step.id] = Resting(one.step, one.cycle, one.measure, one.year, holds, documents)
    return list(by_step.values())
