"""The blank of the letter on schools with low results."""

from typing import Any

from tasks.documents.blanks.page import BASIS, SUPPORT_ONLY, page_about, paragraph, pictures, section, table
from tasks.documents.blanks.signing import signature


def blank() -> Any:
    """The page, as it is before anybody edits it."""
    page = page_about("о школах с низкими образовательными результатами")
    section(page, "1. Основание и источники", BASIS, "Источники: {{ sources }}.", SUPPORT_ONLY)
    section(
        page,
        "2. Правила отбора",
        "Результаты процедуры считаются низкими, если не менее {{ low_percent }} % её участников получили отметку «2» "
        "или не преодолели минимальный порог. Отсутствовавшие участниками не считаются; учтено последнее состояние "
        "результата: резервный день после основного, апелляция после протокола.",
        "R1 — в {{ year }} году низкие результаты не менее чем по {{ r1_procedures }}.",
        "{% if compared_with %}R2 — низкие результаты {{ same_procedure }} и в {{ compared_with }}, и в {{ year }} "
        "году.{% else %}R2 не применялось: результаты одного года.{% endif %}",
    )
    section(page, "3. Итоги", "{{ summary }}")
    paragraph(page, "{%p if schools %}")
    headers = (
        "№",
        "Школа",
        "Муниципалитет",
        "Правило",
        "Процедуры с низкими результатами: ниже минимума из участников",
    )
    cells = ("{{ row.number }}", "{{ row.name }}", "{{ row.municipality }}", "{{ row.rules }}", "{{ row.reasons }}")
    table(page, "schools", headers, cells, (1.0, 4.6, 3.2, 1.8, 6.4))
    paragraph(page, "{%p if small_n %}")
    paragraph(page, "* Участников менее {{ small }}: доля неустойчива, вывод требует проверки на месте.", size=10)
    paragraph(page, "{%p endif %}")
    paragraph(page, "{%p else %}")
    paragraph(page, "Школ, отвечающих правилам R1 или R2, не выявлено.")
    paragraph(page, "{%p endif %}")
    section(
        page,
        "4. Предложения",
        "Рассмотреть перечень и утвердить состав школ, которым оказывается поддержка; школа включается или "
        "исключается решением органа управления образованием с указанием причины.",
    )
    signature(page)
    pictures(page)
    return page
