"""The tables «Группы участников» of reports 2, 4, 5 and 7: a row for the country, the region, municipalities, schools.

Here rows become units with their numbers of participants. What the other columns say belongs to the reports.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from models.assessment.layout import INTEGER, SCHOOL, TEXT
from models.language import _
from tasks.reading import values
from tasks.reading.columns import (
    Block,
    Column,
    Complaints,
    Mask,
    array,
    missing_column,
    rows_in_place,
    understood,
)
from tasks.reading.contract import Register
from tasks.reading.tables import Sheet
from tasks.reading.values import MISSING, plain
from tasks.reading.vpr.preamble import Work
from tasks.reading.vpr.units import Unit, unit_of, whose

GROUP, PEOPLE = "группы участников", "кол-во участников"
WITHIN = 60


def groups_heading(sheet: Sheet) -> int | None:
    """The row of headings of a table of groups, as an index."""
    return next((index for index, row in enumerate(sheet.texts[:WITHIN]) if GROUP in map(plain, row)), None)


@dataclass(frozen=True)
class Groups:
    """Rows of a table of groups, without those that have no participants.

    block:  their cells
    frame:  level, unit and n of every row, alike long
    """

    block: Block
    frame: pd.DataFrame


def read_groups(block: Block, register: Register, complaints: Complaints, *, once: bool = True) -> Groups:
    """The rows of a table of groups. Once: no group may have two rows."""
    block = rows_in_place(block, complaints)
    group = block.find(GROUP) or missing_column(block, "Группы участников", complaints)
    block = block.where(np.array([not values.is_footer(text) for text in group.texts], dtype=bool))
    if not len(block):
        complaints.add(_("под заголовком нет ни одной строки: выгрузите отчёт заново"), sheet=block.sheet)
    group = block.find(GROUP) or group
    people = block.find(PEOPLE) or missing_column(block, "Кол-во участников", complaints)
    frame = units_of(group, register, complaints)
    remedy = _("число участников — целое, например «61»")
    frame["n"] = understood(people, values.count, complaints, remedy, dtype=INTEGER)
    if once:
        repeated = frame.duplicated(["level", "unit"]).to_numpy() & frame["unit"].notna().to_numpy()
        complaints.every(group, repeated, _("эта группа участников уже есть выше: оставьте одну строку"))
    has_people: Mask = frame["n"].fillna(1).gt(0).to_numpy(dtype=bool)
    return Groups(block.where(has_people), frame[has_people].reset_index(drop=True))


def units_of(group: Column, register: Register, complaints: Complaints) -> pd.DataFrame:
    """Level and unit of every row; a school that is not known is a problem."""
    codes, distinct = pd.factorize(group.texts)
    units = [unit_of(text, register) for text in distinct]
    nameless = np.array([unit is None for unit in units], dtype=bool)
    remedy = _("не узнать, чья это строка: допишите к названию школы её логин вида «(edu680101)»")
    complaints.every(group, nameless[codes], remedy)
    unknown = np.array([_is_stranger(unit, register) for unit in units], dtype=bool)
    remedy = _("такой школы нет в реестре: исправьте логин или загрузите реестр школ")
    complaints.every(group, unknown[codes], remedy)
    if not register.logins:
        complaints.warnings.append(_("Реестр школ не загружен: логины школ не сверены."))
    columns = {
        "level": [MISSING if unit is None else unit.level for unit in units],
        "unit": [MISSING if unit is None else unit.name for unit in units],
    }
    return pd.DataFrame({name: array(cells, TEXT).take(codes) for name, cells in columns.items()})


def _is_stranger(unit: Unit | None, register: Register) -> bool:
    return unit is not None and unit.level == SCHOOL and bool(register.logins) and unit.name not in register.logins


def slot_of(work: Work, frame: pd.DataFrame) -> str:
    """The work, and whose results the file tells."""
    units = [Unit(level, name) for level, name in zip(frame["level"], frame["unit"], strict=True)]
    return f"{work.year}/{work.grade}/{work.subject}/{whose(units)}"
