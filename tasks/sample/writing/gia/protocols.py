"""Writes exams as the regional centre's protocols: semicolon CSV, a block an exam, sparse or dense, with footers.

A file holds one exam day; its blocks follow one another. A language is written and spoken on two days. Every second
year the mathematics of grade 9 comes as a technical dump instead. Appeals have files of their own.
"""

from pathlib import Path

import numpy as np

from tasks.sample.region import People
from tasks.sample.results import Scores
from tasks.sample.sitting import ExamSheet
from tasks.sample.writing.gia.appeals import write_appeals
from tasks.sample.writing.gia.columns import Line, Style, as_text, columns_of, primary_of, save
from tasks.sample.writing.gia.days import RESERVE, days_of, title_of
from tasks.sample.writing.gia.dump import write_dump


def write_exams(folder: Path, people: People, sheets: list[ExamSheet]) -> list[Path]:
    """Write one year's protocols: a file a day, a reserve day for each kind of exam, appeals by exam."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for turn, ((kind, day), blocks) in enumerate(sorted(_days(sheets).items())):
        style = Style(sparse=turn % 2 == 0, encoding="cp1251" if (turn // 2) % 2 else "utf-8-sig")
        if is_dumped(blocks):
            paths.append(write_dump(folder, people, blocks[0][0], day))
            continue
        text = [line for sheet, reserve in blocks for line in _block(people, sheet, day, reserve, style)]
        path = folder / _name(kind, day, blocks)
        save(path, text, style)
        paths.append(path)
    return paths + [path for sheet in sheets for path in write_appeals(folder, people, sheet)]


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


def _block(people: People, sheet: ExamSheet, day: str, reserve: bool, style: Style) -> list[Line]:
    """Title, header, a row a pupil, footers. On a main day stands what was first, on the reserve day the last."""
    shown = sheet.when > 0 if reserve else sheet.when != 1
    scores = (sheet.scores if reserve else sheet.first)[shown]
    primary = scores.sum(axis=1)
    result = sheet.exam.result(primary)
    names, columns = columns_of(people, sheet, shown, scores, style)
    points = primary_of(sheet, scores)
    names += [*points, "Балл" if sheet.exam.tests else "Оценка"]
    columns += [*map(as_text, points.values()), as_text(result)]
    order = np.lexsort((sheet.rows["surname"].to_numpy()[shown], sheet.rows["school"].to_numpy()[shown]))
    body = [list(line) for line in zip(*(column[order] for column in columns), strict=True)]
    for number, line in enumerate(body, 1):
        line[0] = str(number)
    lines = [names, *body, *_footers(sheet, names, primary, result)]
    spread = [_spread(line, names) for line in lines] if style.sparse else lines
    return [[title_of(sheet, day)] + [""] * (len(spread[0]) - 1), *spread]


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
