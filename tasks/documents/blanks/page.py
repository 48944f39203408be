"""What blanks are drawn with: an A4 page with a heading, numbered sections, tables with a row for each item.

Who signs, approves and writes by hand belongs in signing.py.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

BASIS = "{{ basis }}"
CELL_MARGIN = "108"  # in twentieths of a point: what Word leaves on either side of a cell's text
SUPPORT_ONLY = (
    "Справка служит адресной помощи школам. Результаты ВПР не предназначены для оценки деятельности школ и "
    "педагогических работников; рейтинг не составляется."
)


def page_about(about: str, what: str = "СПРАВКА") -> Any:
    """An upright sheet with a heading: what the paper is, of a справка unless said otherwise."""
    page = sheet()
    heading(page, about, what)
    return page


def sheet(*, lying: bool = False) -> Any:
    """An empty A4 sheet in Times New Roman; lying on its side where a table is wide."""
    page = Document()
    section = page.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Cm(29.7), Cm(21)) if lying else (Cm(21), Cm(29.7))
    section.left_margin, section.right_margin = Cm(2.5), Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(1.5 if lying else 2)
    normal = page.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(12)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    normal.paragraph_format.space_after = Pt(4)
    return page


def heading(page: Any, about: str, what: str) -> Any:
    """What the paper is and about whom, whose copy; below its day and room for the number that it is registered by.

    The first line is given back.
    """
    begun = paragraph(page, what, bold=True, size=16, align=WD_ALIGN_PARAGRAPH.CENTER)
    paragraph(page, about, bold=True, size=14, align=WD_ALIGN_PARAGRAPH.CENTER)
    paragraph(page, "{%p if scope %}")
    paragraph(page, "{{ scope }}", align=WD_ALIGN_PARAGRAPH.CENTER)
    paragraph(page, "{%p endif %}")
    end = width(page)
    tabbed(paragraph(page, "{{ day }}\t№ \t", before=4), (end - 4.5, " "), (end, "_"))
    return begun


def width(page: Any) -> float:
    """Between the margins, in centimetres."""
    section = page.sections[0]
    return float(section.page_width - section.left_margin - section.right_margin) / Cm(1)


def tabbed(line: Any, *stops: tuple[float, str]) -> Any:
    """The paragraph with tab stops, in centimetres: «_» draws a line up to the stop, « » nothing, «^» is centred."""
    for place, sign in stops:
        leader = WD_TAB_LEADER.LINES if sign == "_" else WD_TAB_LEADER.SPACES
        align = WD_TAB_ALIGNMENT.CENTER if sign == "^" else WD_TAB_ALIGNMENT.LEFT
        line.paragraph_format.tab_stops.add_tab_stop(Cm(place), align, leader)
    return line


def section(page: Any, words: str, *paragraphs: str) -> Any:
    """A heading that stays with what follows, and its paragraphs. The heading is given back."""
    begun = paragraph(page, words, bold=True, before=8)
    begun.paragraph_format.keep_with_next = True
    for text in paragraphs:
        paragraph(page, text, align=WD_ALIGN_PARAGRAPH.JUSTIFY).paragraph_format.first_line_indent = Cm(1.0)
    return begun


def paragraph(
    page: Any, text: str, *, bold: bool = False, size: float = 12, align: Any = None, before: float = 0
) -> Any:
    """A paragraph; sizes in points. «{%p if … %}» stands in one of its own and goes with it."""
    paragraph = page.add_paragraph()
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size)
    paragraph.alignment = align
    paragraph.paragraph_format.space_before = Pt(before)
    return paragraph


def table(
    page: Any, of: str, headers: Sequence[str], cells: Sequence[str], widths: Sequence[float], size: float = 10
) -> None:
    """A table with one row for each item of `of`; its header is repeated on every page. Widths in cm."""
    table = page.add_table(rows=4, cols=len(headers))
    table.style, table.autofit = "Table Grid", False
    _stand_within_margins(table)
    _fill(table.rows[0], headers, size=size, bold=True, shade="E7ECF4")
    _mark(table.rows[0], "w:tblHeader")
    for cell in table.rows[0].cells:
        cell.paragraphs[0].paragraph_format.keep_with_next = True
    _fill(table.rows[1], [f"{{%tr for row in {of} %}}"])
    _fill(table.rows[2], cells, size=size)
    _mark(table.rows[2], "w:cantSplit")
    _fill(table.rows[3], ["{%tr endfor %}"])
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def table_or(page: Any, of: str, columns: Mapping[str, str], widths: Sequence[float], otherwise: str) -> None:
    """A table of `of`'s items by their keys, or the words that there are none."""
    paragraph(page, f"{{%p if {of} %}}")
    table(page, of, list(columns.values()), [f"{{{{ row.{key} }}}}" for key in columns], widths)
    paragraph(page, "{%p else %}")
    paragraph(page, otherwise)
    paragraph(page, "{%p endif %}")


def table_if(page: Any, of: str, heading: str, columns: Mapping[str, str], widths: Sequence[float]) -> None:
    """A heading and a table of `of`'s items by their keys; neither where there are none."""
    paragraph(page, f"{{%p if {of} %}}")
    paragraph(page, heading, bold=True, before=4).paragraph_format.keep_with_next = True
    table(page, of, list(columns.values()), [f"{{{{ row.{key} }}}}" for key in columns], widths)
    paragraph(page, "{%p endif %}")


def _fill(row: Any, texts: Sequence[str], *, size: float = 10, bold: bool = False, shade: str = "") -> None:
    for cell, text in zip(row.cells, texts, strict=False):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(text)
        run.bold, run.font.size = bold, Pt(size)
        if shade:
            colour = OxmlElement("w:shd")
            colour.set(qn("w:val"), "clear")
            colour.set(qn("w:fill"), shade)
            cell._tc.get_or_add_tcPr().append(colour)


def _stand_within_margins(table: Any) -> None:
    """Borders stand on the page's margins; by itself Word puts the text of the cells there, and borders stick out."""
    indent = OxmlElement("w:tblInd")
    indent.set(qn("w:type"), "dxa")
    indent.set(qn("w:w"), CELL_MARGIN)
    table._tbl.tblPr.find(qn("w:tblLayout")).addprevious(indent)


def _mark(row: Any, flag: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(flag))


def pictures(page: Any, *, size: float = 12) -> None:
    """The charts, one after another in the order in which they are given."""
    paragraph(page, "{%p for picture in pictures %}", size=size)
    paragraph(page, "{{ picture }}", size=size, align=WD_ALIGN_PARAGRAPH.CENTER)
    paragraph(page, "{%p endfor %}", size=size)
