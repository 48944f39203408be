"""The measures' table among all that a document holds: its headers, its rows, and the lines printed between them.

What a row is belongs in sorting.py; the words of headers in columns.py.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from models.language import _
from models.order.cells import Document, Line, Row
from models.order.columns import Header, header_at, is_column_numbers, is_foreign_header
from models.order.definition import Doubt
from models.order.rows import Entry, entry_of, fits
from models.order.words import plain

# Two tables of one plan may differ by a column; a table of another kind differs by more.
_MOST_DIFFERENCE = 4
_ANNEX = re.compile(r"^\W*приложение\b", re.IGNORECASE)
_FURNITURE = re.compile(
    r"^\W*(?:\d{1,3}|продолжение(?: таблицы)?\s*\d*|стр\w*\.?\s*\d+|страница \d+.*)\W*$", re.IGNORECASE
)


_SIGNED = re.compile(r"^[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё-]+$|^[А-ЯЁ][а-яё-]+\s[А-ЯЁ]\.\s?[А-ЯЁ]\.$")


@dataclass(frozen=True)
class Between:
    """Lines of text printed between the rows of the measures' table."""

    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Found:
    """The measures' table: the first header, its entries with what stands between them, and the lines around it.

    before: the document's lines up to the table, rows of other tables among them as lines; after: those below it
    """

    header: Header
    items: tuple[Entry | Between, ...]
    before: tuple[Line, ...]
    after: tuple[Line, ...]
    is_in_pieces: bool
    unread: tuple[Doubt, ...] = ()


def measures_table(document: Document) -> Found | None:
    """The measures' table with all its pieces; None when no table has a header that names measures."""
    runs = list(_runs(document.blocks))
    headers = [header for run in runs for header in _headers(run)]
    if not headers:
        return None
    least = max(header.score for header in headers) - _MOST_DIFFERENCE
    return _Walk(least).through(runs)


def _runs(blocks: Sequence[Line | Row]) -> Iterator[list[Line] | list[Row]]:
    """Lines that follow each other, and rows of one table that follow each other."""
    for key, group in groupby(blocks, key=lambda block: block.table if isinstance(block, Row) else None):
        if key is None:
            yield [block for block in group if isinstance(block, Line)]
        else:
            yield [block for block in group if isinstance(block, Row)]


def _rows(run: list[Line] | list[Row]) -> list[Row]:
    return [block for block in run if isinstance(block, Row)]


def _headers(run: list[Line] | list[Row]) -> Iterator[Header]:
    rows = _rows(run)
    return (header for position in range(len(rows)) if (header := header_at(rows, position)))


def _is_signature(row: Row, header: Header) -> bool:
    """«Глава района	П.П. Северный» below the table: fewer cells than columns, a name in the last."""
    is_short = len(row.cells) < header.width - 1 and len(row.filled) <= 3
    return is_short and bool(_SIGNED.match(plain(row.cells[row.filled[-1]])) if row.filled else False)


class _Walk:
    """One way through a document, remembering under which header it is."""

    def __init__(self, least: int) -> None:
        self.least = least
        self.first: Header | None = None
        self.header: Header | None = None
        self.last: Header | None = None
        self.unread: list[Doubt] = []
        self.items: list[Entry | Between] = []
        self.before: list[Line] = []
        self.waiting: list[Line] = []
        self.table = -1
        self.headers = 0

    def through(self, runs: list[list[Line] | list[Row]]) -> Found | None:
        for run in runs:
            rows = _rows(run)
            if rows:
                self._enter(rows)
            else:
                self._read_lines([block for block in run if isinstance(block, Line)])
        if self.first is None:
            return None
        before, after = tuple(self.before), tuple(self.waiting)
        return Found(self.first, tuple(self.items), before, after, self.headers > 1, tuple(self.unread))

    def _read_lines(self, lines: list[Line]) -> None:
        if self.first is None:
            self.before += lines
            return
        if any(_ANNEX.match(plain(line.text)) for line in lines):
            self.header = self.last = None
        self.waiting += lines

    def _enter(self, rows: list[Row]) -> None:
        """Read the rows of one run; a table without a header goes on the one above if it has as many columns."""
        is_new = rows[0].table != self.table or bool(self._told())
        self.table = rows[0].table
        if is_new and self.last and header_at(rows, 0) is None:
            self.header = self._header_for(rows, self.last)
        if is_new:
            rows = [replace(rows[0], after_break=True), *rows[1:]]
        position = 0
        while position < len(rows):
            position += self._read(rows, position)

    def _header_for(self, rows: list[Row], last: Header) -> Header | None:
        """The header above, if rows without one can go on under it; what cannot is told, never dropped in silence."""
        width = max(len(row.cells) for row in rows)
        if width == last.width and not self._told() and not is_foreign_header(rows[0]):
            return last
        if abs(width - last.width) <= 1 and not is_foreign_header(rows[0]) and fits(rows, last):
            return last
        if len(rows) > 1 and width > 2:
            reason = _("таблица без шапки после таблицы мероприятий: она не прочитана")
            self.unread.append(Doubt("table", rows[0].place, plain(rows[0].text)[:120], reason))
        return None

    def _read(self, rows: list[Row], position: int) -> int:
        """Read what stands at this row; how many rows it took."""
        row = rows[position]
        header = header_at(rows, position)
        if header and header.score >= self.least:
            self.headers += 1
            self.header, self.last, self.first = header, header, self.first or header
            return header.rows
        if header or (is_foreign_header(row) and not (self.header and self.header.repeats(row))):
            self.header = None
        if self.header and _is_signature(row, self.header):
            self.header = None
        if self.header is None:
            self._keep_aside(row)
        elif not (is_column_numbers(row) or self.header.repeats(row)):
            self._take(row, self.header)
        return 1

    def _take(self, row: Row, header: Header) -> None:
        if self.waiting:
            told = self._told()
            self.items += [Between(told)] if told else []
            self.waiting = []
        self.items.append(entry_of(row, header))

    def _told(self) -> tuple[Line, ...]:
        """The lines read since the last row, without page numbers and «продолжение таблицы»."""
        return tuple(line for line in self.waiting if not _FURNITURE.match(plain(line.text)))

    def _keep_aside(self, row: Row) -> None:
        line = Line(row.text, row.number, row.place)
        (self.before if self.first is None else self.waiting).append(line)
