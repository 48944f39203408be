"""Writes exams as the regional centre's protocols: semicolon CSV, a block an exam, sparse or dense, footers, appeals.

A file holds one exam day; its blocks follow one another. A language is written and spoken on two days. Every second
year the mathematics of grade 9 comes as a technical dump instead. ФИО and passports are invented.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tasks.sample.region import People
from tasks.sample.results import Scores
from tasks.sample.sitting import ExamSheet

Line = list[str]
PAPERS = ("surname", "name", "father", "series", "number")

# Main days by (exam, subject's code), then the reserve day of each exam.
DAYS: dict[int, dict[tuple[str, str], str]] = {
    2022: {
        ("ОГЭ", "01"): "2022.06.07", ("ОГЭ", "02"): "2022.05.24", ("ЕГЭ", "01"): "2022.05.30",
        ("ЕГЭ", "02"): "2022.06.02", ("ЕГЭ", "22"): "2022.06.03",
        ("ЕГЭ", "09"): "2022.06.14",
    },
    2023: {
        ("ОГЭ", "01"): "2023.06.06", ("ОГЭ", "02"): "2023.06.09", ("ЕГЭ", "01"): "2023.05.29",
        ("ЕГЭ", "02"): "2023.06.01", ("ЕГЭ", "22"): "2023.06.01",
        ("ЕГЭ", "09"): "2023.06.13",
    },
    2024: {
        ("ОГЭ", "01"): "2024.06.03", ("ОГЭ", "02"): "2024.06.06", ("ЕГЭ", "01"): "2024.05.28",
        ("ЕГЭ", "02"): "2024.05.31", ("ЕГЭ", "22"): "2024.05.31",
        ("ЕГЭ", "09"): "2024.06.11",
    },
    2025: {
        ("ОГЭ", "01"): "2025.06.09", ("ОГЭ", "02"): "2025.06.03", ("ЕГЭ", "01"): "2025.05.30",
        ("ЕГЭ", "02"): "2025.05.27", ("ЕГЭ", "22"): "2025.05.27",
        ("ЕГЭ", "09"): "2025.06.11",
    },
}  # fmt: skip
RESERVE = {"ОГЭ": "06.24", "ЕГЭ": "06.20"}
SPOKEN_AFTER = timedelta(days=2)


def days_of(year: int) -> dict[tuple[str, str], str]:
    """The year's main days; in a year that is not kept here, exams fall on the days of 2024."""
    return DAYS.get(year) or {exam: f"{year}{day[4:]}" for exam, day in DAYS[2024].items()}


@dataclass(frozen=True)
class Style:
    """How a block is laid out: sparse (an empty column after most), with the municipality's code or without."""

    sparse: bool
    encoding: str


def write_exams(folder: Path, people: People, sheets: list[ExamSheet]) -> list[Path]:
    """Write one year's protocols: a file a day, a reserve day for each kind of exam, appeals by exam."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for turn, ((kind, day), blocks) in enumerate(sorted(_days(sheets).items())):
        style = Style(sparse=turn % 2 == 0, encoding="cp1251" if (turn // 2) % 2 else "utf-8-sig")
        if is_dumped(blocks):
            paths.append(_dump(folder, people, blocks[0][0], day))
            continue
        text = [line for sheet, reserve in blocks for line in _block(people, sheet, day, reserve, style)]
        path = folder / _name(kind, day, blocks)
        _save(path, text, style)
        paths.append(path)
    return paths + [path for sheet in sheets for path in _appeals(folder, people, sheet)]


def _days(sheets: list[ExamSheet]) -> dict[tuple[str, str], list[tuple[ExamSheet, bool]]]:
    """(kind of exam, day) → its blocks: the exam, and whether the day is the reserve one. Nobody came: no block."""
    days: dict[tuple[str, str], list[tuple[ExamSheet, bool]]] = {}
    for sheet in sheets:
        kind, year = sheet.exam.kind, sheet.year
        days.setdefault((kind, days_of(year)[kind, sheet.exam.code]), []).append((sheet, False))
        if (sheet.when > 0).any():
            days.setdefault((kind, f"{year}.{RESERVE[kind]}"), []).append((sheet, True))
    return days


def is_dumped(blocks: list[tuple[ExamSheet, bool]]) -> bool:
    """Whether a day's exam comes as a technical dump: the main day of mathematics in grade 9, in odd years."""
    sheet, reserve = blocks[0]
    return (sheet.exam.kind, sheet.exam.code) == ("ОГЭ", "02") and bool(sheet.year % 2) and not reserve


def _name(kind: str, day: str, blocks: list[tuple[ExamSheet, bool]]) -> str:
    """«ЕГЭ_2024_01_русский_2024.05.28.csv»; a reserve day names no subject."""
    year = day[:4]
    if blocks[0][1]:
        return f"{kind}_{year}_резерв_{day}.csv"
    codes = "_".join(sheet.exam.code for sheet, _ in blocks)
    return f"{kind}_{year}_{codes}_{blocks[0][0].exam.subject.split()[0]}_{day}.csv"


def _save(path: Path, lines: list[Line], style: Style) -> None:
    path.write_bytes(("\r\n".join(";".join(line) for line in lines) + "\r\n").encode(style.encoding))


def _block(people: People, sheet: ExamSheet, day: str, reserve: bool, style: Style) -> list[Line]:
    """Title, header, a row a pupil, footers. On a main day stands what was first, on the reserve day the last."""
    shown = sheet.when > 0 if reserve else sheet.when != 1
    scores = (sheet.scores if reserve else sheet.first)[shown]
    primary = scores.sum(axis=1)
    result = sheet.exam.result(primary)
    names, columns = _columns(people, sheet, shown, scores, style)
    points = _primary(sheet, scores)
    names += [*points, "Балл" if sheet.exam.tests else "Оценка"]
    columns += [*map(_text, points.values()), _text(result)]
    order = np.lexsort((sheet.rows["surname"].to_numpy()[shown], sheet.rows["school"].to_numpy()[shown]))
    body = [list(line) for line in zip(*(column[order] for column in columns), strict=True)]
    for number, line in enumerate(body, 1):
        line[0] = str(number)
    lines = [names, *body, *_footers(sheet, names, primary, result)]
    spread = [_spread(line, names) for line in lines] if style.sparse else lines
    return [[_title(sheet, day)] + [""] * (len(spread[0]) - 1), *spread]


def _title(sheet: ExamSheet, day: str) -> str:
    """«01 - Русский язык 2024.05.28»; of a language both days, and no code."""
    if not sheet.exam.oral:
        return f"{sheet.exam.code} - {sheet.exam.title} {day}"
    spoken = datetime.strptime(day, "%Y.%m.%d") + SPOKEN_AFTER
    return f"{sheet.exam.title} п.: {day}, у.: {spoken:%Y.%m.%d}"


def _columns(
    people: People, sheet: ExamSheet, shown: npt.NDArray[np.bool_], scores: Scores, style: Style
) -> tuple[list[str], list[npt.NDArray[np.str_]]]:
    """Names and values of the columns before the points."""
    rows, schools = sheet.rows[shown], people.schools
    code = schools["code"].to_numpy(str)[rows["school"]]
    letter = people.classes["letter"].to_numpy(str)[rows["klass"]]
    place = rows["school"].to_numpy()
    table = {
        "№": code,
        "Код МСУ": code.astype("U3"),
        "Код ОО": code,
        "Класс": np.char.add(str(sheet.work.grade), letter),
        "Код ППЭ": _text(1001 + place // 3),
        "Аудитория": np.char.mod("%04d", 1 + np.arange(len(rows)) // 15 % 20),
        "Фамилия": rows["surname"].to_numpy(str),
        "Имя": rows["name"].to_numpy(str),
        "Отчество": rows["father"].to_numpy(str),
        "Серия": _text(rows["series"].to_numpy()),
        "Номер": _text(rows["number"].to_numpy()),
        **masks(sheet, scores),
    }
    if not style.sparse:
        del table["Код МСУ"]
    return list(table), list(table.values())


def _primary(sheet: ExamSheet, scores: Scores) -> dict[str, Scores]:
    """The primary score; of a language its two parts."""
    written = len(sheet.work.tasks) - sheet.exam.oral
    if not sheet.exam.oral:
        return {"Первичный балл": scores.sum(axis=1)}
    return {
        "Первичный балл устной части": scores[:, written:].sum(axis=1),
        "Первичный балл письм. части": scores[:, :written].sum(axis=1),
    }


def masks(sheet: ExamSheet, scores: Scores) -> dict[str, npt.NDArray[np.str_]]:
    """Short answers: «+», «-», a digit for a part of the points. Extended and spoken: «1(2)» is one of two."""
    written = len(sheet.work.tasks) - sheet.exam.oral
    short = [place for place, task in enumerate(sheet.work.tasks) if not task.extended]
    long = [place for place, task in enumerate(sheet.work.tasks) if task.extended]
    points = sheet.work.points
    part = scores[:, short]
    marks = np.where(part == 0, "-", np.where(part == points[short], "+", part.astype("U1")))
    found = {"Задания с кратким ответом": _joined(marks)}
    parts = {
        "Задания с развёрнутым ответом": [place for place in long if place < written],
        "Устная часть": [place for place in long if place >= written],
    }
    for name, places in parts.items():
        if places:
            of = np.char.add(np.char.add("(", points[places].astype("U1")), ")")
            found[name] = _joined(np.char.add(scores[:, places].astype("U1"), of))
    return found


def _joined(cells: npt.NDArray[np.str_]) -> npt.NDArray[np.str_]:
    """The cells of each row as one text: all cells of the array are equally long."""
    width = cells.dtype.itemsize // 4 * cells.shape[1]
    return np.ascontiguousarray(cells).view(f"<U{width}").ravel()


def _text(numbers: npt.NDArray[np.integer]) -> npt.NDArray[np.str_]:
    return np.char.mod("%d", numbers)


def _footers(sheet: ExamSheet, names: list[str], primary: Scores, result: Scores) -> list[Line]:
    """«Средние», «Минимальная граница» (EGE only), «Всего участников»."""
    blank = [""] * (len(names) - 3)
    means = [f"{values.mean():.1f}".replace(".", ",") if len(values) else "" for values in (primary, result)]
    lines = [["Средние", *blank, *means], ["Всего участников", *blank, "", str(len(primary))]]
    if sheet.exam.kind == "ЕГЭ":
        lines.insert(1, ["Минимальная граница", *blank, "", str(sheet.exam.minimum)])
    return lines


def _spread(line: Line, names: list[str]) -> Line:
    """The sparse layout: an empty column after every one but surname and name."""
    spread = []
    for cell, name in zip(line, names, strict=True):
        spread += [cell] if name in ("Фамилия", "Имя") else [cell, ""]
    return spread


APPEAL = (
    "№", "Код МСУ", "Код ОО", "Класс", "Код ППЭ", "Аудитория", "Фамилия", "Имя", "Отчество", "Серия", "Номер",
    "Тип апелляции / перепроверки", "Состояние", "", "Дата отправки на обработку", "Дата изменений",
    "Балл до изменения", "Текущие", "", "Разница",
)  # fmt: skip


def _appeals(folder: Path, people: People, sheet: ExamSheet) -> list[Path]:
    """The appeals of an exam, if there were any: before, now, the difference; a second header row under «Текущие»."""
    shown = sheet.appealed > 0
    if not shown.any():
        return []
    exam, day = sheet.exam, days_of(sheet.year)[sheet.exam.kind, sheet.exam.code]
    before = exam.result(sheet.first.sum(axis=1)[shown])
    primary, now = sheet.primary[shown], exam.result(sheet.primary[shown])
    _, columns = _columns(people, sheet, shown, sheet.scores[shown], Style(True, ""))
    state = np.where(sheet.appealed[shown] == 1, "Удовлетворена", "Отклонена")
    dates = [np.full(len(state), f"{when}.{day[:4]}") for when in ("16.06", "18.06")]
    kind, empty = np.full(len(state), "О несогласии с выставленными баллами"), np.full(len(state), "")
    columns = [
        *columns[:11],
        kind,
        state,
        empty,
        *dates,
        _text(before),
        _text(primary),
        _text(now),
        _text(now - before),
    ]
    columns[0] = _text(np.arange(1, len(state) + 1))
    second = [""] * 17 + ["Первичный балл", "Балл" if exam.tests else "Оценка", ""]
    title = [_title(sheet, day)] + [""] * (len(APPEAL) - 1)
    path = folder / f"{exam.kind}_{sheet.year}_{exam.code}_{exam.subject.split()[0]}_апелляции.csv"
    _save(path, [title, list(APPEAL), second, *map(list, zip(*columns, strict=True))], Style(True, "utf-8-sig"))
    return [path]


DUMP = (
    "SchoolCode", "ClassCode", "SurnameCell", "NameCell", "SecondNameCell", "DocumentSeriesCode",
    "DocumentNumberCode", "TestResultBCell", "TestResultCCell", "PrimaryMark", "Mark5",
)  # fmt: skip


def _dump(folder: Path, people: People, sheet: ExamSheet, day: str) -> Path:
    """The main day as a technical dump: no title, no footers, and the exam told by the file's name alone."""
    shown = sheet.when != 1
    scores = sheet.first[shown]
    _, columns = _columns(people, sheet, shown, scores, Style(True, ""))
    # Code, class, the five papers, both masks; not the number, the municipality, the place of the exam.
    told = [*columns[2:4], *columns[6:]]
    primary = scores.sum(axis=1)
    lines = zip(*told, _text(primary), _text(sheet.exam.result(primary)), strict=True)
    path = folder / f"{sheet.exam.code}_{day}.csv"
    _save(path, [list(DUMP), *map(list, lines)], Style(True, "utf-8-sig"))
    return path
