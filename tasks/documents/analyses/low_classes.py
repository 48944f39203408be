"""Classes with low results in several subjects."""

from typing import Any

import pandas as pd

from models.assessment.analysis import Result
from models.language import _
from models.wording import counted
from tasks.documents.analyses import low_units
from tasks.documents.analyses.papers import Facts, Papers
from tasks.documents.lists.columns import numbered
from tasks.documents.lists.listing import Column, Listing


def _title() -> str:
    return _("Перечень классов с низкими результатами ВПР")


def _sentences(facts: Facts) -> list[str]:
    found = counted(int(facts["low"]), _("класс"), _("класса"), _("классов"))
    return [low_units.sentence(found, facts), _("Классов с результатами: {total}.").format(total=facts["classes"])]


def _shown() -> dict[str, str]:
    return {"school": _("Школа"), "class_name": _("Класс"), "low_subjects": _("Предметов")}


def _listing(result: Result, schools: pd.DataFrame) -> Listing:
    return low_units.listing((Column("class_name", _("Класс"), 8),), result, schools)


def _letter(result: Result, schools: pd.DataFrame) -> dict[str, Any]:
    return {"rows": numbered(result.table, schools, "class_name", "low_subjects", "subjects")}


PAPERS = Papers("low_classes", _title, _sentences, _listing, _letter, _shown)
