"""The plan as the order's own table in Word: templates/plan.docx filled in, its table put where the blank says.

What the rows say is models/roadmap/printing.py; how the blank began is blank.py. Styles live in the blank.
"""

from collections.abc import Mapping
from datetime import date, datetime
from io import BytesIO
from typing import Any

import jinja2
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docxtpl import DocxTemplate

from models.language import _
from models.roadmap.definition import Roadmap
from models.roadmap.printing import Row, Table, heading, table
from models.steps.execution import Execution
from models.wording import day
from tasks.documents.archive import without_clock
from tasks.documents.plan.blank import CELL, HEADER, MARK, PLAN_BLANK, SECTION
from tasks.documents.plan.layout import cells_of, widths_fitting

EXECUTION = "execution"
TABLE_WIDTH = 26.6
# A row longer than this may go on overleaf: kept whole, it would leave half a page empty.
LONG_ROW = 900
_PLACE = "⟨table⟩"


def plan_document(roadmap: Roadmap, executions: Mapping[str, Execution] | None, as_of: date) -> bytes:
    """The .docx; with executions (by measure) it has a column for them. Equal inputs give equal bytes."""
    blank = DocxTemplate(PLAN_BLANK)
    head = heading(roadmap)
    values = {
        "approval": head.approval,
        "authority": head.authority,
        "title": "\n".join(head.title),
        "as_of": day(as_of) if executions is not None else "",
        "table": _PLACE,
    }
    blank.render(values, jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=True), autoescape=True)
    _put_table(blank.docx, table(roadmap), executions)
    properties = blank.docx.core_properties
    properties.title = roadmap.title[:255]
    properties.created = properties.modified = datetime(as_of.year, as_of.month, as_of.day)
    buffer = BytesIO()
    blank.docx.save(buffer)
    return without_clock(buffer.getvalue())


def _put_table(page: Any, printed: Table, executions: Mapping[str, Execution] | None) -> None:
    """Draw the table in place of the paragraph that holds its place."""
    columns = dict(printed.columns)
    cells = cells_of(printed)
    if executions is not None:
        columns[EXECUTION] = _("Отметка об исполнении")
        cells[EXECUTION] = [columns[EXECUTION], *("\n".join(one.lines) for one in executions.values())]
    widths = widths_fitting(cells, TABLE_WIDTH)
    drawn = _Drawn(page, [widths[name] for name in columns])
    drawn.add_header(list(columns.values()))
    for section in printed.sections:
        if section.title:
            drawn.add_section(section.title)
        for row in section.rows:
            drawn.add_row([row.cell(name) for name in printed.columns], _mark(row, executions), heads=not row.code)
    place = next(paragraph for paragraph in page.paragraphs if paragraph.text == _PLACE)
    place._p.addprevious(drawn.table._tbl)
    place._p.getparent().remove(place._p)


def _mark(row: Row, executions: Mapping[str, Execution] | None) -> tuple[str, ...] | None:
    """The lines of «Отметка об исполнении»; None when there is no such column."""
    if executions is None:
        return None
    return executions[row.code].lines if row.code in executions else ()


class _Drawn:
    """A Word table of fixed widths, a row at a time."""

    def __init__(self, page: Any, widths: list[float]) -> None:
        self._widths = [Cm(width) for width in widths]
        self.table = page.add_table(rows=0, cols=len(widths))
        self.table.style, self.table.autofit = "Table Grid", False
        self.table.alignment = WD_TABLE_ALIGNMENT.CENTER
        for column, width in zip(self.table.columns, self._widths, strict=True):
            column.width = width
        self.table._tbl.tblPr.insert_element_before(_cell_margins(), "w:tblLook")

    def add_header(self, titles: list[str]) -> None:
        """The header, repeated on every page."""
        row, cells = self._row(keep=True)
        row.append(OxmlElement("w:tblHeader"))
        for cell, title in zip(cells, titles, strict=True):
            _write(cell, title.split("\n"), HEADER)
            cell.vertical_alignment = 1

    def add_section(self, title: str) -> None:
        """A row merged over all columns, kept with the row under it."""
        _row, cells = self._row(keep=True)
        merged = cells[0].merge(cells[-1])
        _write(merged, title.split("\n"), SECTION)

    def add_row(self, texts: list[str], mark: tuple[str, ...] | None, *, heads: bool) -> None:
        """A position or a sub-item; a row that only heads its sub-items stays with the first of them."""
        _row, cells = self._row(keep=max(map(len, texts)) < LONG_ROW)
        for cell, text in zip(cells, texts, strict=False):
            _write(cell, text.split("\n"), CELL, keep_with_next=heads)
        if mark is not None:
            _write(cells[-1], mark, MARK, keep_with_next=heads)

    def _row(self, *, keep: bool) -> tuple[Any, list[Any]]:
        row = self.table.add_row()
        properties = row._tr.get_or_add_trPr()
        if keep:
            properties.append(OxmlElement("w:cantSplit"))
        cells = list(row.cells)
        for cell, width in zip(cells, self._widths, strict=True):
            cell.width = width
        return properties, cells


def _cell_margins() -> Any:
    """Air between the text and the lines: twentieths of a point."""
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("top", 30), ("left", 85), ("bottom", 30), ("right", 85)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(width))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    return margins


def _write(cell: Any, lines: list[str] | tuple[str, ...], style: str, *, keep_with_next: bool = False) -> None:
    """Each line as a paragraph of the style."""
    first, *rest = lines or ("",)
    paragraphs = [cell.paragraphs[0], *(cell.add_paragraph() for _line in rest)]
    for paragraph, line in zip(paragraphs, (first, *rest), strict=True):
        paragraph.style = style
        paragraph.add_run(line)
        if keep_with_next:
            paragraph.paragraph_format.keep_with_next = True
