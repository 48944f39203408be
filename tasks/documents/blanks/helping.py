"""The blanks of whoever helps schools: order on curators, working groups, partner schools, agreements with them."""

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH

from tasks.documents.blanks.page import BASIS, heading, page_about, paragraph, section, sheet, table, table_or
from tasks.documents.blanks.signing import BY_HAND, signature, stamps, written_after

CODES = "Кураторы названы кодами организаций, которые их направили; фамилии вписывает тот, кто подписывает документ."

AGREEMENT = "о взаимодействии опорной школы и школы в целях повышения качества образования"
PERSONAL_DATA = (
    "Стороны передают друг другу сведения о результатах только без имён обучающихся; персональные данные педагогов — в "
    "объёме, нужном для встреч, и с их согласия (152-ФЗ)."
)
BLANK_LINE = "_" * 30


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
    page = page_about(AGREEMENT, "СОГЛАШЕНИЕ")
    _agreed(page)
    return page


def network_agreements() -> Any:
    """The register of a year's agreements and each of them after it, as they are before anybody edits them."""
    page = page_about("договоров о сетевом взаимодействии школ с опорными школами, {{ year }} год", "РЕЕСТР")
    section(page, "1. Основание", BASIS)
    section(page, "2. Итоги", "Школ: {{ schools }}, опорная школа определена для: {{ helped }}.")
    paragraph(page, "{%p if without %}")
    paragraph(page, "Опорная школа не определена: {{ without }}. Её определяет приказ.")
    paragraph(page, "{%p endif %}")
    section(page, "3. Реестр")
    columns = {
        "number": "№",
        "school": "Школа",
        "partner": "Опорная школа",
        "order": "Приказ",
        "contract": "№ договора",
        "dated": "Дата договора",
    }
    table_or(page, "rows", columns, (0.9, 4.6, 4.6, 2.7, 2.1, 2.1), "Список школ года не утверждён.")
    paragraph(page, "Номера и даты договоров вписывает тот, кто их регистрирует.", size=10)
    signature(page)
    paragraph(page, "{%p for one in agreements %}")
    heading(page, AGREEMENT, "СОГЛАШЕНИЕ (ДОГОВОР)").paragraph_format.page_break_before = True
    _agreed(page, "one.")
    paragraph(page, "{%p endfor %}")
    return page


def network_plan() -> Any:
    """The contract and plan of network cooperation, as it is before anybody edits it."""
    page = page_about("о сетевом сотрудничестве в дополнительном образовании", "ДОГОВОР")
    section(page, "1. Стороны")
    for line in (
        "{%p if partner %}",
        "{{ partner }} ({{ partner_municipality }}), далее — партнёр, и {{ school }} ({{ municipality }}), далее — "
        "школа, заключили этот договор. Партнёр определён приказом {{ order }}.",
        "{%p else %}",
        f"{BLANK_LINE}, далее — партнёр, и {{{{ school }}}} ({{{{ municipality }}}}), далее — школа, заключили этот "
        "договор. Партнёра вписывает школа: он пока не назначен.",
        "{%p endif %}",
        "Основание: " + BASIS,
    ):
        paragraph(page, line)
    section(
        page,
        "2. Предмет",
        "Стороны вместе ведут дополнительное образование обучающихся школы, которым трудно освоить общеобразовательные "
        "программы; что, для кого и где — в плане (приложение). Стороны действуют безвозмездно.",
        "Если программа реализуется в сетевой форме (статья 15 Федерального закона № 273-ФЗ), о ней заключают "
        "отдельный договор по примерной форме.",
    )
    section(page, "3. Партнёр", "Предоставляет педагогов, помещения и оборудование, которые названы в плане.")
    section(
        page,
        "4. Школа",
        "Определяет, кому нужны занятия, получает согласие родителей, ведёт учёт посещений, сообщает о результатах раз "
        "в три месяца.",
    )
    section(
        page,
        "5. Персональные данные",
        "Кто ходит на занятия, школа сообщает партнёру с согласия родителей и только то, что для занятий нужно; "
        "сведения о результатах стороны передают друг другу без имён обучающихся (152-ФЗ).",
    )
    section(page, "6. Срок", "Договор действует до {{ until }}. План составляют на каждый отчётный период.")
    section(page, "7. Реквизиты и подписи сторон")
    partner = f"{{{{ partner_requisites or '{BLANK_LINE}' }}}}"
    stamps(page, _party("Партнёр", partner), _party("Школа", "{{ requisites }}"))
    annex = section(page, "Приложение. План сетевого сотрудничества на {{ start }} – {{ end }}")
    annex.paragraph_format.page_break_before = True
    headers = (
        "Фактор риска",
        "Программа, направленность",
        "Для кого (класс, сколько детей)",
        "Где и когда",
        "Кто ведёт",
    )
    keys = ("factor", "programme", "for_whom", "place", "responsible")
    table(page, "rows", headers, _cells(keys), (3.8, 4.2, 3.4, 2.8, 2.8))
    return page


def _agreed(page: Any, of: str = "") -> None:
    """The agreement itself; `of`: whose fields it speaks of, where there are several («one.»)."""
    section(
        page,
        "1. Стороны",
        f"{{{{ {of}partner }}}} ({{{{ {of}partner_municipality }}}}), далее — опорная школа, и {{{{ {of}school }}}} "
        f"({{{{ {of}municipality }}}}), далее — школа, заключили это соглашение. Основание: "
        + BASIS
        + f" Опорная школа определена приказом {{{{ {of}order }}}}.",
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
    section(page, "5. Персональные данные", PERSONAL_DATA)
    until = f"Соглашение действует до {{{{ {of}end }}}}. Итоги стороны подводят раз в полугодие."
    section(page, "6. Срок и отчётность", until)
    section(page, "7. Реквизиты и подписи сторон")
    partner, school = (f"{{{{ {of}{name} }}}}" for name in ("partner_requisites", "requisites"))
    stamps(page, _party("Опорная школа", partner), _party("Школа", school))
    section(page, "Приложение. План совместных мероприятий").paragraph_format.page_break_before = True
    headers = ("Фактор риска", "Мероприятие", "Срок", "Ответственные")
    cells = _cells(("factor", "activity", "due", "responsible"))
    table(page, f"{of}rows", headers, cells, (5.2, 6.0, 2.6, 3.2))


def _party(which: str, requisites: str) -> list[str]:
    return [which, requisites, "Директор", BY_HAND, "М. П."]


def _cells(keys: tuple[str, ...]) -> list[str]:
    return [f"{{{{ row.{key} }}}}" for key in keys]
