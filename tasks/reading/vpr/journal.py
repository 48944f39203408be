"""Report 3, «Сравнение отметок с отметками по журналу»: under each group's name three rows and their total.

Pupils without a mark in the journal are not counted, so «Всего» may be less than the participants.
"""

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from models.assessment.layout import INTEGER, TEXT, typed
from models.language import _
from tasks.reading import values
from tasks.reading.columns import (
    Block,
    Column,
    Complaints,
    block_below,
    missing_column,
    rows_in_place,
    understood,
)
from tasks.reading.contract import Loaded, Register
from tasks.reading.tables import Sheet
from tasks.reading.values import MISSING, plain
from tasks.reading.vpr.groups import GROUP, PEOPLE, groups_heading, slot_of, units_of
from tasks.reading.vpr.preamble import read_preamble
from tasks.reading.vpr.shares import decimals_of, percents_of

CHANGES = ("понизили", "подтвердили", "повысили")
TOTAL = "всего"
WITHIN = 60
_LABEL = re.compile(rf"^({'|'.join((*CHANGES, TOTAL))})\b")


def is_journal(sheet: Sheet) -> bool:
    """Whether a sheet compares marks with the journal's."""
    labels = [plain(text) for text in sheet.texts[:WITHIN].ravel() if text]
    return groups_heading(sheet) is not None and any(label.startswith(CHANGES) for label in labels)


def read_journal(sheet: Sheet, register: Register, complaints: Complaints) -> Loaded:
    """The frame «vpr_journal» of report 3. FileRefused with every problem."""
    heading = groups_heading(sheet)
    assert heading is not None  # the caller has recognised the sheet
    work = read_preamble(sheet, heading, complaints)
    rows = _rows(block_below(sheet, heading), register, complaints)
    complaints.refuse()
    _require_agreement(rows, complaints)
    complaints.refuse()
    frame = rows.frame.assign(year=work.year, grade=work.grade, subject=work.subject)
    told = frame[frame["change"].ne(TOTAL) & frame["n"].gt(0)].reset_index(drop=True)
    slot, warnings = slot_of(work, frame), tuple(complaints.warnings)
    return Loaded("vpr_journal", slot, work.year, len(told), {"vpr_journal": typed("vpr_journal", told)}, warnings)


@dataclass(frozen=True)
class Rows:
    """The rows with numbers.

    group, people, share: their columns
    frame: level, unit, change (one of CHANGES, or TOTAL), count, and n: the counts of a group's changes together
    """

    group: Column
    people: Column
    share: Column
    frame: pd.DataFrame


def _rows(block: Block, register: Register, complaints: Complaints) -> Rows:
    block = rows_in_place(block, complaints)
    group = block.find(GROUP) or missing_column(block, "Группы участников", complaints)
    labels = pd.Series([_change(text) for text in group.texts], dtype=TEXT)
    above = pd.Series(group.texts, dtype=object).where(labels.isna().to_numpy()).ffill()
    is_row = labels.notna().to_numpy(dtype=bool)
    orphans = is_row & above.isna().to_numpy()
    complaints.every(group, orphans, _("над строкой нет названия группы участников: впишите его"))
    kept = is_row & ~orphans
    if not kept.any():
        complaints.add(_("под заголовком нет ни одной строки: выгрузите отчёт заново"), sheet=block.sheet)
    rows = block.where(kept)
    people = rows.find(PEOPLE) or missing_column(rows, "Кол-во участников", complaints)
    share = rows.find("%", "% участников") or missing_column(rows, "%", complaints)
    named = Column(group.sheet, group.title, above[kept].to_numpy(dtype=object), rows.rows)
    frame = units_of(named, register, complaints)
    frame["change"] = labels[kept].array
    remedy = _("число участников — целое, например «61»")
    frame["count"] = understood(people, values.count, complaints, remedy, dtype=INTEGER)
    found = Rows(Column(group.sheet, group.title, group.texts[kept], rows.rows), people, share, frame)
    _require_each_once(found, complaints)
    changes = frame["count"].where(frame["change"].ne(TOTAL), 0)
    frame["n"] = changes.groupby([frame["level"], frame["unit"]], dropna=False).transform("sum")
    return found


def _change(text: str) -> values.Value:
    found = _LABEL.match(plain(text))
    return found.group(1) if found else MISSING


def _require_each_once(rows: Rows, complaints: Complaints) -> None:
    """Under each group every change stands once."""
    keys = ["level", "unit", "change"]
    known = rows.frame["unit"].notna().to_numpy(dtype=bool)
    repeated = rows.frame.duplicated(keys).to_numpy() & known
    complaints.every(rows.group, repeated, _("такая строка этой группы уже есть выше: оставьте одну"))
    changes = rows.frame[rows.frame["change"].ne(TOTAL)]
    told = changes.groupby(["level", "unit"])["change"].transform("nunique").reindex(rows.frame.index)
    first = ~rows.frame.duplicated(["level", "unit"]).to_numpy()
    lacking = first & known & told.fillna(len(CHANGES)).lt(len(CHANGES)).to_numpy(dtype=bool)
    remedy = _("у группы должны быть строки «Понизили», «Подтвердили» и «Повысили»: выгрузите отчёт заново")
    complaints.every(rows.group, lacking, remedy)


def _require_agreement(rows: Rows, complaints: Complaints) -> None:
    """«Всего» is the sum of the changes, and a per cent is its count's."""
    frame, is_total = rows.frame, rows.frame["change"].eq(TOTAL).to_numpy(dtype=bool)
    differs = is_total & frame["count"].ne(frame["n"]).to_numpy(dtype=bool)
    complaints.every(rows.people, differs, _("«Всего» не равно сумме строк группы: исправьте одно из двух"))
    n = frame["n"].to_numpy(dtype=np.int64)
    shares = percents_of([rows.share], complaints, may_be_empty=True)[:, 0]
    counts = frame["count"].to_numpy(dtype=float)
    exact = 100 * counts / np.maximum(n, 1)
    strange = (np.abs(shares - exact) >= 10.0 ** -decimals_of([rows.share])) & (n > 0)
    complaints.every(rows.share, strange, _("процент не соответствует числу участников: исправьте одно из двух"))
