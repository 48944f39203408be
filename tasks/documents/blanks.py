"""Makes the letters' blanks, templates/*.docx, anew: `python -m tasks.documents.blanks`.

The blanks are meant to be edited in Word: wording, fonts, letterhead. What stands in {{ }} and {% %} is filled in by
letters.py and must be kept. Running this again throws such edits away; it is here to show how the blanks began.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from tasks.documents.archive import without_clock

TEMPLATES = Path(__file__).parent / "templates"
BASIS = "Основание: {{ roadmap }} (приказ {{ order }}), {{ place }}."
SUPPORT_ONLY = (
    "Справка служит адресной помощи школам. Результаты ВПР не предназначены для оценки деятельности школ и "
    "педагогических работников; рейтинг не составляется."
)
NOTHING_IS_PROVED = (
    "Всё, что названо ниже, — возможные признаки, которые требуют дополнительного анализа. Расчёт не устанавливает "
    "причин и ни о чьих действиях не говорит."
)

# Columns of the letter on dynamics: the row's key and its header; widths in centimetres.
NUMBERED = {"number": "№", "name": "Школа"}
ENDS = {"before": "Прежде", "after": "{{ year }} г.", "difference": "Разность, п.\u00a0п.", "change": "Вывод"}
CHANGES = (NUMBERED | {"procedure": "Процедура"} | ENDS, (0.9, 3.7, 3.2, 2.4, 2.1, 2.3, 2.4))
BY_SCHOOL = (
    NUMBERED
    | {"improved": "Лучше", "worsened": "Хуже", "unclear": "Случайно"}
    | {"not_available": "Нет данных", "not_comparable": "Не сопоставимо"},
    (0.9, 5.9, 1.7, 1.7, 2.1, 2.2, 2.5),
)
SUBJECTS = ({"procedure": "Процедура", "schools": "Школ"} | ENDS, (4.4, 1.4, 3.0, 2.6, 2.8, 2.8))
TRENDS = (
    NUMBERED
    | {"procedure": "Процедура", "since": "С года", "years": "Лет"}
    | {"difference": "За год, п.\u00a0п.", "change": "Вывод"},
    (0.9, 4.2, 4.0, 1.5, 1.2, 2.7, 2.5),
)
COHORTS = (
    NUMBERED
    | {"subject": "Предмет", "grades": "Классы"}
    | {"before": "Прежде", "after": "Теперь", "difference": "Разность", "common": "Общий сдвиг", "change": "Вывод"},
    (0.8, 2.4, 2.4, 1.9, 1.7, 1.7, 2.1, 1.6, 2.4),
)


def write_blanks() -> None:
    """Write the blanks over whatever stands there."""
    TEMPLATES.mkdir(exist_ok=True)
    _save(_low_results(), "low_results.docx")
    _save(_dynamics(), "dynamics.docx")
    _save(_objectivity(), "objectivity.docx")


def _low_results() -> Any:
    page = _page("о школах с низкими образовательными результатами")
    _section(page, "1. Основание и источники", BASIS, "Источники: {{ sources }}.", SUPPORT_ONLY)
    _section(
        page,
        "2. Правила отбора",
        "Результаты процедуры считаются низкими, если не менее {{ low_percent }} % её участников получили отметку «2» "
        "или не преодолели минимальный порог. Отсутствовавшие участниками не считаются; учтено последнее состояние "
        "результата: резервный день после основного, апелляция после протокола.",
        "R1 — в {{ year }} году низкие результаты не менее чем по {{ r1_procedures }}.",
        "{% if compared_with %}R2 — низкие результаты {{ same_procedure }} и в {{ compared_with }}, и в {{ year }} "
        "году.{% else %}R2 не применялось: результаты одного года.{% endif %}",
    )
    _section(page, "3. Итоги", "{{ summary }}")
    _paragraph(page, "{%p if schools %}")
    headers = (
        "№",
        "Школа",
        "Муниципалитет",
        "Правило",
        "Процедуры с низкими результатами: ниже минимума из участников",
    )
    cells = ("{{ row.number }}", "{{ row.name }}", "{{ row.municipality }}", "{{ row.rules }}", "{{ row.reasons }}")
    _table(page, "schools", headers, cells, (1.0, 4.6, 3.2, 1.8, 6.4))
    _paragraph(page, "{%p if small_n %}")
    _paragraph(page, "* Участников менее {{ small }}: доля неустойчива, вывод требует проверки на месте.", size=10)
    _paragraph(page, "{%p endif %}")
    _paragraph(page, "{%p else %}")
    _paragraph(page, "Школ, отвечающих правилам R1 или R2, не выявлено.")
    _paragraph(page, "{%p endif %}")
    _section(
        page,
        "4. Предложения",
        "Рассмотреть перечень и утвердить состав школ, которым оказывается поддержка; школа включается или "
        "исключается решением органа управления образованием с указанием причины.",
    )
    _signature(page)
    return page


def _dynamics() -> Any:
    page = _page("о динамике образовательных результатов")
    _section(page, "1. Основание и источники", BASIS, "Источники: {{ sources }}.", SUPPORT_ONLY)
    _section(
        page,
        "2. Как сравнивали",
        "Сопоставлены доли участников, получивших отметку «2» или не преодолевших минимальный порог, в {{ year }} году "
        "и в самом раннем из годов с {{ compared_with }}, который с ним сопоставим: та же работа, тот же срок "
        "проведения. Изменением названо то, что не объясняется случайностью: 95-процентный интервал (разности — метод "
        "Ньюкомба, за три года и более — его обобщение на наклон) не содержит нуля. При таком числе сравнений около 5 "
        "% из них могут выйти за эти пределы случайно. Причины изменений справка не устанавливает.",
    )
    _paragraph(page, "{%p if incomparable %}")
    _paragraph(page, "С {{ year }} годом не сопоставляются:")
    _paragraph(page, "{%p for line in incomparable %}")
    _paragraph(page, "— {{ line }}")
    _paragraph(page, "{%p endfor %}")
    _paragraph(page, "{%p endif %}")
    _section(page, "3. Итоги", "{{ summary }}")
    headers = ("Процедура", "С года", "Сравнений", "Лучше", "Хуже", "Случайно", "Нет данных", "Не сопо-ставимо")
    keys = ("procedure", "before", "comparisons", "improved", "worsened", "unclear", "not_available", "not_comparable")
    widths = (4.4, 1.4, 2.2, 1.5, 1.4, 2.1, 1.8, 2.2)
    _table(page, "procedures", headers, [f"{{{{ row.{key} }}}}" for key in keys], widths)
    _changes(page, "4. Изменения в школах, не объяснимые случайностью", "changes", *CHANGES)
    _paragraph(page, "В скобках: ниже минимума из участников; у разности — границы интервала.", size=10)
    _changes(page, "5. По школам: число процедур", "by_school", *BY_SCHOOL)
    _changes(page, "6. По предметам, все школы вместе (интервал учитывает различия школ)", "subjects", *SUBJECTS)
    _changes(page, "7. За три года и более: сдвиг в процентных пунктах за год", "trends", *TRENDS)
    _changes(page, "8. Параллели при переходе в следующий класс", "cohorts", *COHORTS)
    _paragraph(
        page,
        "Работы двух классов разные, поэтому параллель сравнивается с общим сдвигом всех параллелей; сменился ли "
        "состав обучающихся, из данных не видно.",
        size=10,
    )
    _signature(page)
    return page


def _objectivity() -> Any:
    page = _page("о возможных признаках необъективности результатов ВПР")
    _section(page, "1. Основание и источники", BASIS, "Источники: {{ sources }}.", SUPPORT_ONLY, NOTHING_IS_PROVED)
    _section(
        page,
        "2. Как искали",
        "Работы: {{ works }}. Школа сопоставлена со школами своего региона; учтено, что честные школы отличаются друг "
        "от друга. Отличие названо возможным признаком, если среди таких отличий одного вида случайных ожидается не "
        "больше {{ level }} (поправка Бенджамини — Хохберга).",
        "Один признак ничего не значит. Школа включена в перечень, если признаков не менее двух и говорят они о разном "
        "или если один и тот же признак был и раньше; уровень результатов сам по себе основанием не бывает.",
        "Наблюдения менее чем за 20 участниками ограниченно надёжны, за 20–49 — ориентировочны.",
    )
    _section(page, "3. Итоги", "{{ summary }}")
    headers = ("Признак", "На что смотрит", "Школ с признаком")
    _table(
        page, "markers", headers, [f"{{{{ row.{key} }}}}" for key in ("marker", "about", "schools")], (2.2, 11.4, 3.4)
    )
    _section(page, "4. Школы, результаты которых требуют дополнительного анализа")
    _paragraph(page, "{%p if schools %}")
    titles = ("№", "Школа", "Муниципалитет", "Возможные признаки и на чём они основаны")
    fields = ("number", "name", "municipality", "reasons")
    _table(page, "schools", titles, [f"{{{{ row.{key} }}}}" for key in fields], (1.0, 4.2, 3.2, 8.6))
    _paragraph(page, "{%p else %}")
    _paragraph(page, "Таких школ нет.")
    _paragraph(page, "{%p endif %}")
    _section(
        page,
        "5. Предложения",
        "Рассмотреть результаты названных школ вместе с ними: условия проведения и проверки работ, состав классов, "
        "смену учителя. Решение принимают люди; честная школа может попасть в перечень случайно.",
    )
    _signature(page)
    return page


def _changes(page: Any, heading: str, of: str, columns: Mapping[str, str], widths: Sequence[float]) -> None:
    """A section with a table, or with the words that there is nothing to show."""
    _section(page, heading)
    _paragraph(page, f"{{%p if {of} %}}")
    _table(page, of, list(columns.values()), [f"{{{{ row.{key} }}}}" for key in columns], widths)
    _paragraph(page, "{%p else %}")
    _paragraph(page, "Таких нет.")
    _paragraph(page, "{%p endif %}")


def _page(about: str) -> Any:
    """An A4 sheet in Times New Roman with the heading of a справка."""
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
    _paragraph(page, "СПРАВКА", bold=True, size=16, align=WD_ALIGN_PARAGRAPH.CENTER)
    _paragraph(page, about, bold=True, size=14, align=WD_ALIGN_PARAGRAPH.CENTER)
    _paragraph(page, "{{ day }}", align=WD_ALIGN_PARAGRAPH.CENTER)
    return page


def _section(page: Any, heading: str, *paragraphs: str) -> None:
    _paragraph(page, heading, bold=True, before=8).paragraph_format.keep_with_next = True
    for text in paragraphs:
        _paragraph(page, text, align=WD_ALIGN_PARAGRAPH.JUSTIFY).paragraph_format.first_line_indent = Cm(1.0)


def _paragraph(
    page: Any, text: str, *, bold: bool = False, size: float = 12, align: Any = None, before: float = 0
) -> Any:
    paragraph = page.add_paragraph()
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size)
    paragraph.alignment = align
    paragraph.paragraph_format.space_before = Pt(before)
    return paragraph


def _table(page: Any, of: str, headers: Sequence[str], cells: Sequence[str], widths: Sequence[float]) -> None:
    """A table with one row for each item of `of`; its header is repeated on every page."""
    table = page.add_table(rows=4, cols=len(headers))
    table.style, table.autofit = "Table Grid", False
    _fill(table.rows[0], headers, bold=True, shade="E7ECF4")
    _mark(table.rows[0], "w:tblHeader")
    _fill(table.rows[1], [f"{{%tr for row in {of} %}}"])
    _fill(table.rows[2], cells)
    _mark(table.rows[2], "w:cantSplit")
    _fill(table.rows[3], ["{%tr endfor %}"])
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def _fill(row: Any, texts: Sequence[str], *, bold: bool = False, shade: str = "") -> None:
    for cell, text in zip(row.cells, texts, strict=False):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(text)
        run.bold, run.font.size = bold, Pt(10)
        if shade:
            colour = OxmlElement("w:shd")
            colour.set(qn("w:val"), "clear")
            colour.set(qn("w:fill"), shade)
            cell._tc.get_or_add_tcPr().append(colour)


def _mark(row: Any, flag: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(flag))


def _signature(page: Any) -> None:
    line = _paragraph(page, "Составил: ______________________ / ______________________ /", before=24)
    line.paragraph_format.keep_together = True
    _paragraph(page, "                        (должность, подпись)                    (расшифровка)", size=9)


def _save(page: Any, name: str) -> None:
    born = datetime(2024, 1, 1)
    page.core_properties.created = page.core_properties.modified = born
    page.core_properties.author = page.core_properties.comments = ""
    path = TEMPLATES / name
    page.save(path)
    path.write_bytes(without_clock(path.read_bytes()))


if __name__ == "__main__":
    write_blanks()
