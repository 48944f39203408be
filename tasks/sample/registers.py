"""Writes the CSVs that no state system exports: schools, who teaches whom, what each task tests, mark scales."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

import pandas as pd

from tasks.sample.region import People
from tasks.sample.works import SUBJECTS, vpr_works

SCHOOL_COLUMNS = (
    "Логин",
    "Код ОО",
    "ИНН",
    "Наименование",
    "Муниципалитет",
    "Вид",
    "Филиалы",
    "Обучающихся",
    "Учителей",
)
ASSIGNMENT_COLUMNS = ("Год", "Логин", "Филиал", "Класс", "Предмет", "Код учителя")
TASK_COLUMNS = ("Год", "Класс", "Предмет", "Задание", "Элемент содержания", "Умение", "Уровень")
SCALE_COLUMNS = ("Год", "Класс", "Предмет", "Балл на 3", "Балл на 4", "Балл на 5", "Максимальный балл")
PUPILS_PER_TEACHER = 13
CLASSES_PER_TEACHER = 4


def save(path: Path, header: Iterable[str], rows: Iterable[Iterable[object]]) -> Path:
    """Write a plain table as spreadsheets save it: semicolons, UTF-8 with its mark."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(header)
        writer.writerows(rows)
    return path


def write_schools(path: Path, people: People) -> Path:
    """The register, as of the last year. Branches stand in one cell, joined by «;»: the cell is quoted."""
    table = people.schools.assign(branches=people.schools["branches"].map("; ".join)).join(sizes(people))
    shown = table[
        ["login", "code", "inn", "name", "municipality", "kind", "branches", "pupils", "teachers"]
    ].itertuples(index=False)
    return save(path, SCHOOL_COLUMNS, shown)


def sizes(people: People) -> pd.DataFrame:
    """How many pupils and teachers each school has, as of the last year: columns pupils, teachers."""
    last = people.classes[people.classes["cohort"].between(people.years[-1] - 11, people.years[-1] - 1)]
    pupils = last.groupby("school")["size"].sum()
    return pd.DataFrame({"pupils": pupils, "teachers": pupils // PUPILS_PER_TEACHER + 4})


def write_tasks(path: Path, year: int) -> Path:
    """What each task of the year's VPR works tests."""
    rows = (
        (year, work.grade, work.subject, task.name, task.element, task.skill, task.level)
        for work in vpr_works()
        for task in work.tasks
    )
    return save(path, TASK_COLUMNS, rows)


def write_scales(path: Path, year: int) -> Path:
    """The mark scales of the year's VPR works: forms without marks cannot be read before them."""
    rows = ((year, work.grade, work.subject, *work.cuts, work.most) for work in vpr_works())
    return save(path, SCALE_COLUMNS, rows)


def write_assignments(path: Path, people: People, year: int) -> Path:
    """Who teaches which class what."""
    lines = sorted(lessons(people, year), key=lambda line: (line[1], line[3], line[4]))
    return save(path, ASSIGNMENT_COLUMNS, lines)


def lessons(people: People, year: int) -> Iterator[tuple[int, str, str, str, str, str]]:
    """Year, login, branch, class, subject and teacher, wherever a VPR work or an exam is written.

    Grade 4 has a teacher of its own.
    """
    classes = _classes(people, year)
    taught = [(work.grade, work.subject) for work in vpr_works()]
    taught += [(grade, subject) for grade in (9, 11) for subject in SUBJECTS[:2]]
    for grade, subject in taught:
        for school, branch, klass, code, place in classes.get(grade, ()):
            yield year, school, branch, klass, subject, f"У-{code}-{_post(grade, subject, klass, place)}"


def _classes(people: People, year: int) -> dict[int, list[tuple[str, str, str, str, int]]]:
    """Grade → its classes: login, branch, name, the school's code, the place among its parallel classes."""
    found: dict[int, list[tuple[str, str, str, str, int]]] = {}
    logins, codes, kinds = (people.schools[column].tolist() for column in ("login", "code", "kind"))
    places = people.classes.groupby(["school", "cohort"]).cumcount().tolist()
    rows = people.classes[["school", "cohort", "letter", "branch"]].itertuples(index=False, name=None)
    for (school, cohort, letter, branch), place in zip(rows, places, strict=True):
        grade = year - cohort
        if grade <= 9 or kinds[school] != "ООШ":
            klass = (logins[school], branch, f"{grade}{letter}", codes[school], place)
            found.setdefault(grade, []).append(klass)
    return found


def _post(grade: int, subject: str, klass: str, place: int) -> str:
    """The staff code's end: a class's own teacher in grade 4, then one teacher of a subject for four classes or so."""
    return klass if grade == 4 else f"{subject[:3].upper()}{(place + (grade - 5) * 2) // CLASSES_PER_TEACHER + 1}"
