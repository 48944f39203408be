"""The columns of a protocol: who, where, the masks of the answers, the points; and how lines become a file."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tasks.sample.region import People
from tasks.sample.results import Scores
from tasks.sample.sitting import ExamSheet

Line = list[str]


@dataclass(frozen=True)
class Style:
    """How a block is laid out: sparse (an empty column after most), with the municipality's code or without."""

    sparse: bool
    encoding: str


def columns_of(
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
        "Код ППЭ": as_text(1001 + place // 3),
        "Аудитория": np.char.mod("%04d", 1 + np.arange(len(rows)) // 15 % 20),
        "Фамилия": rows["surname"].to_numpy(str),
        "Имя": rows["name"].to_numpy(str),
        "Отчество": rows["father"].to_numpy(str),
        "Серия": as_text(rows["series"].to_numpy()),
        "Номер": as_text(rows["number"].to_numpy()),
        **masks(sheet, scores),
    }
    if not style.sparse:
        del table["Код МСУ"]
    return list(table), list(table.values())


def primary_of(sheet: ExamSheet, scores: Scores) -> dict[str, Scores]:
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


def as_text(numbers: npt.NDArray[np.integer]) -> npt.NDArray[np.str_]:
    """Whole numbers as they are written."""
    return np.char.mod("%d", numbers)


def save(path: Path, lines: list[Line], style: Style) -> None:
    """Write the lines, cells parted by semicolons."""
    path.write_bytes(("\r\n".join(";".join(line) for line in lines) + "\r\n").encode(style.encoding))
