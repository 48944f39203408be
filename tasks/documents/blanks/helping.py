"""The blanks of whoever helps schools: order on curators, working groups, list of partner schools, agreement."""

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH

from tasks.documents.blanks.page import BASIS, heading, page_about, paragraph, section, sheet, table
from tasks.documents.blanks.signing import BY_HAND, signature, stamps, written_after

CODES = "Кураторы названы кодами организаций, которые их направили; фамилии вписывает тот, кто подписывает документ."


def curators_order() -> Any:
    """The order that appoints curators, as it is before anybody edits it."""
    page = sheet()
    paragraph(page, "{{ authority }}", align=WD_ALIGN_PARAGRAPH.CENTER)
    heading(page, "О назначении кураторов школ с низкими образовательными результатами", "ПРИКАЗ")
    section(page, "Основание", BASIS, "В целях адресной методической помощи школам ПРИКАЗЫВАЮ:")
    section(page, "1. Назначить кураторами школ по направлениям рисковых профилей")
    headers = ("№", "Школа", "Муниципалитет", "Куратор", "Направления", "Контакты")
    cells = _cells(("number", "school", "municipality", "curator", "factors", "contacts"))
    cells[3] += ", {{ row.organisation }}"
    table(page, "rows", headers, cells, (0.8, 3.0, 3.1, 2.6, 5.3, 2.2))
    paragraph(page, CODES, size=10)
    paragraph(page, "{%p if without %}")
    paragraph(page, "Куратор пока не назначен: {{ without }}.")
    paragraph(page, "{%p endif %}")
    section(
        page,
        "2. Кураторам",
        "Проверить рисковые профили школ, помочь школам составить планы и согласовать их, раз в три месяца "
        "представлять отчёт о каждой школе, о рисках срыва мероприятий сообщать сразу.",
    )
    section(page, "3. Школам", "Обеспечить кураторам доступ к материалам, нужным для этой работы, и время для встреч.")
    section(page, "4. Срок", "Кураторы работают до {{ end }}.")
    section(page, "5. Контроль")
    written_after(page, "Контроль за исполнением приказа возложить на")
    signature(page, "Руководитель")
    return page


def working_groups() -> Any:
    """Who sits in the municipal working groups, as it is before anybody edits it."""
    page = page_about("муниципальных рабочих групп по работе со школами с низкими результатами", "СОСТАВ")
    section(page, "1. Основание", BASIS, CODES)
    section(page, "2. Рабочие группы")
    headers = ("Муниципалитет", "Школы", "Кураторы", "Руководитель и члены группы")
    table(page, "groups", headers, _cells(("municipality", "schools", "curators", "members")), (3.4, 5.0, 3.2, 5.4))
    signature(page)
    return page


def partner_schools() -> Any:
    """The list of partner schools, as it is before anybody edits it."""
    page = page_about("{{ called }} школ и школ, которым они помогают", "ПЕРЕЧЕНЬ")
    section(page, "1. Основание", BASIS)
    section(page, "2. Итоги", "{{ called|capitalize }} школ: {{ partners }}, школ, которым они помогают: {{ helped }}.")
    section(page, "3. Перечень")
    headers = ("№", "Школа, которая помогает", "Муниципалитет", "Школа, которой она помогает", "Приказ")
    keys = ("number", "partner", "municipality", "school", "order")
    table(page, "rows", headers, _cells(keys), (0.9, 5.0, 3.6, 4.8, 2.7))
    paragraph(page, "{%p if without %}")
    paragraph(page, "Такой школы пока нет: {{ without }}.")
    paragraph(page, "{%p endif %}")
    signature(page)
    return page


def partner_agreement() -> Any:
    """The agreement of a school and its partner, as it is before anybody edits it."""
    page = page_about("о взаимодействии опорной школы и школы в целях повышения качества образования", "СОГЛАШЕНИЕ")
    section(
        page,
        "1. Стороны",
        "{{ partner }} ({{ partner_municipality }}), далее — опорная школа, и {{ school }} ({{ municipality }}), "
        "далее — школа, заключили это соглашение. Основание: "
        + BASIS
        + " Опорная школа определена приказом {{ order }}.",
    )
    section(
        page,
        "2. Предмет",
        "Опорная школа помогает школе преодолеть факторы риска, которые названы в приложении; стороны действуют "
        "безвозмездно.",
    )
    section(
        page,
        "3. Опорная школа",
        "Делится материалами и опытом, принимает педагогов школы на открытые уроки и стажировки, направляет "
        "наставников, участвует в разборе результатов.",
    )
    section(
        page,
        "4. Школа",
        "Обеспечивает участие своих педагогов, применяет согласованные приёмы, сообщает о результатах раз в три "
        "месяца.",
    )
    section(
        page,
        "5. Персональные данные",
        "Стороны передают друг другу сведения о результатах только без имён обучающихся; персональные данные "
        "педагогов — в объёме, нужном для встреч, и с их согласия (152-ФЗ).",
    )
    section(page, "6. Срок и отчётность", "Соглашение действует до {{ end }}. Итоги стороны подводят раз в полугодие.")
    section(page, "7. Реквизиты и подписи сторон")
    stamps(page, _party("Опорная школа", "{{ partner_requisites }}"), _party("Школа", "{{ requisites }}"))
    section(page, "Приложение. План совместных мероприятий").paragraph_format.page_break_before = True
    headers = ("Фактор риска", "Мероприятие", "Срок", "Ответственные")
    table(page, "rows", headers, _cells(("factor", "activity", "due", "responsible")), (5.2, 6.0, 2.6, 3.2))
    return page


def _party(which: str, requisites: str) -> list[str]:
    return [which, requisites, "Директор", BY_HAND, "М. П."]


def _cells(keys: tuple[str, ...]) -> list[str]:
    return [f"{{{{ row.{key} }}}}" for key in keys]
