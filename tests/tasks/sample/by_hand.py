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


def counts_of_schools(written: Written) -> Counts:
    counts: Counts = defaultdict(lambda: [0, 0])
    for row in written.vpr:
        if row["grade"] in (5, 6) and row["subject"] in ("русский язык", "математика"):
            pair = counts[row["year"], row["school"], ("ВПР", row["grade"], row["subject"])]
            pair[0] += row["mark"] == 2
            pair[1] += 1
    for row in written.gia:
        if row["subject"] != "английский язык":
            pair = counts[row["year"], row["school"], (row["exam"], 0, row["subject"])]
            pair[0] += row["failed"]
            pair[1] += 1
    return counts


def schools_by_hand(written: Written) -> dict[str, dict[str, list[str]]]:
    counts = counts_of_schools(written)
    names = ("r1_only", "r2_only", "both", "at_edge", "just_under", "at_risk")
    kinds: dict[str, dict[str, list[str]]] = {
        f"schools_{name}": {year: [] for year in ("2023", "2024", "2025")} for name in names
    }
    for later in (2023, 2024, 2025):
        for school in sorted({school for _, school, _ in counts}):
            for kind in kinds_of_school(counts, school, later):
                kinds[kind][str(later)].append(school)
    return kinds


def kinds_of_school(counts: Counts, school: str, later: int) -> list[str]:
    low: dict[int, set[tuple[str, int, str]]] = {later - 1: set(), later: set()}
    pairs, near = [], 0
    for (year, its_school, procedure), (failed, participants) in counts.items():
        if its_school == school and year in low:
            if 100 * failed >= 30 * participants:
                low[year].add(procedure)
            if year == later:
                pairs.append((failed, participants))
                near += 20 * participants <= 100 * failed < 30 * participants
    r1, r2 = len(low[later]) >= 2, bool(low[later] & low[later - 1])
    if r1 or r2:
        rule = "schools_both" if r1 and r2 else "schools_r1_only" if r1 else "schools_r2_only"
        return [rule, "schools_at_edge"] if (6, 20) in pairs else [rule]
    kinds = ["schools_just_under"] if (20, 67) in pairs and not low[later] else []
    return [*kinds, "schools_at_risk"] if low[later] or near >= 2 else kinds


def pupils_by_hand(written: Written, year: int, failed_works: range = range(2, 9)) -> list[list[str]]:
    failed: dict[tuple[str, str, str], int] = defaultdict(int)
    for row in written.vpr:
        if row["year"] == year and row["mark"] == 2:
            failed[row["school"], row["code"], row["class"]] += 1
    return sorted(list(pupil) for pupil, many in failed.items() if many in failed_works)


def places_by_hand(
    written: Written, year: int, of_branches: bool, low_subjects: range = range(4, 9)
) -> list[list[str]]:
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
        if sum(100 * failed >= 30 * many for failed, many in subjects.values()) in low_subjects:
            low.append(list(place))
    return sorted(low)


def teachers_by_hand(written: Written, year: int) -> tuple[list[list[str]], list[list[str]]]:
    """Works of a teacher's classes that are low; and those of ten pupils or more that one failure more makes low."""
    counts: dict[tuple[str, str, str, str], list[int]] = defaultdict(lambda: [0, 0])
    for row in written.vpr:
        if row["year"] == year:
            pair = counts[row["school"], "ВПР", row["subject"], row["class"]]
            pair[0] += row["mark"] == 2
            pair[1] += 1
    for row in written.gia:
        if row["year"] == year and row["subject"] != "английский язык":
            pair = counts[row["school"], row["exam"], row["subject"], row["class"]]
            pair[0] += row["failed"]
            pair[1] += 1
    low, near = [], []
    for (school, source, subject, klass), (failed, many) in sorted(counts.items()):
        lesson = "математика" if "математика" in subject else subject
        teacher = written.teacher.get((year, school, klass, lesson))
        if teacher and 100 * failed >= 30 * many:
            low.append([school, teacher, source, subject, klass])
        elif teacher and many >= 10 and 100 * (failed + 1) >= 30 * many:
            near.append([school, teacher, source, subject, klass])
    return sorted(low), sorted(near)


def elements_by_hand(written: Written, year: int) -> tuple[list[list[Any]], list[list[Any]]]:
    """Elements below the edge of their level, and those less than five per cent points over it."""
    sums: dict[tuple[int, str, str, str], list[int]] = defaultdict(lambda: [0, 0])
    for row in written.vpr:
        if row["year"] == year:
            for task, (points, of) in row["scores"].items():
                code, level = written.element[year, row["grade"], row["subject"], task]
                pair = sums[row["grade"], row["subject"], code, level]
                pair[0] += points
                pair[1] += of
    hard, over = [], []
    for (grade, subject, code, level), (points, of) in sums.items():
        edge = 57 if level == "Б" else 28.5
        if 100 * points < edge * of:
            hard.append([grade, subject, code])
        elif 100 * points < (edge + 5) * of:
            over.append([grade, subject, code])
    return sorted(hard), sorted(over)
