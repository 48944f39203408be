"""Report 6, «Достижение планируемых результатов»: a row for each task with its requirement, a column for each group.

The second heading row tells how many participants each group has («61 уч.»).
"""

import re
from collections.abc import Callable

import numpy as np
import pandas as pd

from models.assessment.layout import FLOAT, INTEGER, TEXT, typed
from models.language import _
from tasks.reading import values
from tasks.reading.columns import Block, Column, Complaints, block_below, missing_column, understood
from tasks.reading.contract import Loaded, Register
from tasks.reading.tables import Sheet
from tasks.reading.values import MISSING, plain
from tasks.reading.vpr.groups import slot_of, units_of
from tasks.reading.vpr.preamble import read_preamble

WITHIN = 60
_REQUIREMENT = re.compile(r"^блоки пооп|проверяемые требования")
_NUMBER = re.compile(r"(№|номер)( п/п| задания)?")
_HIGHEST = re.compile(r"макс.*")
_PEOPLE = re.compile(r"^(.+?)\s*уч(?:\.|астник\S*)?$", re.IGNORECASE)


def planned_heading(sheet: Sheet) -> int | None:
    """The row of headings of report 6, as an index."""
    rows = enumerate(sheet.texts[:WITHIN])
    return next((index for index, row in rows if any(_REQUIREMENT.search(plain(text)) for text in row)), None)


def read_planned(sheet: Sheet, register: Register, complaints: Complaints) -> Loaded:
    """The frame «vpr_planned» of report 6. FileRefused with every problem."""
    heading = planned_heading(sheet)
    assert heading is not None  # the caller has recognised the sheet
    work = read_preamble(sheet, heading, complaints)
    block = block_below(sheet, heading)
    says_people = np.array([any(_PEOPLE.match(text) for text in row[3:]) for row in block.texts], dtype=bool)
    rows = block.where(~says_people)
    tasks = _tasks(rows, complaints)
    places = _places(block)
    groups = _groups(block, places, register, complaints)
    groups["n"] = _people(block.where(says_people), places, complaints)
    remedy = _("процент — число от 0 до 100, например «32,79»")
    shares = [understood(_column(rows, at), _share, complaints, remedy, dtype=FLOAT) for at in places]
    complaints.refuse()
    groups = groups.assign(year=work.year, grade=work.grade, subject=work.subject)
    told = [
        tasks.assign(percent=share, **{str(name): cell for name, cell in group.items()})
        for share, group in zip(shares, groups.to_dict("records"), strict=True)
        if group["n"] > 0
    ]
    frame = typed("vpr_planned", pd.concat(told, ignore_index=True)) if told else typed("vpr_planned", tasks.head(0))
    frame = frame[frame["percent"].notna()].reset_index(drop=True)
    slot, warnings = slot_of(work, groups), tuple(complaints.warnings)
    return Loaded("vpr_planned", slot, work.year, len(rows), {"vpr_planned": frame}, warnings)


def _share(text: str) -> values.Value:
    return MISSING if text in {"", "-", "—", "–"} else values.percent(text)


def _column(block: Block, place: int) -> Column:
    return block.columns[place]


def _tasks(rows: Block, complaints: Complaints) -> pd.DataFrame:
    """task, requirement and max_score of every row; each task once."""
    number = _found(rows, _NUMBER.fullmatch) or missing_column(rows, "№", complaints)
    requirement = _found(rows, _REQUIREMENT.search) or missing_column(rows, "Блоки ПООП", complaints)
    highest = _found(rows, _HIGHEST.fullmatch) or missing_column(rows, "Макс балл", complaints)
    if not len(rows):
        complaints.add(_("под заголовком нет ни одной строки: выгрузите отчёт заново"), sheet=rows.sheet)
    tasks = pd.DataFrame()
    remedy = _("номер задания имеет вид «3.1» или «15К1»")
    tasks["task"] = understood(number, values.task_number, complaints, remedy, dtype=TEXT)
    tasks["requirement"] = understood(requirement, values.required, complaints, _("впишите проверяемое требование"))
    remedy = _("максимальный балл задания — целое число от 1 до 30")
    tasks["max_score"] = understood(highest, values.whole(1, 30), complaints, remedy, dtype=INTEGER)
    repeated = tasks["task"].duplicated().to_numpy() & tasks["task"].notna().to_numpy()
    complaints.every(number, repeated, _("такое задание уже есть выше: оставьте одну строку"))
    return tasks


def _found(block: Block, matches: Callable[[str], object]) -> Column | None:
    return next((_column(block, at) for at, title in enumerate(block.titles) if matches(plain(title))), None)


def _places(block: Block) -> list[int]:
    """The columns of groups: every one right of the highest points that has a heading or a cell."""
    titles = [plain(title) for title in block.titles]
    last = max((at for at, title in enumerate(titles) if _HIGHEST.fullmatch(title)), default=len(titles))
    return [at for at in range(last + 1, len(titles)) if titles[at] or (block.texts[:, at] != "").any()]


def _groups(block: Block, places: list[int], register: Register, complaints: Complaints) -> pd.DataFrame:
    """Level and unit of every column of groups."""
    if not places:
        complaints.add(_("нет столбцов групп участников: выгрузите отчёт заново"), sheet=block.sheet, row=block.heading)
    titles = np.array([block.titles[at] for at in places], dtype=object)
    heading = Column(block.sheet, "", titles, np.full(len(places), block.heading))
    groups = units_of(heading, register, complaints)
    repeated = groups.duplicated().to_numpy() & groups["unit"].notna().to_numpy()
    complaints.every(heading, repeated, _("эта группа участников уже есть левее: оставьте один столбец"))
    return groups


def _people(row: Block, places: list[int], complaints: Complaints) -> pd.Series:
    """How many participants every group has."""
    remedy = _("под названием группы должно стоять число участников вида «61 уч.»: впишите его")
    if not len(row):
        complaints.add(remedy, sheet=row.sheet, row=row.heading + 1)
        return pd.Series([MISSING] * len(places), dtype=INTEGER)

    def understand(text: str) -> values.Value:
        found = _PEOPLE.match(text)
        return values.count(found.group(1).strip()) if found else None

    said = [understood(_column(row, at), understand, complaints, remedy, dtype=INTEGER)[0] for at in places]
    return pd.Series(said, dtype=INTEGER)
