"""Report 5, «Выполнение заданий», and what report 7 shares with it: a column for each task.

A value is the share of the task's points that was earned, in per cent.
"""

import re
from collections.abc import Callable

import numpy as np
import pandas as pd

from models.assessment.layout import INTEGER, TEXT, typed
from models.assessment.percents import exact_up_to
from models.language import _
from tasks.reading import values
from tasks.reading.columns import Block, Complaints, array, block_below, understood
from tasks.reading.contract import Loaded, Register
from tasks.reading.tables import Sheet
from tasks.reading.values import MISSING, plain, task_column
from tasks.reading.vpr.groups import GROUP, Groups, groups_heading, read_groups, slot_of
from tasks.reading.vpr.headings import Tasks
from tasks.reading.vpr.preamble import read_preamble
from tasks.reading.vpr.shares import decimals_of, percents_of

_HIGHEST = re.compile(r"^макс", re.IGNORECASE)
RowsOf = Callable[[Block, Register, Complaints], Groups]
_KNOWN = (GROUP, "кол-во оо", "кол-во участников", "№")


def read_completion(sheet: Sheet, register: Register, complaints: Complaints) -> Loaded:
    """The frame «vpr_completion» of report 5. FileRefused with every problem."""
    return read_tasks("vpr_completion", read_groups, sheet, register, complaints)


def read_tasks(kind: str, rows_of: RowsOf, sheet: Sheet, register: Register, complaints: Complaints) -> Loaded:
    """The frame of a report whose columns are tasks. FileRefused with every problem.

    rows_of: what the rows of the table are
    """
    heading = groups_heading(sheet)
    assert heading is not None  # the caller has recognised the sheet
    work = read_preamble(sheet, heading, complaints)
    block = block_below(sheet, heading)
    tasks, block = _tasks(block, complaints)
    groups = rows_of(block, register, complaints)
    columns = [groups.block.columns[at] for at in tasks.places]
    percents = percents_of(columns, complaints, may_be_empty=True) if columns else np.empty((len(groups.frame), 0))
    complaints.refuse()
    frame = groups.frame.assign(year=work.year, grade=work.grade, subject=work.subject)
    _warn_of_strange(percents, frame["n"], tasks, decimals_of(columns), complaints)
    told = typed(kind, _long(frame, tasks, percents))
    return Loaded(kind, slot_of(work, frame), work.year, len(frame), {kind: told}, tuple(complaints.warnings))


def _tasks(block: Block, complaints: Complaints) -> tuple[Tasks, Block]:
    """The columns of tasks with their highest points, and the block without the row that says those."""
    tasks = Tasks([], [], [])
    for place, title in enumerate(block.titles):
        found = task_column(title)
        if found is None and plain(title) not in _KNOWN and (title or (block.texts[:, place] != "").any()):
            remedy = _("не похоже на номер задания вида «3.1» или «15К1»: исправьте заголовок")
            column = title or str(place + 1)
            complaints.add(remedy, value=title, sheet=block.sheet, row=block.heading, column=column)
        elif found is not None and found[0] in tasks.names:
            remedy = _("задание встречается дважды: оставьте один столбец")
            complaints.add(remedy, value=title, sheet=block.sheet, row=block.heading, column=title)
        elif found is not None:
            tasks.names.append(found[0])
            tasks.highest.append(found[1])
            tasks.places.append(place)
    if not tasks.names:
        complaints.add(_("нет столбцов заданий: выгрузите отчёт заново"), sheet=block.sheet)
    says = np.array([any(_HIGHEST.match(text) for text in row) for row in block.texts], dtype=bool)
    for row in np.flatnonzero(says)[:1]:
        tasks.highest[:] = _highest(block.where(np.arange(len(block)) == row), tasks, complaints)
    return tasks, block.where(~says)


def _highest(row: Block, tasks: Tasks, complaints: Complaints) -> list[int | None]:
    """The highest points of every task, as the row «Макс балл» says them."""
    remedy = _("максимальный балл задания — целое число от 1 до 30")
    said = [understood(row.columns[at], values.whole(1, 30), complaints, remedy) for at in tasks.places]
    return [None if pd.isna(each[0]) else int(each[0]) for each in said]


def _warn_of_strange(percents: np.ndarray, n: pd.Series, tasks: Tasks, decimals: int, complaints: Complaints) -> None:
    """Warn of shares that no whole number of points gives (domain.md §1.4), where rounding would show them."""
    highest = np.array([np.nan if most is None else most for most in tasks.highest], dtype=float)
    points = n.to_numpy(dtype=float)[:, None] * highest[None, :]
    nearest = 100 * np.rint(percents * points / 100) / points
    strange = (np.abs(percents - nearest) >= 10.0**-decimals) & (points <= exact_up_to(decimals))
    if strange.any():
        said = _("Проценты выполнения, которых не даёт целое число баллов: {count}. Сверьте с отчётом в ФИС ОКО.")
        complaints.warnings.append(said.format(count=int(strange.sum())))


def _long(frame: pd.DataFrame, tasks: Tasks, percents: np.ndarray) -> pd.DataFrame:
    """A row for every group and task that has a per cent."""
    count = len(tasks.names)
    rows, task = np.repeat(np.arange(len(frame)), count), np.tile(np.arange(count), len(frame))
    long = frame.take(rows).reset_index(drop=True)
    long["task"] = array(tasks.names, TEXT).take(task)
    long["max_score"] = array([MISSING if most is None else most for most in tasks.highest], INTEGER).take(task)
    long["percent"] = percents.ravel()
    return long[long["percent"].notna()]
