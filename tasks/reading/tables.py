"""Open a workbook or a CSV as sheets of text. What the texts mean belongs to the readers of formats.

Every cell is a stripped text: «4», never «4.0»; an empty cell is «». Row and column numbers are the file's own.
"""

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from python_calamine import CalamineError, CalamineWorkbook

from models.errors import FileRefused
from models.language import _
from models.problems import Problem
from tasks.reading.decoding import decoded
from tasks.reading.formulas import Unreadable, unreadable_cells

Texts = npt.NDArray[np.object_]

WORKBOOKS = (".xlsx", ".xlsm", ".xls")
TEXTS = (".csv", ".txt", ".tsv")
DELIMITERS = ";\t,"
SAMPLE_LINES = 60
# Marks of direction, zero-width spaces, soft hyphens: what nobody sees, and a copy from the web or a PDF brings along.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name («» in a CSV) and its texts, rows × columns from the sheet's first cell on."""

    name: str
    texts: Texts


@dataclass(frozen=True)
class Table:
    """A file's name and its sheets that hold anything."""

    file: str
    sheets: tuple[Sheet, ...]


def open_table(path: Path) -> Table:
    """The file's sheets as text. FileRefused when it cannot be read so."""
    suffix = path.suffix.lower()
    if not path.is_file():
        raise _refused(path, _("файла нет: проверьте имя и папку"))
    if path.stat().st_size == 0:
        raise _refused(path, _("файл пуст: выгрузите его ещё раз"))
    if suffix in WORKBOOKS:
        sheets = _workbook(path)
    elif suffix in TEXTS:
        sheets = [Sheet("", _grid(_records(_decoded(path))))]
    else:
        raise _refused(path, _("читаются файлы .xlsx и .csv: сохраните таблицу в одном из этих видов"))
    filled = tuple(sheet for sheet in sheets if sheet.texts.size)
    if not filled:
        raise _refused(path, _("в файле нет ни одной заполненной ячейки: выгрузите его ещё раз"))
    return Table(path.name, filled)


def _refused(path: Path, remedy: str) -> FileRefused:
    return FileRefused(
        _("Файл «{file}» не загружен").format(file=path.name), [Problem(place=path.name, value="", remedy=remedy)]
    )


def _workbook(path: Path) -> list[Sheet]:
    """The book's sheets. What looks empty and is not is sought meanwhile: parsing leaves a core to others."""
    with ThreadPoolExecutor(1) as aside:
        unreadable = aside.submit(unreadable_cells, path) if zipfile.is_zipfile(path) else None
        try:
            book = CalamineWorkbook.from_path(path)
            sheets = [
                Sheet(name, _grid(book.get_sheet_by_name(name).to_python(skip_empty_area=False)))
                for name in book.sheet_names
            ]
        except CalamineError as error:
            remedy = _(
                "файл не открывается как книга Excel (повреждён или под паролем): сохраните его заново без пароля"
            )
            raise _refused(path, remedy) from error
        if unreadable is not None:
            _refuse_unreadable_cells(path, unreadable.result())
    return sheets


def _refuse_unreadable_cells(path: Path, cells: Sequence[Unreadable]) -> None:
    problems = [
        Problem(
            place=_("{file}, лист «{sheet}», ячейка {cell}").format(file=path.name, sheet=found.sheet, cell=found.cell),
            value=found.shown,
            remedy=_("формула без значения или с ошибкой: откройте файл в Excel, замените её значением и сохраните"),
        )
        for found in cells
    ]
    if problems:
        raise FileRefused(_("Файл «{file}» не загружен").format(file=path.name), problems)


def _decoded(path: Path) -> str:
    text = decoded(path.read_bytes())
    if text is None:
        raise _refused(path, _("это не текст в UTF-8 или Windows-1251: сохраните таблицу как «CSV UTF-8»"))
    return text


def _records(text: str) -> list[list[str]]:
    # Old exports hold whole works in one cell; the default limit of 128 KiB would end in a traceback.
    csv.field_size_limit(1 << 24)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text)))


def delimiter_of(text: str) -> str:
    """The separator that occurs equally often in most lines; texts and decimals may hold the others."""
    lines = [re.sub(r'"[^"]*"', "", line) for line in text.splitlines()[:SAMPLE_LINES] if line.strip()]

    def evenness(delimiter: str) -> int:
        counts = Counter(count for line in lines if (count := line.count(delimiter)))
        return max(counts.values(), default=0)

    return max(DELIMITERS, key=evenness)


def _grid(records: Sequence[Sequence[Any]]) -> Texts:
    """A rectangle of stripped texts, without the empty rows and columns at its end."""
    width = max((len(record) for record in records), default=0)
    grid, numbers = np.full((len(records), width), "", dtype=object), _Numbers()
    for index, record in enumerate(records):
        grid[index, : len(record)] = [
            value.strip() if type(value) is str else numbers[value] if type(value) is float else _text(value)
            for value in record
        ]
    filled = grid.astype(bool)
    rows, columns = np.flatnonzero(filled.any(axis=1)), np.flatnonzero(filled.any(axis=0))
    return grid[: rows[-1] + 1, : columns[-1] + 1] if rows.size else grid[:0, :0]


class _Numbers(dict[float, str]):
    """Each number's text, made once: a report of two million cells holds some hundred different ones."""

    def __missing__(self, number: float) -> str:
        return self.setdefault(number, _text(number))


def _text(value: Any) -> str:
    """A cell as a person sees it."""
    if isinstance(value, str):
        return value.strip() if value.isprintable() else _INVISIBLE.sub("", value).strip()
    if isinstance(value, bool):
        return "ИСТИНА" if value else "ЛОЖЬ"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        return value.date().isoformat()
    return str(value)
