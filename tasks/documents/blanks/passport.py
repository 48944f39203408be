"""The blank of the school's passport: one A4 page with narrow margins."""

from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from tasks.documents.blanks.page import paragraph, pictures, table

SIZE = 9.0
WIDTHS = (4.2, 3.0, 3.0, 3.0, 1.7, 3.1)


def blank() -> Any:
    """The page, as it is before anybody edits it."""
    page = _sheet()
    paragraph(page, "Паспорт школы: {{ name }}", bold=True, size=14)
    _line(page, "{{ municipality }} · вид: {{ kind }} · логин {{ login }} · на {{ day }}")
    _line(page, "Обучающихся: {{ pupils }} · педагогов: {{ teachers }} · филиалы: {{ branches }}")
    _line(page, "{{ listed }} {{ group }}")
    _heading(page, "Результаты: доля участников ниже минимума (95-процентный интервал), число участников")
    paragraph(page, "{%p if procedures %}", size=SIZE)
    headers = (
        "Процедура",
        "{{ first_year }}",
        "{{ second_year }}",
        "{{ third_year }}",
        "Регион, {{ third_year }}",
        "Динамика",
    )
    keys = ("procedure", "first", "second", "third", "region", "change")
    table(page, "procedures", headers, [f"{{{{ row.{key} }}}}" for key in keys], WIDTHS, size=8)
    _line(page, "{{ more_procedures }}Динамика по процедурам: {{ dynamics }}. {{ elements }}")
    pictures(page, size=SIZE)
    paragraph(page, "{%p else %}", size=SIZE)
    _line(page, "Рассчитанных результатов нет.")
    paragraph(page, "{%p endif %}", size=SIZE)
    _heading(page, "Дорожная карта {{ cycle }} года: открытые и просроченные мероприятия школы")
    _line(page, "{{ done }}")
    paragraph(page, "{%p if measures %}", size=SIZE)
    titles = ("Мероприятие", "Срок", "Состояние")
    cells = [f"{{{{ row.{key} }}}}" for key in ("title", "deadline", "state")]
    table(page, "measures", titles, cells, (11.7, 2.3, 4.0), size=8)
    _line(page, "{{ more_measures }}")
    paragraph(page, "{%p endif %}", size=SIZE)
    paragraph(page, "{%p if indicators %}", size=SIZE)
    _line(page, "Целевые показатели: {{ indicators | join('; ') }}.")
    paragraph(page, "{%p endif %}", size=SIZE)
    _line(page, "Паспорт служит адресной помощи школе; рейтинг не составляется. {{ roadmap }} (приказ {{ order }}).")
    return page


def _sheet() -> Any:
    page = Document()
    section = page.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(1.2)
    normal = page.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(SIZE)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    normal.paragraph_format.space_after = Pt(2)
    return page


def _heading(page: Any, text: str) -> None:
    paragraph(page, text, bold=True, size=10, before=3).paragraph_format.keep_with_next = True


def _line(page: Any, text: str) -> None:
    paragraph(page, text, size=SIZE)
