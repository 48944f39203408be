"""The blank of the letter on dynamics."""

from collections.abc import Mapping, Sequence
from typing import Any

from tasks.documents.blanks.page import (
    BASIS,
    SUPPORT_ONLY,
    page_about,
    paragraph,
    pictures,
    section,
    table,
    table_or,
)
from tasks.documents.blanks.signing import signature

# Columns of the letter on dynamics: the row's key and its header; widths in centimetres.
NUMBERED = {"number": "№", "name": "Школа"}
ENDS = {"before": "Прежде", "after": "{{ year }} г.", "difference": "Разность, п.\u00a0п.", "change": "Вывод"}
CHANGES = (NUMBERED | {"procedure": "Процедура"} | ENDS, (0.9, 3.7, 3.2, 2.4, 2.1, 2.3, 2.4))
BY_SCHOOL = (
    NUMBERED
    | {"improved": "Лучше", "worsened": "Хуже", "unclear": "Случайно"}
    | {"not_available": "Нет данных", "not_comparable": "Не сопоставимо"},
    (0.9, 5.9, 1.7, 1.7, 2.1, 2.2, 2.5),
)
SUBJECTS = ({"procedure": "Процедура", "schools": "Школ"} | ENDS, (4.4, 1.4, 3.0, 2.6, 2.8, 2.8))
TRENDS = (
    NUMBERED
    | {"procedure": "Процедура", "since": "С года", "years": "Лет"}
    | {"difference": "За год, п.\u00a0п.", "change": "Вывод"},
    (0.9, 4.2, 4.0, 1.5, 1.2, 2.7, 2.5),
)
COHORTS = (
    NUMBERED
    | {"subject": "Предмет", "grades": "Классы"}
    | {"before": "Прежде", "after": "Теперь", "difference": "Разность", "common": "Общий сдвиг", "change": "Вывод"},
    (0.8, 2.4, 2.4, 1.9, 1.7, 1.7, 2.1, 1.6, 2.4),
)

OF_ALL_SCHOOLS = (
    "6. По предметам, все школы с результатами вместе{% if scope %} — по региону, для сравнения{% endif %} "
    "(интервал учитывает различия школ)"
)


def blank() -> Any:
    """The page, as it is before anybody edits it."""
    page = page_about("о динамике образовательных результатов")
    section(page, "1. Основание и источники", BASIS, "Источники: {{ sources }}.", SUPPORT_ONLY)
    section(
        page,
        "2. Как сравнивали",
        "Сопоставлены доли участников, получивших отметку «2» или не преодолевших минимальный порог, в {{ year }} году "
        "и в самом раннем из годов с {{ compared_with }}, который с ним сопоставим: та же работа, тот же срок "
        "проведения. Изменением названо то, что не объясняется случайностью: 95-процентный интервал (разности — метод "
        "Ньюкомба, за три года и более — его обобщение на наклон) не содержит нуля. При таком числе сравнений около 5 "
        "% из них могут выйти за эти пределы случайно. Причины изменений справка не устанавливает.",
    )
    paragraph(page, "{%p if incomparable %}")
    paragraph(page, "С {{ year }} годом не сопоставляются:")
    paragraph(page, "{%p for line in incomparable %}")
    paragraph(page, "— {{ line }}")
    paragraph(page, "{%p endfor %}")
    paragraph(page, "{%p endif %}")
    section(page, "3. Итоги", "{{ summary }}")
    headers = ("Процедура", "С года", "Сравнений", "Лучше", "Хуже", "Случайно", "Нет данных", "Не сопо-ставимо")
    keys = ("procedure", "before", "comparisons", "improved", "worsened", "unclear", "not_available", "not_comparable")
    widths = (4.4, 1.4, 2.2, 1.5, 1.4, 2.1, 1.8, 2.2)
    table(page, "procedures", headers, [f"{{{{ row.{key} }}}}" for key in keys], widths)
    _changes(page, "4. Изменения в школах, не объяснимые случайностью", "changes", *CHANGES)
    paragraph(page, "В скобках: ниже минимума из участников; у разности — границы интервала.", size=10)
    _changes(page, "5. По школам: число процедур", "by_school", *BY_SCHOOL)
    _changes(page, OF_ALL_SCHOOLS, "subjects", *SUBJECTS)
    _changes(page, "7. За три года и более: сдвиг в процентных пунктах за год", "trends", *TRENDS)
    _changes(page, "8. Параллели при переходе в следующий класс", "cohorts", *COHORTS)
    paragraph(
        page,
        "Работы двух классов разные, поэтому параллель сравнивается с общим сдвигом всех параллелей; сменился ли "
        "состав обучающихся, из данных не видно.",
        size=10,
    )
    section(page, "9. Помогла ли поддержка")
    for line in ("{%p for line in support %}", "{{ line }}", "{%p endfor %}"):
        paragraph(page, line)
    paragraph(
        page,
        "Вывод сделан обо всех школах перечня вместе{% if scope %}, а не о тех, что названы в этой копии{% endif %}; "
        "ни об одной школе отдельно он не говорит.",
        size=10,
    )
    signature(page)
    pictures(page)
    return page


def _changes(page: Any, heading: str, of: str, columns: Mapping[str, str], widths: Sequence[float]) -> None:
    section(page, heading)
    table_or(page, of, columns, widths, "Таких нет.")
