"""Reports 2–7 of ФИС ОКО of a work, told of the same sheet as its report 1: region, municipalities, schools.

Per cents have two decimals and a comma, as text. Report 6 has a column a group, so it tells of no single schools.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tasks.sample.region import People
from tasks.sample.sitting import VprSheet
from tasks.sample.spreadsheet import Cell, write_spreadsheet
from tasks.sample.words import REGION

MARKS = (2, 3, 4, 5)
HEADINGS = ("Группы участников", "Кол-во ОО", "Кол-во участников")
REQUIREMENTS = (
    "Блоки ПООП обучающийся научится / получит возможность научиться или проверяемые требования (умения) "
    "в соответствии с ФГОС (ФК ГОС)"
)
CHANGES = {
    "Понизили (Отметка < Отметка по журналу)": -1,
    "Подтвердили (Отметка = Отметка по журналу)": 0,
    "Повысили (Отметка > Отметка по журналу)": 1,
}
Lines = Iterator[Sequence[Cell]]


@dataclass(frozen=True)
class Group:
    """Participants told of together: what the row is called, of how many schools (None: it is one), which rows."""

    name: str
    schools: int | None
    rows: npt.NDArray[np.bool_]

    @property
    def people(self) -> int:
        """How many."""
        return int(self.rows.sum())


def write_reports(folder: Path, people: People, sheet: VprSheet) -> list[Path]:
    """Write all six of a work."""
    folder.mkdir(parents=True, exist_ok=True)
    groups = groups_of(people, sheet)
    tables = {
        "Статистика по отметкам": _marks(sheet, groups),
        "Сравнение отметок с отметками по журналу": _journal(sheet, groups),
        "Распределение первичных баллов": _primary(sheet, groups),
        "Выполнение заданий": _completion(sheet, groups),
        "Достижение планируемых результатов": _planned(sheet, [group for group in groups if group.schools]),
        "Выполнение заданий группами участников": _by_mark(sheet, groups),
    }
    paths = []
    for number, (name, table) in enumerate(tables.items(), 2):
        path = folder / f"ВПР_{sheet.year}_{sheet.work.grade}_{_said(sheet)}_Ф{number}.xlsx"
        write_spreadsheet(path, f"Отчёт {number}", [*_preamble(sheet, name), *table])
        paths.append(path)
    return paths


def groups_of(people: People, sheet: VprSheet) -> list[Group]:
    """The region, its municipalities, its schools; those of whom anybody wrote."""
    school = sheet.rows["school"].to_numpy()
    place = people.schools["municipality"].to_numpy()[school]
    found = [Group(REGION, len(np.unique(school)), np.ones(len(school), bool))]
    found += [Group(name, len(np.unique(school[place == name])), place == name) for name in np.unique(place)]
    names, logins = people.schools["name"], people.schools["login"]
    return found + [Group(f"{names[one]} ({logins[one]})", None, school == one) for one in np.unique(school)]


def percent(part: int | float, whole: int | float) -> str:
    """«32,79»."""
    return f"{100 * part / whole:.2f}".replace(".", ",")


def _said(sheet: VprSheet) -> str:
    return sheet.work.subject.capitalize().replace(" ", "_")


def _preamble(sheet: VprSheet, name: str) -> list[list[Cell]]:
    return [
        [f"ВПР {sheet.year}. {sheet.work.grade} класс"],
        [name],
        ["Предмет:", sheet.work.subject.capitalize()],
        ["Максимальный первичный балл:", sheet.work.most],
        ["Дата:", f"{10 + sheet.work.grade:02d}.04.{sheet.year}"],
    ]


def _marks(sheet: VprSheet, groups: Sequence[Group]) -> Lines:
    yield [*HEADINGS, *map(str, MARKS)]
    for group in groups:
        shares = [percent((sheet.mark[group.rows] == mark).sum(), group.people) for mark in MARKS]
        yield [group.name, group.schools, group.people, *shares]


def _journal(sheet: VprSheet, groups: Sequence[Group]) -> Lines:
    yield [HEADINGS[0], HEADINGS[2], "%"]
    change = np.sign(sheet.mark - sheet.journal)
    for group in groups:
        known = group.rows & (sheet.journal > 0)
        whole = int(known.sum())
        if whole:
            yield [group.name]
            for label, way in CHANGES.items():
                part = int((change[known] == way).sum())
                yield [f"{label} %", part, percent(part, whole)]
            yield ["Всего", whole, "100"]


def _primary(sheet: VprSheet, groups: Sequence[Group]) -> Lines:
    most = sheet.work.most
    yield [*HEADINGS, *map(str, range(most + 1))]
    for group in groups:
        counts = np.bincount(sheet.primary[group.rows], minlength=most + 1)
        yield [group.name, group.schools, group.people, *(percent(count, group.people) for count in counts)]


def _completion(sheet: VprSheet, groups: Sequence[Group]) -> Lines:
    yield from _task_headings(sheet)
    for group in groups:
        yield [group.name, group.schools, group.people, *_earned(sheet, group.rows)]


def _planned(sheet: VprSheet, groups: Sequence[Group]) -> Lines:
    yield ["№", REQUIREMENTS, "Макс балл", *(group.name for group in groups)]
    yield [None, None, None, *(f"{group.people} уч." for group in groups)]
    columns = zip(*(_earned(sheet, group.rows) for group in groups), strict=True)
    for task, shares in zip(sheet.work.tasks, columns, strict=True):
        yield [task.name, task.element.partition(" ")[2], task.points, *shares]


def _by_mark(sheet: VprSheet, groups: Sequence[Group]) -> Lines:
    yield from _task_headings(sheet)
    for group in groups:
        yield [group.name, group.schools, group.people, *_earned(sheet, group.rows)]
        for mark in MARKS:
            having = group.rows & (sheet.mark == mark)
            if having.any():
                yield [f"Ср.% вып. уч. гр.баллов {mark}", None, int(having.sum()), *_earned(sheet, having)]


def _task_headings(sheet: VprSheet) -> Lines:
    yield [*HEADINGS, *(task.name for task in sheet.work.tasks)]
    yield ["Макс балл", None, None, *(task.points for task in sheet.work.tasks)]


def _earned(sheet: VprSheet, rows: npt.NDArray[np.bool_]) -> list[str]:
    """Of every task, the share of its points that these participants earned."""
    got = np.maximum(sheet.scores[rows], 0).sum(axis=0)
    return [percent(int(sum_), int(rows.sum()) * task.points) for sum_, task in zip(got, sheet.work.tasks, strict=True)]
