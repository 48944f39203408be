"""What the lists of low branches and of low classes have in common: more than some subjects with low results."""

import pandas as pd

from models.assessment.analysis import Result
from models.language import _
from models.wording import counted
from tasks.documents.analyses.papers import Facts
from tasks.documents.analyses.words import of_schools
from tasks.documents.lists.columns import of_counts, of_school, with_names, with_share, without_small_cells
from tasks.documents.lists.listing import Cells, Column, Listing, Sheet


def sentence(found: str, facts: Facts) -> str:
    """What was found, in how many schools and by which criterion."""
    subjects = counted(int(facts["subjects_over"]), _("предмету"), _("предметам"), _("предметам"))
    return _("{found} в {schools}: низкие результаты более чем по {subjects} ВПР {year} года.").format(
        found=found, schools=of_schools(int(facts["schools"])), subjects=subjects, year=facts["year"]
    )


def listing(unit: tuple[Column, ...], result: Result, schools: pd.DataFrame) -> Listing:
    """The units and the works behind them. unit: the columns that say which branch or class."""
    columns = (
        *of_school(),
        *unit,
        Column("low_subjects", _("Предметов"), 11, Cells.NUMBER),
        Column("subjects", _("Предметы с низкими результатами"), 40),
        Column("n", _("Участников (наибольшее)"), 14, Cells.NUMBER),
        Column("small_n", _("Примечание"), 14, Cells.FEW),
    )
    reasons = (*of_school(), *unit, Column("subject", _("Предмет"), 22), *of_counts())
    works = with_names(without_small_cells(with_share(result.details["works"])), schools)
    criterion = _("низкие результаты ВПР (не менее установленной доли «2») более чем по {number} предметам").format(
        number=result.facts["subjects_over"]
    )
    listed = Sheet(_("Перечень"), columns, with_names(result.table, schools))
    return Listing(criterion, (listed, Sheet(_("Основания"), reasons, works, int(result.facts["low_percent"]))))
