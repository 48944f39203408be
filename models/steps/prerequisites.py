"""What must be done before a step: which occurrences it looks at, what is unmet, and what has changed since."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache
from math import ceil

from models.language import _
from models.records import Step
from models.roadmap.definition import Measure, Unit
from models.roadmap.plan import Needed, Occurrence, prerequisites_at
from models.roadmap.schedule.occurrences import Span
from models.steps.book import Book
from models.steps.status import Status
from models.steps.waivers import is_let_off


def unmet_prerequisites(step: Step, book: Book, as_of: date) -> list[str]:
    """What the step still waits for, one phrase a prerequisite («T03 «…» — 2 из 6 школ»); empty when nothing."""
    measure = book.roadmap.by_code[step.measure]
    phrases = (_unmet(step, needed, book, as_of) for needed in needed_by(step, measure, book) if not needed.soft)
    return [phrase for phrase in phrases if phrase]


def is_met(step: Step, needed: Needed, book: Book, as_of: date) -> bool:
    """Whether nothing of this prerequisite keeps the step's gate closed."""
    return _unmet(step, needed, book, as_of) is None


def lacks_indicators(step: Step, needed: Needed, book: Book) -> bool:
    """Whether the step waits for this prerequisite's indicators, and they are not reached or not known."""
    asked = {one.measure for one in book.roadmap.by_code[step.measure].prerequisites if one.reached}
    return needed.measure in asked and needed.measure not in book.reached


def enough_of(needed: Needed, steps: int) -> int:
    """How many of so many steps must be done; the share is meant as the YAML writes it: 0.55 of 100 schools is 55."""
    return _share_of(needed.share, steps)


@lru_cache(maxsize=1024)
def _share_of(share: float, steps: int) -> int:
    return ceil(Fraction(str(share)) * steps)


def needed_by(step: Step, measure: Measure, book: Book) -> tuple[Needed, ...]:
    """The prerequisites' occurrences that this step looks at: the plan's, or those that its own dates settle.

    Its dates are its own when it was made on request, or when another document supplied them.
    """
    planned = book.occurrence_of(step)
    if planned is not None and (planned.due_on is not None or step.due_on is None):
        return planned.prerequisites
    codes = [needed.measure for needed in measure.prerequisites]
    before = {code: tuple(found for found in book.plan.values() if found.measure == code) for code in codes}
    return prerequisites_at(measure, Span(step.opens_on, step.due_on), before)


def _unmet(step: Step, needed: Needed, book: Book, as_of: date) -> str | None:
    """Why this prerequisite is not met, or None when it is."""
    title = f"{needed.measure} «{book.roadmap.by_code[needed.measure].title}»"
    planned = book.plan.get((needed.measure, needed.occurrence))
    if planned is not None and planned.year not in book.open_years:
        return _("{title}: цикл {year} года не открыт").format(title=title, year=planned.year)
    steps = awaited_steps(step, needed, book)
    if not steps:
        return _unmet_without_steps(step, needed, planned, title, book)
    counted = [found for found in steps if not is_let_off(found, book, as_of)]
    done = sum(found.status is Status.DONE for found in counted)
    if done >= enough_of(needed, len(counted)):
        return (
            _("{title}: показатели не достигнуты").format(title=title) if lacks_indicators(step, needed, book) else None
        )
    if len(counted) == 1:
        return title
    return _("{title} — готово {done} из {all}").format(title=title, done=done, all=len(counted))


def _unmet_without_steps(step: Step, needed: Needed, planned: Occurrence | None, title: str, book: Book) -> str | None:
    """A prerequisite without steps is met only when the school was not in that year's approved group."""
    measure = book.roadmap.by_code[needed.measure]
    if measure.unit is Unit.SCHOOL and planned is not None:
        if planned.year not in book.grouped_years:
            return _("{title}: список школ не утверждён").format(title=title)
        return None
    return title


def awaited_steps(step: Step, needed: Needed, book: Book) -> list[Step]:
    """The prerequisite's steps that this one looks at: the same school's, the roadmap's, or all schools'."""
    if needed.occurrence:
        shelves: Iterable[Mapping[str, Step]] = [book.steps.get((needed.measure, needed.occurrence), {})]
    else:
        shelves = [units for (code, _key), units in book.steps.items() if code == needed.measure]
    if step.unit and book.roadmap.by_code[needed.measure].unit is Unit.SCHOOL:
        return [units[step.unit] for units in shelves if step.unit in units]
    return [found for units in shelves for found in units.values()]


def rested_on_changed(step: Step, book: Book) -> list[str]:
    """Codes of prerequisites whose result is not the one this closed step rested on."""
    basis = book.bases.get(step.id or 0)
    if not basis:
        return []
    measure = book.roadmap.by_code[step.measure]
    present = {s.id: s for needed in needed_by(step, measure, book) for s in awaited_steps(step, needed, book)}
    changed = {
        present[needed_id].measure
        for needed_id, result in basis.items()
        if needed_id in present and present[needed_id].status is Status.DONE and present[needed_id].result != result
    }
    return sorted(changed)
