"""The workbook on dynamics: every comparison, schools, subjects, lines of three years and more, parallels."""

import pandas as pd

from models.assessment.analysis import Result
from models.assessment.dynamics.change import (
    CHANGES,
    IMPROVED,
    NOT_AVAILABLE,
    NOT_COMPARABLE,
    UNCLEAR,
    WORSENED,
)
from models.language import _
from tasks.documents.analyses.dynamics.letter import ENDS, with_small_ends
from tasks.documents.lists.columns import hidden, of_school, with_names
from tasks.documents.lists.listing import Cells, Column, Listing, Sheet


def listing(result: Result, schools: pd.DataFrame) -> Listing:
    """All of it, so that a person can filter; numbers that tell of a few pupils are withheld."""
    criterion = _(
        "доли ниже минимума сравниваются с 95-процентным интервалом; изменение — то, чего случай не объясняет"
    )
    details = result.details
    sheets = (
        Sheet(_("Сравнения"), (*of_school(), *_procedure(), *_ends(), *_moved()), _shown(result.table, schools)),
        Sheet(_("По школам"), (*of_school(), *_counts()), with_names(details["schools"], schools)),
        Sheet(_("По предметам"), (*_procedure(), *_ends(), *_moved()), _worded(_without_small(details["subjects"]))),
        Sheet(_("За три года"), (*of_school(), *_line()), with_names(_worded(details["trends"]), schools)),
        Sheet(_("Параллели"), (*of_school(), *_parallel(), *_ends(), *_moved()), _shown(details["cohorts"], schools)),
    )
    return Listing(criterion, sheets)


def _procedure() -> tuple[Column, ...]:
    return (Column("procedure", _("Процедура"), 28), Column("year_before", _("С года"), 8))


def _parallel() -> tuple[Column, ...]:
    return (
        Column("subject", _("Предмет"), 18),
        Column("year", _("Год"), 7),
        Column("grade", _("Класс"), 7),
        Column("region_difference", _("Общий сдвиг, п.\u00a0п."), 10, Cells.POINTS),
    )


def _line() -> tuple[Column, ...]:
    return (
        Column("procedure", _("Процедура"), 28),
        Column("first_year", _("С года"), 8),
        Column("years", _("Лет"), 6, Cells.NUMBER),
        Column("slope", _("За год, п.\u00a0п."), 10, Cells.POINTS),
        Column("lower", _("Не меньше"), 10, Cells.POINTS),
        Column("upper", _("Не больше"), 10, Cells.POINTS),
        Column("change", _("Вывод"), 16),
    )


def _ends() -> tuple[Column, ...]:
    return (
        Column("n_before", _("Участников прежде"), 12, Cells.NUMBER),
        Column("share_before", _("Доля прежде"), 10, Cells.SHARE),
        Column("n_after", _("Участников теперь"), 12, Cells.NUMBER),
        Column("share_after", _("Доля теперь"), 10, Cells.SHARE),
    )


def _moved() -> tuple[Column, ...]:
    return (
        Column("difference", _("Разность, п.\u00a0п."), 10, Cells.POINTS),
        Column("lower", _("Не меньше"), 10, Cells.POINTS),
        Column("upper", _("Не больше"), 10, Cells.POINTS),
        Column("change", _("Вывод"), 16),
    )


def _counts() -> tuple[Column, ...]:
    return tuple(Column(kind, words, 12, Cells.NUMBER) for kind, words in _words().items())


def _words() -> dict[str, str]:
    said = {
        IMPROVED: _("улучшение"),
        WORSENED: _("ухудшение"),
        UNCLEAR: _("в пределах случайного"),
        NOT_AVAILABLE: _("нет данных"),
        NOT_COMPARABLE: _("не сопоставимо"),
    }
    return {kind: said[kind] for kind in CHANGES}


def _shown(rows: pd.DataFrame, schools: pd.DataFrame) -> pd.DataFrame:
    return with_names(_worded(_without_small(rows)), schools)


def _worded(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(change=rows["change"].map(_words()))


def _without_small(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows without the shares of few pupils, and without the differences that would tell them."""
    marked = with_small_ends(rows)
    any_hidden = marked["hidden_before"] | marked["hidden_after"]
    masks = {f"share_{end}": marked[f"hidden_{end}"] for end in ENDS}
    masks |= dict.fromkeys(("difference", "lower", "upper"), any_hidden)
    return rows.assign(**{name: rows[name].astype(object).mask(mask, hidden()) for name, mask in masks.items()})
