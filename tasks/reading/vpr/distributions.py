"""Reports 2, «Статистика по отметкам», and 4, «Распределение первичных баллов»: how many got each mark or score.

Printed are per cents of the participants; kept are counts.
"""

import re

import pandas as pd

from models.assessment.layout import typed
from models.language import _
from tasks.reading.columns import Block, Column, Complaints, block_below, missing_column
from tasks.reading.contract import Loaded, Register
from tasks.reading.tables import Sheet
from tasks.reading.values import plain
from tasks.reading.vpr.groups import groups_heading, read_groups, slot_of
from tasks.reading.vpr.preamble import read_preamble
from tasks.reading.vpr.shares import counts_of

MARKS = ("2", "3", "4", "5")
_SCORE = re.compile(r"^[0-9]{1,3}$")


def read_marks(sheet: Sheet, register: Register, complaints: Complaints) -> Loaded:
    """The frame «vpr_marks» of report 2. FileRefused with every problem."""
    return _read(sheet, register, complaints, "vpr_marks", "mark")


def read_primary(sheet: Sheet, register: Register, complaints: Complaints) -> Loaded:
    """The frame «vpr_primary» of report 4. FileRefused with every problem."""
    return _read(sheet, register, complaints, "vpr_primary", "primary")


def is_of_scores(titles: list[str]) -> bool:
    """Whether headings are primary scores: they begin with 0; marks never do."""
    return "0" in titles


def _read(sheet: Sheet, register: Register, complaints: Complaints, kind: str, name: str) -> Loaded:
    heading = groups_heading(sheet)
    assert heading is not None  # the caller has recognised the sheet
    work = read_preamble(sheet, heading, complaints)
    groups = read_groups(block_below(sheet, heading), register, complaints)
    by_mark = name == "mark"
    block = groups.block
    named = marks_columns(block, complaints) if by_mark else scores_columns(block, complaints, work.highest)
    counts = counts_of(named, groups.frame["n"], complaints, may_be_empty=not by_mark)
    complaints.refuse()
    frame = groups.frame.assign(year=work.year, grade=work.grade, subject=work.subject)
    return Loaded(
        kind,
        slot_of(work, frame),
        work.year,
        len(frame),
        {kind: typed(kind, long(frame, counts, name))},
        tuple(complaints.warnings),
    )


def marks_columns(block: Block, complaints: Complaints) -> list[Column]:
    """The columns «2», «3», «4» and «5»."""
    return [block.find(mark) or missing_column(block, mark, complaints) for mark in MARKS]


def scores_columns(block: Block, complaints: Complaints, highest: int | None = None) -> list[Column]:
    """The columns «0», «1», … up to the last score; a score left out on the way is a problem."""
    scores = [int(title) for title in map(plain, block.titles) if _SCORE.match(title)]
    last = max([*scores, highest or 0])
    remedy = _("балл встречается дважды: оставьте один столбец")
    for score in sorted({each for each in scores if scores.count(each) > 1}):
        complaints.add(remedy, sheet=block.sheet, row=block.heading, column=str(score))
    return [block.find(str(score)) or missing_column(block, str(score), complaints) for score in range(last + 1)]


def long(frame: pd.DataFrame, counts: pd.DataFrame, name: str) -> pd.DataFrame:
    """A row for every count there is: the frame's columns, `name` from the count's heading, `count`."""
    wide = pd.concat([frame, counts], axis=1)
    told = wide.melt(id_vars=list(frame.columns), var_name=name, value_name="count", ignore_index=False)
    kept = told[told["count"].notna()].sort_index(kind="stable").reset_index(drop=True)
    return kept.assign(**{name: kept[name].astype("string").astype("Int64")})
