"""The flat tables that a region keeps for itself: marks and primary scores by school, and the federal list's marks.

Marks and scores are of the same sheets as report 1. Who stands in the federal list is drawn apart from everything
else: it is somebody's list of that year, not the truth about anybody.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from tasks.sample.region import People
from tasks.sample.sitting import VprSheet
from tasks.sample.spreadsheet import Cell, write_spreadsheet
from tasks.sample.writing.reports import MARKS, groups_of, percent
from tasks.sample.writing.text import write_text

KEYS = ("Год", "Класс", "Предмет", "Муниципалитет", "Логин", "ОО", "Кол-во участников")
BIASED = ("4 РУ", "4 МА", "5 РУ", "5 МА")
IN_THE_LIST = 0.03


def write_flat(folder: Path, people: People, sheets: Sequence[VprSheet], seed: int) -> list[Path]:
    """Write the three tables of a year. sheets: marks are told of each of them, scores of the first."""
    marks, scores, bias = folder / "marks.xlsx", folder / "scores.csv", folder / "bias.csv"
    table = [line for sheet in sheets for line in _shares(people, sheet, MARKS, sheet.mark)]
    write_spreadsheet(marks, "marks", [[*KEYS, *map(str, MARKS)], *table])
    every = range(sheets[0].work.most + 1)
    write_text(scores, [[*KEYS, *every], *_shares(people, sheets[0], every, sheets[0].primary)], "utf-8-sig")
    write_text(bias, _bias(people, sheets[0].year, seed), "cp1251")
    return [marks, scores, bias]


def _shares(people: People, sheet: VprSheet, values: Iterable[int], of: np.ndarray) -> list[list[Cell]]:
    """A row a school: per cent of its participants who have each value."""
    each = tuple(values)
    columns = people.schools[["municipality", "login", "name"]].itertuples(index=False, name=None)
    about, school = list(columns), sheet.rows["school"].to_numpy()
    work: list[Cell] = [sheet.year, sheet.work.grade, sheet.work.subject.capitalize()]
    return [
        [
            *work,
            *about[school[group.rows][0]],
            group.people,
            *(percent(int((of[group.rows] == value).sum()), group.people) for value in each),
        ]
        for group in groups_of(people, sheet)
        if group.schools is None
    ]


def _bias(people: People, year: int, seed: int) -> list[list[Cell]]:
    drawn = np.random.default_rng([seed, 9, year]).random((len(people.schools), len(BIASED))) < IN_THE_LIST
    lines: list[list[Cell]] = [["Год", "Муниципалитет", "Логин", "ОО", *BIASED, "Количество маркеров"]]
    columns = people.schools[["municipality", "login", "name"]].itertuples(index=False, name=None)
    for about, marks in zip(columns, drawn, strict=True):
        lines.append([year, *about, *map(int, marks), int(marks.sum())])
    return lines
