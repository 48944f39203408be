"""Report 1 of ФИС ОКО, «Индивидуальные результаты» (layout of 2026, domain.md §4.1): a VPR work, pupil by pupil.

A preamble (title, labels in A with values in B, the organisation's line), a heading row, a row per participant with a
column per task. There are no names in this report; columns that we do not know are left unread.
"""

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from models.assessment.layout import INTEGER, TEXT, typed
from models.language import _
from tasks.pseudonyms import Pseudonyms
from tasks.reading import values
from tasks.reading.columns import (
    Block,
    Column,
    Complaints,
    Mask,
    array,
    block_below,
    heading_row,
    needed_columns,
    understood,
)
from tasks.reading.contract import Loaded, Register
from tasks.reading.tables import Sheet
from tasks.reading.values import MISSING, plain, task_heading
from tasks.reading.vpr_preamble import Work, identity, read_preamble

NEEDED = ("Код участника", "Класс", "Первичный балл", "Отметка")
HEADINGS = ("код участника", "первичный балл")
FOOTERS = re.compile(r"^(всего|итого|средн)", re.IGNORECASE)


def is_individual_results(sheet: Sheet) -> bool:
    """Whether a sheet holds report 1."""
    return heading_row(sheet, HEADINGS) is not None


def read_individual_results(sheet: Sheet, register: Register, keys: Pseudonyms, complaints: Complaints) -> Loaded:
    """The frames «vpr» and «vpr_tasks» of a sheet. FileRefused with every problem."""
    heading = heading_row(sheet, HEADINGS)
    assert heading is not None  # the caller has recognised the sheet
    work = read_preamble(sheet, heading, complaints)
    block = _participants(block_below(sheet, heading))
    if not len(block):
        complaints.add(_("под заголовком нет ни одного участника: выгрузите отчёт заново"), sheet=sheet.name)
    tasks = _tasks(block, complaints)
    columns = needed_columns(block, NEEDED, complaints)
    schools = _schools(block, work, register, complaints)
    pupils = _pupils(block, columns, work, schools, complaints)
    present = ~_absent(block, columns, tasks)
    _require_marks(pupils, columns, present, complaints)
    scores = _scores(block, tasks, present, complaints)
    complaints.refuse()
    pupils["pupil"] = keys.vpr(pupils["school"].tolist(), work.year, pupils.pop("code").tolist())
    frames = {"vpr": typed("vpr", pupils), "vpr_tasks": _long(pupils, tasks, scores, present)}
    _compare(work, pupils, tasks, scores, present, complaints)
    slot = f"{work.year}/{work.grade}/{work.subject}/{identity(work, schools)}"
    return Loaded("vpr", slot, work.year, len(block), frames, tuple(complaints.warnings))


def _participants(block: Block) -> Block:
    """The block without its footer rows."""
    first = [next((text for text in row if text), "") for row in block.texts]
    code = block.find("код участника")
    has_code = code.texts != "" if code else np.ones(len(block), dtype=bool)
    return block.where(has_code | np.array([not FOOTERS.match(text) for text in first], dtype=bool))


@dataclass(frozen=True)
class Tasks:
    """The columns of tasks: numbers, highest points, places in the block."""

    names: list[str]
    highest: list[int]
    places: list[int]


def _tasks(block: Block, complaints: Complaints) -> Tasks:
    tasks = Tasks([], [], [])
    first = next((index for index, title in enumerate(block.titles) if task_heading(title)), None)
    if first is None:
        remedy = _("нет столбцов заданий вида «3.1 (2б)»: выгрузите отчёт заново")
        complaints.add(remedy, sheet=block.sheet)
        return tasks
    last = [plain(title) for title in block.titles].index("первичный балл")
    for place in range(first, last):
        title, found = block.titles[place], task_heading(block.titles[place])
        if found is None:
            remedy = _("не похоже на задание с баллом вида «3.1 (2б)»: исправьте заголовок")
            complaints.add(remedy, value=title, sheet=block.sheet, row=block.heading, column=title or str(place + 1))
        elif found[0] in tasks.names:
            remedy = _("задание встречается дважды: оставьте один столбец")
            complaints.add(remedy, value=title, sheet=block.sheet, row=block.heading, column=title)
        else:
            tasks.names.append(found[0])
            tasks.highest.append(found[1])
            tasks.places.append(place)
    return tasks


def _schools(block: Block, work: Work, register: Register, complaints: Complaints) -> Any:
    """A login for every row: from its own column, else from the school's name, else from the preamble's line."""
    own, named = block.find("оо", "логин", "логин оо"), block.find("название оо", "наименование оо")
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


def _pupils(block: Block, columns: list[Column], work: Work, schools: Any, complaints: Complaints) -> pd.DataFrame:
    """The columns of «vpr», with the participant's code in place of a key."""
    code, group, primary, mark = columns
    journal, variant = block.find("отметка по журналу"), block.find("вариант")
    pupils = pd.DataFrame({"school": schools})
    pupils["code"] = understood(
        code, values.participant_code, complaints, _("это не код участника: нужны пять цифр, для 10 класса шесть")
    )
    repeated = pupils.duplicated(["school", "code"]).to_numpy() & pupils["code"].notna().to_numpy()
    complaints.every(code, repeated, _("код участника повторяется в этой школе: оставьте одну строку"))
    pupils["year"], pupils["grade"], pupils["subject"] = work.year, work.grade, work.subject
    remedy = _("это не класс: нужен вид «4А»")
    pupils["class_name"] = understood(group, values.class_name, complaints, remedy)
    pupils["variant"] = "" if variant is None else understood(variant, values.anything, complaints, "")
    highest = work.highest or 500
    pupils["primary"] = understood(
        primary,
        values.whole(0, highest, missing={"", *values.NOT_ATTEMPTED}),
        complaints,
        _("первичный балл — целое число от 0 до {highest}").format(highest=highest),
        dtype=INTEGER,
    )
    remedy = _("отметка — целое число от 2 до 5")
    missing = {"", *values.NOT_ATTEMPTED}
    pupils["mark"] = understood(mark, values.whole(2, 5, missing=missing), complaints, remedy, dtype=INTEGER)
    pupils["journal_mark"] = _journal_marks(journal, len(block), complaints)
    return pupils


def _journal_marks(journal: Column | None, rows: int, complaints: Complaints) -> Any:
    if journal is None:
        return array([MISSING] * rows, INTEGER)
    said = values.whole(1, 5, missing=values.NO_MARK)
    remedy = _("отметка по журналу — число от 1 до 5 или «нет отметки»")
    return understood(journal, lambda text: said(plain(text)), complaints, remedy, dtype=INTEGER)


def _absent(block: Block, columns: list[Column], tasks: Tasks) -> Mask:
    """Who did not write: it is said in «Вариант», or neither mark nor score nor any point is there."""
    variant = block.find("вариант")
    nothing = ["", *values.NOT_ATTEMPTED]
    blank: Mask = np.ones(len(block), dtype=bool)
    for column in columns[2:]:
        blank &= np.isin(column.texts.astype(str), nothing)
    blank &= np.isin(block.texts[:, tasks.places].astype(str), nothing).all(axis=1)
    if variant is not None:
        blank |= np.array([bool(values.ABSENT.search(text)) for text in variant.texts], dtype=bool)
    return blank


def _require_marks(pupils: pd.DataFrame, columns: list[Column], present: Mask, complaints: Complaints) -> None:
    """Who wrote has a primary score and a mark."""
    for column in columns[2:]:
        empty = present & np.isin(column.texts.astype(str), ["", *values.NOT_ATTEMPTED])
        complaints.every(column, empty, _("участник писал работу, а значения нет: впишите его"))
    pupils.loc[~present, ["primary", "mark"]] = pd.NA


def _scores(block: Block, tasks: Tasks, present: Mask, complaints: Complaints) -> list[Any]:
    """The points of every task, in order, for all rows."""
    scores = []
    for highest, place in zip(tasks.highest, tasks.places, strict=True):
        column = Column(block.sheet, block.titles[place], block.texts[:, place], block.rows)
        remedy = _("балл за задание — целое число от 0 до {highest} или X").format(highest=highest)
        complaints.every(column, present & (column.texts == ""), remedy)
        understand = values.whole(0, highest, missing={"", *values.NOT_ATTEMPTED})
        scores.append(understood(column, understand, complaints, remedy, dtype=INTEGER))
    return scores


def _long(pupils: pd.DataFrame, tasks: Tasks, scores: list[Any], present: Mask) -> pd.DataFrame:
    """One row per participant and task, pupil by pupil."""
    count, there = len(tasks.names), np.flatnonzero(present)
    pupil, task = np.repeat(there, count), np.tile(np.arange(count), len(there))
    frame = pupils[["year", "grade", "subject", "school", "class_name", "pupil"]].take(pupil).reset_index(drop=True)
    frame["task"] = array(tasks.names, TEXT).take(task)
    frame["score"] = pd.concat([pd.Series(points) for points in scores]).array.take(task * len(pupils) + pupil)
    frame["max_score"] = np.array(tasks.highest)[task]
    return typed("vpr_tasks", frame)


def _compare(
    work: Work, pupils: pd.DataFrame, tasks: Tasks, scores: list[Any], present: Mask, complaints: Complaints
) -> None:
    """Warn where the report does not agree with itself."""
    if work.declared is not None and work.declared != int(present.sum()) and work.declared != len(pupils):
        said = _("В шапке отчёта участников {declared}, в таблице {rows}: сверьте с протоколами школы.")
        complaints.warnings.append(said.format(declared=work.declared, rows=int(present.sum())))
    if work.highest is not None and work.highest != sum(tasks.highest):
        said = _("Максимальный первичный балл в шапке {declared}, по заданиям выходит {summed}.")
        complaints.warnings.append(said.format(declared=work.highest, summed=sum(tasks.highest)))
    total = sum((pd.Series(points).fillna(0) for points in scores), pd.Series(0, index=pupils.index, dtype=INTEGER))
    differing = int(((total != pupils["primary"]) & present).fillna(False).sum())
    if differing:
        said = _("Сумма баллов за задания не равна первичному баллу, строк: {count}.")
        complaints.warnings.append(said.format(count=differing))
