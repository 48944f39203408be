"""The blanks of the letters on lists: whose list, by which criterion, what was found, the rows, and what to do."""

from typing import Any

from tasks.documents.blanks.page import BASIS, SUPPORT_ONLY, page_about, section, table_or
from tasks.documents.blanks.signing import signature

NUMBERED = {"number": "№", "name": "Школа", "municipality": "Муниципалитет"}
APART = (
    "Сведения об отдельных людях в справку не включены: они — в приложении ограниченного доступа. Число, по которому "
    "можно узнать о немногих, скрыто, и вместе с ним — другое, если иначе его дал бы итог."
)


def pupils_at_risk() -> Any:
    """The letter on pupils at risk: counts only."""
    page = _begun("об обучающихся группы риска по итогам ВПР", SUPPORT_ONLY, APART)
    section(page, "4. По муниципалитетам")
    columns = {"municipality": "Муниципалитет", "participants": "Участников ВПР", "pupils": "В группе риска"}
    table_or(page, "places", columns, (9.0, 4.0, 4.0), "Обучающихся группы риска нет.")
    section(
        page,
        "5. Предложения",
        "Передать каждой школе её список; школе — установить причины и составить индивидуальные маршруты, известив "
        "родителей. Список хранится не дольше, чем нужен.",
    )
    return _signed(page)


def teacher_support() -> Any:
    """The letter on teachers' need of support: counts only, and no ranking."""
    page = _begun("о потребности педагогов в методической поддержке", SUPPORT_ONLY, APART)
    section(page, "4. По предметам: работ классов с низкими результатами")
    columns = {"source": "Источник", "subject": "Предмет", "works": "Работ", "schools": "Школ"}
    table_or(page, "subjects", columns, (3.0, 8.0, 3.0, 3.0), "Таких работ нет.")
    section(
        page,
        "5. Предложения",
        "Включить названные предметы в план методической поддержки; формы поддержки выбирают вместе с педагогами. "
        "Результаты ВПР для оценки педагога не используются.",
    )
    return _signed(page)


def low_branches() -> Any:
    """The letter on branches."""
    page = _begun("о филиалах с низкими результатами ВПР", SUPPORT_ONLY)
    section(page, "4. Перечень")
    columns = NUMBERED | {"branch": "Филиал", "low_subjects": "Предметов", "subjects": "Предметы"}
    table_or(page, "rows", columns, (0.9, 4.0, 3.0, 3.3, 1.9, 3.9), "Таких филиалов нет.")
    section(
        page,
        "5. Предложения",
        "Рассмотреть условия обучения в названных филиалах: кадры, подвоз, классы-комплекты; назначить поддержку.",
    )
    return _signed(page)


def low_classes() -> Any:
    """The letter on classes."""
    page = _begun("о классах с низкими результатами ВПР", SUPPORT_ONLY)
    section(page, "4. Перечень")
    columns = NUMBERED | {"class_name": "Класс", "low_subjects": "Предметов", "subjects": "Предметы"}
    table_or(page, "rows", columns, (0.9, 4.6, 3.2, 1.4, 1.9, 5.0), "Таких классов нет.")
    section(
        page,
        "5. Предложения",
        "Школам — рассмотреть результаты названных классов по предметам и спланировать восполнение пробелов.",
    )
    return _signed(page)


def hard_elements() -> Any:
    """The letter on difficult content elements."""
    page = _begun("об элементах содержания, вызывающих затруднения", SUPPORT_ONLY)
    section(page, "4. Перечень")
    columns = {
        "grade": "Класс",
        "subject": "Предмет",
        "element": "Элемент содержания",
        "level": "Уровень",
        "tasks": "Задания",
        "share": "Выполнение",
        "minimum": "Порог",
    }
    table_or(page, "elements", columns, (1.5, 2.6, 4.7, 1.9, 1.7, 3.0, 1.6), "Таких элементов нет.")
    section(
        page,
        "5. Предложения",
        "Методическим объединениям — включить названные элементы в планы работы и в программы повышения квалификации.",
    )
    return _signed(page)


def school_lists() -> Any:
    """The letter on schools at risk and those stably high."""
    page = _begun("о школах группы риска и школах со стабильно высокими результатами", SUPPORT_ONLY)
    section(page, "4. Группа риска")
    risk = NUMBERED | {"low": "Низких процедур", "near": "Близких к низким", "procedures": "Всего процедур"}
    table_or(page, "at_risk", risk, (0.9, 5.4, 3.7, 2.3, 2.4, 2.3), "Таких школ нет.")
    section(page, "5. Стабильно высокие результаты")
    high = NUMBERED | {"procedures": "Всего процедур"}
    table_or(page, "stably_high", high, (0.9, 8.0, 5.4, 2.7), "Таких школ нет.")
    section(
        page,
        "6. Предложения",
        "Школам группы риска — предложить поддержку, не дожидаясь низких результатов; школы со стабильно высокими "
        "результатами — пригласить в наставники.",
    )
    return _signed(page)


def _begun(about: str, *reservations: str) -> Any:
    page = page_about(about)
    section(page, "1. Основание и источники", BASIS, "Источники: {{ sources }}.", *reservations)
    section(page, "2. Критерий отбора", "Критерий: {{ criterion }}.")
    section(page, "3. Итоги", "{{ summary }}")
    return page


def _signed(page: Any) -> Any:
    signature(page)
    return page
