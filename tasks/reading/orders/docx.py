"""Word's .docx → lines and rows, as a reader of the printed page sees them.

Counted: insertions, list numbers, content controls, text held by vertically merged cells (repeated in each row).
Left out: deletions, hidden text, field codes, pictures. How Word numbers lists belongs in numbering.py.
"""

import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from models.language import _
from models.order.cells import Document, Line, Row
from tasks.reading.orders.numbering import Numbering, numbering_of

_UNSEEN = {
    qn(name)
    for name in ("w:del", "w:moveFrom", "w:instrText", "w:rPr", "w:pPr", "w:drawing", "w:pict", "w:tbl", "w:object")
} | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"}
_SIGNS = {
    qn("w:tab"): " ",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
    qn("w:softHyphen"): "",
}
_ON = (None, "1", "true", "on")


@dataclass(frozen=True)
class _Cell:
    """A cell as it lies in the table's grid; `goes_on` says that it began in a row above."""

    text: str
    start: int
    span: int
    goes_on: bool


@dataclass
class _Reader:
    """One way through a document: its lists, and how many paragraphs and tables have gone by."""

    numbering: Numbering
    paragraphs: int = 0
    tables: int = 0

    def blocks(self, parent: Any) -> Iterator[Line | Row]:
        """The paragraphs and tables of the body, of a content control or of a cell that lays out a page."""
        for child in parent:
            if child.tag == qn("w:p"):
                yield from self._lines(child)
            elif child.tag == qn("w:tbl"):
                yield from self._table(child)
            elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml"), qn("w:moveTo")):
                yield from self.blocks(child)

    def _lines(self, paragraph: Any) -> Iterator[Line]:
        self.paragraphs += 1
        place = _("абзац {number}").format(number=self.paragraphs)
        pieces = [piece for piece in self._text(paragraph).split("\n") if piece.strip()]
        for index, piece in enumerate(pieces):
            yield Line(piece.strip(), self.paragraphs, place, after_gap=index == 0)

    def _text(self, paragraph: Any) -> str:
        text = "".join(_seen(paragraph)).strip()
        label = self.numbering.label(paragraph)
        return f"{label} {text}".strip()

    def _table(self, table: Any) -> Iterator[Line | Row]:
        rows = [row for row in _inside(table, "w:tr") if not _is_deleted(row)]
        counts = Counter(len(list(_inside(row, "w:tc"))) for row in rows)
        if counts and max(counts) == 1:
            for cell in (cell for row in rows for cell in _inside(row, "w:tc")):
                yield from self.blocks(cell)
            return
        self.tables += 1
        number, held = self.tables, dict[int, str]()
        cells = [self._cells(row) for row in rows]
        starts = _columns(cells)
        for index, (row, found) in enumerate(zip(rows, cells, strict=True), start=1):
            place = _("таблица {table}, строка {row}").format(table=number, row=index)
            yield _row(found, starts, held, Row((), index, place, number, _follows_page_break(row)))

    def _cells(self, row: Any) -> list[_Cell]:
        found: list[_Cell] = []
        start = _grid_before(row)
        for cell in _inside(row, "w:tc"):
            span = _number(cell, "w:gridSpan", 1)
            merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            goes_on = merge is not None and merge.get(qn("w:val"), "continue") == "continue"
            found.append(_Cell("" if goes_on else self._cell_text(cell), start, span, goes_on))
            start += span
        return found

    def _cell_text(self, cell: Any) -> str:
        """The paragraphs of a cell, a line each; a table inside it row by row."""
        texts = []
        for block in self._flat(cell):
            if block.tag == qn("w:p"):
                texts.append(self._text(block))
            else:
                rows = (
                    " ".join(self._cell_text(inner) for inner in _inside(row, "w:tc")) for row in _inside(block, "w:tr")
                )
                texts += rows
        return "\n".join(text for text in texts if text.strip())

    def _flat(self, parent: Any) -> Iterator[Any]:
        for child in parent:
            if child.tag in (qn("w:p"), qn("w:tbl")):
                yield child
            elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")):
                yield from self._flat(child)


def read_docx(archive: zipfile.ZipFile, path: Path) -> Document:
    """The document's lines and rows in order. SyntaxError and KeyError when its XML is broken."""
    body = parse_xml(archive.read("word/document.xml")).find(qn("w:body"))
    reader = _Reader(numbering_of(_part(archive, "word/numbering.xml"), _part(archive, "word/styles.xml")))
    return Document(path.name, tuple(reader.blocks(body if body is not None else ())))


def _part(archive: zipfile.ZipFile, name: str) -> Any | None:
    return parse_xml(archive.read(name)) if name in archive.namelist() else None


def _inside(parent: Any, name: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, also those inside content controls."""
    for child in parent:
        if child.tag == qn(name):
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins")):
            yield from _inside(child, name)


def _seen(element: Any) -> Iterator[str]:
    """The text of a paragraph as it is printed, deletions and hidden runs left out."""
    for child in element:
        if child.tag in _UNSEEN or (child.tag == qn("w:r") and _is_hidden(child)):
            continue
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        else:
            yield from _seen(child)


def _is_hidden(run: Any) -> bool:
    hidden = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return hidden is not None and hidden.get(qn("w:val")) in _ON


def _is_deleted(row: Any) -> bool:
    return row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None


def _grid_before(row: Any) -> int:
    before = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    return int(before.get(qn("w:val"), "0")) if before is not None else 0


def _number(cell: Any, name: str, default: int) -> int:
    found = cell.find(f"{qn('w:tcPr')}/{qn(name)}")
    return min(max(int(found.get(qn("w:val"), str(default))), 1), 100) if found is not None else default


def _follows_page_break(row: Any) -> bool:
    """Whether Word last broke the page right before the row's first text."""
    for element in row.iter(qn("w:lastRenderedPageBreak"), qn("w:t")):
        if element.tag == qn("w:lastRenderedPageBreak"):
            return True
        if (element.text or "").strip():
            return False
    return False


def _columns(rows: list[list[_Cell]]) -> list[int]:
    """Where the table's columns start in its grid: as in the rows that have the usual number of cells.

    Word's grid is finer than the columns people see when cells' borders do not quite meet.
    """
    counts = Counter(len(row) for row in rows)
    if not counts:
        return []
    usual = max(counts, key=lambda count: (counts[count], count))
    alike = Counter(tuple(cell.start for cell in row) for row in rows if len(row) == usual)
    return list(alike.most_common(1)[0][0])


def _row(cells: list[_Cell], starts: list[int], held: dict[int, str], empty: Row) -> Row:
    """The row's cells under the table's columns; `held` is what reaches down from the rows above."""
    texts = [""] * len(starts)
    covered, reaching = set[int](), set[int]()
    taken = -1
    for index, cell in enumerate(cells):
        column = index if len(cells) == len(starts) else max(_column(cell.start, starts), taken + 1)
        if column >= len(texts):
            texts.append("")
        texts[column] = held.get(column, "") if cell.goes_on else cell.text
        reaching |= {column} if cell.goes_on else set()
        held[column] = texts[column]
        end = column if len(cells) == len(starts) else _column(cell.start + cell.span - 1, starts)
        covered |= set(range(column + 1, end + 1))
        taken = max(column, end)
    return Row(
        tuple(texts), empty.number, empty.place, empty.table, empty.after_break, frozenset(covered), frozenset(reaching)
    )


def _column(position: int, starts: list[int]) -> int:
    """The column that a place in the grid lies in."""
    return max((column for column, start in enumerate(starts) if start <= position), default=0)
