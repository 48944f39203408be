"""The written files read by plain loops: a reader of the tests' own, which shares no code with Vekha's readers."""

import csv
import io
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

Row = dict[str, Any]


@dataclass
class Written:
    """All results as they stand in the files.

    vpr: one dict a pupil's work: year, grade, subject, school, code, class, scores {task: (points, of)}, primary, mark;
         of is None where the file does not say it
    gia: one dict a pupil and exam in the last state: year, exam, subject, school, failed
    """

    vpr: list[Row] = field(default_factory=list)
    gia: list[Row] = field(default_factory=list)
    teacher: dict[tuple[int, str, str, str], str] = field(default_factory=dict)
    branch: dict[tuple[int, str, str], str] = field(default_factory=dict)
    element: dict[tuple[int, int, str, str], tuple[str, str]] = field(default_factory=dict)


def cells(path: Path) -> list[list[Any]]:
    book = load_workbook(path, read_only=True)
    rows = [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]
    book.close()
    return rows


def cells_fast(path: Path) -> list[list[Any]]:
    """The same through another library, ten times as fast: it gives every number as a float."""
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    return [[int(cell) if isinstance(cell, float) else cell for cell in row] for row in rows]


def text_of(path: Path) -> str:
    data = path.read_bytes()
    return data.decode("utf-8-sig") if data.startswith(b"\xef\xbb\xbf") else data.decode("cp1251")


def lines_of(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text_of(path)), delimiter=";"))


Scales = dict[tuple[int, int, str], list[int]]  # (year, grade, subject) → the least points of «3», «4» and «5»
# What the columns are called in the years' files.
CODES = ("Код участника", "Код", "номер обучающегося", "code")
SCHOOLS = ("ОО", "Логин ОО", "Пользователь (eduNNNNNN)", "логин школы", "user")
CLASSES = ("Класс", "Наименование класса", "класс", "klass")
JOURNALS = ("Отметка по журналу", "otc")
TASK = re.compile(r"(?:балл за |a-)?(\d+(?:\.\d+)?(?:К\d+)?)(?:-grade|\s\((?:макс\. )?(\d+)\s?б\.?\))?")
NOTHING = ("X", "х", None, "")


def table_of(path: Path) -> list[list[Any]]:
    if path.suffix == ".xlsx":
        return cells_fast(path)
    return [[int(cell) if cell.isdigit() else cell for cell in line] for line in lines_of(path)]


def read_vpr(path: Path, scales: Scales | None = None) -> list[Row]:
    """A work's file of any year. scales: marks of the forms that have none."""
    rows = table_of(path)
    title = re.fullmatch(r"ВПР (\d{4}) (.+) (\d+) класс", str(rows[0][0]))
    assert title, rows[0][0]
    work = (int(title[1]), int(title[3]), title[2].lower())
    start = next(n for n, row in enumerate(rows) if set(CODES) & set(map(str, row)))
    header = [str(name) for name in rows[start]]
    found = {n: TASK.fullmatch(name) for n, name in enumerate(header)}
    tasks = {n: (task[1], int(task[2]) if task[2] else None) for n, task in found.items() if task}
    works = []
    for row in rows[start + 1 :]:
        line = dict(zip(header, row, strict=True))
        if "присутствовал" not in str(line["Вариант"]) and "отсутствовал" not in str(line["Вариант"]):
            works.append(_work(line, {name: (row[n], of) for n, (name, of) in tasks.items()}, work, scales or {}))
    return works


def _work(line: Row, points: dict[str, tuple[Any, int | None]], work: tuple[int, int, str], scales: Scales) -> Row:
    scores = {task: (0 if cell in NOTHING else cell, of) for task, (cell, of) in points.items()}
    primary = sum(cell for cell, _ in scores.values())
    told = next(
        (line[name] for name in ("Первичный балл", "Итого баллов", "всего баллов", "sum") if name in line), primary
    )
    journal = next(cell for name, cell in line.items() if name in JOURNALS or name.lower().startswith("отметка за"))
    return {
        "year": work[0],
        "grade": work[1],
        "subject": work[2],
        "school": "edu" + next(line[name] for name in SCHOOLS if name in line)[3:],
        "code": str(next(line[name] for name in CODES if name in line)),
        "class": _class(line, work[1]),
        "scores": scores,
        "primary": told,
        "mark": line["Отметка"] if "Отметка" in line else 2 + sum(primary >= least for least in scales[work]),
        "journal": journal if journal not in (None, "") else "нет отметки",
    }


def _class(line: Row, grade: int) -> str:
    named = next((line[name] for name in CLASSES if name in line), None)
    return str(named) if named is not None else f"{grade}№{line['Порядковый номер класса']}"


def read_protocol(path: Path) -> list[Row]:
    """Every row of a protocol or of appeals, with the day and whether it is an appeal."""
    found: list[Row] = []
    columns: dict[str, int] = {}
    subject = day = ""
    if dumped := re.fullmatch(r"02_(\d{4}\.\d\d\.\d\d)\.csv", path.name):
        return _dumped(path, dumped[1])
    for line in lines_of(path):
        if title := re.match(r"(?:\d\d - )?(\D+?) (?:п\.: )?(\d{4}\.\d\d\.\d\d)(?:, у\.: [\d.]+)?$", line[0]):
            subject, day = title[1].lower(), title[2]
        elif line[0] == "№":
            columns = {name: place for place, name in enumerate(line) if name}
            if "Текущие" in columns:
                columns["Балл"] = columns["Текущие"] + 1
        elif line[0].isdigit():
            final = columns.get("Балл", columns.get("Оценка", -1))
            person = tuple(line[columns[name]] for name in ("Фамилия", "Имя", "Отчество", "Серия", "Номер"))
            found.append(
                {
                    "year": int(day[:4]),
                    "exam": path.name[:3],
                    "subject": subject,
                    "code": line[columns["Код ОО"]],
                    "class": line[columns["Класс"]],
                    "person": person,
                    "day": day,
                    "appeal": "Состояние" in columns,
                    "result": int(line[final]),
                }
            )
    return found


def _dumped(path: Path, day: str) -> list[Row]:
    """A technical dump: nothing but its name says which exam it is of."""
    header, *lines = lines_of(path)
    people = ("SurnameCell", "NameCell", "SecondNameCell", "DocumentSeriesCode", "DocumentNumberCode")
    return [
        {
            "year": int(day[:4]),
            "exam": "ОГЭ",
            "subject": "математика",
            "code": row["SchoolCode"],
            "class": row["ClassCode"],
            "person": tuple(row[name] for name in people),
            "day": day,
            "appeal": False,
            "result": int(row["Mark5"]),
        }
        for row in (dict(zip(header, line, strict=True)) for line in lines)
    ]


def last_states(rows: list[Row], logins: dict[str, str]) -> list[Row]:
    last: dict[tuple[Any, ...], Row] = {}
    for row in sorted(rows, key=lambda r: (r["day"], r["appeal"])):
        last[row["year"], row["exam"], row["subject"], row["code"], row["person"]] = row
    least = {"русский язык": 24, "математика профильная": 27}
    for row in last.values():
        row["school"] = logins[row["code"]]
        scored = row["exam"] == "ЕГЭ" and row["subject"] in least
        row["failed"] = row["result"] < least[row["subject"]] if scored else row["result"] == 2
    return list(last.values())


def read_scales(inputs: Path) -> Scales:
    lines = [line for path in inputs.glob("20??/scales.csv") for line in lines_of(path)[1:]]
    return {(int(year), int(grade), subject): [*map(int, cuts)] for year, grade, subject, *cuts, _most in lines}


def read_region(inputs: Path) -> Written:
    """Registers, works and exams; the aggregates of the same works are not looked at."""
    written, scales = Written(), read_scales(inputs)
    logins = {line[1]: line[0] for line in lines_of(inputs / "schools.csv")[1:]}
    exams: list[Row] = []
    for path in sorted(inputs.glob("20??/**/*.*")):
        if path.parent.name == "vpr":
            written.vpr += read_vpr(path, scales)
        elif path.parent.name == "gia":
            exams += read_protocol(path)
        elif path.name == "assignments.csv":
            for year, login, branch, klass, subject, teacher in lines_of(path)[1:]:
                written.branch[int(year), login, klass] = branch
                written.teacher[int(year), login, klass, subject] = teacher
        elif path.name == "tasks.csv":
            for year, grade, subject, task, element, _, level in lines_of(path)[1:]:
                written.element[int(year), int(grade), subject, task] = (element.split()[0], level)
    written.gia = last_states(exams, logins)
    return written
