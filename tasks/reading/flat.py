"""The flat tables that regions keep of all years at once (domain.md §4.1): marks, scores and bias, a row a school.

The first two say what reports 2 and 4 say and give the same frames; the third gives the frame «bias».
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from models.assessment.layout import INTEGER, SCHOOL, typed
from models.language import _
from tasks.reading import values
from tasks.reading.columns import (
    Block,
    Column,
    Complaints,
    block_below,
    missing_column,
    needed_columns,
    rows_in_place,
    understood,
)
from tasks.reading.contract import Loaded, Register
from tasks.reading.tables import Sheet
from tasks.reading.values import plain
from tasks.reading.vpr.distributions import is_of_scores, long, marks_columns, scores_columns
from tasks.reading.vpr.shares import counts_of

WITHIN = 20
YEAR_GRADE_SUBJECT = ("Год", "Класс", "Предмет")
LOGIN, PEOPLE = "Логин", "Кол-во участников"
BIASED = ("4 РУ", "4 МА", "5 РУ", "5 МА")
MARKERS = "количество маркеров"
_SUBJECTS = {"ру": "русский язык", "ма": "математика"}


def flat_heading(sheet: Sheet) -> int | None:
    """The row of headings of a flat table, as an index; one heading of it may be wrong."""
    return next((index for index, row in enumerate(sheet.texts[:WITHIN]) if _is_heading(row)), None)


def _is_heading(row: Sequence[str]) -> bool:
    titles = {plain(text) for text in row}
    keys = {plain(title) for title in (*YEAR_GRADE_SUBJECT, LOGIN, PEOPLE)}
    return _is_bias(titles) or (
        len(keys & titles) >= len(keys) - 1 and len({"0", "1", "2", "3", "4", "5"} & titles) > 2
    )


def _is_bias(titles: set[str]) -> bool:
    return len({plain(title) for title in BIASED} & titles) >= len(BIASED) - 1


def read_flat(sheet: Sheet, register: Register, complaints: Complaints) -> Loaded:
    """The frame of a flat table. FileRefused with every problem."""
    heading = flat_heading(sheet)
    assert heading is not None  # the caller has recognised the sheet
    block = block_below(sheet, heading)
    block = block.where(np.array([not any(map(values.is_footer, row)) for row in block.texts], dtype=bool))
    if not len(block):
        complaints.add(_("под заголовком нет ни одной строки: заполните таблицу"), sheet=sheet.name)
    block = rows_in_place(block, complaints)
    kind = _kind([plain(title) for title in block.titles])
    frame = _bias(block, register, complaints) if kind == "bias" else _counts(block, kind, register, complaints)
    complaints.refuse()
    frame = typed(kind, frame)
    years = sorted({int(year) for year in frame["year"]})
    slot, year = _slot(block, frame, years), years[0] if len(years) == 1 else None
    return Loaded(kind, slot, year, len(block), {kind: frame}, tuple(complaints.warnings))


def _slot(block: Block, frame: pd.DataFrame, years: list[int]) -> str:
    """The years, the one municipality and the one work, if it is one: who keeps them apart loads them apart."""
    territory = block.find("муниципалитет")
    names = set() if territory is None else {str(values.municipality(text)) for text in territory.texts}
    works = {f"{grade} {subject}" for grade, subject in zip(frame["grade"], frame["subject"], strict=True)}
    parts = [each.pop() for each in (names, works) if len(each) == 1]
    return "/".join(["+".join(map(str, years)), "плоская таблица", *parts])


def _kind(titles: list[str]) -> str:
    if _is_bias(set(titles)):
        return "bias"
    return "vpr_primary" if is_of_scores(titles) or {"1", "6"} & set(titles) else "vpr_marks"


def _counts(block: Block, kind: str, register: Register, complaints: Complaints) -> pd.DataFrame:
    """The rows of «vpr_marks» or «vpr_primary»."""
    people = block.find(plain(PEOPLE)) or missing_column(block, PEOPLE, complaints)
    remedy = _("число участников — целое, например «61»")
    n = pd.Series(understood(people, values.count, complaints, remedy, dtype=INTEGER))
    has_people = n.fillna(1).gt(0).to_numpy(dtype=bool)
    block, n = block.where(has_people), n[has_people].reset_index(drop=True)
    by_mark = kind == "vpr_marks"
    frame = _works(block, complaints).assign(level=SCHOOL, unit=_logins(block, register, complaints), n=n)
    columns = marks_columns(block, complaints) if by_mark else scores_columns(block, complaints)
    counts = counts_of(columns, n, complaints, may_be_empty=not by_mark)
    _require_once(frame, ["year", "grade", "subject", "unit"], block, complaints)
    return long(frame, counts, "mark" if by_mark else "primary")


def _works(block: Block, complaints: Complaints) -> pd.DataFrame:
    """year, grade and subject of every row."""
    year, grade, subject = needed_columns(block, YEAR_GRADE_SUBJECT, complaints)
    return pd.DataFrame(
        {
            "year": _years(year, complaints),
            "grade": understood(grade, values.whole(1, 11), complaints, _("класс — число от 1 до 11"), dtype=INTEGER),
            "subject": understood(subject, values.subject, complaints, _("впишите предмет")),
        }
    )


def _years(column: Column, complaints: Complaints) -> object:
    remedy = _("год — четыре цифры, например 2024")
    return understood(column, values.whole(2015, 2100), complaints, remedy, dtype=INTEGER)


def _logins(block: Block, register: Register, complaints: Complaints) -> pd.Series:
    """The canonical login of every row; a school that the register does not know is a problem."""
    column = block.find(plain(LOGIN)) or missing_column(block, LOGIN, complaints)
    remedy = _("логин школы имеет вид «edu680101» или «sch680101»")
    logins = pd.Series(understood(column, values.login, complaints, remedy))
    if not register.logins:
        complaints.warnings.append(_("Реестр школ не загружен: логины школ не сверены."))
        return logins
    unknown = (logins.notna() & ~logins.isin(register.logins)).to_numpy()
    complaints.every(column, unknown, _("такой школы нет в реестре: исправьте логин или загрузите реестр школ"))
    return logins


def _require_once(frame: pd.DataFrame, keys: list[str], block: Block, complaints: Complaints) -> None:
    column = block.find(plain(LOGIN))
    repeated = frame.duplicated(keys).to_numpy() & frame[keys].notna().all(axis=1).to_numpy()
    if column is not None:
        complaints.every(column, repeated, _("такая строка уже есть выше: оставьте одну"))


def _bias(block: Block, register: Register, complaints: Complaints) -> pd.DataFrame:
    """The rows of «bias»: one for each school, grade and subject of which the table says something."""
    (year,) = needed_columns(block, ("Год",), complaints)
    frame = pd.DataFrame({"year": _years(year, complaints), "school": _logins(block, register, complaints)})
    _require_once(frame, ["year", "school"], block, complaints)
    said = values.whole(0, 1, missing=("", "-", "—", "–"))
    remedy = _("признак — 1, если он есть, и 0, если нет")
    told = pd.DataFrame(
        {
            column.title: understood(column, said, complaints, remedy, dtype=INTEGER)
            for column in needed_columns(block, BIASED, complaints)
        }
    )
    _require_sum(told, block, complaints)
    parts = []
    for title in told:
        grade, subject = str(title).lower().split()
        parts.append(frame.assign(grade=int(grade), subject=_SUBJECTS[subject], marker=told[title]))
    together = pd.concat(parts, ignore_index=True)
    return together[together["marker"].notna()]


def _require_sum(told: pd.DataFrame, block: Block, complaints: Complaints) -> None:
    """«Количество маркеров», where there is such a column, counts them."""
    column = block.find(MARKERS)
    if column is None:
        return
    remedy = _("количество маркеров — целое число от 0 до 4")
    understand = values.whole(0, 4, missing=("",))
    counted = pd.Series(understood(column, understand, complaints, remedy, dtype=INTEGER))
    differs = (counted.notna() & counted.ne(told.fillna(0).sum(axis=1))).fillna(False).to_numpy(dtype=bool)
    complaints.every(column, differs, _("количество не равно числу единиц в строке: исправьте одно из двух"))
