"""The data that a step rests on: which are not there, and what the checks found wrong in those that are."""

from collections.abc import Sequence

from models.assessment.names import AGGREGATES, kinds_that_do
from models.language import _
from models.records import DataFinding, Step
from models.roadmap.definition import Measure
from models.roadmap.needs import DataNeed
from models.steps.book import Book


def absent_data(measure: Measure, step: Step, book: Book) -> list[str]:
    """The data the step needs that are not loaded yet («ВПР 2024»), nor others that do instead."""
    missing = []
    for need in measure.data:
        kinds = kinds_that_do(need.kind, measure.action)
        years: tuple[int | None, ...] = need.years_for(year_of(step, book)) or (None,)
        for year in years:
            if not any((kind, year) in book.loaded for kind in kinds):
                missing.append(_data_name(need, year) + _unlike_those_loaded(need, kinds, year, book))
    return missing


def year_of(step: Step, book: Book) -> int:
    """The calendar year that the step falls in."""
    planned = book.occurrence_of(step)
    if planned is not None:
        return planned.year
    assert step.opens_on is not None, "a step made on request has dates"
    return step.opens_on.year


def _data_name(need: DataNeed, year: int | None) -> str:
    name = {
        "vpr": _("ВПР"),
        "oge": _("ОГЭ"),
        "ege": _("ЕГЭ"),
        "schools": _("реестр школ"),
        "assignments": _("закрепление учителей"),
        "tasks": _("описание заданий"),
        "crosswalk": _("сопоставление шифров"),
        "answers": _("ответы на опросник"),
        "scales": _("шкалы отметок ВПР"),
    }[need.kind]
    return f"{name} {year}" if year else name


def _unlike_those_loaded(need: DataNeed, kinds: Sequence[str], year: int | None, book: Book) -> str:
    """« (нужны индивидуальные результаты)», where the year's reports are loaded and do not do; else nothing."""
    if need.kind != "vpr" or not any((kind, year) in book.loaded for kind in AGGREGATES):
        return ""
    if "vpr_marks" in kinds:
        return " " + _("(нужны индивидуальные результаты или статистика по отметкам)")
    if "vpr_completion" in kinds:
        return " " + _("(нужны индивидуальные результаты или выполнение заданий)")
    if "vpr_primary" in kinds:
        return " " + _("(нужны индивидуальные результаты, сравнение отметок с журналом или распределение баллов)")
    return " " + _("(нужны индивидуальные результаты)")


def wrong_data(step: Step, book: Book) -> list[DataFinding]:
    """What the data checks found wrong in the data that the step rests on."""
    return [found for found in book.findings.get((step.measure, step.occurrence), ()) if stops(found, step)]


def stops(found: DataFinding, step: Step) -> bool:
    """Whether the finding keeps this step's gate closed: one that is left out stops its own school only."""
    return found.blocking and (not found.left_out or found.school == step.unit)
