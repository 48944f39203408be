"""Writes the CSVs that no state system exports: the schools' register, who teaches whom, what each task tests."""

import csv
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from tasks.sample.careers import YEARS
from tasks.sample.region import People
from tasks.sample.works import Work, vpr_works

SCHOOLS = ("Логин", "Код ОО", "ИНН", "Наименование", "Муниципалитет", "Вид", "Филиалы", "Обучающихся", "Учителей")
ASSIGNMENTS = ("Год", "Логин", "Филиал", "Класс", "Предмет", "Код учителя")
TASKS = ("Год", "Класс", "Предмет", "Задание", "Элемент содержания", "Умение", "Уровень")
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
    return _save(path, SCHOOLS, shown)


def write_tasks(path: Path, year: int) -> Path:
    """What each task of the year's VPR works tests."""
    rows = (
        (year, work.grade, work.subject, task.name, task.element, task.skill, task.level)
        for work in vpr_works()
        for task in work.tasks
    )
    return _save(path, TASKS, rows)


def write_assignments(path: Path, people: People, year: int) -> Path:
    """Who teaches which class which VPR subject: one teacher of a subject for four classes; grade 4 has its own."""
    classes = people.classes.assign(grade=year - people.classes["cohort"])
    parts = [_taught(people, classes[classes["grade"] == work.grade], work) for work in vpr_works()]
    lines = pd.concat(parts).sort_values(["login", "class_name", "subject"], kind="stable")
    return _save(path, ASSIGNMENTS, ([year, *line] for line in lines.itertuples(index=False)))


def _taught(people: People, classes: pd.DataFrame, work: Work) -> pd.DataFrame:
    """The classes of a grade with the staff code of their teacher of the work's subject."""
    login = people.schools["login"].to_numpy()[classes["school"]]
    name = str(work.grade) + classes["letter"]
    place = classes.groupby("school").cumcount() + (work.grade - 5) * 2
    post = name if work.grade == 4 else work.subject[:3].upper() + (place // CLASSES_PER_TEACHER + 1).astype(str)
    return pd.DataFrame(
        {
            "login": login,
            "branch": classes["branch"],
            "class_name": name,
            "subject": work.subject,
            "teacher": "У-" + people.schools["code"].to_numpy()[classes["school"]] + "-" + post,
        }
    )
