"""How the work of one unit went in a period: what was closed, what is late, what is awaited and what comes. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from models.records import Step
from models.steps.status import Status


@dataclass(frozen=True)
class Progress:
    """A unit's steps, seen from the last day that is looked at; each list by deadline.

    done:      closed within the period, in time or not; late: of these, after their deadline
    overdue:   should have been closed by the last day and were not
    submitted: handed in, awaiting acceptance
    waived:    dropped within the period; coming: fall due after the period, within as long again
    """

    done: tuple[Step, ...]
    late: tuple[Step, ...]
    overdue: tuple[Step, ...]
    submitted: tuple[Step, ...]
    waived: tuple[Step, ...]
    coming: tuple[Step, ...]


def progress(steps: Iterable[Step], start: date, end: date, as_of: date) -> Progress:
    """How the steps went from start to end, as it could be said on that day, or on the last day once that is past.

    What was closed later than the last day is overdue if its deadline had passed; a step without dates is left out.
    """
    last = min(as_of, end)
    following = end + (end - start)
    dated = sorted((step for step in steps if step.due_on is not None), key=_by_deadline)
    closed = [step for step in dated if step.closed_on is not None and start <= step.closed_on <= last]
    done = tuple(step for step in closed if step.status is Status.DONE)
    unfinished = [step for step in dated if step.closed_on is None or step.closed_on > last]
    return Progress(
        done=done,
        late=tuple(step for step in done if step.closed_on > step.due_on),  # type: ignore[operator]  # both are dated
        overdue=tuple(step for step in unfinished if _is_missing(step, last)),
        submitted=tuple(step for step in unfinished if step.status is Status.SUBMITTED),
        waived=tuple(step for step in closed if step.status is Status.WAIVED),
        coming=tuple(step for step in unfinished if end < (step.due_on or end) <= following),
    )


def _by_deadline(step: Step) -> tuple[date, str, str, int]:
    return step.due_on or date.max, step.measure, step.occurrence, step.id or 0


def _is_missing(step: Step, last: date) -> bool:
    return step.due_on is not None and step.due_on < last and step.status is not Status.SUBMITTED


@dataclass(frozen=True)
class Kept:
    """How one measure was kept to in the period: how many of its steps were closed in time, late, or not at all."""

    measure: str
    in_time: int
    late: int
    overdue: int
    submitted: int
    waived: int


def by_measure(went: Progress) -> tuple[Kept, ...]:
    """Every measure that anything of the period is said of, the worst kept first, then by code."""
    counts = {
        name: Counter(step.measure for step in getattr(went, name))
        for name in ("done", "late", "overdue", "submitted", "waived")
    }
    codes = {code for one in counts.values() for code in one}
    found = (
        Kept(
            code,
            counts["done"][code] - counts["late"][code],
            *(counts[name][code] for name in ("late", "overdue", "submitted", "waived")),
        )
        for code in codes
    )
    return tuple(sorted(found, key=lambda one: (-one.overdue, -one.late, one.measure)))
