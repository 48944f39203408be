"""A workbook's .xlsx → rows, sheet by sheet, each cell's text as the sheet shows it.

Hidden sheets, rows and columns are left out and said so. A row with one text over the whole width stays a row.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from models.errors import FileRefused
from models.language import _
from models.order.cells import Document, Line, Row
from models.order.definition import Doubt
from models.problems import Problem
from tasks.reading.formulas import unreadable_cells
from tasks.reading.orders.refusing import BROKEN, MOST_ROWS, too_many

# What a plan never needs; a stray cell at the sheet's far corner must not cost memory.
MOST_COLUMNS = 200
# A sheet's name says which section it holds, unless it is what Excel or habit calls every sheet.
_COMMON_NAME = re.compile(r"лист|sheet|план|приказ|дорожн|титул|приложени", re.IGNORECASE)
_MONTHS = (
    *("январь", "февраль", "март", "апрель", "май", "июнь"),
    *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
)


def read_xlsx(path: Path) -> Document:
    """The visible sheets' rows. FileRefused when the book does not open or a formula has no value."""
    try:
        book = load_workbook(path, data_only=True)
    except (InvalidFileException, TypeError, AttributeError, *BROKEN) as error:
        raise _refused(
            path, [(path.name, "", _("книга не открывается: сохраните её в Excel заново, без пароля"))]
        ) from error
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    _refuse_long_sheets(path, visible)
    _refuse_formulas(path, {sheet.title for sheet in visible})
    blocks: list[Line | Row] = []
    are_sections = sum(1 for sheet in visible if sheet.max_row > 1) > 1
    remarks = [_hidden_sheet(sheet.title) for sheet in book.worksheets if sheet.sheet_state != "visible"]
    for number, sheet in enumerate(visible):
        reader = _Sheet(sheet, number)
        if are_sections and reader.rows and not _COMMON_NAME.match(sheet.title):
            blocks.append(Line(sheet.title, 0, _("лист «{sheet}»").format(sheet=sheet.title)))
        blocks += reader.rows_shown()
        remarks += reader.remarks()
    return Document(path.name, tuple(blocks), tuple(remarks))


def _refuse_long_sheets(path: Path, sheets: list[Any]) -> None:
    for sheet in sheets:
        rows = len({row for (row, _column), cell in sheet._cells.items() if cell.value is not None})
        if rows > MOST_ROWS:
            raise _refused(path, [(_("лист «{sheet}»").format(sheet=sheet.title), "", too_many(rows))])


def _refuse_formulas(path: Path, sheets: set[str]) -> None:
    remedy = _("формула без значения или с ошибкой: откройте файл в Excel, замените её значением и сохраните")
    problems = [
        (_("лист «{sheet}», ячейка {cell}").format(sheet=found.sheet, cell=found.cell), found.shown, remedy)
        for found in unreadable_cells(path)
        if found.sheet in sheets
    ]
    if problems:
        raise _refused(path, problems)


def _refused(path: Path, problems: list[tuple[str, str, str]]) -> FileRefused:
    headline = _("Приказ «{file}» не прочитан").format(file=path.name)
    return FileRefused(headline, [Problem(*problem) for problem in problems])


def _hidden_sheet(title: str) -> Doubt:
    return Doubt("sheet", _("лист «{sheet}»").format(sheet=title), title, _("лист скрыт: он не прочитан"))


class _Sheet:
    """One visible sheet."""

    def __init__(self, sheet: Any, number: int) -> None:
        self.sheet = sheet
        self.number = number
        # openpyxl has no public way to ask only for cells that exist: max_row × max_column may be a billion.
        filled = [place for place, cell in sheet._cells.items() if cell.value is not None and place[1] <= MOST_COLUMNS]
        self.hidden_rows = {row for row, shape in sheet.row_dimensions.items() if shape.hidden}
        self.hidden_columns = set(_hidden_columns(sheet))
        self.rows = sorted({row for row, _column in filled} - self.hidden_rows)
        last = max((column for _row, column in filled), default=0)
        self.columns = [column for column in range(1, last + 1) if column not in self.hidden_columns]
        self.skipped = sorted({row for row, _column in filled} & self.hidden_rows)
        self.merged = dict(_merged(sheet, max(self.rows, default=0)))

    def rows_shown(self) -> Iterator[Row]:
        """The sheet's rows that a reader sees."""
        above = 0
        for row in self.rows:
            yield self._row(row, after_gap=row > above + 1)
            above = row

    def _row(self, row: int, *, after_gap: bool) -> Row:
        texts: list[str] = []
        covered, held = set[int](), set[int]()
        for index, column in enumerate(self.columns):
            origin = self.merged.get((row, column), (row, column))
            is_covered = origin[1] != column
            texts.append("" if is_covered else self._text(*origin))
            covered |= {index} if is_covered else set()
            held |= {index} if origin[0] != row and not is_covered else set()
        place = _("лист «{sheet}», строка {row}").format(sheet=self.sheet.title, row=row)
        return Row(tuple(texts), row, place, self.number, after_gap, frozenset(covered), frozenset(held))

    def _text(self, row: int, column: int) -> str:
        cell = self.sheet._cells.get((row, column))
        return "" if cell is None or cell.value is None else shown(cell.value, cell.number_format or "")

    def remarks(self) -> Iterator[Doubt]:
        """What was left out of the sheet."""
        place = _("лист «{sheet}»").format(sheet=self.sheet.title)
        if self.skipped:
            told = ", ".join(map(str, self.skipped))
            yield Doubt("row", place, told, _("строки скрыты: они не прочитаны"))
        used = {column for (_row, column), cell in self.sheet._cells.items() if cell.value is not None}
        if hidden := sorted(self.hidden_columns & used):
            told = ", ".join(get_column_letter(column) for column in hidden)
            yield Doubt("column", place, told, _("столбцы скрыты: они не прочитаны"))
        if distant := sorted(column for column in used if column > MOST_COLUMNS):
            reason = _("столбцы правее {most}-го: они не прочитаны").format(most=MOST_COLUMNS)
            yield Doubt("column", place, ", ".join(get_column_letter(column) for column in distant[:5]), reason)


def _hidden_columns(sheet: Any) -> Iterator[int]:
    for shape in sheet.column_dimensions.values():
        if shape.hidden and shape.min:
            yield from range(shape.min, min(shape.max or shape.min, MOST_COLUMNS) + 1)


def _merged(sheet: Any, last_row: int) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Each cell of a merged range, down to the sheet's last row, with the range's first cell."""
    for area in sheet.merged_cells.ranges:
        for row in range(area.min_row, min(area.max_row, last_row) + 1):
            for column in range(area.min_col, min(area.max_col, MOST_COLUMNS) + 1):
                yield (row, column), (area.min_row, area.min_col)


def shown(value: Any, form: str) -> str:
    """A cell's value as its number format shows it: a date, «май 2024», «100%», «1.10»."""
    if isinstance(value, bool):
        return _("да") if value else _("нет")
    if isinstance(value, (datetime, date)):
        return _shown_date(value, form.lower())
    if isinstance(value, (int, float)):
        return _shown_number(value, form)
    return str(value).strip()


def _shown_date(day: date, form: str) -> str:
    form = re.sub(r"\[[^\]]*\]|\"[^\"]*\"|\\.", "", form)
    if "d" not in form and "m" in form:
        return f"{_MONTHS[day.month - 1]} {day.year}" if "y" in form else _MONTHS[day.month - 1]
    if "y" in form and "m" not in form:
        return str(day.year)
    return f"{day:%d.%m.%Y}"


def _shown_number(value: float, form: str) -> str:
    if "%" in form:
        return f"{value * 100:.10g}%"
    decimals = re.search(r"0[.,](0+)", form)
    if decimals and isinstance(value, float):
        return f"{value:.{len(decimals[1])}f}"
    return f"{value:.15g}"
