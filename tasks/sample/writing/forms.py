"""A work as it was collected before report 1 of ФИС ОКО: dumps and forms by year, whoever was absent among the rows.

| year | file | points | sum | mark |
|---|---|---|---|---|
| to 2020 | dump, .csv | a-1-grade | sum | — |
| 2021 | form, .csv | балл за 1 | всего баллов | — |
| 2022 | workbook, sheet «Протокол» | 1 | — | — |
| 2025, grade 4 | collection form | 1 (макс. 2 балла) | Итого баллов | — |

Marks follow from the loaded scale. The form of 2025 only numbers the classes of a grade, so nobody can say from it who
teaches them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from tasks.sample.region import LETTERS, People
from tasks.sample.results import NOT_ATTEMPTED
from tasks.sample.sitting import VprSheet
from tasks.sample.spreadsheet import Cell, write_spreadsheet
from tasks.sample.writing.text import write_text

Cells = npt.NDArray[np.object_]
OLD_PREFIX_UNTIL = 2022
TEXTBOOK = "учебник из федерального перечня"


@dataclass(frozen=True)
class Form:
    """How a work was written down: on a sheet of a workbook, or (sheet «») as text in the Windows code page.

    columns: heading → cells, of the rows that `Rows` holds. says_maxima, names_classes: what the file lets one know.
    """

    sheet: str
    columns: Callable[["Rows"], Mapping[str, Cells]]
    says_maxima: bool = False
    names_classes: bool = True


def form_of(year: int, grade: int) -> Form | None:
    """The form of that year and grade; None where there is report 1."""
    if year <= 2020:
        return DUMP
    if (year, grade) == (2025, 4):
        return COLLECTED
    return {2021: COLUMNS_OF_2021, 2022: PROTOCOL}.get(year)


@dataclass(frozen=True)
class Rows:
    """Participants and absent pupils of a sheet in the order of their codes, as the forms want their cells.

    scores: (rows, tasks); None where nothing was written
    """

    sheet: VprSheet
    pupils: pd.DataFrame
    is_there: npt.NDArray[np.bool_]
    login: Cells
    letter: Cells
    scores: Cells
    journal: Cells

    @property
    def code(self) -> Cells:
        """The participants' codes, as in report 1."""
        return np.char.mod("%d", self.sheet.work.grade * 10000 + self.pupils["code"].to_numpy()).astype(object)

    @property
    def class_name(self) -> Cells:
        """«5А»."""
        return np.asarray(str(self.sheet.work.grade) + self.letter, object)

    @property
    def class_number(self) -> Cells:
        """The class's place in its grade, from 1 on."""
        return np.array([LETTERS.index(letter) + 1 for letter in self.letter], object)

    @property
    def gender(self) -> Cells:
        """«ж» or «м»."""
        return np.where(self.pupils["father"].str.endswith("на"), "ж", "м").astype(object)

    @property
    def textbook(self) -> Cells:
        """The same in all schools: nobody reads it."""
        return np.full(len(self.pupils), TEXTBOOK, object)

    def variant(self, absent: str) -> Cells:
        """The variant, or the word for who was absent."""
        return self._filled(self.sheet.variant.astype(object), absent)

    def total(self) -> Cells:
        """The primary score; None for who was absent."""
        return self._filled(self.sheet.primary.astype(object), None)

    def points(self, heading: str) -> dict[str, Cells]:
        """The tasks' columns: heading → points."""
        named = (heading.format(name=task.name, points=task.points) for task in self.sheet.work.tasks)
        return dict(zip(named, self.scores.T, strict=True))

    def _filled(self, cells: Cells, absent: str | None) -> Cells:
        return _spread(cells, self.is_there, absent)


def rows_of(people: People, sheet: VprSheet) -> Rows:
    """The rows of a sheet."""
    together = pd.concat([sheet.rows, sheet.absent], ignore_index=True)
    order = np.argsort(together["pupil"].to_numpy(), kind="stable")
    pupils, is_there = together.iloc[order].reset_index(drop=True), order < len(sheet.rows)
    prefix = "sch" if sheet.year <= OLD_PREFIX_UNTIL else "edu"
    scores = sheet.scores.astype(object)
    scores[sheet.scores == NOT_ATTEMPTED] = "х"
    journal = sheet.journal.astype(object)
    journal[sheet.journal == 0] = None
    return Rows(
        sheet,
        pupils,
        is_there,
        people.schools["login"].str.replace("edu", prefix).to_numpy(object)[pupils["school"]],
        people.classes["letter"].to_numpy(object)[pupils["klass"]],
        _spread(scores, is_there, None),
        _spread(journal, is_there, None),
    )


def _spread(cells: Cells, is_there: npt.NDArray[np.bool_], absent: str | None) -> Cells:
    """The participants' cells at their places among all rows."""
    spread = np.full((len(is_there), *cells.shape[1:]), absent, object)
    spread[is_there] = cells
    return spread


def write_form(path: Path, people: People, sheet: VprSheet, form: Form) -> None:
    """Write a work in this form: its title, an empty row, the headings, a row a pupil."""
    columns = form.columns(rows_of(people, sheet))
    title = f"ВПР {sheet.year} {sheet.work.subject.capitalize()} {sheet.work.grade} класс"
    lines: list[list[Cell]] = [[title], [], list(columns), *map(list, zip(*columns.values(), strict=True))]
    if form.sheet:
        write_spreadsheet(path, form.sheet, lines)
    else:
        write_text(path, lines, "cp1251")


def written_classes(people: People, sheet: VprSheet) -> Cells:
    """The class of each participant as the work's file names it: «4А», or «4№1» where it only numbers classes."""
    letters = people.classes["letter"].to_numpy(object)[sheet.rows["klass"]]
    form = form_of(sheet.year, sheet.work.grade)
    if form is None or form.names_classes:
        return np.array(str(sheet.work.grade) + letters, object)
    return np.array([f"{sheet.work.grade}№{LETTERS.index(letter) + 1}" for letter in letters], object)


def _dump(rows: Rows) -> Mapping[str, Cells]:
    return {
        "user": rows.login,
        "klass": rows.class_name,
        "code": rows.code,
        "gender": rows.gender,
        "otc": rows.journal,
        "var-1": rows.variant("отсутствовал"),
        **rows.points("a-{name}-grade"),
        "sum": rows.total(),
        "Учебник": rows.textbook,
    }


def _columns_of_2021(rows: Rows) -> Mapping[str, Cells]:
    return {
        "логин школы": rows.login,
        "класс": rows.class_name,
        "номер обучающегося": rows.code,
        "пол": rows.gender,
        "вариант": rows.variant("отсутствовал"),
        **rows.points("балл за {name}"),
        "отметка за предыдущую четверть/триместр": rows.journal,
        "всего баллов": rows.total(),
        "Учебник": rows.textbook,
    }


def _protocol(rows: Rows) -> Mapping[str, Cells]:
    return {
        "Пользователь (eduNNNNNN)": rows.login,
        "Код": rows.code,
        "Вариант": rows.variant("отсутствовал"),
        **rows.points("{name}"),
        "Наименование класса": rows.class_name,
        "Пол": rows.gender,
        "Отметка за предыдущий триместр/ четверть/полугодие": rows.journal,
        "Учебник": rows.textbook,
    }


def _collected(rows: Rows) -> Mapping[str, Cells]:
    return {
        "Логин ОО": rows.login,
        "Код участника": rows.code,
        "Вариант": rows.variant("не присутствовал"),
        **rows.points("{name}\n(макс. {points} б.)"),
        "Порядковый номер класса": rows.class_number,
        "Пол": rows.gender,
        "Отметка за предыдущий\nтриместр/четверть": rows.journal,
        "Итого баллов": rows.total(),
    }


DUMP = Form("", _dump)
COLUMNS_OF_2021 = Form("", _columns_of_2021)
PROTOCOL = Form("Протокол", _protocol)
COLLECTED = Form("Результаты", _collected, says_maxima=True, names_classes=False)
