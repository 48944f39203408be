"""The region's own lists of schools: at risk of low results, and stably high."""

from typing import Any

import pandas as pd

from models.assessment.analysis import Result
from models.assessment.school_lists import AT_RISK, STABLY_HIGH
from models.language import _
from models.wording import counted
from tasks.documents.analyses.papers import Facts, Papers
from tasks.documents.analyses.words import schools as counted_schools
from tasks.documents.analyses.words import unjudged
from tasks.documents.lists.columns import (
    numbered,
    of_counts,
    of_school,
    with_names,
    with_share,
    without_small_cells,
)
from tasks.documents.lists.listing import Cells, Column, Listing, Sheet


def _title() -> str:
    return _("Списки школ: группа риска и стабильно высокие результаты")


def _sentences(facts: Facts) -> list[str]:
    risk = _("В группе риска {risk} из {total} с результатами {year} года, кроме школ с низкими результатами.").format(
        risk=counted_schools(int(facts["at_risk"])), total=facts["schools"], year=facts["year"]
    )
    return [risk, _stably_high(facts), *unjudged(facts)]


def _stably_high(facts: Facts) -> str:
    if int(facts["years"]) < int(facts["years_needed"]):
        needed = counted(int(facts["years_needed"]), _("год"), _("года"), _("лет"))
        return _("Список школ со стабильно высокими результатами не составлен: нужны результаты за {years}.").format(
            years=needed
        )
    return _("Стабильно высокие результаты в {first}–{last} годах: {high}.").format(
        first=facts["first_year"], last=facts["year"], high=counted_schools(int(facts["stably_high"]))
    )


def _shown() -> dict[str, str]:
    return {"school": _("Школа"), "kind": _("Список"), "low": _("Низких процедур")}


def _listing(result: Result, schools: pd.DataFrame) -> Listing:
    columns = (
        *of_school(),
        Column("low", _("Низких процедур"), 12, Cells.NUMBER),
        Column("near", _("Близких к низким"), 12, Cells.NUMBER),
        Column("procedures", _("Процедур"), 12, Cells.NUMBER),
        Column("good_share", _("Отметок «4» и «5»"), 12, Cells.SHARE),
        Column("small_n", _("Примечание"), 14, Cells.FEW),
    )
    reasons = (*of_school(), Column("year", _("Год"), 7), Column("procedure", _("Процедура"), 32), *of_counts())
    named = with_names(result.table, schools)
    lists = {AT_RISK: _("Группа риска"), STABLY_HIGH: _("Стабильно высокие")}
    sheets = [Sheet(title, columns, named[named["kind"].eq(kind)]) for kind, title in lists.items()]
    behind = with_names(without_small_cells(with_share(result.details["results"])), schools)
    return Listing(
        _criterion(result.facts), (*sheets, Sheet(_("Основания"), reasons, behind, int(result.facts["low_percent"])))
    )


def _criterion(facts: Facts) -> str:
    return _(
        "группа риска — низкая процедура в последнем году или не менее {near} таких, где ниже минимума не менее "
        "{percent} % участников; стабильно высокие — каждый год ниже минимума не более {few} % по каждой процедуре и "
        "не менее {good} % отметок «4» и «5»; рейтинг не составляется"
    ).format(
        near=facts["near_procedures"],
        percent=facts["near_percent"],
        few=facts["low_at_most_percent"],
        good=facts["good_marks_percent"],
    )


def _letter(result: Result, schools: pd.DataFrame) -> dict[str, Any]:
    facts, table = result.facts, result.table
    risk, high = (table[table["kind"].eq(kind)] for kind in (AT_RISK, STABLY_HIGH))
    return {
        "near_percent": facts["near_percent"],
        "near_procedures": facts["near_procedures"],
        "low_at_most_percent": facts["low_at_most_percent"],
        "good_marks_percent": facts["good_marks_percent"],
        "at_risk": numbered(risk, schools, "low", "near", "procedures"),
        "stably_high": numbered(high, schools, "procedures"),
    }


PAPERS = Papers("school_lists", _title, _sentences, _listing, _letter, _shown)
