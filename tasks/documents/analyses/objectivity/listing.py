"""The workbook on markers: schools to look at, all works, the signs behind, and why markers are silent."""

import pandas as pd

from models.assessment.analysis import Result
from models.language import _
from tasks.documents.analyses.objectivity.words import seen, why_silent, works_of
from tasks.documents.lists.columns import of_school, with_names
from tasks.documents.lists.listing import Cells, Column, Listing, Sheet


def listing(result: Result, schools: pd.DataFrame) -> Listing:
    """The schools to look at, every school's works, the signs, and the works that nothing can be said of."""
    columns = (
        *of_school(),
        Column("markers", _("Возможные признаки"), 22),
        Column("aspects", _("О разном"), 10, Cells.NUMBER),
        Column("repeated", _("И в прежние годы"), 18),
        Column("sample", _("Участников"), 12),
    )
    criterion = _(
        "не менее двух возможных признаков, говорящих о разном, или один и тот же два года; "
        "требует дополнительного анализа"
    )
    listed = Sheet(_("Требуют анализа"), columns, with_names(result.table, schools))
    return Listing(criterion, (listed, _marked_works(result, schools), _grounds(result, schools), _unanswered(result)))


def _marked_works(result: Result, schools: pd.DataFrame) -> Sheet:
    """«4 РУ, 4 МА, 5 РУ, 5 МА» of every school, as regional lists have it."""
    table = result.details["works"]
    columns = (
        *of_school(),
        *(Column(name, name, 8, Cells.NUMBER) for name in works_of(table)),
        Column("marked", _("Количество маркеров"), 13, Cells.NUMBER),
        Column("whole", _("По школе или классу в целом"), 14, Cells.NUMBER),
    )
    return Sheet(_("Работы"), columns, with_names(table, schools))


def _grounds(result: Result, schools: pd.DataFrame) -> Sheet:
    """The signs behind the list, with what was seen and on how many pupils."""
    columns = (
        *of_school(),
        Column("year", _("Год"), 7),
        Column("marker", _("Признак"), 9),
        Column("procedure", _("Работа"), 30),
        Column("seen", _("Что видно"), 34),
        Column("n", _("Участников"), 12, Cells.NUMBER),
        Column("q", "q", 9),
    )
    signs = result.details["signs"].astype({"year": "string"})
    signs = signs.assign(seen=[seen(row) for row in signs.to_dict("records")], q=signs["q"].map(_small))
    return Sheet(_("Основания"), columns, with_names(signs, schools))


def _unanswered(result: Result) -> Sheet:
    """Why markers say nothing of some works of the last year."""
    evidence = result.details["evidence"]
    silent = evidence[evidence["why"].ne("") & evidence["year"].eq(result.facts["year"])]
    rows = silent.groupby(["marker", "why"], as_index=False).agg(
        schools=("school", "nunique"), works=("school", "size")
    )
    columns = (
        Column("marker", _("Признак"), 9),
        Column("why", _("Почему не рассчитан"), 60),
        Column("schools", _("Школ"), 10, Cells.NUMBER),
        Column("works", _("Работ"), 10, Cells.NUMBER),
    )
    return Sheet(_("Не рассчитано"), columns, rows.assign(why=rows["why"].map(why_silent)))


def _small(value: float) -> str:
    """A probability to two digits: «0,0012»."""
    return f"{value:.2g}".replace(".", ",") if value >= 1e-4 else "< 0,0001"
