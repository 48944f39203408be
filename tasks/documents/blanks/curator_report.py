"""The blank of the curator's report on a school for a period: what the record says, and lines for the curator."""

from typing import Any

from tasks.documents.blanks.page import BASIS, page_about, paragraph, section, signature, table

COLUMNS = ("Мероприятие", "Кто ведёт", "Срок", "Исполнено", "Примечание")
KEYS = ("measure", "party", "due", "closed", "note")
WIDTHS = (6.6, 3.2, 2.2, 2.2, 2.8)
LINE = "_" * 78


def blank() -> Any:
    """The page, as it is before anybody edits it."""
    page = page_about("куратора о школе {{ school }} ({{ municipality }}) за {{ start }} – {{ end }}", "ОТЧЁТ")
    section(page, "1. Основание", BASIS)
    paragraph(page, "{%p if is_early %}")
    paragraph(page, "Период ещё не закончился: отчёт говорит о нём по {{ day }}.", size=10)
    paragraph(page, "{%p endif %}")
    _why_listed(page)
    section(
        page,
        "3. Итоги периода",
        "Исполнено мероприятий: {{ done_count }}, из них позже срока: {{ late_count }}. Сдано и ждёт приёмки: "
        "{{ submitted_count }}. Просрочено: {{ overdue_count }}. Возвращалось на доработку: {{ returned_count }}.",
    )
    _steps(page, "4. Исполнено", "done")
    _steps(page, "5. Просрочено", "overdue")
    _steps(page, "6. Ждёт приёмки", "submitted")
    _steps(page, "7. Предстоит в следующем периоде", "coming")
    section(page, "8. Оценка куратора: что изменилось, риски", LINE, LINE, LINE)
    section(page, "9. Предложения", LINE, LINE)
    signature(page)
    return page


def _why_listed(page: Any) -> None:
    section(page, "2. Почему школе помогают")
    paragraph(page, "{%p if listed %}")
    paragraph(page, "Процедуры с низкими результатами, ниже минимума из участников: {{ listed }}.")
    paragraph(page, "{%p else %}")
    paragraph(page, "В последнем рассчитанном перечне школ с низкими результатами школы нет.")
    paragraph(page, "{%p endif %}")


def _steps(page: Any, heading: str, of: str) -> None:
    """A section with a table of steps, or with the words that there are none."""
    section(page, heading)
    paragraph(page, f"{{%p if {of} %}}")
    table(page, of, COLUMNS, [f"{{{{ row.{key} }}}}" for key in KEYS], WIDTHS)
    paragraph(page, "{%p else %}")
    paragraph(page, "Нет.")
    paragraph(page, "{%p endif %}")
