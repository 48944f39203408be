"""Pupils at risk: by their ciphers, for the school alone."""

from typing import Any

import pandas as pd

from models.assessment.analysis import Result
from models.language import _
from models.wording import counted
from tasks.documents.analyses.papers import Facts, Papers
from tasks.documents.analyses.places import by_municipality
from tasks.documents.analyses.words import of_schools
from tasks.documents.lists.columns import hidden, of_school, with_names
from tasks.documents.lists.listing import Cells, Column, Listing, Sheet


def _title() -> str:
    return _("Список обучающихся группы риска по итогам ВПР")


def _sentences(facts: Facts) -> list[str]:
    if facts.get("withheld"):
        return [_("Число обучающихся группы риска скрыто: по нему можно узнать о немногих.")]
    pupils = counted(int(facts["pupils"]), _("обучающийся"), _("обучающихся"), _("обучающихся"))
    subjects = counted(int(facts["failed_subjects"]), _("предмету"), _("предметам"), _("предметам"))
    return [
        _("В группе риска {pupils} в {schools}: отметка «2» не менее чем по {subjects} ВПР {year} года.").format(
            pupils=pupils, schools=of_schools(int(facts["schools"])), subjects=subjects, year=facts["year"]
        ),
        _("Всего участников ВПР: {participants}.").format(participants=facts["participants"]),
    ]


def _listing(result: Result, schools: pd.DataFrame) -> Listing:
    columns = (
        *of_school(),
        Column("class_name", _("Класс"), 8),
        Column("pupil", _("Обучающийся (шифр)"), 28),
        Column("failed", _("Предметов с «2»"), 12, Cells.NUMBER),
        Column("subjects", _("Предметы"), 40),
    )
    criterion = _("отметка «2» по итогам ВПР не менее чем по {number} предметам").format(
        number=result.facts["failed_subjects"]
    )
    return Listing(criterion, (Sheet(_("Список"), columns, with_names(result.table, schools)),))


def _letter(result: Result, schools: pd.DataFrame) -> dict[str, Any]:
    places = by_municipality(result, schools, "participants", "pupils")
    if result.facts.get("withheld"):
        places = [{**place, "pupils": hidden()} for place in places]
    return {"places": places}


PAPERS = Papers("pupils_at_risk", _title, _sentences, _listing, _letter)
