"""What blanks are drawn with: an A4 page with a heading, numbered sections, tables with a row for each item."""

from collections.abc import Mapping, Sequence
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

BASIS = "{{ basis }}"
SUPPORT_ONLY = (
    "Справка служит адресной помощи школам. Результаты ВПР не предназначены для оценки деятельности школ и "
    "педагогических работников; рейтинг не составляется."
)


def page_about(about: str, what: str = "СПРАВКА") -> Any:
    """An A4 sheet in Times New Roman with a heading: what the paper is, of a справка unless said otherwise."""
    page = Document()
    section = page.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.5), Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(2)
    normal = page.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(12)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    normal.paragraph_format.space_after = Pt(4)
    paragraph(page, what, bold=True, size=16, align=WD_ALIGN_PARAGRAPH.CENTER)
    paragraph(page, about, bold=True, size=14, align=WD_ALIGN_PARAGRAPH.CENTER)
    paragraph(page, "{%p if scope %}")
    paragraph(page, "{{ scope }}", align=WD_ALIGN_PARAGRAPH.CENTER)
    paragraph(page, "{%p endif %}")
    paragraph(page, "{{ day }}", align=WD_ALIGN_PARAGRAPH.CENTER)
    return page


def section(page: Any, heading: str, *paragraphs: str) -> None:
    """A heading that stays with what follows, and its paragraphs."""
    paragraph(page, heading, bold=True, before=8).paragraph_format.keep_with_next = True
    for text in paragraphs:
        paragraph(page, text, align=WD_ALIGN_PARAGRAPH.JUSTIFY).paragraph_format.first_line_indent = Cm(1.0)


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
    _fill(table.rows[0], headers, size=size, bold=True, shade="E7ECF4")
    _mark(table.rows[0], "w:tblHeader")
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


def _mark(row: Any, flag: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(flag))


def pictures(page: Any, *, size: float = 12) -> None:
    """The charts, one after another in the order in which they are given."""
    paragraph(page, "{%p for picture in pictures %}", size=size)
    paragraph(page, "{{ picture }}", size=size, align=WD_ALIGN_PARAGRAPH.CENTER)
    paragraph(page, "{%p endfor %}", size=size)


def signature(page: Any) -> None:
    """The line to be signed."""
    line = paragraph(page, "Составил: ______________________ / ______________________ /", before=24)
    line.paragraph_format.keep_together = True
    paragraph(page, "                        (должность, подпись)                    (расшифровка)", size=9)
