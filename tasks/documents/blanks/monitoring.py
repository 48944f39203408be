"""The blank of the region's summary of a quarter: how the roadmap went in all schools, what the curators reported."""

from typing import Any

from tasks.documents.blanks.page import BASIS, page_about, paragraph, section, table
from tasks.documents.blanks.signing import signature, written_by_hand


def blank() -> Any:
    """The page, as it is before anybody edits it."""
    page = page_about("об исполнении дорожной карты за {{ start }} – {{ end }}", "СВОДНЫЙ ОТЧЁТ")
    section(page, "1. Основание", BASIS, "Отчёт составлен по журналу дорожной карты и по отчётам кураторов.")
    section(
        page,
        "2. Итоги периода",
        "Школ: {{ schools }}. Отчётов кураторов должно быть {{ reports_due }}, сдано {{ reports_in }}, из них принято "
        "{{ reports_accepted }}. Исполнено мероприятий в школах: {{ done }}, из них позже срока {{ late }}; просрочено "
        "{{ overdue }}; ждёт приёмки {{ submitted }}; снято {{ waived }}; предстоит в следующем периоде {{ coming }}.",
    )
    paragraph(page, "{%p if missing %}")
    paragraph(page, "Отчётов нет: {{ missing }}.")
    paragraph(page, "{%p endif %}")
    section(page, "3. По муниципалитетам")
    headers: tuple[str, ...] = ("Муниципалитет", "Школ", "Отчётов", "Исполнено", "Поздно", "Просрочено", "Снято")
    keys = ("municipality", "schools", "reports", "done", "late", "overdue", "waived")
    _table(page, "places", headers, keys, (5.4, 1.6, 2.2, 2.2, 1.8, 2.2, 1.6))
    section(page, "4. По школам")
    headers = ("№", "Школа", "Отчёт куратора", "Исполнено", "Поздно", "Просрочено", "Риски")
    keys = ("number", "school", "report", "done", "late", "overdue", "risks")
    _table(page, "rows", headers, keys, (0.8, 4.6, 3.0, 1.9, 1.5, 2.0, 3.2))
    section(page, "5. Что просрочено чаще всего")
    paragraph(page, "{%p if measures %}")
    headers = ("Мероприятие", "Кто ведёт", "Просрочили школ")
    _table(page, "measures", headers, ("measure", "party", "schools"), (9.4, 4.6, 3.0))
    paragraph(page, "{%p else %}")
    paragraph(page, "Просроченного нет.")
    paragraph(page, "{%p endif %}")
    section(page, "6. Выводы и предложения")
    written_by_hand(page, 3)
    signature(page)
    return page


def _table(page: Any, of: str, headers: tuple[str, ...], keys: tuple[str, ...], widths: tuple[float, ...]) -> None:
    table(page, of, headers, [f"{{{{ row.{key} }}}}" for key in keys], widths)
