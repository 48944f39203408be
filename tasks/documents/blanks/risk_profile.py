"""The blanks of a school's risk profile: by the survey, verified by the curator; and by the school's own diagnosis."""

from typing import Any

from tasks.documents.blanks.page import BASIS, page_about, paragraph, pictures, section, table
from tasks.documents.blanks.signing import signature, written_after, written_by_hand

FACTORS = ("Фактор риска", "Значимость", "Балл (интервал)", "Ответивших", "Место среди школ")
KEYS = ("factor", "significance", "score", "people", "place")
WIDTHS = (5.0, 2.6, 2.9, 3.6, 2.9)
QUESTIONS = ("Фактор риска", "Кого спрашивали", "Вопрос", "Ответов", "Дефицит")


def blank() -> Any:
    """The page of the survey's profile, as it is before anybody edits it."""
    page = page_about("школы {{ school }} ({{ municipality }})", "РИСКОВЫЙ ПРОФИЛЬ")
    section(page, "1. Основание и расчёт", BASIS, "{{ formula }}")
    section(page, "2. Охват опроса, {{ year }} год")
    cells = [f"{{{{ row.{key} }}}}" for key in ("group", "answered", "asked", "wanted")]
    table(page, "coverage", ("Группа", "Ответили", "Опрошены", "Нужно"), cells, (6.2, 3.6, 3.6, 3.6))
    section(page, "3. Факторы риска")
    table(page, "factors", FACTORS, [f"{{{{ row.{key} }}}}" for key in KEYS], WIDTHS)
    pictures(page)
    section(page, "4. Показатели: вопросы с наибольшим дефицитом")
    cells = [f"{{{{ row.{key} }}}}" for key in ("factor", "group", "question", "n", "deficit")]
    table(page, "indicators", QUESTIONS, cells, (4.4, 2.8, 5.8, 1.9, 2.1))
    _curator(page)
    _chosen(page, "6. Факторы, с которыми работает школа")
    signature(page, "Куратор")
    signature(page, "Директор школы", before=8)
    return page


def self_diagnosis() -> Any:
    """The page of the school's own diagnosis: the relevant factors, and lines for what the school will do."""
    page = page_about("школы {{ school }} ({{ municipality }}) на основе самодиагностики", "РИСКОВЫЙ ПРОФИЛЬ")
    section(page, "1. Основание и расчёт", BASIS, "{{ formula }}")
    section(page, "2. Факторы риска по оценке школьной команды, {{ year }} год")
    pictures(page)
    section(page, "3. Актуальные факторы и меры")
    paragraph(page, "{%p if relevant %}")
    headers = ("Факторы риска (только актуальные для ОО)", "Значимость", "Краткое описание мер")
    cells = ("{{ row.factor }}", "{{ row.significance }}", "")
    table(page, "relevant", headers, cells, (6.2, 3.2, 7.6))
    paragraph(page, "{%p else %}")
    paragraph(page, "Факторов высокой и средней значимости нет.")
    paragraph(page, "{%p endif %}")
    _chosen(page, "4. Факторы, с которыми работает школа")
    signature(page, "Директор школы")
    return page


def _curator(page: Any) -> None:
    section(page, "5. Проверка куратором")
    paragraph(page, "{%p if verified %}")
    paragraph(page, "{{ verified }}")
    paragraph(page, "{%p for line in corrections %}")
    paragraph(page, "— {{ line }}")
    paragraph(page, "{%p endfor %}")
    paragraph(page, "{%p else %}")
    paragraph(page, "Профиль куратором ещё не проверен.")
    paragraph(page, "{%p endif %}")
    written_after(page, "Комментарий куратора:")
    written_by_hand(page, 1)


def _chosen(page: Any, heading: str) -> None:
    section(page, heading)
    paragraph(page, "{%p if chosen %}")
    paragraph(page, "{%p for line in chosen %}")
    paragraph(page, "— {{ line }}")
    paragraph(page, "{%p endfor %}")
    paragraph(page, "{%p else %}")
    paragraph(page, "Школа ещё не выбрала факторы.")
    paragraph(page, "{%p endif %}")
