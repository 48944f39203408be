"""Report 1 of ФИС ОКО, «Индивидуальные результаты», and the collection forms before it: a VPR work, pupil by pupil.

A title above (or on another sheet), a heading row, a row per participant with a column per task. What the columns are
called in which year is in headings.py. Forms have no marks: those follow from the work's scale, loaded before. There
are no names in these files; columns that we do not know are left unread.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from models.assessment.layout import INTEGER, TEXT, typed
from models.language import _
from tasks.data.pseudonyms import Pseudonyms
from tasks.reading import values
from tasks.reading.columns import Block, Complaints, Mask, array, block_below, rows_in_place, understood
from tasks.reading.contract import Loaded, Register
from tasks.reading.tables import Sheet
from tasks.reading.values import MISSING
from tasks.reading.vpr.headings import Tasks, column_of, columns_of, results_heading, tasks_of
from tasks.reading.vpr.preamble import Work, identity, read_preamble
from tasks.reading.vpr.pupils import NOTHING, is_form, pupils_of
from tasks.reading.vpr.scale import marks_by_scale

MOST_OF_A_TASK = 30  # points, where a file does not say them


def is_individual_results(sheet: Sheet) -> bool:
    """Whether a sheet holds a work's results pupil by pupil."""
    return results_heading(sheet) is not None


def read_individual_results(
    sheet: Sheet, others: Sequence[Sheet], register: Register, keys: Pseudonyms, complaints: Complaints
) -> Loaded:
    """The frames «vpr» and «vpr_tasks» of a sheet. FileRefused with every problem.

    others: the book's further sheets; a form's title may stand on its front page
    """
    heading = results_heading(sheet)
    assert heading is not None  # the caller has recognised the sheet
    work = read_preamble(sheet, heading, complaints, others)
    block = _participants(rows_in_place(block_below(sheet, heading), complaints), complaints)
    if not len(block):
        complaints.add(_("под заголовком нет ни одного участника: выгрузите отчёт заново"), sheet=sheet.name)
    _require_in_place(block, complaints)
    tasks = tasks_of(block, complaints)
    schools = _schools(block, work, register, complaints)
    present = ~_absent(block, tasks, complaints)
    scores = _scores(block, tasks, present, complaints)
    pupils = pupils_of(block, work, schools, present, complaints)
    complaints.refuse()
    _require_sums(block, pupils, scores, present, complaints)
    if column_of(block, "mark") is None:
        pupils["mark"] = marks_by_scale(pupils["primary"], work, register, complaints)
    complaints.refuse()
    _compare(work, pupils, tasks, present, complaints)
    schools, codes = (pupils[name].to_numpy(dtype=object) for name in ("school", "code"))
    pupils["pupil"] = keys.vpr(schools, work.year, codes)
    works = typed("vpr", pupils)
    frames = {"vpr": works, "vpr_tasks": _long(works, tasks, scores, present)}
    slot = f"{work.year}/{work.grade}/{work.subject}/{identity(work, schools)}"
    return Loaded("vpr", slot, work.year, len(block), frames, tuple(complaints.warnings))


def _require_in_place(block: Block, complaints: Complaints) -> None:
    """Gender and textbook, which nobody reads, tell of rows that have slipped: points and marks stand in them."""
    remedy = _("здесь балл или отметка: строка сдвинута, верните её ячейки на место")
    for role in ("gender", "textbook"):
        for column in columns_of(block, role):
            complaints.every(column, column.where(lambda text: values.words(text) is None), remedy)


def _participants(block: Block, complaints: Complaints) -> Block:
    """The block without its footer rows: they have no code; one that sums up the codes, too, is told of."""
    code, kept = column_of(block, "code"), np.ones(len(block), dtype=bool)
    for place in np.flatnonzero(code.says("")) if code else ():
        kept[place] = not values.is_footer(next((text for text in block.texts[place] if text), ""))
    first = block.columns[0]
    summed = kept & first.where(values.is_footer)
    complaints.every(first, summed, _("похоже на строку итогов: удалите её"))
    return block.where(kept & ~summed)


def _schools(block: Block, work: Work, register: Register, complaints: Complaints) -> Any:
    """A login for every row: from its own column, else from the school's name, else from the preamble's line."""
    own, named = column_of(block, "school"), column_of(block, "school_name")
    logins = array([values.login(work.organisation) or MISSING], TEXT).take(np.zeros(len(block), dtype=int))
    for column in (named, own):
        if column is not None:
            said = understood(column, lambda text: values.login(text) or MISSING, complaints, "")
            logins = pd.Series(said).fillna(pd.Series(logins)).array
    shown = own or named or replace(block.columns[0], title=_("ОО"))
    missing = pd.isna(logins)
    complaints.every(shown, missing, _("не узнать логин школы: нужен вид «edu680101» или «sch680101»"))
    if not register.logins:
        complaints.warnings.append(_("Реестр школ не загружен: логины школ не сверены."))
        return logins
    unknown = ~missing & ~pd.Series(logins).isin(register.logins).to_numpy()
    complaints.every(shown, unknown, _("такой школы нет в реестре: исправьте логин или загрузите реестр школ"))
    return logins


def _absent(block: Block, tasks: Tasks, complaints: Complaints) -> Mask:
    """Who did not write: neither mark nor score nor any point is there; who is said to be absent has none either."""
    blank: Mask = np.ones(len(block), dtype=bool)
    points = [block.columns[place] for place in tasks.places]
    for column in (*points, *columns_of(block, "primary")[:1], *columns_of(block, "mark")[:1]):
        blank &= column.says(*NOTHING)
    for variant in columns_of(block, "variant"):
        is_said = variant.where(lambda text: bool(values.ABSENT.search(text)))
        remedy = _("участник отсутствовал, а баллы или отметка стоят: исправьте одно из двух")
        complaints.every(variant, is_said & ~blank, remedy)
    return blank


def _scores(block: Block, tasks: Tasks, present: Mask, complaints: Complaints) -> list[Any]:
    """The points of every task, in order, for all rows; a form that has sums may leave a task not attempted empty."""
    scores, must_say = [], not is_form(block) or column_of(block, "primary") is None
    for highest, place in zip(tasks.highest, tasks.places, strict=True):
        column = block.columns[place]
        most = MOST_OF_A_TASK if highest is None else highest
        remedy = _("балл за задание — целое число от 0 до {highest} или X").format(highest=most)
        if must_say:
            complaints.every(column, present & column.says(""), remedy)
        understand = values.whole(0, most, missing=NOTHING)
        scores.append(understood(column, understand, complaints, remedy, dtype=INTEGER))
    return scores


def _require_sums(block: Block, pupils: pd.DataFrame, scores: list[Any], present: Mask, complaints: Complaints) -> None:
    """The primary score is the sum of the points; a form without it gets that sum."""
    total = sum((pd.Series(points).fillna(0) for points in scores), pd.Series(0, index=pupils.index, dtype=INTEGER))
    column = column_of(block, "primary")
    if column is None:
        pupils["primary"] = total.where(present)
        return
    differs = (total.ne(pupils["primary"]).fillna(False) & present).to_numpy(dtype=bool)
    complaints.every(column, differs, _("первичный балл не равен сумме баллов за задания: исправьте одно из двух"))


def _long(works: pd.DataFrame, tasks: Tasks, scores: list[Any], present: Mask) -> pd.DataFrame:
    """One row per participant and task, task by task: so no column of text is written again for each task."""
    who = works.loc[present, ["year", "grade", "subject", "school", "class_name", "pupil"]]
    frame = pd.concat([who] * len(tasks.names), ignore_index=True)
    frame["task"] = array(tasks.names, TEXT).repeat(len(who))
    frame["score"] = pd.concat([pd.Series(points)[present] for points in scores], ignore_index=True)
    most = [MISSING if highest is None else highest for highest in tasks.highest]
    frame["max_score"] = array(most, INTEGER).repeat(len(who))
    return typed("vpr_tasks", frame)


def _compare(work: Work, pupils: pd.DataFrame, tasks: Tasks, present: Mask, complaints: Complaints) -> None:
    """Warn where the report does not agree with itself."""
    if work.declared is not None and work.declared != int(present.sum()) and work.declared != len(pupils):
        said = _("В шапке отчёта участников {declared}, в таблице {rows}: сверьте с протоколами школы.")
        complaints.warnings.append(said.format(declared=work.declared, rows=int(present.sum())))
    known = [most for most in tasks.highest if most is not None]
    if work.highest is not None and len(known) == len(tasks.highest) and work.highest != sum(known):
        said = _("Максимальный первичный балл в шапке {declared}, по заданиям выходит {summed}.")
        complaints.warnings.append(said.format(declared=work.highest, summed=sum(known)))
