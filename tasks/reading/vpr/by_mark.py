"""Report 7, «Выполнение заданий группами участников»: a row for every mark under each group."""

import re

import pandas as pd

from models.assessment.layout import INTEGER
from models.language import _
from tasks.reading.columns import Block, Complaints
from tasks.reading.contract import Loaded, Register
from tasks.reading.tables import Sheet
from tasks.reading.values import plain
from tasks.reading.vpr.completion import read_tasks
from tasks.reading.vpr.groups import GROUP, Groups, read_groups

_BY_MARK = re.compile(r"^ср\.?\s*%.*?([2-5])\s*»?$", re.IGNORECASE)  # «Ср.% вып. уч. гр.баллов 2»


def is_by_mark(sheet: Sheet) -> bool:
    """Whether rows are told by the marks that participants got."""
    return any(_BY_MARK.match(text) for text in sheet.texts.ravel())


def read_by_mark(sheet: Sheet, register: Register, complaints: Complaints) -> Loaded:
    """The frame «vpr_groups» of report 7. FileRefused with every problem."""
    return read_tasks("vpr_groups", _rows_by_mark, sheet, register, complaints)


def _rows_by_mark(block: Block, register: Register, complaints: Complaints) -> Groups:
    """Rows by mark, each called by the group above it."""
    group = block.find(GROUP)
    assert group is not None  # the heading was found by it
    marks = pd.Series([int(found.group(1)) if (found := _BY_MARK.match(text)) else None for text in group.texts])
    is_mark = marks.notna().to_numpy(dtype=bool)
    above = pd.Series(group.texts, dtype=object).mask(is_mark).ffill()
    orphans = above.isna().to_numpy(dtype=bool) & is_mark
    complaints.every(group, orphans, _("над строкой отметки нет строки группы участников: впишите её"))
    kept = is_mark & ~orphans
    texts = block.texts[kept].copy()
    texts[:, [plain(title) for title in block.titles].index(GROUP)] = above[kept]
    named = Block(block.sheet, block.heading, block.titles, texts, block.rows[kept])
    groups = read_groups(named, register, complaints, once=False)
    by_row = pd.Series(marks[kept].to_numpy(dtype=int), index=named.rows, dtype=INTEGER)
    groups.frame["mark"] = by_row.reindex(groups.block.rows).array
    _refuse_repeated(groups, complaints)
    return groups


def _refuse_repeated(groups: Groups, complaints: Complaints) -> None:
    """A group tells of a mark once."""
    repeated = groups.frame.duplicated(["level", "unit", "mark"]).to_numpy() & groups.frame["unit"].notna().to_numpy()
    column = groups.block.find(GROUP)
    if column is not None:
        complaints.every(column, repeated, _("эта группа участников уже есть выше: оставьте одну строку"))
