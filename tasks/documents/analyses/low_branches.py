"""Branches with low results in several subjects."""

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
    return _("Перечень филиалов с низкими результатами ВПР")


def _sentences(facts: Facts) -> list[str]:
    found = counted(int(facts["low"]), _("филиал"), _("филиала"), _("филиалов"))
    sentences = [
        low_units.sentence(found, facts),
        _("Филиалов с результатами: {total}.").format(total=facts["branches"]),
    ]
    if facts["unplaced_classes"]:
        unplaced = counted(int(facts["unplaced_classes"]), _("класса"), _("классов"), _("классов"))
        sentences.append(
            _("Для {classes} неизвестно, в каком здании они учатся: дополните файл назначений.").format(
                classes=unplaced
            )
        )
    return sentences


def _shown() -> dict[str, str]:
    return {"school": _("Школа"), "branch": _("Филиал"), "low_subjects": _("Предметов")}


def _listing(result: Result, schools: pd.DataFrame) -> Listing:
    return low_units.listing((Column("branch", _("Филиал"), 26),), result, schools)


def _letter(result: Result, schools: pd.DataFrame) -> dict[str, Any]:
    return {"rows": numbered(result.table, schools, "branch", "low_subjects", "subjects")}


PAPERS = Papers("low_branches", _title, _sentences, _listing, _letter, _shown)
