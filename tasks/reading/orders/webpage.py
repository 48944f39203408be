"""HTML → lines and rows: a web page saved under any name, and the tables that Markdown keeps as HTML.

A cell over several columns covers them; one over several rows is repeated in each, as in a .docx.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from models.language import _
from models.order.cells import Document, Line, Row

_LINE_ENDS = frozenset(
    ["p", "br", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "td", "th", "table", "title", "hr"]
)
_UNSEEN = frozenset(["script", "style", "head"])
_MOST_SPAN = 100


@dataclass
class _Cell:
    """A cell being read: its text so far, and how many columns and rows it takes."""

    columns: int
    rows: int
    text: str = ""


@dataclass
class _Table:
    """A table being read, row by row."""

    line: int
    rows: list[list[_Cell]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


class _Page(HTMLParser):
    """One way through a page. Line numbers are the text's own, counted from `first`."""

    def __init__(self, first: int, tables: int) -> None:
        super().__init__(convert_charrefs=True)
        self.first, self.tables = first, tables
        self.blocks: list[Line | Row] = []
        self.table: _Table | None = None
        self.depth, self.unseen = 0, 0
        self.said, self.said_at = "", first

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self.unseen += 1
        if tag in _LINE_ENDS:
            self._end_line()
        self.depth += tag == "table"
        if self.depth != 1:
            return
        line = self.first + self.getpos()[0] - 1
        if tag == "table":
            self.table = _Table(line)
        elif self.table and tag == "tr":
            self.table.rows.append([])
            self.table.lines.append(line)
        elif self.table and tag in ("td", "th") and self.table.rows:
            spans = dict(attrs)
            self.table.rows[-1].append(_Cell(_span(spans.get("colspan")), _span(spans.get("rowspan"))))

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self.unseen = max(self.unseen - 1, 0)
        if tag in _LINE_ENDS:
            self._end_line()
        if tag == "table" and self.depth:
            self.depth -= 1
            if self.depth == 0 and self.table:
                self._keep(self.table)

    def handle_data(self, data: str) -> None:
        if self.unseen:
            return
        if not self.said.strip():
            self.said_at = self.first + self.getpos()[0] - 1
        self.said += re.sub(r"\s+", " ", data)

    def close(self) -> None:
        super().close()
        self._end_line()
        if self.table:
            self._keep(self.table)

    def _end_line(self) -> None:
        """What was said since the last end of a line goes into the cell, else becomes a line of its own."""
        said, self.said = self.said.strip(), ""
        if not said:
            return
        if self.table is None:
            self.blocks.append(Line(said, self.said_at, _place(self.said_at)))
        elif self.table.rows and self.table.rows[-1]:
            cell = self.table.rows[-1][-1]
            cell.text = f"{cell.text}\n{said}".strip()

    def _keep(self, table: _Table) -> None:
        self.table = None
        if max((len(row) for row in table.rows), default=0) > 1:
            self.blocks += _rows(table, self.tables)
            self.tables += 1
            return
        cells = [(line, row[0]) for line, row in zip(table.lines, table.rows, strict=True) if row and row[0].text]
        self.blocks += [Line(said, line, _place(line)) for line, cell in cells for said in cell.text.split("\n")]


def read_page(text: str, source: str) -> Document:
    """A whole web page."""
    return Document(source, tuple(blocks_of_html(text)))


def blocks_of_html(text: str, first: int = 1, tables: int = 0) -> list[Line | Row]:
    """The lines and rows of a piece of HTML that begins at the file's line `first`, after so many tables."""
    page = _Page(first, tables)
    page.feed(text)
    page.close()
    return page.blocks


def _rows(table: _Table, number: int) -> Iterator[Row]:
    """The table's rows under its grid; `reaching` is what cells of the rows above still cover: text, rows left."""
    reaching: dict[int, tuple[str, int, bool]] = {}
    for index, (line, cells) in enumerate(zip(table.lines, table.rows, strict=True)):
        texts, covered, held = list[str](), set[int](), set[int]()
        waiting = list(cells)
        while waiting or len(texts) in reaching:
            column = len(texts)
            if column in reaching:
                text, left, is_covered = reaching.pop(column)
                reaching |= {column: (text, left - 1, is_covered)} if left > 1 else {}
                texts.append(text)
                (covered if is_covered else held).add(column)
                continue
            cell = waiting.pop(0)
            for place in range(column, column + cell.columns):
                texts.append(cell.text if place == column else "")
                covered |= {place} if place > column else set()
                if cell.rows > 1:
                    reaching[place] = (texts[place], cell.rows - 1, place > column)
        yield Row(tuple(texts), line, _place(line), number, index == 0, frozenset(covered), frozenset(held))


def _span(written: str | None) -> int:
    return min(max(int(written), 1), _MOST_SPAN) if written and written.strip().isdecimal() else 1


def _place(number: int) -> str:
    return _("строка {number}").format(number=number)
