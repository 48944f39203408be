"""The blank of the curator's report on a school for a period: what the record says, and lines for the curator."""

from typing import Any

from tasks.documents.blanks.page import BASIS, page_about, paragraph, section, table_if, table_or
from tasks.documents.blanks.signing import signature, written_by_hand

CLOSED = {"measure": "Мероприятие", "party": "Кто ведёт", "due": "Срок", "closed": "Исполнено", "note": "Примечание"}
CLOSED_WIDTHS = (6.4, 3.4, 2.2, 2.2, 2.8)
OPEN = {"measure": "Мероприятие", "party": "Кто ведёт", "due": "Срок", "note": "Примечание"}
OPEN_WIDTHS = (7.4, 3.8, 2.2, 3.6)


def blank() -> Any:
    """The page, as it is before anybody edits it."""
    page = page_about("куратора о школе {{ school }} ({{ municipality }}) за {{ start }} – {{ end }}", "ОТЧЁТ")
    section(page, "1. Основание", BASIS)
    paragraph(page, "{%p if is_early %}")
    paragraph(page, "Период ещё не закончился: отчёт говорит о нём по состоянию на {{ day }}", size=10)
    paragraph(page, "{%p endif %}")
    _why_listed(page)
    section(
        page,
        "3. Итоги периода",
        "Исполнено мероприятий: {{ done_count }}, из них позже срока: {{ late_count }}. Сдано и ждёт приёмки: "
        "{{ submitted_count }}. Просрочено: {{ overdue_count }}. Возвращалось на доработку: {{ returned_count }}.",
    )
    table_if(page, "done", "Исполнено", CLOSED, CLOSED_WIDTHS)
    table_if(page, "overdue", "Просрочено", OPEN, OPEN_WIDTHS)
    table_if(page, "submitted", "Ждёт приёмки", OPEN, OPEN_WIDTHS)
    section(page, "4. Предстоит в следующем периоде")
    table_or(page, "coming", OPEN, OPEN_WIDTHS, "Сроков в следующем периоде нет.")
    section(page, "5. Оценка куратора: что изменилось, риски")
    written_by_hand(page, 3)
    section(page, "6. Предложения")
    written_by_hand(page, 2)
    signature(page, "Куратор")
    return page


def _why_listed(page: Any) -> None:
    section(page, "2. Почему школе помогают")
    paragraph(page, "{%p if listed %}")
    paragraph(page, "Процедуры с низкими результатами: {{ listed }}.")
    paragraph(page, "{%p else %}")
    paragraph(page, "В последнем рассчитанном перечне школ с низкими результатами школы нет.")
    paragraph(page, "{%p endif %}")
