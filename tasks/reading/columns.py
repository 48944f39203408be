"""Columns of text with their addresses, turned into typed columns whole; every bad cell is named, all at once.

Only the distinct texts of a column are looked at one by one: a thousand pupils write the same five marks.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.extensions import ExtensionArray

from models.assessment.layout import TEXT
from models.errors import FileRefused
from models.language import _
from models.problems import Problem
from tasks.reading.tables import Sheet, Texts
from tasks.reading.values import MISSING, Understand, plain

SHOWN = 200

Mask = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int_]


@dataclass(frozen=True)
class Column:
    """A column under its heading: texts and the file's row numbers, alike long."""

    sheet: str
    title: str
    texts: Texts
    rows: Numbers
    is_there: bool = True  # a column that is missing is complained of once, not in every row

    @cached_property
    def distinct(self) -> tuple[Numbers, Texts]:
        """For every row which of the distinct texts stands there, and these texts."""
        codes, texts = pd.factorize(self.texts)
        return codes, texts

    def where(self, is_so: Callable[[str], bool]) -> Mask:
        """The rows whose text is so."""
        codes, texts = self.distinct
        return np.array([is_so(text) for text in texts], dtype=bool)[codes]

    def says(self, *texts: str) -> Mask:
        """The rows that say one of these texts."""
        return self.where(frozenset(texts).__contains__)


@dataclass(frozen=True)
class Block:
    """A table inside a sheet: its headings and the rows under them (rows × columns), with the file's row numbers."""

    sheet: str
    heading: int
    titles: tuple[str, ...]
    texts: Texts
    rows: Numbers

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns in their order; asked again, they are the same, and know their distinct texts already."""
        return tuple(
            Column(self.sheet, title, self.texts[:, place], self.rows) for place, title in enumerate(self.titles)
        )

    def find(self, *titles: str) -> Column | None:
        """The first column with one of these headings, compared in lower case."""
        return next((column for column in self.columns if plain(column.title) in titles), None)

    def where(self, kept: Mask) -> "Block":
        """The block's rows that are kept; the block itself when all are."""
        return self if kept.all() else replace(self, texts=self.texts[kept], rows=self.rows[kept])

    def without(self, *titles: str) -> "Block":
        """The block with the columns of these headings gone."""
        kept = [index for index, title in enumerate(self.titles) if plain(title) not in titles]
        return replace(self, titles=tuple(self.titles[index] for index in kept), texts=self.texts[:, kept])

    def __len__(self) -> int:
        return len(self.rows)


class Complaints:
    """Everything that is wrong in a file, collected until it can be said at once."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.warnings: list[str] = []
        self._found: list[tuple[str, int, Problem]] = []
        self._count = 0

    def __bool__(self) -> bool:
        return bool(self._count)

    def add(self, remedy: str, *, value: str = "", sheet: str = "", row: int = 0, column: str = "") -> None:
        """One thing that is wrong, at its place."""
        self._count += 1
        self._found.append((sheet, row, Problem(self._place(sheet, row, column), value, remedy)))

    def every(self, column: Column, bad: Mask, remedy: str, *, hidden: bool = False) -> None:
        """The bad cells of a column. Hidden: personal data, whose value is never repeated."""
        places = np.flatnonzero(bad) if column.is_there else np.empty(0, dtype=int)
        for index in places[:SHOWN]:
            value = "" if hidden else str(column.texts[index])
            self.add(remedy, value=value, sheet=column.sheet, row=int(column.rows[index]), column=column.title)
        self._count += max(0, len(places) - SHOWN)

    def refuse(self) -> None:
        """Raise FileRefused when anything is wrong: in the file's order, the first 200, the rest counted."""
        if not self._count:
            return
        order = sorted(self._found, key=lambda found: found[:2])[:SHOWN]
        problems = [problem for _sheet, _row, problem in order]
        if self._count > len(problems):
            more = _("и ещё замечаний: {count}").format(count=self._count - len(problems))
            problems.append(Problem(place=self.file, value="", remedy=more))
        headline = _("Файл «{file}» не загружен, замечаний: {count}").format(file=self.file, count=self._count)
        raise FileRefused(headline, problems)

    def _place(self, sheet: str, row: int, column: str) -> str:
        parts = [self.file]
        if sheet:
            parts.append(_("лист «{sheet}»").format(sheet=sheet))
        if row:
            parts.append(_("строка {row}").format(row=row))
        if column:
            parts.append(_("столбец «{column}»").format(column=column))
        return ", ".join(parts)


def understood(
    column: Column,
    understand: Understand,
    complaints: Complaints,
    remedy: str,
    *,
    dtype: str = TEXT,
    hidden: bool = False,
) -> ExtensionArray:
    """The column's values; a text that cannot be understood becomes a problem with this remedy (and NA)."""
    codes, distinct = column.distinct
    values = [understand(text) for text in distinct]
    wrong = np.array([value is None for value in values], dtype=bool)
    if wrong.any():
        complaints.every(column, wrong[codes], remedy, hidden=hidden)
    return array([MISSING if value is None else value for value in values], dtype).take(codes)


def array(values: Sequence[object], dtype: str) -> ExtensionArray:
    """The values as a typed array of the layout's dtype."""
    made: ExtensionArray = pd.Series(list(values), dtype=dtype).array
    return made


def heading_row(sheet: Sheet, needed: Sequence[str], within: int = 60) -> int | None:
    """The first row that holds all the needed headings, as an index."""
    for index in range(min(within, len(sheet.texts))):
        if {plain(text) for text in sheet.texts[index]} >= set(needed):
            return index
    return None


def block_below(sheet: Sheet, heading: int, end: int | None = None) -> Block:
    """The rows under a heading row up to `end`, without the empty ones."""
    texts = sheet.texts[heading + 1 : end]
    rows = np.arange(heading + 2, heading + 2 + len(texts))
    filled: Mask = np.asarray(texts.astype(bool).any(axis=1))
    titles = tuple(" ".join(text.split()) for text in sheet.texts[heading])
    return Block(sheet.name, heading + 1, titles, texts, rows).where(filled)


def needed_columns(block: Block, titles: Sequence[str], complaints: Complaints) -> list[Column]:
    """The block's columns with these headings; one that is missing is a problem, and empty."""
    return [block.find(plain(title)) or missing_column(block, title, complaints) for title in titles]


def missing_column(block: Block, title: str, complaints: Complaints, remedy: str = "") -> Column:
    """Complain of a missing column, and stand in for it so that the others are looked at all the same."""
    wanted = remedy or _("нет такого столбца: добавьте его или выгрузите файл заново")
    complaints.add(wanted, sheet=block.sheet, row=block.heading, column=title)
    return Column(block.sheet, title, np.full(len(block), "", dtype=object), block.rows, is_there=False)


def rows_in_place(block: Block, complaints: Complaints) -> Block:
    """The block without rows that have a cell right of the last heading: each is a problem, for it has slipped.

    Nothing else is said of such a row: its cells stand under the wrong headings, in protocols even documents do.
    """
    last = max((place for place, title in enumerate(block.titles) if title), default=-1)
    remedy = _("есть ячейки правее последнего заголовка: строка сдвинута, верните её на место")
    beyond: Mask = np.asarray(block.texts[:, last + 1 :].astype(bool).any(axis=1))
    for row in block.rows[beyond]:
        complaints.add(remedy, sheet=block.sheet, row=int(row))
    return block.where(~beyond)
