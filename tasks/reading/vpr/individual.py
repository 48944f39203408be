"""Report 1 of ФИС ОКО, «Индивидуальные результаты», and the collection forms before it: a VPR work, pupil by pupil.

A title above (or on another sheet), a heading row, a row per participant with a column per task. What the columns are
called in which year is in headings.py. Forms have no marks: those follow from the work's scale, loaded before. There
are no names in these files; columns that we do not know are left unread.
"""

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from models.assessment.layout import INTEGER, TEXT, typed
from models.language import _
from tasks.pseudonyms import Pseudonyms
from tasks.reading import values
from tasks.reading.columns import Block, Column, Complaints, Mask, array, block_below, rows_in_place, understood
from tasks.reading.contract import Loaded, Register
from tasks.reading.tables import Sheet
from tasks.reading.values import MISSING, plain
from tasks.reading.vpr.headings import Tasks, column_of, columns_of, required_column, results_heading, tasks_of
from tasks.reading.vpr.preamble import Work, identity, read_preamble
from tasks.reading.vpr.scale import marks_by_scale

NOTHING = ("", *values.NOT_ATTEMPTED)
FOOTERS = re.compile(r"^(всего|итого|средн)", re.IGNORECASE)
# The most points, where a file does not say them: of a work, of a task.
MOST, MOST_OF_A_TASK = 500, 30


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
    block = _participants(block_below(sheet, heading))
    if not len(block):
        complaints.add(_("под заголовком нет ни одного участника: выгрузите отчёт заново"), sheet=sheet.name)
    block = rows_in_place(block, complaints)
    _require_in_place(block, complaints)
    tasks = tasks_of(block, complaints)
    schools = _schools(block, work, register, complaints)
    present = ~_absent(block, tasks, complaints)
    scores = _scores(block, tasks, present, complaints)
    pupils = _pupils(block, work, schools, present, complaints)
    complaints.refuse()
    _require_sums(block, pupils, scores, present, complaints)
    if column_of(block, "mark") is None:
        pupils["mark"] = marks_by_scale(pupils["primary"], work, register, complaints)
    complaints.refuse()
    pupils["pupil"] = keys.vpr(pupils["school"], work.year, pupils.pop("code"))
    frames = {"vpr": typed("vpr", pupils), "vpr_tasks": _long(pupils, tasks, scores, present)}
    _compare(work, pupils, tasks, present, complaints)
    slot = f"{work.year}/{work.grade}/{work.subject}/{identity(work, schools)}"
    return Loaded("vpr", slot, work.year, len(block), frames, tuple(complaints.warnings))


def _require_in_place(block: Block, complaints: Complaints) -> None:
    """Gender and textbook, which nobody reads, tell of rows that have slipped: points and marks stand in them."""
    remedy = _("здесь балл или отметка: строка сдвинута, верните её ячейки на место")
    for role in ("gender", "textbook"):
        for column in columns_of(block, role):
            complaints.every(
                column, np.array([values.words(text) is None for text in column.texts], dtype=bool), remedy
            )


def _participants(block: Block) -> Block:
    """The block without its footer rows."""
    first = [next((text for text in row if text), "") for row in block.texts]
    code = column_of(block, "code")
    has_code = code.texts != "" if code else np.ones(len(block), dtype=bool)
    return block.where(has_code | np.array([not FOOTERS.match(text) for text in first], dtype=bool))


def _schools(block: Block, work: Work, register: Register, complaints: Complaints) -> Any:
    """A login for every row: from its own column, else from the school's name, else from the preamble's line."""
    own, named = column_of(block, "school"), column_of(block, "school_name")
    logins = array([values.login(work.organisation) or MISSING] * len(block), TEXT)
    for column in (named, own):
        if column is not None:
            said = understood(column, lambda text: values.login(text) or MISSING, complaints, "")
            logins = pd.Series(said).fillna(pd.Series(logins)).array
    shown = own or named or Column(block.sheet, _("ОО"), block.texts[:, 0], block.rows)
    missing = pd.isna(logins)
    complaints.every(shown, missing, _("не узнать логин школы: нужен вид «edu680101» или «sch680101»"))
    if not register.logins:
        complaints.warnings.append(_("Реестр школ не загружен: логины школ не сверены."))
        return logins
    unknown = ~missing & ~pd.Series(logins).isin(register.logins).to_numpy()
    complaints.every(shown, unknown, _("такой школы нет в реестре: исправьте логин или загрузите реестр школ"))
    return logins


def _pupils(block: Block, work: Work, schools: Any, present: Mask, complaints: Complaints) -> pd.DataFrame:
    """The columns of «vpr», with the participant's code in place of a key."""
    code = required_column(block, "code", _("Код участника"), complaints)
    pupils = pd.DataFrame({"school": schools})
    remedy = _("это не код участника: нужны пять цифр, для 10 класса шесть")
    is_code = values.pupil_number if _is_form(block) else values.participant_code
    pupils["code"] = understood(code, is_code, complaints, remedy)
    repeated = pupils.duplicated(["school", "code"]).to_numpy() & pupils["code"].notna().to_numpy()
    complaints.every(code, repeated, _("код участника повторяется в этой школе: оставьте одну строку"))
    pupils["year"], pupils["grade"], pupils["subject"] = work.year, work.grade, work.subject
    pupils["class_name"] = _classes(block, work, complaints)
    variant = column_of(block, "variant")
    pupils["variant"] = "" if variant is None else understood(variant, values.anything, complaints, "")
    pupils["primary"], pupils["mark"] = _results(block, work, present, complaints)
    pupils["journal_mark"] = _journal_marks(block, complaints)
    return pupils


def _classes(block: Block, work: Work, complaints: Complaints) -> Any:
    """«4А»; a form of 2024–2025 only numbers the classes of a grade: «4№1»."""
    number = column_of(block, "class_number")
    if number is not None and column_of(block, "class") is None:
        nth = values.whole(1, 99)
        remedy = _("это не порядковый номер класса: нужно число")
        counted = understood(number, nth, complaints, remedy, dtype=INTEGER)
        return (f"{work.grade}№" + pd.Series(counted).astype("string")).array
    column = required_column(block, "class", _("Класс"), complaints)

    def understand(text: str) -> values.Value:
        is_letter = bool(re.fullmatch(r"[\W_]*[^\W\d_][\W_]*", text)) and column_of(block, "mark") is None
        name = values.class_name(f"{work.grade}{text}" if is_letter else text)
        fits = isinstance(name, str) and re.match(rf"({work.grade}|{work.grade + 1})(?![0-9])", name)
        return name if fits or not work.grade else None

    remedy = _("это не класс: нужен вид «4А», того же класса, что и работа, или следующего")
    return understood(column, understand, complaints, remedy)


def _results(block: Block, work: Work, present: Mask, complaints: Complaints) -> tuple[Any, Any]:
    """Primary scores and marks of who wrote; NA where the file has no such column."""
    titles = {"primary": _("Первичный балл"), "mark": _("Отметка")}
    highest = work.highest or MOST
    wanted = {
        "primary": (0, highest, _("первичный балл — целое число от 0 до {highest}").format(highest=highest)),
        "mark": (2, 5, _("отметка — целое число от 2 до 5")),
    }
    found = []
    for role, (low, high, remedy) in wanted.items():
        column = column_of(block, role)
        if column is None and _is_form(block):
            found.append(array([MISSING] * len(block), INTEGER))
            continue
        column = column or required_column(block, role, titles[role], complaints)
        empty = present & np.isin(column.texts.astype(str), NOTHING)
        complaints.every(column, empty, _("участник писал работу, а значения нет: впишите его"))
        read = understood(column, values.whole(low, high, missing=NOTHING), complaints, remedy, dtype=INTEGER)
        found.append(pd.Series(read).where(present).array)
    return found[0], found[1]


def _is_form(block: Block) -> bool:
    """A collection form or dump: it has no marks, and the one of 2022 no sums; a report has its own heading."""
    titles = {plain(title) for title in block.titles}
    return not titles & {"первичный балл", "отметка", "отметка по журналу"}


def _journal_marks(block: Block, complaints: Complaints) -> Any:
    journal = required_column(block, "journal", _("Отметка по журналу"), complaints)
    said = values.whole(1, 5, missing=values.NO_MARK)
    remedy = _("отметка по журналу — число от 1 до 5 или «нет отметки»")
    return understood(journal, lambda text: said(plain(text)), complaints, remedy, dtype=INTEGER)


def _absent(block: Block, tasks: Tasks, complaints: Complaints) -> Mask:
    """Who did not write: neither mark nor score nor any point is there; who is said to be absent has none either."""
    blank: Mask = np.asarray(np.isin(block.texts[:, tasks.places].astype(str), NOTHING).all(axis=1))
    for column in (column_of(block, "primary"), column_of(block, "mark")):
        if column is not None:
            blank &= np.isin(column.texts.astype(str), NOTHING)
    for variant in columns_of(block, "variant"):
        is_said = np.array([bool(values.ABSENT.search(text)) for text in variant.texts], dtype=bool)
        remedy = _("участник отсутствовал, а баллы или отметка стоят: исправьте одно из двух")
        complaints.every(variant, is_said & ~blank, remedy)
    return blank


def _scores(block: Block, tasks: Tasks, present: Mask, complaints: Complaints) -> list[Any]:
    """The points of every task, in order, for all rows; a form that has sums may leave a task not attempted empty."""
    scores, must_say = [], not _is_form(block) or column_of(block, "primary") is None
    for highest, place in zip(tasks.highest, tasks.places, strict=True):
        column = Column(block.sheet, block.titles[place], block.texts[:, place], block.rows)
        most = MOST_OF_A_TASK if highest is None else highest
        remedy = _("балл за задание — целое число от 0 до {highest} или X").format(highest=most)
        if must_say:
            complaints.every(column, present & (column.texts == ""), remedy)
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


def _long(pupils: pd.DataFrame, tasks: Tasks, scores: list[Any], present: Mask) -> pd.DataFrame:
    """One row per participant and task, pupil by pupil."""
    count, there = len(tasks.names), np.flatnonzero(present)
    pupil, task = np.repeat(there, count), np.tile(np.arange(count), len(there))
    frame = pupils[["year", "grade", "subject", "school", "class_name", "pupil"]].take(pupil).reset_index(drop=True)
    frame["task"] = array(tasks.names, TEXT).take(task)
    frame["score"] = pd.concat([pd.Series(points) for points in scores]).array.take(task * len(pupils) + pupil)
    frame["max_score"] = array([MISSING if most is None else most for most in tasks.highest], INTEGER).take(task)
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
