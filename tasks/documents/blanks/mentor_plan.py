"""The blanks of mentoring: the plan of mentors' work with a school, the list of mentors, the journal of meetings."""

from typing import Any

from tasks.documents.blanks.page import BASIS, heading, page_about, paragraph, section, sheet, table
from tasks.documents.blanks.signing import signature, stamp, stamps, written_by_hand

CODES = "Педагоги названы табельными кодами своих школ; фамилии вписывает тот, кто подписывает документ."


def plan() -> Any:
    """The plan of one school, as it is before anybody edits it."""
    page = sheet()
    stamps(page, stamp("УТВЕРЖДАЮ", "Директор {{ school }}"))
    about = "с наставниками учителей: {{ school }} ({{ municipality }}), {{ start }} – {{ end }}"
    heading(page, about, "ПЛАН РАБОТЫ")
    section(page, "1. Основание", BASIS, CODES)
    section(page, "2. Кто кому помогает")
    headers = ("№", "Учитель", "Предмет", "Наставник", "Школа наставника", "Приказ")
    keys = ("number", "teacher", "subject", "mentor", "mentor_school", "order")
    table(page, "pairs", headers, [f"{{{{ row.{key} }}}}" for key in keys], (0.9, 3.2, 2.6, 3.2, 4.4, 2.7))
    section(page, "3. Что и когда")
    titles = ("Период", "Мероприятие", "Ответственный", "Результат")
    fields = ("period", "activity", "responsible", "outcome")
    table(page, "months", titles, [f"{{{{ row.{key} }}}}" for key in fields], (3.0, 6.6, 3.6, 3.8))
    section(page, "4. Чего ждём от работы, как об этом узнаем")
    written_by_hand(page, 2)
    signature(page)
    return page


def pool() -> Any:
    """The list of mentors, as it is before anybody edits it."""
    page = page_about("наставников для учителей, по предметам", "ПЕРЕЧЕНЬ")
    section(page, "1. Основание", BASIS, CODES)
    section(page, "2. Итоги", "Наставников: {{ mentors }}, школ: {{ schools }}, учителей они возьмут: {{ places }}.")
    section(page, "3. Наставники")
    headers = ("№", "Предмет", "Наставник", "Школа", "Муниципалитет", "Уровни", "Учителей")
    keys = ("number", "subject", "mentor", "school", "municipality", "levels", "capacity")
    table(page, "rows", headers, [f"{{{{ row.{key} }}}}" for key in keys], (0.9, 2.6, 3.1, 4.2, 2.8, 1.8, 1.6))
    paragraph(page, "Число учителей сказано по всем предметам наставника вместе.", size=10)
    signature(page)
    return page


def journal() -> Any:
    """A school's journal of meetings with mentors, as it is before anybody edits it."""
    page = page_about("встреч наставников с учителями: {{ school }} ({{ municipality }}), по {{ until }}", "ЖУРНАЛ")
    section(page, "1. Основание", BASIS, CODES)
    section(
        page,
        "2. Пары",
        "Пар: {{ count }}, встреч: {{ meetings }}; тихих — без встреч {{ weeks }} и дольше: {{ quiet }}.",
    )
    headers = ("Учитель", "Предмет", "Наставник", "Школа наставника", "С какого дня", "Встреч", "Последняя")
    keys = ("teacher", "subject", "mentor", "mentor_school", "began", "meetings", "last")
    table(page, "pairs", headers, [f"{{{{ row.{key} }}}}" for key in keys], (2.8, 2.4, 2.8, 3.4, 2.0, 1.5, 2.1))
    section(page, "3. Встречи")
    paragraph(page, "{%p if rows %}")
    titles = ("Дата", "Учитель", "Предмет", "Наставник", "Тема", "Подтверждение")
    fields = ("day", "teacher", "subject", "mentor", "topic", "evidence")
    table(page, "rows", titles, [f"{{{{ row.{key} }}}}" for key in fields], (2.0, 2.6, 2.4, 2.6, 4.6, 2.8))
    paragraph(page, "{%p else %}")
    paragraph(page, "Встреч не записано.")
    paragraph(page, "{%p endif %}")
    signature(page)
    return page
