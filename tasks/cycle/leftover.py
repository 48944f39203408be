"""What a closing year leaves to the next: steps that are still open, what was waived and why. Reads only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from models.records import Cycle, Step
from models.steps.status import FINAL, Status
from tasks.record.book import definition_of, version_of


@dataclass(frozen=True)
class Leftover:
    """The steps of one measure's occurrence that share a status and a reason, with how many there are."""

    measure: str
    title: str
    due_on: date | None
    status: Status
    reason: str
    steps: int


@dataclass(frozen=True)
class Leftovers:
    """Of which year, what is open in it and what was waived; year 0 when the roadmap was never run."""

    year: int = 0
    open: tuple[Leftover, ...] = ()
    waived: tuple[Leftover, ...] = ()


def left_over(session: Session, roadmap: str) -> Leftovers:
    """What the roadmap's last open year leaves, in the order of deadlines."""
    query = select(Cycle).where(Cycle.roadmap == roadmap).order_by(col(Cycle.year).desc())
    cycle = session.exec(query).first()
    if cycle is None:
        return Leftovers()
    steps = session.exec(select(Step).where(Step.cycle_id == cycle.id)).all()
    # A measure that is gone still has the title of the version that planned its steps.
    present = version_of(session, cycle)
    versions = [*{one.planned_by for one in steps if one.planned_by} - {present}, present]
    titles = {one.code: one.title for version in versions for one in definition_of(session, version)[0].measures}
    return Leftovers(
        cycle.year,
        tuple(_grouped((one for one in steps if one.status not in FINAL), titles)),
        tuple(_grouped((one for one in steps if one.status is Status.WAIVED), titles)),
    )


def _grouped(steps: Iterable[Step], titles: dict[str, str]) -> list[Leftover]:
    counts: dict[tuple[str, date | None, Status, str], int] = {}
    for step in steps:
        # What a planned step was created for is no matter of its own.
        reason = "" if step.status is Status.PLANNED else step.reason
        key = step.measure, step.due_on, step.status, reason
        counts[key] = counts.get(key, 0) + 1
    found = [
        Leftover(measure, titles.get(measure, measure), due_on, status, reason, count)
        for (measure, due_on, status, reason), count in counts.items()
    ]
    return sorted(found, key=lambda one: (one.due_on or date.max, one.measure, one.status))
