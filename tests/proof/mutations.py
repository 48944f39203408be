"""Files of every kind, and what people and programs do to them before they are loaded."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.tasks.reading import files
from tests.tasks.reading.vpr.reports import AGGREGATES, FORMS, book

Grid = list[list[str]]
NAMES = ("Неверлюбов", "НЕВЕРЛЮБОВ", "Аристарх", "Сидорова", "222222", "333333", "1111;")

_REPORT = "\n".join(
    ";".join("" if cell is None else str(cell) for cell in row)
    for row in (*files.PREAMBLE, (files.ORGANISATION,), files.VPR_HEADINGS, *files.PUPILS)
)
_GIA = files.DENSE.replace("Иванов", "Неверлюбов").replace("Пётр", "Аристарх")
_APPEALS = """01 - Русский язык 2024.06.03
№;Код ОО;Класс;Фамилия;Имя;Отчество;Серия;Номер;Состояние;Балл до изменения;;Текущие;;Разница;
;;;;;;;;;Первичный балл;Балл;Первичный балл;Балл;Первичный балл;Балл
1;111001;11А;Неверлюбов;Аристарх;Ильич;1111;222222;Удовлетворена;21;41;24;45;3;4
2;111002;11;Сидорова;Анна;;2222;333333;Отклонена;40;88;40;88;0;0
"""
BASES: dict[str, str] = {
    "vpr": _REPORT,
    **{f"form {year}": text for year, text in FORMS.items()},
    **AGGREGATES,
    "ege": _GIA,
    "sparse": "\n".join(line if " - " in line else line.replace(";", ";;") for line in _GIA.splitlines()),
    "appeals": _APPEALS,
    "dump": "02 - Математика 2024.06.06\n" + files.OGE_DUMP,
    "schools": files.SCHOOLS,
    "assignments": files.ASSIGNMENTS,
    "tasks": files.WORK_TASKS,
    "scales": files.SCALES,
    "mentors": files.MENTORS,
    "conditions": files.CONDITIONS,
    "curators": files.CURATORS,
    "partners": files.PARTNERS,
    "flat marks": files.FLAT_MARKS,
    "flat scores": files.FLAT_SCORES.replace("33,33;;50,00;", "33,33;0;50,00;0"),
    "bias": files.FLAT_BIAS,
}


def grid(text: str) -> Grid:
    """The text's cells, a rectangle; quoted cells hold no separators here."""
    rows = [[_unquoted(cell) for cell in line.split(";")] for line in text.splitlines()]
    width = max(map(len, rows))
    return [row + [""] * (width - len(row)) for row in rows]


def _unquoted(cell: str) -> str:
    return cell[1:-1].replace('""', '"') if cell.startswith('"') and cell.endswith('"') else cell


def heading(rows: Grid) -> int:
    """The row of headings: the first that is filled most."""
    filled = [sum(1 for cell in row if cell) for row in rows]
    least = min(2, max(filled) - 1)
    return next(at for at, count in enumerate(filled) if count >= 0.6 * max(filled) and count > least)


# Headings of report 6 that are names: who is called otherwise is somebody else.
GROUPS = ("Примерская обл.", 'МБОУ "СОШ №1" (sch680101)', "РФ")


@dataclass(frozen=True)
class Mutation:
    """What was done to a file's cells. Partly: the file may rightly be read with fewer rows or cells."""

    name: str
    rows: Grid
    partly: bool = False


Change = Callable[[Grid, int], Iterator[Mutation]]


def _copy(rows: Grid) -> Grid:
    return [list(row) for row in rows]


def _renamed(rows: Grid, at: int) -> Iterator[Mutation]:
    for place, title in enumerate(rows[at]):
        if title and title not in GROUPS:
            changed = _copy(rows)
            changed[at][place] = f"{title[:3]} нов."
            yield Mutation(f"renamed {title[:20]}", changed, partly=_is_optional(title))


def _is_optional(title: str) -> bool:
    return title in {"Код МСУ", "Количество маркеров", "Первичный балл", "PrimaryMark", "4"}


def _slipped(rows: Grid, at: int) -> Iterator[Mutation]:
    for place in (0, 1, len(rows[at]) // 2, len(rows[at]) - 2):
        right, left = _copy(rows), _copy(rows)
        for row in range(at + 1, len(rows)):
            right[row] = [*rows[row][:place], "", *rows[row][place:]]
            left[row] = [*rows[row][:place], *rows[row][place + 1 :], ""]
        yield Mutation(f"right from {place}", right)
        yield Mutation(f"left from {place}", left, partly=True)
        one = _copy(rows)
        one[-1] = right[-1]
        yield Mutation(f"the last row right from {place}", one)


def _cut(rows: Grid, at: int) -> Iterator[Mutation]:
    yield Mutation("cut by half", rows[: at + 1 + (len(rows) - at) // 2], partly=True)
    yield Mutation("cut to its headings", rows[: at + 1], partly=True)
    yield Mutation("cut in a row", [*rows[:-1], rows[-1][: len(rows[-1]) // 2]], partly=True)
    yield Mutation("without what stands above", rows[at:])


def _put(value: str, name: str, first: int) -> Change:
    """The value in place of the last figure of every third column: all values together come to every column twice."""

    def change(rows: Grid, at: int) -> Iterator[Mutation]:
        for place in range(first, len(rows[at]), 3):
            row = next((each for each in reversed(range(at + 1, len(rows))) if _is_figure(rows[each][place])), None)
            if row is not None:
                changed = _copy(rows)
                changed[row][place] = value
                yield Mutation(f"{name} in column {place}", changed, partly=True)

    return change


def _is_figure(cell: str) -> bool:
    return bool(cell) and all(sign in "0123456789.,XХ" for sign in cell)


def _each(name: str, of: Callable[[str], str]) -> Change:
    def change(rows: Grid, at: int) -> Iterator[Mutation]:
        yield Mutation(name, [[of(cell) if cell else cell for cell in row] for row in rows])

    return change


def _added(rows: Grid, at: int) -> Iterator[Mutation]:
    width = len(rows[at])
    total = ["Итого", *[""] * (width - 2), "100500"]
    yield Mutation("a total", [*rows, total])
    yield Mutation("a total after a gap", [*rows, [""] * width, total])
    yield Mutation("empty rows", [row for each in rows for row in (each, [""] * width)])
    yield Mutation("a row twice", [*rows, list(rows[-1])])
    titled = [
        [*row, "ФИО" if number == at else "Неверлюбов Аристарх" if number > at else ""]
        for number, row in enumerate(rows)
    ]
    yield Mutation("names beside", titled)
    swapped = [[row[1], row[0], *row[2:]] for row in rows]
    yield Mutation("two columns swapped", swapped)


CHANGES: Sequence[Change] = (
    _renamed,
    _slipped,
    _cut,
    _added,
    _put("много", "a word", 0),
    _put("9" * 40, "a huge number", 1),
    _put("-1", "a negative number", 2),
    _put("1e5", "an exponent", 0),
    _put("٣", "a figure of another script", 1),
    _put("3\x07", "a control character", 2),
    _each("marks of direction", lambda cell: f"\u200f{cell}\u200e"),
    _each("spaces around", lambda cell: f"  {cell}\u00a0"),
)


def mutations(base: str) -> Iterator[Mutation]:
    """Everything that is done to a base."""
    rows = grid(BASES[base])
    at = heading(rows)
    for change in CHANGES:
        yield from change(rows, at)


def as_csv(path: Path, rows: Grid, encoding: str = "utf-8") -> Path:
    """The cells as «;» parts them, quoted where they must be."""
    lines = [";".join(_quoted(cell) for cell in row) for row in rows]
    path.write_bytes("\n".join(lines).encode(encoding, errors="replace"))
    return path


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if '"' in cell or ";" in cell else cell


def as_workbook(path: Path, rows: Grid, sheets: int = 1) -> Path:
    """The cells in a workbook, among other sheets."""
    others = {f"Заметки {number}": [[f"заметка {number}"]] for number in range(1, sheets)}
    return book(path, {"Лист1": [[cell or None for cell in row] for row in rows], **others})
