"""Content elements that were hard for the region; in a municipality's copy, for its schools beside the region."""

from typing import Any

import pandas as pd

from models.assessment.analysis import Result
from models.assessment.small_cells import LEAST_N
from models.language import _
from models.wording import counted, percent
from tasks.documents.analyses.papers import Facts, Papers, Row
from tasks.documents.lists.columns import hidden
from tasks.documents.lists.listing import Cells, Column, Listing, Sheet


def _title() -> str:
    return _("Перечень элементов содержания, вызывающих затруднения")


def _sentences(facts: Facts) -> list[str]:
    elements = counted(int(facts["hard"]), _("элемент"), _("элемента"), _("элементов"))
    subjects = counted(int(facts["subjects"]), _("предмету"), _("предметам"), _("предметам"))
    sentences = [
        _("Затруднения вызвали {elements} содержания из {total} по {subjects} ВПР {year} года.").format(
            elements=elements, total=facts["elements"], subjects=subjects, year=facts["year"]
        )
    ]
    if facts.get("hidden"):
        hidden_ones = counted(int(facts["hidden"]), _("элементу"), _("элементам"), _("элементам"))
        sentences.append(
            _("По {elements} доля скрыта: участников мало или их выдали бы итог либо прежняя справка.").format(
                elements=hidden_ones
            )
        )
    if facts["unmapped_tasks"]:
        sentences.append(
            _("Заданий без элемента содержания или уровня: {tasks}; дополните файл заданий.").format(
                tasks=facts["unmapped_tasks"]
            )
        )
    return sentences


def _shown() -> dict[str, str]:
    return {
        "grade": _("Класс"),
        "subject": _("Предмет"),
        "element": _("Элемент содержания"),
        "level": _("Уровень"),
        "share": _("Выполнение, %"),
    }


def _listing(result: Result, _schools: pd.DataFrame) -> Listing:
    columns = (
        Column("grade", _("Класс"), 8, Cells.NUMBER),
        Column("subject", _("Предмет"), 20),
        Column("element", _("Элемент содержания"), 56),
        Column("level", _("Уровень"), 10),
        Column("tasks", _("Задания"), 14),
        Column("n", _("Участников"), 12, Cells.NUMBER),
        Column("share", _("Выполнение"), 12, Cells.SHARE),
        Column("minimum", _("Порог"), 9, Cells.PERCENT),
        *_beside(result.details["elements"]),
        Column("small_n", _("Примечание"), 14, Cells.FEW),
    )
    of_whom = _("школам муниципалитета") if "whole_share" in result.details["elements"] else _("региону")
    criterion = _(
        "доля набранных баллов от максимума по {whom} ниже порога уровня заданий; не приступил — 0 баллов"
    ).format(whom=of_whom)
    everything = Sheet(_("Все элементы"), columns, _without_few_participants(result.details["elements"]))
    return Listing(criterion, (Sheet(_("Перечень"), columns, _without_few_participants(result.table)), everything))


def _beside(elements: pd.DataFrame) -> list[Column]:
    """The shares of the region and the country, where a report that tells them is loaded."""
    told = {"whole_share": _("Регион"), "region_share": _("Регион, по отчёту"), "country_share": _("Россия")}
    there = [name for name in told if name in elements and elements[name].notna().any()]
    return [Column(name, told[name], 12, Cells.PERCENT) for name in there]


def _without_few_participants(elements: pd.DataFrame) -> pd.DataFrame:
    is_hidden = elements["n"].lt(LEAST_N)
    if "is_hidden" in elements:
        is_hidden |= elements["is_hidden"]
    return elements.assign(share=elements["share"].astype(object).mask(is_hidden, hidden()))


def _letter(result: Result, _schools: pd.DataFrame) -> dict[str, Any]:
    table = _without_few_participants(result.table)
    return {"elements": [_element(row) for row in table.to_dict("records")]}


def _element(row: Row) -> dict[str, Any]:
    told = {name: row[name] for name in ("grade", "subject", "element", "level", "tasks")}
    share = row["share"] if isinstance(row["share"], str) else percent(row["share"])
    shares = {_("регион — {share}"): row.get("whole_share"), _("Россия — {share}"): row["country_share"]}
    told_beside = ", ".join(said.format(share=percent(of)) for said, of in shares.items() if not pd.isna(of))
    if told_beside:
        share = f"{share} ({told_beside})"
    return {**told, "share": share, "minimum": percent(row["minimum"])}


PAPERS = Papers("hard_elements", _title, _sentences, _listing, _letter, _shown)
