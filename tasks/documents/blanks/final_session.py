"""The blanks of the final session: its report and decision, a school's report, its plan to consolidate, projects."""

from typing import Any

from tasks.documents.blanks.page import (
    BASIS,
    heading,
    page_about,
    paragraph,
    section,
    sheet,
    table,
    table_if,
    table_or,
)
from tasks.documents.blanks.signing import signature, stamp, stamps, written_after, written_by_hand

STEPS = {"measure": "Мероприятие", "party": "Кто ведёт", "due": "Срок", "closed": "Исполнено", "note": "Примечание"}
STEP_WIDTHS = (6.4, 3.4, 2.2, 2.2, 2.8)
OPEN = {"measure": "Мероприятие", "party": "Кто ведёт", "due": "Срок", "note": "Что известно"}
OPEN_WIDTHS = (7.4, 4.0, 2.3, 3.3)
TOGETHER = {"measure": "Мероприятие", "party": "Кто ведёт", "due": "Срок", "number": "Шагов"}
TOGETHER_WIDTHS = (7.6, 5.5, 2.3, 1.6)
INDICATORS = {
    "place": "Пункт",
    "text": "Показатель",
    "target": "Порог",
    "baseline": "Было",
    "count": "Стало",
    "met": "Вывод",
    "why": "Чего не хватает",
}
INDICATOR_WIDTHS = (2.0, 4.4, 2.3, 1.6, 2.2, 1.9, 2.6)
FACTORS = {"factor": "Фактор", "significance": "Значимость"}
NO_RATING = (
    "Сведения служат адресной помощи школам; школы перечислены в порядке списка, рейтинг не составляется. Чего нет в "
    "данных, названо отсутствующим, а не нулём."
)


def report() -> Any:
    """The session's report, as it is before anybody edits it."""
    page = page_about("о реализации дорожной карты с {{ start }} по {{ end }}: к итоговой сессии", "ОТЧЁТ")
    section(page, "1. Основание", BASIS, NO_RATING)
    section(
        page,
        "2. Исполнение мероприятий",
        "Исполнено шагов: {{ done_count }}, из них позже срока: {{ late_count }}. Сдано и ждёт приёмки: "
        "{{ submitted_count }}. Просрочено: {{ overdue_count }}. Снято: {{ waived_count }}.",
    )
    kept = {"measure": "Мероприятие", "in_time": "В срок", "late": "Позже", "overdue": "Просро-чено"}
    kept |= {"submitted": "На приёмке", "waived": "Снято"}
    table_or(page, "measures", kept, (8.2, 1.6, 1.6, 1.9, 2.0, 1.7), "Ни одного шага в этом периоде.")
    section(
        page,
        "3. Целевые показатели",
        "Достигнуто: {{ met_count }}, не достигнуто: {{ not_met_count }}, нет данных: {{ not_available_count }}.",
    )
    table_or(page, "indicators", INDICATORS, INDICATOR_WIDTHS, "Приказ не ставит ни одного показателя числом.")
    section(page, "4. Динамика результатов")
    _lines(page, "dynamics", "О динамике сказать нельзя: {{ why }}.")
    section(page, "5. Помогла ли поддержка")
    _lines(page, "effect", "Об этом сказать нельзя: {{ why }}.")
    section(page, "6. Школы списка")
    schools = {"number": "№", "name": "Школа", "kept": "Шаги", "dynamics": "Результаты", "stands": "Перечень"}
    table_or(page, "schools", schools, (0.9, 4.0, 3.7, 4.6, 3.8), "Список школ не утверждён.")
    paragraph(page, "{%p if newcomers %}")
    paragraph(page, "Школ вне списка, которые вошли бы в перечень по последним результатам: {{ newcomers }}.")
    paragraph(page, "{%p endif %}")
    section(page, "7. Что осталось незакрытым и переходит на следующий год")
    table_or(page, "open", TOGETHER, TOGETHER_WIDTHS, "Незакрытого нет.")
    section(page, "8. Выводы и предложения")
    written_by_hand(page, 3)
    signature(page)
    return page


def decision() -> Any:
    """The session's decision, as it is before anybody edits it."""
    page = page_about("итоговой сессии по дорожной карте, {{ start }} – {{ end }}", "ПРОТОКОЛ (ПРОЕКТ РЕШЕНИЯ)")
    section(page, "1. Основание", BASIS)
    for words in ("Место:", "Присутствовали:"):
        written_after(page, words)
    section(page, "2. Повестка", "О реализации дорожной карты, её показателях и результатах школ; о следующем годе.")
    section(page, "3. Слушали")
    _lines(page, "heard", "—")
    written_after(page, "Выступили:")
    section(page, "4. Показатели: не достигнуты и без данных")
    table_or(page, "unmet", INDICATORS, INDICATOR_WIDTHS, "Недостигнутых показателей нет.")
    paragraph(page, "{%p if unknown %}")
    paragraph(page, "Без данных (не достигнутыми не считаются):")
    paragraph(page, "{%p for row in unknown %}")
    paragraph(page, "— {{ row.place }}: {{ row.text }}: {{ row.why }}", size=10)
    paragraph(page, "{%p endfor %}")
    paragraph(page, "{%p endif %}")
    section(page, "5. Незакрытое")
    table_or(page, "open", TOGETHER, TOGETHER_WIDTHS, "Незакрытого нет.")
    section(page, "6. Решили (проект)")
    headers = ("№", "Решение", "Кто исполняет", "Срок")
    table(page, "points", headers, ["{{ row.number }}", "{{ row.text }}", "", ""], (0.9, 9.6, 3.9, 2.6))
    for office in ("Председатель", "Секретарь"):
        signature(page, office, before=14)
    return page


def consolidation() -> Any:
    """A school's plan to consolidate, as it is before anybody edits it."""
    page = _of_school("по закреплению достижений с {{ end }} по {{ until }}", "ПЛАН РАБОТЫ")
    section(page, "1. Основание", BASIS)
    section(page, "2. К чему пришли", "Результаты: {{ dynamics }}. Перечень: {{ stands }}.")
    paragraph(page, "{{ leaving }}", size=10)
    section(page, "3. Что сделано с {{ start }} и что из этого закрепить")
    table_or(page, "done", STEPS, STEP_WIDTHS, "Закрытых шагов нет.")
    section(page, "4. Что осталось незакрытым")
    table_or(page, "open", OPEN, OPEN_WIDTHS, "Незакрытого нет.")
    section(page, "5. План")
    headers = ("Мероприятие", "Срок", "Ответственный", "Результат")
    keys = ("activity", "due", "responsible", "outcome")
    table(page, "rows", headers, [f"{{{{ row.{key} }}}}" for key in keys], (7.6, 2.4, 3.4, 3.6))
    signature(page)
    return page


def school_report() -> Any:
    """A school's own report, as it is before anybody edits it."""
    page = _of_school("о работе школы с {{ start }} по {{ end }}", "АНАЛИТИЧЕСКИЙ ОТЧЁТ")
    section(page, "1. Основание", BASIS)
    section(
        page,
        "2. План и факт",
        "Исполнено: {{ done_count }}, из них позже срока: {{ late_count }}. На приёмке: {{ submitted_count }}. "
        "Просрочено: {{ overdue_count }}. Предстоит: {{ coming_count }}.",
    )
    table_if(page, "done", "Исполнено", STEPS, STEP_WIDTHS)
    for what, of in (("Просрочено", "overdue"), ("На приёмке", "submitted"), ("Предстоит", "coming")):
        table_if(page, of, what, OPEN, OPEN_WIDTHS)
    section(page, "3. Результаты", "Динамика: {{ dynamics }}. Перечень школ с низкими результатами: {{ stands }}.")
    section(page, "4. Факторы высокой и средней значимости")
    table_or(page, "factors", FACTORS, (12.0, 5.0), "{{ no_factors }}")
    for number, what in enumerate(("Методическая работа", "Обучение внутри школы", "Внутришкольный контроль"), 5):
        section(page, f"{number}. {what}: самоанализ")
        written_by_hand(page, 3)
    section(page, "8. Выводы и что меняем")
    written_by_hand(page, 2)
    signature(page)
    return page


def projects() -> Any:
    """The projects of all schools, as they are before anybody edits them."""
    page = page_about("планов деятельности школ на следующий учебный год", "ПРЕДВАРИТЕЛЬНЫЕ ПРОЕКТЫ")
    section(page, "1. Основание", BASIS, NO_RATING)
    section(page, "2. Проекты по школам")
    paragraph(page, "{%p for school in schools %}")
    paragraph(page, "{{ school.name }}", bold=True, before=6).paragraph_format.keep_with_next = True
    paragraph(page, "Результаты: {{ school.dynamics }}. Перечень: {{ school.stands }}.")
    paragraph(page, "Факторы: {{ school.factors | join('; ') or 'анкетирования нет или высоких и средних нет' }}.")
    paragraph(page, "Завершить: {{ school.open | join('; ') or 'незакрытого нет' }}.")
    written_after(page, "Новое на год:")
    paragraph(page, "{%p endfor %}")
    signature(page)
    return page


def _of_school(about: str, what: str) -> Any:
    """A paper of one school, which its director approves."""
    page = sheet()
    stamps(page, stamp("УТВЕРЖДАЮ", "Директор {{ school }}"))
    heading(page, about + ": {{ school }} ({{ municipality }})", what)
    return page


def _lines(page: Any, of: str, otherwise: str) -> None:
    """A paragraph for each sentence, or the words why there is none."""
    paragraph(page, f"{{%p if {of} %}}")
    paragraph(page, f"{{%p for line in {of} %}}")
    paragraph(page, "{{ line }}")
    paragraph(page, "{%p endfor %}")
    paragraph(page, "{%p else %}")
    paragraph(page, otherwise)
    paragraph(page, "{%p endif %}")
