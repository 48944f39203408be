"""Which step a person means: a measure, a school, a window; and what to answer when there is none."""

from dataclasses import dataclass, replace
from datetime import date

from models.errors import NotFound
from models.language import _
from models.people.counting import few_of
from models.records import Cycle, Step
from models.roadmap.definition import Unit
from models.steps.book import Book
from models.steps.status import FINAL, Status
from tasks.cycle.dates import REQUEST
from tasks.record.book import measure_of


@dataclass(frozen=True)
class StepRef:
    """Which step is meant: a measure of a cycle, a school (empty: the whole roadmap), a window where there are several.

    window:  the beginning of its occurrence («2024-08», «request-2»), or of its dates where the plan has moved them
    version: when given, the step must still be at this version (seen.py): two people at once, one wins
    """

    roadmap: str
    year: int
    measure: str
    unit: str = ""
    window: str = ""
    version: int | None = None

    def __str__(self) -> str:
        return " ".join(part for part in (self.measure, self.unit, self.window) if part)


def find_step(ref: StepRef, cycle: Cycle, book: Book, *statuses: Status) -> Step:
    """The step that is meant: the earliest in one of these statuses, else the earliest unfinished, else the last."""
    candidates = sorted(
        (
            step
            for (code, occurrence), units in book.steps.items()
            if code == ref.measure and (step := units.get(ref.unit)) is not None and step.cycle_id == cycle.id
            and (_is_in_window(occurrence, ref.window) or str(step.opens_on).startswith(ref.window))
        ),
        key=lambda step: (step.due_on or date.max, step.id),
    )  # fmt: skip
    if not candidates:
        raise NotFound(_no_step(ref, cycle, book))
    wanted = [step for step in candidates if step.status in statuses] if statuses else []
    unfinished = [step for step in candidates if step.status not in FINAL]
    return (wanted or unfinished or candidates[-1:])[0]


def find_steps(ref: StepRef, cycle: Cycle, book: Book) -> list[Step]:
    """The step of each school when the reference names none and the measure is done in schools; else the one meant."""
    measure = measure_of(book.roadmap, ref.measure)
    shelves = (units for (code, _key), units in book.steps.items() if code == ref.measure)
    units = sorted({step.unit for shelf in shelves for step in shelf.values() if step.cycle_id == cycle.id})
    if ref.unit or measure.unit is Unit.ROADMAP or not units:
        return [find_step(ref, cycle, book)]
    return [find_step(replace(ref, unit=unit), cycle, book) for unit in units]


def _is_in_window(occurrence: str, window: str) -> bool:
    """Whether the occurrence begins as said («2024-08»); a request is named in full: request-1 is not request-10."""
    return occurrence == window or (occurrence.startswith(window) and not window.startswith(REQUEST))


def _no_step(ref: StepRef, cycle: Cycle, book: Book) -> str:
    """Why there is no such step, and which there are."""
    if wrong := book.roadmap.by_code[ref.measure].why_not_for(ref.unit):
        return wrong
    said = _("Шага {ref} в цикле {year} нет.").format(ref=ref, year=ref.year)
    here = [
        (occurrence, step.unit)
        for (code, occurrence), units in book.steps.items()
        for step in units.values()
        if code == ref.measure and step.cycle_id == cycle.id
    ]
    windows = ", ".join(sorted({occurrence.split("/")[0] for occurrence, unit in here if unit == ref.unit}))
    if windows:
        return said + " " + _("Есть: --window {windows}.").format(windows=windows)
    if here:
        return said + " " + _("Есть шаги школ: {schools}.").format(schools=few_of(sorted({unit for _o, unit in here})))
    return said + " " + _("Когда он наступит, покажет vekha roadmap show.")
