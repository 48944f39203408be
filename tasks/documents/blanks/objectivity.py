"""The blank of the letter on possible markers of non-objective results."""

from typing import Any

from tasks.documents.blanks.page import (
    BASIS,
    SUPPORT_ONLY,
    page_about,
    pictures,
    section,
    table,
    table_or,
)
from tasks.documents.blanks.signing import signature

NOTHING_IS_PROVED = (
    "Всё, что названо ниже, — возможные признаки, которые требуют дополнительного анализа. Расчёт не устанавливает "
    "причин и ни о чьих действиях не говорит."
)


def blank() -> Any:
    """The page, as it is before anybody edits it."""
    page = page_about("о возможных признаках необъективности результатов ВПР")
    section(page, "1. Основание и источники", BASIS, "Источники: {{ sources }}.", SUPPORT_ONLY, NOTHING_IS_PROVED)
    section(
        page,
        "2. Как искали",
        "Работы: {{ works }}. Школа сопоставлена со школами своего региона; учтено, что честные школы отличаются друг "
        "от друга. Отличие названо возможным признаком, если среди таких отличий одного вида случайных ожидается не "
        "больше {{ level }} (поправка Бенджамини — Хохберга).",
        "Один признак ничего не значит. Школа включена в перечень, если признаков не менее двух и говорят они о разном "
        "или если один и тот же признак был и раньше; уровень результатов сам по себе основанием не бывает.",
        "Наблюдения менее чем за 20 участниками ограниченно надёжны, за 20–49 — ориентировочны.",
    )
    section(page, "3. Итоги", "{{ summary }}")
    headers = ("Признак", "На что смотрит", "Школ с признаком")
    table(
        page, "markers", headers, [f"{{{{ row.{key} }}}}" for key in ("marker", "about", "schools")], (2.2, 11.4, 3.4)
    )
    section(page, "4. Школы, результаты которых требуют дополнительного анализа")
    listed = {"number": "№", "name": "Школа", "municipality": "Муниципалитет"}
    columns = listed | {"reasons": "Возможные признаки и на чём они основаны"}
    table_or(page, "schools", columns, (1.0, 4.2, 3.2, 8.6), "Таких школ нет.")
    section(
        page,
        "5. Предложения",
        "Рассмотреть результаты названных школ вместе с ними: условия проведения и проверки работ, состав классов, "
        "смену учителя. Решение принимают люди; честная школа может попасть в перечень случайно.",
    )
    signature(page)
    pictures(page)
    return page
