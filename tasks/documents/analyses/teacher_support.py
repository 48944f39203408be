"""Where teachers need support: by staff codes, without a ranking, for those entitled alone."""

from typing import Any

import pandas as pd

from models.assessment.analysis import Result
from models.language import _
from models.wording import counted
from tasks.documents.analyses.papers import Facts, Papers
from tasks.documents.analyses.words import of_schools, unjudged
from tasks.documents.lists.columns import of_counts, of_school, with_names, with_share
from tasks.documents.lists.listing import Column, Listing, Sheet


def _title() -> str:
    return _("Потребность педагогов в методической поддержке")


def _sentences(facts: Facts) -> list[str]:
    teachers = counted(int(facts["teachers"]), _("педагог"), _("педагога"), _("педагогов"))
    sentences = [
        _(
            "Поддержка нужна в классах, где работают {teachers}, в {schools}; работ с низкими результатами: {works}."
        ).format(teachers=teachers, schools=of_schools(int(facts["schools"])), works=facts["works"])
    ]
    if facts["works_without_teacher"]:
        sentences.append(
            _("Работ, для которых педагог не указан в файле назначений: {works}.").format(
                works=facts["works_without_teacher"]
            )
        )
    return sentences + unjudged(facts)


def _listing(result: Result, schools: pd.DataFrame) -> Listing:
    columns = (
        *of_school(),
        Column("teacher", _("Педагог (табельный код)"), 15),
        Column("subject", _("Предмет"), 24),
        Column("source", _("Источник"), 10),
        Column("class_name", _("Класс"), 8),
        *of_counts(),
    )
    criterion = _("работы классов с низкими результатами; порядок — по школе и коду, рейтинг не составляется")
    works = with_names(with_share(result.table), schools)
    return Listing(criterion, (Sheet(_("Потребность"), columns, works, int(result.facts["low_percent"])),))


def _letter(result: Result, _schools: pd.DataFrame) -> dict[str, Any]:
    by_subject = result.table.groupby(["source", "subject"], as_index=False).agg(
        works=("class_name", "size"), schools=("school", "nunique")
    )
    return {"subjects": [{str(key): value for key, value in row.items()} for row in by_subject.to_dict("records")]}


PAPERS = Papers("teacher_support", _title, _sentences, _listing, _letter)
