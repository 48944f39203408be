"""Plain loops over the written files: a second opinion that shares no code with the generator or with the rules."""

import csv
import io
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

Row = dict[str, Any]
Counts = dict[tuple[int, str, tuple[str, int, str]], list[int]]  # (year, school, procedure) → [failed, participants]


@dataclass
class Written:
    """All results as they stand in the files.

    vpr: one dict a pupil's work: year, grade, subject, school, code, class, scores {task: (points, of)}, primary, mark
    gia: one dict a pupil and exam in the last state: year, exam, subject, school, failed
    """

    vpr: list[Row] = field(default_factory=list)
    gia: list[Row] = field(default_factory=list)
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


def read_vpr(path: Path) -> list[Row]:
    rows = cells_fast(path)
    title = re.fullmatch(r"ВПР (\d{4}) (.+) (\d+) класс", rows[0][0])
    assert title, rows[0][0]
    start = next(n for n, row in enumerate(rows) if "Код участника" in row)
    header = rows[start]
    found = {n: re.fullmatch(r"(\d+(?:\.\d+)?(?:К\d+)?) \((\d+)б\)", str(name)) for n, name in enumerate(header)}
    tasks = {n: (task[1], int(task[2])) for n, task in found.items() if task}
    works = []
    for row in rows[start + 1 :]:
        line = dict(zip(header, row, strict=True))
        scores = {task: (0 if row[n] == "X" else row[n], of) for n, (task, of) in tasks.items()}
        works.append(
            {
                "year": int(title[1]),
                "grade": int(title[3]),
                "subject": title[2].lower(),
                "school": "edu" + line["ОО"][3:],
                "code": line["Код участника"],
                "class": line["Класс"],
                "scores": scores,
                "primary": line["Первичный балл"],
                "mark": line["Отметка"],
                "journal": line["Отметка по журналу"],
            }
        )
    return works


def read_protocol(path: Path) -> list[Row]:
    """Every row of a protocol or of appeals, with the day and whether it is an appeal."""
    found: list[Row] = []
    columns: dict[str, int] = {}
    subject = day = ""
    for line in lines_of(path):
        if title := re.match(r"\d\d - (.+) (\d{4}\.\d\d\.\d\d)$", line[0]):
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
                    "person": person,
                    "day": day,
                    "appeal": "Состояние" in columns,
                    "result": int(line[final]),
                }
            )
    return found


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


def read_region(inputs: Path) -> Written:
    written = Written()
    logins = {line[1]: line[0] for line in lines_of(inputs / "schools.csv")[1:]}
    exams: list[Row] = []
    for path in sorted(inputs.glob("20??/**/*.*")):
        if path.suffix == ".xlsx":
            written.vpr += read_vpr(path)
        elif path.parent.name == "gia":
            exams += read_protocol(path)
        elif path.name == "assignments.csv":
            for year, login, branch, klass, *_ in lines_of(path)[1:]:
                written.branch[int(year), login, klass] = branch
        elif path.name == "tasks.csv":
            for year, grade, subject, task, element, _, level in lines_of(path)[1:]:
                written.element[int(year), int(grade), subject, task] = (element.split()[0], level)
    written.gia = last_states(exams, logins)
    return written


def counts_of_schools(written: Written) -> Counts:
    counts: Counts = defaultdict(lambda: [0, 0])
    for row in written.vpr:
        if row["grade"] in (5, 6) and row["subject"] in ("русский язык", "математика"):
            pair = counts[row["year"], row["school"], ("ВПР", row["grade"], row["subject"])]
            pair[0] += row["mark"] == 2
            pair[1] += 1
    for row in written.gia:
        pair = counts[row["year"], row["school"], (row["exam"], 0, row["subject"])]
        pair[0] += row["failed"]
        pair[1] += 1
    return counts


def schools_by_hand(written: Written) -> dict[str, dict[str, list[str]]]:
    counts = counts_of_schools(written)
    kinds: dict[str, dict[str, list[str]]] = {
        kind: {year: [] for year in ("2023", "2024", "2025")}
        for kind in ("schools_r1_only", "schools_r2_only", "schools_both", "schools_just_under")
    }
    for later in (2023, 2024, 2025):
        for school in sorted({school for _, school, _ in counts}):
            if kind := kind_of_school(counts, school, later):
                kinds[kind][str(later)].append(school)
    return kinds


def kind_of_school(counts: Counts, school: str, later: int) -> str | None:
    low: dict[int, set[tuple[str, int, str]]] = {later - 1: set(), later: set()}
    edge = False
    for (year, its_school, procedure), (failed, participants) in counts.items():
        if its_school == school and year in low:
            if 100 * failed >= 30 * participants:
                low[year].add(procedure)
            edge = edge or (year == later and (failed, participants) == (20, 67))
    r1, r2 = len(low[later]) >= 2, bool(low[later] & low[later - 1])
    if r1 or r2:
        return "schools_both" if r1 and r2 else "schools_r1_only" if r1 else "schools_r2_only"
    return "schools_just_under" if edge and not low[later] else None


def pupils_by_hand(written: Written, year: int) -> list[list[str]]:
    failed: dict[tuple[str, str, str], int] = defaultdict(int)
    for row in written.vpr:
        if row["year"] == year and row["mark"] == 2:
            failed[row["school"], row["code"], row["class"]] += 1
    return sorted(list(pupil) for pupil, many in failed.items() if many >= 2)


def places_by_hand(written: Written, year: int, of_branches: bool) -> list[list[str]]:
    counts: dict[tuple[str, str], dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for row in written.vpr:
        if row["year"] != year or row["grade"] < 5:
            continue
        place = written.branch[year, row["school"], row["class"]] if of_branches else row["class"]
        if place:
            pair = counts[row["school"], place][row["subject"]]
            pair[0] += row["mark"] == 2
            pair[1] += 1
    low = []
    for place, subjects in counts.items():
        if sum(100 * failed >= 30 * many for failed, many in subjects.values()) > 3:
            low.append(list(place))
    return sorted(low)


def elements_by_hand(written: Written, year: int) -> list[list[Any]]:
    sums: dict[tuple[int, str, str, str], list[int]] = defaultdict(lambda: [0, 0])
    for row in written.vpr:
        if row["year"] == year:
            for task, (points, of) in row["scores"].items():
                code, level = written.element[year, row["grade"], row["subject"], task]
                pair = sums[row["grade"], row["subject"], code, level]
                pair[0] += points
                pair[1] += of
    return sorted(
        [grade, subject, code]
        for (grade, subject, code, level), (points, of) in sums.items()
        if 100 * points < (57 if level == "Б" else 28.5) * of
    )
