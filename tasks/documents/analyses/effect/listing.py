"""The workbook on the effect: what each method answers, the part of every school, who came onto the list and left.

No school's own result stands here: few pupils could be worked out of it, and the answer is not about single schools.
"""

import pandas as pd

from models.assessment.analysis import Result
from models.assessment.effect.schools import COMPARED, SUPPORTED
from models.assessment.effect.words import why_silent
from models.language import _
from tasks.documents.analyses.effect.words import conclusions, left_out, methods, moves, parts, reasons
from tasks.documents.lists.columns import of_school, with_names
from tasks.documents.lists.listing import Cells, Column, Listing, Sheet


def listing(result: Result, schools: pd.DataFrame) -> Listing:
    """All of it, so that a person can look up any school."""
    criterion = _(
        "изменение результатов поддержанных школ по сравнению с остальными, от лет, по которым школы не отбирали; "
        "в стандартных отклонениях"
    )
    sheets = (
        Sheet(_("Вывод"), _of_methods(), _methods(result.table)),
        Sheet(_("Школы"), (*of_school(), *_of_parts()), with_names(_parts(result.details["schools"]), schools)),
        Sheet(_("Перечень"), (*of_school(), *_of_moves()), with_names(_moves(result.details["moves"]), schools)),
    )
    return Listing(criterion, sheets)


def _of_methods() -> tuple[Column, ...]:
    return (
        Column("method", _("Способ"), 40),
        Column("schools", _("Поддержанных школ"), 13, Cells.NUMBER),
        Column("compared", _("Остальных"), 11, Cells.NUMBER),
        Column("effect", _("Эффект, станд. откл."), 11),
        Column("lower", _("Не меньше"), 10),
        Column("upper", _("Не больше"), 10),
        Column("conclusion", _("Вывод"), 24),
        Column("why", _("Почему вывода нет"), 60),
    )


def _of_parts() -> tuple[Column, ...]:
    return (
        Column("group", _("Группа"), 14),
        Column("part", _("Роль в сравнении"), 14),
        Column("procedures", _("Процедур"), 10, Cells.NUMBER),
        Column("pupils", _("Участников (не меньше)"), 12, Cells.NUMBER),
        Column("why", _("Почему пропущена"), 50),
    )


def _of_moves() -> tuple[Column, ...]:
    return (
        Column("move", _("Перечень"), 11),
        Column("why", _("По каким результатам"), 34),
        Column("low", _("Низких процедур"), 10, Cells.NUMBER),
        Column("procedures", _("Всего процедур"), 10, Cells.NUMBER),
    )


def _methods(table: pd.DataFrame) -> pd.DataFrame:
    why = table["why"].map(lambda code: why_silent(code) if code else "")
    return table.assign(
        method=table["method"].map(methods()), conclusion=table["conclusion"].map(conclusions()), why=why
    )


def _parts(table: pd.DataFrame) -> pd.DataFrame:
    """The schools with what each did; those left out have no numbers of pupils to compare."""
    groups = {SUPPORTED: parts()[SUPPORTED], COMPARED: _("остальные")}
    return table.assign(
        group=table["group"].map(groups), part=table["part"].map(parts()), why=table["why"].map(left_out())
    )


def _moves(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(move=table["move"].map(moves()), why=table["why"].map(reasons()))
