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
from models.order.header_words import kind_of, names_people
from models.order.rows import Entry, entry_of, fits, rest_of
from models.order.words import is_listed, is_number, looks_like_schedule, opens_small, plain

# Two tables of one plan may differ by a column; a table of another kind differs by more.
_MOST_DIFFERENCE = 4
# «Срок», «Дата» are surely a header's words; «апрель» may be a term.
_SURE_WORD = 3
_ANNEX = re.compile(r"^\W*приложение\b", re.IGNORECASE)
_FURNITURE = re.compile(
    r"^\W*(?:\d{1,3}|продолжение(?: таблицы)?\s*\d*|стр\w*\.?\s*\d+|страница \d+.*)\W*$", re.IGNORECASE
)
_SIGNED = re.compile(r"[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё-]+|[А-ЯЁ][а-яё-]+\s[А-ЯЁ]\.\s?[А-ЯЁ]\.")
_POST = re.compile(
    r"(?:и\.?\s?о\.?\s|исполняющ\w+ обязанности\s|первый\s|врио\s)?"
    r"(?:начальник|глав[аы]\b|директор|завед|председател|заместител|руководител|министр|управляющ|мэр\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Between:
    """Lines of text printed between the rows of the measures' table."""

    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Found:
    """The measures' table: the first header, its entries with what stands between them, and the lines around it.

    before: the document's lines up to the table, rows of other tables among them as lines
    after:  rows of other tables below it as lines, then the lines below it
    doubts: tables that were not read, or read as more of the plan though they may be another one
    """

    header: Header
    items: tuple[Entry | Between, ...]
    before: tuple[Line, ...]
    after: tuple[Line, ...]
    is_in_pieces: bool
    doubts: tuple[Doubt, ...] = ()


def measures_table(document: Document) -> Found | None:
    """The measures' table with all its pieces; None when no table has a header that names measures."""
    runs = list(_runs(document.blocks))
    for guesses in (False, True):
        headers = [header for run in runs for header in _headers(run, guesses)]
        if headers:
            least = max(header.score for header in headers) - _MOST_DIFFERENCE
            return _Walk(least, guesses).through(runs)
    return None


def _runs(blocks: Sequence[Line | Row]) -> Iterator[list[Line] | list[Row]]:
    """Lines that follow each other, and rows of one table that follow each other."""
    for key, group in groupby(blocks, key=lambda block: block.table if isinstance(block, Row) else None):
        if key is None:
            yield [block for block in group if isinstance(block, Line)]
        else:
            yield [block for block in group if isinstance(block, Row)]


def _goes_on(line: Line) -> bool:
    """Whether a line goes on with a sentence in lower case: «положения», and no «а) учителям»."""
    said = plain(line.text)
    return opens_small(said) and not is_listed(said) and not is_number(said)


def names_sheet(line: Line) -> bool:
    """Whether a line is the name of a workbook's sheet: it stands on no row of it."""
    return line.number == 0


def _rows(run: list[Line] | list[Row]) -> list[Row]:
    return [block for block in run if isinstance(block, Row)]


def _headers(run: list[Line] | list[Row], guesses: bool) -> Iterator[Header]:
    rows = _rows(run)
    return (header for position in range(len(rows)) if (header := header_at(rows, position, guesses=guesses)))


def _is_signature(rows: Sequence[Row], position: int, header: Header) -> bool:
    """«Глава района	П.П. Северный» below the table: a name comes last, in few cells or after a post."""
    row = rows[position]
    texts = [plain(row.cells[column]) for column in row.filled]
    if not 0 < len(texts) <= 3 or not _SIGNED.fullmatch(texts[-1]):
        return False
    if len(row.cells) < header.width - 1:
        return True
    is_last = row.after_break or all(len(below.filled) <= 3 for below in rows[position + 1 :])
    return is_last and bool(_POST.match(texts[0])) and not any(map(looks_like_schedule, texts[1:]))


def _reads_as_measure(row: Row, header: Header) -> bool:
    """Whether a row has a term where the terms stand: «Работа с кадрами | апрель | Организаторы» is no new header."""
    if header.column("schedule") is None or header.repeats(row):
        return False
    entry = entry_of(row, header)
    return entry.is_full and looks_like_schedule(entry.schedule) and kind_of(entry.schedule)[1] < _SURE_WORD


class _Walk:
    """One way through a document, remembering under which header it is."""

    def __init__(self, least: int, guesses: bool) -> None:
        self.least = least
        self.guesses = guesses
        self.first: Header | None = None
        self.header: Header | None = None
        self.last: Header | None = None
        self.doubts: list[Doubt] = []
        self.items: list[Entry | Between] = []
        self.before: list[Line] = []
        self.waiting: list[Line] = []
        self.passed: list[Line] = []
        self.table = -1
        self.headers = 0
        self.is_annex = False

    def through(self, runs: list[list[Line] | list[Row]]) -> Found | None:
        for run in runs:
            rows = _rows(run)
            if rows:
                self._enter(rows)
            else:
                self._read_lines([block for block in run if isinstance(block, Line)])
        if self.first is None:
            return None
        before, after = tuple(self.before), (*self.passed, *self.waiting)
        return Found(self.first, tuple(self.items), before, after, self.headers > 1, tuple(self.doubts))

    def _read_lines(self, lines: list[Line]) -> None:
        if self.first is None:
            self.before += lines
            return
        if any(_ANNEX.match(plain(line.text)) for line in lines):
            self.header = self.last = None
            self.is_annex = True
        self.waiting += lines

    def _enter(self, rows: list[Row]) -> None:
        """Read the rows of one run; a table without a header goes on the one above if it has as many columns."""
        is_new = rows[0].table != self.table or bool(self._told())
        self.table = rows[0].table
        if is_new and self.last and header_at(rows, 0, guesses=self.guesses) is None:
            self.header = self._header_for(rows, self.last)
        if is_new:
            rows = [replace(rows[0], after_break=True), *rows[1:]]
        position = self._pass_title(rows)
        while position < len(rows):
            position += self._read(rows, position)

    def _pass_title(self, rows: list[Row]) -> int:
        """Go past a sheet's own title, down to its header: the sheet's name tells the section already."""
        if self.first is None or not (self.waiting and names_sheet(self.waiting[-1])):
            return 0
        positions = range(len(rows))
        header = next((at for at in positions if header_at(rows, at, guesses=self.guesses)), 0)
        self.passed += [Line(row.text, row.number, row.place) for row in rows[:header]]
        return header

    def _header_for(self, rows: list[Row], last: Header) -> Header | None:
        """The header above, if rows without one can go on under it; what cannot is told, never dropped in silence."""
        is_foreign = is_foreign_header(rows[0], is_first=True) and not _reads_as_measure(rows[0], last)
        if not is_foreign and not self._is_strange(rows, last):
            width = max(len(row.cells) for row in rows)
            if (width == last.width and not self._told()) or (abs(width - last.width) <= 1 and fits(rows, last)):
                return last
        self._tell_unread(rows)
        return None

    def _is_strange(self, rows: list[Row], last: Header) -> bool:
        """Whether rows below a numbered plan have texts where it has numbers, and no number at all."""
        number = last.column("number")
        if number is None or not any(isinstance(item, Entry) and is_number(item.number) for item in self.items):
            return False
        first = [row.cells[number] for row in rows if number < len(row.cells) and row.filled != (number,)]
        named = [text for text in first if text.strip() and not is_listed(text)]
        return bool(named) and (len(named) > 1 or bool(self._told())) and not any(map(is_number, named))

    def _tell_unread(self, rows: list[Row]) -> None:
        """Lists of people and schools are no plan, and nobody is asked about them."""
        is_foreign = is_foreign_header(rows[0], is_first=True)
        if is_foreign and any(map(names_people, rows[0].cells)):
            return
        if len(rows) > 1 and max(len(row.cells) for row in rows) > 2:
            reason = (
                _("таблица другого рода после таблицы мероприятий: она не прочитана")
                if is_foreign
                else _("таблица без шапки после таблицы мероприятий: она не прочитана")
            )
            self.doubts.append(Doubt("table", rows[0].place, plain(rows[0].text)[:120], reason))

    def _tell_another_plan(self, header: Header, row: Row, *, is_read: bool) -> None:
        """A header below the plan that asks for less, or opens another annex: its rows may be no measures of it."""
        asked = {kind for kind in ("schedule", "responsible") if self.first and kind in self.first.by_kind}
        if self.first is None or (is_read and not self.is_annex and not asked - header.by_kind.keys()):
            return
        if is_read:
            reason = _(
                "ещё одна таблица с мероприятиями: её строки прочитаны как продолжение плана. "
                "Если это другой план, уберите их из черновика"
            )
        else:
            reason = _(
                "ещё одна таблица с мероприятиями, но с другой шапкой: она не прочитана. "
                "Если это часть плана, впишите её строки сами"
            )
        self.doubts.append(Doubt("table", row.place, plain(row.text)[:120], reason))

    def _read(self, rows: list[Row], position: int) -> int:
        """Read what stands at this row; how many rows it took."""
        row = rows[position]
        if self.header and _reads_as_measure(row, self.header):
            self._take(row, self.header)
            return 1
        header = header_at(rows, position, guesses=self.guesses)
        if header and header.score >= self.least:
            self.headers += 1
            self._tell_another_plan(header, row, is_read=True)
            self.header, self.last, self.first = header, header, self.first or header
            self.is_annex = False
            return header.rows
        if header:
            self._tell_another_plan(header, row, is_read=False)
        is_first = position == 0 or row.after_break
        if header or (is_foreign_header(row, is_first=is_first) and not (self.header and self.header.repeats(row))):
            self.header = None
        if self.header and _is_signature(rows, position, self.header):
            self.header = None
        if self.header is None:
            self._keep_aside(row)
        elif not (is_column_numbers(row) or self.header.repeats(row)):
            self._take(row, self.header)
        return 1

    def _take(self, row: Row, header: Header) -> None:
        if self.waiting:
            told = self._told()
            rest, told = self._rest_and_more(told)
            self.items += [*rest, *([Between(told)] if told else [])]
            self.waiting = []
        self.items.append(entry_of(row, header))

    def _rest_and_more(self, told: tuple[Line, ...]) -> tuple[list[Entry], tuple[Line, ...]]:
        """Lines that a cell's wrapping left below its row, as its rest; then the lines that say something else."""
        above = self.items[-1] if self.items else None
        length = next((at for at, line in enumerate(told) if not _goes_on(line)), len(told))
        if not isinstance(above, Entry) or not above.is_full:
            return [], told
        return [rest_of(line, above) for line in told[:length]], told[length:]

    def _told(self) -> tuple[Line, ...]:
        """The lines read since the last row, without page numbers and «продолжение таблицы»."""
        return tuple(line for line in self.waiting if not _FURNITURE.match(plain(line.text)))

    def _keep_aside(self, row: Row) -> None:
        """A row of another table; the lines right above it are its own title, and no section of the plan."""
        line = Line(row.text, row.number, row.place)
        if self.first is None:
            self.before.append(line)
        else:
            self.passed += [*self.waiting, line]
            self.waiting = []
