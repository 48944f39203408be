"""Writes a VPR sheet as the report «Ф1_Индивидуальные_результаты»: preamble, letters, header, a row a pupil.

A workbook, or the same saved as text in the Windows code page. In the years before the report there were forms
(forms.py). Strings and numbers are as the real reports have them.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from tasks.sample.region import People
from tasks.sample.results import NOT_ATTEMPTED
from tasks.sample.sitting import VprSheet
from tasks.sample.spreadsheet import Cell, write_spreadsheet
from tasks.sample.words import REGION
from tasks.sample.writing.forms import form_of, write_form
from tasks.sample.writing.text import write_text

SHEET = "Индивидуальные результаты"
HEADER = ("ОО", "Муниципалитет", "Название ОО", "Код участника", "Класс", "Вариант")
TAIL = ("Первичный балл", "Отметка", "Отметка по журналу")
LETTERS_ROW = 11
# Somebody saved these reports as text.
SAVED_AS_TEXT = {(2023, "история"), (2023, "география")}


def vpr_name(year: int, grade: int, subject: str) -> str:
    """The file's name: «ВПР_2022_5_Русский_язык_Протокол.xlsx», «ВПР_2021_5_Русский_язык.csv»; or the report's."""
    form = form_of(year, grade)
    if form is None:
        suffix = ".csv" if (year, subject) in SAVED_AS_TEXT else ".xlsx"
        return Path(report_name(year, grade, subject)).with_suffix(suffix).name
    name = f"ВПР_{year}_{grade}_{subject.capitalize().replace(' ', '_')}"
    return f"{name}_{form.sheet}.xlsx" if form.sheet else f"{name}.csv"


def report_name(year: int, grade: int, subject: str) -> str:
    """The report's name: «ВПР_2024_5_Русский_язык_Ф1.xlsx»."""
    return f"ВПР_{year}_{grade}_{subject.capitalize().replace(' ', '_')}_Ф1.xlsx"


def header(sheet: VprSheet) -> list[str]:
    """The names of all columns."""
    return [*HEADER, *(f"{task.name} ({task.points}б)" for task in sheet.work.tasks), *TAIL]


def lines(people: People, sheet: VprSheet) -> list[list[Cell]]:
    """The table under the header: a list of cells a pupil."""
    rows, grade, schools = sheet.rows, sheet.work.grade, people.schools
    places = rows["school"].to_numpy()
    scores = sheet.scores.astype(object)
    scores[sheet.scores == NOT_ATTEMPTED] = "X"
    journal = sheet.journal.astype(object)
    journal[sheet.journal == 0] = "нет отметки"
    columns = [
        schools["login"].to_numpy(object)[places],
        schools["municipality"].to_numpy(object)[places],
        schools["name"].to_numpy(object)[places],
        np.char.mod("%d", grade * 10000 + rows["code"].to_numpy()).astype(object),
        (str(grade) + people.classes["letter"]).to_numpy(object)[rows["klass"]],
        sheet.variant.astype(object),
        *scores.T,
        sheet.primary.astype(object),
        sheet.mark.astype(object),
        journal,
    ]
    return [list(line) for line in zip(*columns, strict=True)]


def write_vpr(path: Path, people: People, sheet: VprSheet) -> None:
    """Write a sheet as its year and grade were written; text where the path says so."""
    form = form_of(sheet.year, sheet.work.grade)
    if form is not None:
        write_form(path, people, sheet, form)
    else:
        write_individual(path, people, sheet)


def write_individual(path: Path, people: People, sheet: VprSheet) -> None:
    """Write the report of a sheet."""
    write_report(path, sheet, header(sheet), lines(people, sheet), len(people.schools))


def write_report(
    path: Path, sheet: VprSheet, names: Sequence[str], rows: Sequence[Sequence[Cell]], schools: int
) -> None:
    """Write a report with these columns and rows: cells as given, mistakes and all."""
    table = [*_preamble(sheet, len(rows), schools), _letters(sheet, names), names, *rows]
    if path.suffix == ".csv":
        write_text(path, table, "cp1251")
    else:
        write_spreadsheet(path, SHEET, table)


def _preamble(sheet: VprSheet, participants: int, schools: int) -> list[list[Cell]]:
    """Rows 1–10: title, labels with values, the organisation's line with the declared participants."""
    work, subject = sheet.work, sheet.work.subject.capitalize()
    filled: dict[int, list[Cell]] = {
        0: [f"ВПР {sheet.year} {subject} {work.grade} класс"],
        1: [SHEET],
        3: ["Предмет", subject],
        4: ["Максимальный первичный балл", work.most],
        5: ["Дата", f"{10 + work.grade:02d}.04.{sheet.year}"],
        7: [f"{REGION} | Кол-во ОО: {schools} | Кол-во участников: {participants}"],
    }
    return [filled.get(row, []) for row in range(LETTERS_ROW - 1)]


def _letters(sheet: VprSheet, names: Sequence[str]) -> list[Cell]:
    """The row above the header: Б, П or В over every task."""
    levels = {f"{task.name} ({task.points}б)": task.level for task in sheet.work.tasks}
    return [levels.get(name) for name in names]
