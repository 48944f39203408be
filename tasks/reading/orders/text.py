"""Text with tabs (as it comes out of a PDF, Word or Excel) and Markdown with its tables → lines and rows.

An empty line before a row is where a page ended.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import replace

from models.language import _
from models.order.cells import Document, Line, Row
from tasks.reading.orders.drawn import dashed_length, dashed_rows, grid_length, grid_rows
from tasks.reading.orders.quoting import unquoted_lines
from tasks.reading.orders.webpage import blocks_of_html

_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_PIPE = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_SLANTED = re.compile(r"(?<!\*)\*(\w[^*]*)\*(?!\*)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_TABLE = re.compile(r"\s*<table\b", re.IGNORECASE)
_EMPHASIS = re.compile(r"^(\*\*|__)(.+)\1$")


def read_text(text: str, source: str) -> Document:
    """A text's lines; those with tabs, or with pipes where the text is Markdown, are rows of tables."""
    text = re.sub(r"\r\n|\r|\f", "\n", text)
    lines = text.split("\n")
    return Document(source, tuple(_Markdown(lines).blocks() if _is_markdown(lines) else _tabbed(text)))


def _is_markdown(lines: list[str]) -> bool:
    return any(
        ("|" in line and _RULE.fullmatch(line))
        or _TABLE.match(line)
        or grid_length(lines, place)
        or dashed_length(lines, place)
        for place, line in enumerate(lines)
    )


def _tabbed(text: str) -> Iterator[Line | Row]:
    gap = True
    for number, cells in unquoted_lines(text):
        said = tuple(cell.strip() for cell in cells)
        if not any(said):
            gap = True
            continue
        if len(cells) > 1:
            yield Row(said, number, _place(number), after_break=gap)
        else:
            yield Line(said[0], number, _place(number), after_gap=gap)
        gap = False


class _Markdown:
    """One way through a Markdown text: tables of pipes, of HTML and drawn with characters, lines between them.

    A line between two tables of pipes of the same width does not end the plan's table.
    """

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.table, self.inside, self.gap = -1, False, True

    def blocks(self) -> Iterator[Line | Row]:
        place = 0
        while place < len(self.lines):
            if length := self._table_length(place):
                yield from self._table(place, length)
                place += length
            else:
                yield from self._line(self.lines[place], place + 1)
                place += 1

    def _table_length(self, place: int) -> int:
        """How many lines from here are a table of HTML, or one drawn with characters."""
        if _TABLE.match(self.lines[place]):
            ends = (end for end in range(place, len(self.lines)) if "</table" in self.lines[end].lower())
            return next(ends, len(self.lines) - 1) - place + 1
        return grid_length(self.lines, place) or (dashed_length(self.lines, place) if "---" in self.lines[place] else 0)

    def _table(self, place: int, length: int) -> Iterator[Line | Row]:
        piece, number = self.lines[place : place + length], place + 1
        self.table, self.inside, self.gap = self.table + 1, False, True
        if _TABLE.match(piece[0]):
            yield from blocks_of_html("\n".join(piece), number, self.table)
            return
        rows = grid_rows if grid_length(self.lines, place) else dashed_rows
        for row in rows(piece, number, self.table):
            yield replace(row, cells=tuple(_cell(text) for text in row.cells))

    def _line(self, line: str, number: int) -> Iterator[Line | Row]:
        if not line.strip() or _RULE.fullmatch(line):
            self.gap = self.gap or not line.strip()
            self.inside = self.inside and bool(line.strip())
            return
        if _PIPE.search(line):
            self.table += 0 if self.inside else 1
            yield Row(_cells(line), number, _place(number), table=self.table, after_break=self.gap)
            self.inside = True
        else:
            said = _unescaped(line.strip().lstrip("#").strip())
            yield Line(said, number, _place(number), after_gap=self.gap or not self.inside)
            self.inside = False
        self.gap = False


def _cells(line: str) -> tuple[str, ...]:
    """A row's cells, without its outer pipes; an escaped pipe is a pipe, «<br>» a line's end."""
    inner = line.strip()
    inner = inner[1:] if inner.startswith("|") else inner
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return tuple(_cell(part) for part in _PIPE.split(inner))


def _cell(text: str) -> str:
    said = html.unescape(_BREAK.sub("\n", text)).strip()
    bold = _EMPHASIS.match(said)
    said = _unescaped(_SLANTED.sub(r"\1", bold[2] if bold else said))
    return f"<b>{said}</b>" if bold else said


def _unescaped(text: str) -> str:
    r"""Without Markdown's backslashes before signs: «1\.» is «1.»."""
    return _ESCAPED.sub(r"\1", text)


def _place(number: int) -> str:
    return _("строка {number}").format(number=number)
