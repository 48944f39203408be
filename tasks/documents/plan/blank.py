"""Makes the plan's blank, templates/plan.docx, anew: `python -m tasks.documents.plan.blank`.

The blank is meant to be edited in Word: letterhead, margins, fonts (the styles «План …»), the signature. What stands in
{{ }} and {% %} is filled in by docx.py and must be kept; the table is put where {{ table }} stands. Running this
again throws such edits away; it is here to show how the blank began.
"""

from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from tasks.documents import TEMPLATES
from tasks.documents.archive import without_clock

PLAN_BLANK = TEMPLATES / "plan.docx"
CORNER, TITLE, CELL, HEADER, SECTION, MARK, SIGNATURE, CAPTION = (
    "План угол",
    "План заголовок",
    "План ячейка",
    "План шапка таблицы",
    "План раздел",
    "План отметка",
    "План подпись",
    "План пояснение",
)
SIGNATURE_TABS = ((Cm(9.2), True), (Cm(10.2), False), (Cm(16.2), True), (Cm(17.2), False), (Cm(26.2), True))


def write_plan_blank() -> None:
    """Write the blank over whatever stands there."""
    page = Document()
    _lay_out(page)
    _add_styles(page)
    _number_pages(page)
    _add_head(page)
    page.add_paragraph("{{ table }}", CELL)
    _add_signature(page)
    _save(page)


def _lay_out(page: Any) -> None:
    """A4 on its side; Word breaks long words and knows that they are Russian."""
    section = page.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin, section.right_margin = Cm(2), Cm(1)
    section.top_margin = section.bottom_margin = Cm(1.5)
    section.header_distance = section.footer_distance = Cm(0.7)
    hyphenation = OxmlElement("w:autoHyphenation")
    page.settings.element.insert_element_before(hyphenation, "w:defaultTabStop", "w:characterSpacingControl")


def _add_styles(page: Any) -> None:
    normal = page.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(12)
    fonts = normal.element.rPr.rFonts
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), "Times New Roman")
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "ru-RU")
    normal.element.rPr.append(language)
    normal.paragraph_format.space_after = Pt(0)
    _style(page, CORNER).paragraph_format.left_indent = Cm(17)
    title = _style(page, TITLE, bold=True, align=WD_ALIGN_PARAGRAPH.CENTER)
    title.paragraph_format.keep_with_next = True
    cell = _style(page, CELL, size=11)
    cell.paragraph_format.space_before = cell.paragraph_format.space_after = Pt(1)
    _style(page, HEADER, size=11, bold=True, align=WD_ALIGN_PARAGRAPH.CENTER)
    section = _style(page, SECTION, size=11, bold=True, align=WD_ALIGN_PARAGRAPH.CENTER)
    section.paragraph_format.space_before = section.paragraph_format.space_after = Pt(3)
    section.paragraph_format.keep_with_next = True
    mark = _style(page, MARK, size=10)
    mark.paragraph_format.space_before = mark.paragraph_format.space_after = Pt(1)
    for name, size in ((SIGNATURE, 12), (CAPTION, 9)):
        style = _style(page, name, size=size)
        style.paragraph_format.keep_together = True
        for position, has_line in SIGNATURE_TABS:
            style.paragraph_format.tab_stops.add_tab_stop(
                position, leader=WD_TAB_LEADER.LINES if has_line and name == SIGNATURE else WD_TAB_LEADER.SPACES
            )


def _style(page: Any, name: str, *, size: float = 12, bold: bool = False, align: Any = None) -> Any:
    style = page.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = page.styles["Normal"]
    style.font.size, style.font.bold = Pt(size), bold
    style.paragraph_format.alignment = align
    return style


def _number_pages(page: Any) -> None:
    """The number stands in the middle of the top margin, from the second page on (ГОСТ Р 7.0.97-2016)."""
    section = page.sections[0]
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _add_head(page: Any) -> None:
    page.add_paragraph("{%p for line in approval %}", CORNER)
    page.add_paragraph("{{ line }}", CORNER)
    page.add_paragraph("{%p endfor %}", CORNER)
    authority = page.add_paragraph("{{ authority }}", TITLE)
    authority.runs[0].bold = False
    authority.paragraph_format.space_before = Pt(12)
    authority.paragraph_format.space_after = Pt(12)
    page.add_paragraph("{{ title }}", TITLE)
    page.add_paragraph("{%p if as_of %}", TITLE)
    status = page.add_paragraph("Сведения об исполнении на {{ as_of }}", TITLE)
    status.runs[0].bold = False
    page.add_paragraph("{%p endif %}", TITLE)
    page.add_paragraph("", TITLE)


def _add_signature(page: Any) -> None:
    """Who signs, a line for each of post, signature and name, and the day; never split between pages."""
    who = page.add_paragraph("{{ authority }}", SIGNATURE)
    who.paragraph_format.space_before = Pt(24)
    who.paragraph_format.space_after = Pt(18)
    page.add_paragraph("\t\t\t\t\t", SIGNATURE)
    page.add_paragraph("(должность)\t\t(подпись)\t\t(инициалы, фамилия)", CAPTION)
    day = page.add_paragraph("«____» __________________ 20____ г.", SIGNATURE)
    day.paragraph_format.space_before = Pt(18)
    for paragraph in page.paragraphs[-4:-1]:
        paragraph.paragraph_format.keep_with_next = True


def _save(page: Any) -> None:
    properties = page.core_properties
    properties.created = properties.modified = datetime(2024, 1, 1)
    properties.author = properties.comments = ""
    page.save(PLAN_BLANK)
    PLAN_BLANK.write_bytes(without_clock(PLAN_BLANK.read_bytes()))


if __name__ == "__main__":
    write_plan_blank()
