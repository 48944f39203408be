"""Writes what some schools say of their own: whose code of the VPR is whose in ГИА. Who they are is invented."""

import csv
from pathlib import Path

import pandas as pd

from tasks.sample.region import People, in_grade

COLUMNS = ("Год", "Логин", "Код участника", "Фамилия", "Имя", "Отчество", "Серия", "Номер")
PAPERS = ["surname", "name", "father", "series", "number"]
GRADES = (8, 10)  # the last VPR before an exam
EVERY, MOST = 4, 20  # every fourth school has made one, in a large region twenty


def write_crosswalks(folder: Path, people: People, year: int) -> list[Path]:
    """Write one year's crosswalks: a file a school."""
    folder.mkdir(parents=True, exist_ok=True)
    pupils = pd.concat([in_grade(people, year, grade).assign(grade=grade) for grade in GRADES])
    pupils = pupils.assign(code=pupils["grade"] * 10000 + pupils["code"])
    paths = []
    for school in people.schools.index[::EVERY][:MOST]:
        login, rows = people.schools["login"][school], pupils[pupils["school"].eq(school)]
        path = folder / f"Сопоставление_{year}_{login}.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(COLUMNS)
            writer.writerows((year, login, *row) for row in rows[["code", *PAPERS]].itertuples(index=False))
        paths.append(path)
    return paths
