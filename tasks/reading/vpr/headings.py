"""Which column of a work's results is which, in the report of 2026 and in the forms and dumps of 2019–2025.

| year | code | class | points | sum | journal |
|---|---|---|---|---|---|
| 2026, report 1 | Код участника | Класс | 1 (2б) | Первичный балл | Отметка по журналу |
| 2024–2025, form | Код участника | Порядковый номер класса | 1 (…) | Итого баллов | Отметка за предыдущ… |
| 2022, «Протокол» | Код | Наименование класса | 1 | (none) | Отметка за предыдущий триместр/ … |
| 2020–2021, form | номер обучающегося | класс | балл за 1 | всего баллов | отметка за предыдущую … |
| 2019–2020, dump | code | klass | a-1-grade | sum | otc |
"""

import re
from dataclasses import dataclass

from models.language import _
from tasks.reading.columns import Block, Column, Complaints, missing_column
from tasks.reading.tables import Sheet, Texts
from tasks.reading.values import plain, task_column

_ROLES = {
    role: re.compile(pattern)
    for role, pattern in {
        "school": r"оо|логин( оо| школы)?|user|пользователь.*",
        "school_name": r"(название|наименование) оо",
        "code": r"код участника|код|code|номер обучающегося",
        "class": r"класс|klass|наименование класса",
        "class_number": r"порядковый номер класса.*",
        "variant": r"вариант.*|var-\d+",
        "primary": r"первичный балл|итого баллов|всего баллов|sum",
        "mark": r"отметка",
        "journal": r"отметка по журналу|отметка за предыдущ.*|otc",
        "gender": r"пол|gender",
        "textbook": r"учебник.*",
        "other": r"муниципалитет|мсу|район|№|№ п/п|регион|дата.*",
    }.items()
}
# The words of a result's heading; three of them beside a task are no other kind of table.
_TELLING = ("code", "class", "class_number", "variant", "primary", "mark", "journal")
LEAST_TELLING = 3
WITHIN = 60


def role_of(title: str) -> str | None:
    """What a column is by its heading; None for a task or a stranger."""
    words = plain(title)
    return next((role for role, pattern in _ROLES.items() if pattern.fullmatch(words)), None)


def results_heading(sheet: Sheet) -> int | None:
    """The row of headings of a work's results, as an index; None when the sheet holds none."""
    return next((index for index, row in enumerate(sheet.texts[:WITHIN]) if _tells_of_results(row)), None)


def _tells_of_results(row: Texts) -> bool:
    roles = {role_of(text) for text in row if text}
    is_report = {"code", "primary"} <= roles
    return is_report or (
        len(roles & set(_TELLING)) >= LEAST_TELLING
        and bool(roles & {"code", "school"})
        and any(task_column(text) for text in row)
    )


def column_of(block: Block, role: str) -> Column | None:
    """The block's first column in this role."""
    return next(iter(columns_of(block, role)), None)


def columns_of(block: Block, role: str) -> list[Column]:
    """The block's columns in this role: a form has a column «Вариант» for each part of a work."""
    return [column for column in block.columns if role_of(column.title) == role]


def required_column(block: Block, role: str, title: str, complaints: Complaints) -> Column:
    """The column in this role; a missing one is a problem, named as the newest report calls it."""
    return column_of(block, role) or missing_column(block, title, complaints)


@dataclass(frozen=True)
class Tasks:
    """The columns of tasks: numbers, highest points (None where the file does not say), places in the block."""

    names: list[str]
    highest: list[int | None]
    places: list[int]


def tasks_of(block: Block, complaints: Complaints) -> Tasks:
    """The columns of points; a stranger among them, and a task that occurs twice, are problems."""
    tasks = Tasks([], [], [])
    for place in _stretch(block):
        title = block.titles[place]
        found = task_column(title)
        if found is None:
            if title or (block.texts[:, place] != "").any():
                remedy = _("не похоже на задание с баллом вида «3.1 (2б)»: исправьте заголовок")
                column = title or str(place + 1)
                complaints.add(remedy, value=title, sheet=block.sheet, row=block.heading, column=column)
        elif found[0] in tasks.names:
            remedy = _("задание встречается дважды: оставьте один столбец")
            complaints.add(remedy, value=title, sheet=block.sheet, row=block.heading, column=title)
        else:
            tasks.names.append(found[0])
            tasks.highest.append(found[1])
            tasks.places.append(place)
    if not tasks.names:
        remedy = _("нет столбцов заданий вида «3.1 (2б)»: выгрузите отчёт заново")
        complaints.add(remedy, sheet=block.sheet)
    return tasks


def _stretch(block: Block) -> list[int]:
    """The places of the tasks and of all strangers between the known columns around them."""
    known = [role_of(title) is not None for title in block.titles]
    is_task = [task_column(title) is not None for title in block.titles]
    stretch: list[int] = []
    part: list[int] = []
    for place in range(len(known) + 1):
        if place < len(known) and not known[place]:
            part.append(place)
        else:
            stretch += part if any(is_task[each] for each in part) else []
            part = []
    return stretch
