"""Writes the CSVs that no state system exports: the schools' register, who teaches whom, what each task tests."""

import csv
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from tasks.sample.careers import YEARS
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
PUPILS_PER_TEACHER = 13
CLASSES_PER_TEACHER = 4


def _save(path: Path, header: Iterable[str], rows: Iterable[Iterable[object]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(header)
        writer.writerows(rows)
    return path


def write_schools(path: Path, people: People) -> Path:
    """The register, as of the last year. Branches stand in one cell, joined by «;»: the cell is quoted."""
    last = people.classes[people.classes["cohort"].between(YEARS[-1] - 11, YEARS[-1] - 1)]
    pupils = last.groupby("school")["size"].sum()
    table = people.schools.assign(
        branches=people.schools["branches"].map("; ".join), pupils=pupils, teachers=pupils // PUPILS_PER_TEACHER + 4
    )
    shown = table[
        ["login", "code", "inn", "name", "municipality", "kind", "branches", "pupils", "teachers"]
    ].itertuples(index=False)
    return _save(path, SCHOOL_COLUMNS, shown)


def write_tasks(path: Path, year: int) -> Path:
    """What each task of the year's VPR works tests."""
    rows = (
        (year, work.grade, work.subject, task.name, task.element, task.skill, task.level)
        for work in vpr_works()
        for task in work.tasks
    )
    return _save(path, TASK_COLUMNS, rows)


def write_assignments(path: Path, people: People, year: int) -> Path:
    """Who teaches which class what, wherever a VPR work or an exam is written; grade 4 has a teacher of its own."""
    classes = people.classes.assign(grade=year - people.classes["cohort"])
    is_senior = people.schools["kind"].ne("ООШ").to_numpy()[classes["school"]]
    classes = classes[(classes["grade"] <= 9) | is_senior]
    lessons = [(work.grade, work.subject) for work in vpr_works()]
    lessons += [(grade, subject) for grade in (9, 11) for subject in SUBJECTS[:2]]
    parts = [_taught(people, classes[classes["grade"] == grade], grade, subject) for grade, subject in lessons]
    lines = pd.concat(parts).sort_values(["login", "class_name", "subject"], kind="stable")
    return _save(path, ASSIGNMENT_COLUMNS, ([year, *line] for line in lines.itertuples(index=False)))


def _taught(people: People, classes: pd.DataFrame, grade: int, subject: str) -> pd.DataFrame:
    """The classes of a grade with the staff code of their teacher: one for four classes or so."""
    name = str(grade) + classes["letter"]
    place = classes.groupby("school").cumcount() + (grade - 5) * 2
    post = name if grade == 4 else subject[:3].upper() + (place // CLASSES_PER_TEACHER + 1).astype(str)
    return pd.DataFrame(
        {
            "login": people.schools["login"].to_numpy()[classes["school"]],
            "branch": classes["branch"],
            "class_name": name,
            "subject": subject,
            "teacher": "У-" + people.schools["code"].to_numpy()[classes["school"]] + "-" + post,
        }
    )
