"""What stands because a step is not done: the measures behind it, near and far, and for how long already."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from models.records import Step
from models.roadmap.calendar import WorkingCalendar
from models.roadmap.definition import Unit
from models.steps.book import Book
from models.steps.status import FINAL

Key = tuple[str, str]
EVERY_SCHOOL = ""


@dataclass(frozen=True)
class Held:
    """Steps of one measure that stand behind another.

    steps: how many; working_days: since the earliest of them should have begun, 0 when none should yet
    """

    measure: str
    steps: int
    working_days: int


def held_by(steps: Iterable[Step], book: Book, as_of: date, calendar: WorkingCalendar) -> tuple[Held, ...]:
    """What waits for the steps through hard prerequisites, the longest held up first; nothing once they are closed."""
    order = list(book.roadmap.by_code)
    waiting = _waiting_behind([step for step in steps if step.status not in FINAL], book)
    found = (Held(code, len(its), _working_days_late(its, as_of, calendar)) for code, its in waiting.items())
    return tuple(sorted(found, key=lambda one: (-one.working_days, order.index(one.measure))))


def _waiting_behind(steps: Iterable[Step], book: Book) -> Mapping[str, Sequence[Step]]:
    """By measure, the unfinished steps behind these: of their own schools, behind a step for all of every school."""
    found: dict[str, dict[int | None, Step]] = defaultdict(dict)
    for (measure, occurrence), school in _reached(steps, book):
        units = book.steps.get((measure, occurrence), {})
        asked = ("", school) if school else units
        for one in (units[unit] for unit in asked if unit in units):
            if one.status not in FINAL:
                found[measure][one.id] = one
    return {measure: [*steps.values()] for measure, steps in found.items()}


def _reached(steps: Iterable[Step], book: Book) -> set[tuple[Key, str]]:
    """Every planned occurrence behind the steps, with the school that it is reached for."""
    after = _occurrences_after(book)
    reached: set[tuple[Key, str]] = set()
    todo: list[tuple[Key, str]] = [((step.measure, step.occurrence), step.unit) for step in steps]
    while todo:
        key, school = todo.pop()
        for following in after[key]:
            of_all = book.roadmap.by_code[following[0]].unit is Unit.ROADMAP
            one = following, EVERY_SCHOOL if of_all else school
            if one not in reached:
                reached.add(one)
                todo.append(one)
    return reached


def _occurrences_after(book: Book) -> Mapping[Key, list[Key]]:
    """Which planned occurrences wait for each one."""
    after: dict[Key, list[Key]] = defaultdict(list)
    for key, planned in book.plan.items():
        for needed in planned.prerequisites:
            if not needed.soft:
                after[needed.measure, needed.occurrence].append(key)
    return after


def _working_days_late(steps: Sequence[Step], as_of: date, calendar: WorkingCalendar) -> int:
    begun = min((one.opens_on for one in steps if one.opens_on), default=as_of)
    return calendar.working_days_between(begun, as_of) if begun < as_of else 0
