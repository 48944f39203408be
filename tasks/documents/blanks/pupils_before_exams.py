"""The blank of the letter on pupils to help before an exam: counts only."""

from typing import Any

from tasks.documents.blanks.lists import APART
from tasks.documents.blanks.page import BASIS, SUPPORT_ONLY, page_about, section, table, table_or
from tasks.documents.blanks.signing import signature

FOR_HELP = (
    "Список составляется для помощи обучающемуся, не для отметки и не для отчисления. Он говорит, чего ждать, если "
    "ничего не менять, и ошибается в ту и другую сторону: кто в список не вошёл, тому помощь тоже может понадобиться."
)


def blank() -> Any:
    """The page, as it is before anybody edits it."""
    page = page_about("об обучающихся, которым может понадобиться помощь перед ГИА")
    section(page, "1. Основание и источники", BASIS, "Источники: {{ sources }}.", SUPPORT_ONLY, FOR_HELP, APART)
    section(
        page,
        "2. Как рассчитано",
        "Критерий: {{ criterion }}.",
        "Результаты ВПР и экзамена одного обучающегося связаны только там, где школа составила сопоставление шифров. "
        "Каждый прошлый год предсказан по остальным; если собственная работа обучающегося говорит об экзамене не "
        "больше, чем результаты его школы (навык Брайера не больше нуля с учётом случайности), список по этому "
        "экзамену не составляется.",
    )
    section(page, "3. Итоги", "{{ summary }}")
    headers = ("Экзамен", "Связано обучающихся", "Ниже минимума", "Навык", "Наклон", "Прогноз")
    keys = ("procedure", "pupils", "base", "skill", "slope", "answer")
    table(page, "exams", headers, [f"{{{{ row.{key} }}}}" for key in keys], (3.4, 2.2, 2.1, 2.8, 1.8, 4.7))
    section(page, "4. По муниципалитетам")
    columns = {"municipality": "Муниципалитет", "participants": "Рассмотрено обучающихся", "pupils": "В списке"}
    table_or(page, "places", columns, (9.0, 4.0, 4.0), "Таких обучающихся нет.")
    section(
        page,
        "5. Предложения",
        "Передать каждой школе её список; школе — вместе с обучающимся и родителями решить, какая помощь нужна до "
        "экзамена. Список хранится не дольше, чем нужен, и удаляется вместе с сопоставлением.",
    )
    signature(page)
    return page
