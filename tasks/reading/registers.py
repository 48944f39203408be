"""The plain tables an authority keeps itself, read by formats.py: every cell, then what rows say together."""

from itertools import pairwise

import pandas as pd

from models.assessment.layout import LAYOUT, typed
from models.language import _
from tasks.reading.columns import (
    Block,
    Complaints,
    block_below,
    heading_row,
    needed_columns,
    rows_in_place,
    understood,
)
from tasks.reading.contract import Loaded, Register
from tasks.reading.formats import CURATORS, FORMATS, MENTORS, NEIGHBOURS, PARTNERS, SCALES, SCHOOLS, Format
from tasks.reading.tables import Sheet
from tasks.reading.values import plain


def format_of(sheet: Sheet) -> Format | None:
    """The format whose headings the sheet has: all but two, so that one left out is named and not taken for another."""
    for each in FORMATS:
        titles = {plain(title) for title in each.cells}
        for row in sheet.texts[:20]:
            if len(titles - {plain(text) for text in row}) <= min(2, len(titles) // 3):
                return each
    return None


def read_register(sheet: Sheet, which: Format, register: Register, complaints: Complaints) -> Loaded:
    """The frame of a plain table. FileRefused with every problem."""
    block = _block(sheet, which)
    block = rows_in_place(block, complaints)
    columns = needed_columns(block, tuple(which.cells), complaints)
    if not len(block):
        complaints.add(_("под заголовком нет ни одной строки: заполните таблицу"), sheet=sheet.name)
    frame = pd.DataFrame()
    for column, cell in zip(columns, which.cells.values(), strict=True):
        dtype = LAYOUT[which.kind][cell.name]
        frame[cell.name] = understood(column, cell.understand, complaints, _(cell.wanted), dtype=dtype)
    _require_once(frame, which, block, complaints)
    _require_known_schools(frame, which, block, register, complaints)
    _require_known_municipalities(frame, which, block, register, complaints)
    _require_one_capacity(frame, which, block, complaints)
    _require_rising(frame, which, block, complaints)
    _require_both_counts(frame, which, block, complaints)
    complaints.refuse()
    frame = typed(which.kind, frame)
    years = sorted(set(frame["year"])) if "year" in frame else []
    year = int(years[0]) if len(years) == 1 else None
    slot = _slot(frame, which, years)
    return Loaded(which.kind, slot, year, len(frame), {which.kind: frame}, tuple(complaints.warnings))


def _block(sheet: Sheet, which: Format) -> Block:
    titles = [plain(title) for title in which.cells]
    best = max(range(min(20, len(sheet.texts))), key=lambda row: len({plain(t) for t in sheet.texts[row]} & {*titles}))
    exact = heading_row(sheet, titles, within=20)
    return block_below(sheet, best if exact is None else exact)


def _require_once(frame: pd.DataFrame, which: Format, block: Block, complaints: Complaints) -> None:
    """No row says again what a row before it said; schools share no «Код ОО» either."""
    for names in (which.once, ("code",)) if which is SCHOOLS else (which.once,):
        title = next(title for title, cell in which.cells.items() if cell.name == names[-1])
        repeated = frame.duplicated(list(names)).to_numpy() & frame[list(names)].notna().all(axis=1).to_numpy()
        column = block.find(plain(title))
        if column is not None:
            complaints.every(column, repeated, _("такая строка уже есть выше: оставьте одну"))


def _require_known_schools(
    frame: pd.DataFrame, which: Format, block: Block, register: Register, complaints: Complaints
) -> None:
    column = block.find("логин")
    if which is SCHOOLS or column is None:
        return
    if not register.logins:
        complaints.warnings.append(_("Реестр школ не загружен: логины школ не сверены."))
        return
    unknown = (frame["school"].notna() & ~frame["school"].isin(register.logins)).to_numpy()
    complaints.every(column, unknown, _("такой школы нет в реестре: исправьте логин или загрузите реестр школ"))


def _require_known_municipalities(
    frame: pd.DataFrame, which: Format, block: Block, register: Register, complaints: Complaints
) -> None:
    """A municipality that borders on others has schools: misspelt, it would silently border on nobody."""
    if which is not NEIGHBOURS:
        return
    if not register.municipalities:
        complaints.warnings.append(_("Реестр школ не загружен: муниципалитеты не сверены."))
        return
    for title, cell in which.cells.items():
        column, said = block.find(plain(title)), frame[cell.name]
        unknown = (said.notna() & ~said.isin(register.municipalities)).to_numpy(dtype=bool)
        if column is not None:
            complaints.every(column, unknown, _("такого муниципалитета нет в реестре школ: назовите его так, как там"))


def _require_one_capacity(frame: pd.DataFrame, which: Format, block: Block, complaints: Complaints) -> None:
    """A mentor of several subjects has as many rows, and one number of teachers over all of them."""
    column = block.find("сколько учителей")
    if which is MENTORS and column is not None:
        first = frame.groupby(["school", "mentor"])["capacity"].transform("first")
        differs = frame["capacity"].ne(first).fillna(False).to_numpy(dtype=bool)
        complaints.every(column, differs, _("у этого наставника выше другое число: впишите одно, на все его предметы"))


def _require_rising(frame: pd.DataFrame, which: Format, block: Block, complaints: Complaints) -> None:
    """A scale's boundaries rise, up to the highest score."""
    if which is not SCALES:
        return
    titles = [title for title, cell in which.cells.items() if cell.name in ("from_3", "from_4", "from_5", "highest")]
    for lower, upper in pairwise(titles):
        below, above = frame[which.cells[lower].name], frame[which.cells[upper].name]
        falls = (below.gt(above) if upper == titles[-1] else below.ge(above)).fillna(False).to_numpy(dtype=bool)
        column = block.find(plain(upper))
        if column is not None:
            complaints.every(column, falls, _("границы отметок должны возрастать: сверьте со шкалой"))


def _require_both_counts(frame: pd.DataFrame, which: Format, block: Block, complaints: Complaints) -> None:
    """A school's pupils and teachers are both counted or both not: one alone has slipped from the other's place."""
    if which is not SCHOOLS:
        return
    remedy = _("вписано только одно из двух чисел, обучающихся и учителей: впишите второе или уберите оба")
    for title, alone in (("обучающихся", "teachers"), ("учителей", "pupils")):
        lacking = frame[alone].notna() & frame[{"teachers": "pupils", "pupils": "teachers"}[alone]].isna()
        column = block.find(title)
        if column is not None:
            empty = (column.texts == "") & lacking.to_numpy(dtype=bool)
            complaints.every(column, empty, remedy)


def _slot(frame: pd.DataFrame, which: Format, years: list[int]) -> str:
    """The years, and the school or the work when the file is of one; lists that are kept as a whole have one slot."""
    if which in (SCHOOLS, NEIGHBOURS, CURATORS, PARTNERS):
        return ""
    if which is SCALES and len(frame) == 1:
        return "/".join(str(frame[name].iloc[0]) for name in which.once)
    said = "+".join(str(year) for year in years)
    schools = set(frame["school"]) if "school" in frame else set()
    return f"{said}/{schools.pop()}" if len(schools) == 1 else said
