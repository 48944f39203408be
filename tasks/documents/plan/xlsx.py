"""The plan as the order's own table in a workbook that prints well: one sheet, header repeated, filters on.

Text is always written as text: a cell that begins with «=» stays a word and never becomes a formula. What has been done
stands in columns of its own, days as days, so that it can be sorted and filtered.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from io import BytesIO
from textwrap import wrap
from typing import Any

import xlsxwriter

from models.language import _
from models.roadmap.definition import Roadmap
from models.roadmap.printing import Heading, Row, Table, heading, table
from models.steps.execution import Execution, shortened
from models.wording import day
from tasks.documents.archive import without_clock
from tasks.documents.plan.layout import cells_of, widths_fitting

FONT = {"font_name": "Times New Roman", "font_size": 11}
BORDER = {"border": 1}
FORMATS: dict[str, dict[str, Any]] = {
    "corner": {"align": "left", "text_wrap": True},
    "title": {"bold": True, "align": "center", "text_wrap": True, "valign": "vcenter", "font_size": 12},
    "authority": {"align": "center", "text_wrap": True, "font_size": 12},
    "header": {"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, **BORDER},
    "section": {"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, **BORDER},
    "cell": {"text_wrap": True, "valign": "top", **BORDER},
    "day": {"num_format": "dd.mm.yyyy", "align": "center", "valign": "top", **BORDER},
}
# A sheet's column is measured in digits of its font: so many to a centimetre.
DIGITS_IN_CM = 4.6
# Letters of Times New Roman are narrower than a digit of a workbook's own font.
LETTERS_IN_DIGIT = 1.25
# The printed table's width on A4 on its side, with and without what has been done; in centimetres before fitting.
WIDTH, WIDTH_WITH_EXECUTION = 27.0, 33.0
LINE = 14.2  # points
FOOTER_FONT = '&10&"Times New Roman,Regular"'


def plan_workbook(roadmap: Roadmap, executions: Mapping[str, Execution] | None, as_of: date) -> bytes:
    """The .xlsx; with executions (by measure) it has columns for them. Equal inputs give equal bytes."""
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": roadmap.title, "created": datetime(as_of.year, as_of.month, as_of.day)})
        _Sheet(book, table(roadmap), executions).write(heading(roadmap), as_of)
    return without_clock(buffer.getvalue())


def _execution_columns() -> dict[str, str]:
    return {
        "said": _("Отметка об исполнении"),
        "closed_on": _("Фактическая дата"),
        "due_on": _("Контрольная дата"),
        "counts": _("Сколько исполнено"),
        "documents": _("Чем подтверждено"),
    }


class _Sheet:
    """The one sheet, written from the top."""

    def __init__(self, book: Any, printed: Table, executions: Mapping[str, Execution] | None) -> None:
        self._sheet = book.add_worksheet(_("План"))
        self._formats = {name: book.add_format(FONT | said) for name, said in FORMATS.items()}
        self._printed = printed
        self._executions = executions
        self._columns = dict(printed.columns) | (_execution_columns() if executions is not None else {})
        self._line = 0

    def write(self, head: Heading, as_of: date) -> None:
        """Head, header, rows; then how it prints."""
        self._set_widths()
        self._write_head(head, as_of)
        header = self._line
        for column, words in enumerate(self._columns.values()):
            self._sheet.write_string(header, column, words, self._formats["header"])
        self._sheet.set_row(header, _height(zip(self._columns.values(), self._widths, strict=True)) + 4)
        self._line += 1
        for section in self._printed.sections:
            if section.title:
                self._merged(section.title, "section")
            for row in section.rows:
                self._write_row(row)
        end = self._line - 1
        self._set_printing(header, max(end, header), head.authority)

    def _set_widths(self) -> None:
        cells = cells_of(self._printed)
        total = WIDTH
        if self._executions is not None:
            cells |= self._execution_cells()
            total = WIDTH_WITH_EXECUTION
        self._widths = [width * DIGITS_IN_CM for width in widths_fitting(cells, total).values()]
        for column, width in enumerate(self._widths):
            self._sheet.set_column(column, column, width)

    def _execution_cells(self) -> dict[str, list[str]]:
        """By column, the texts that it will hold, the header's first."""
        shown = [_shown(one) for one in (self._executions or {}).values()]
        return {
            name: [words, *(_as_text(values[name]) for values in shown)] for name, words in _execution_columns().items()
        }

    def _write_head(self, head: Heading, as_of: date) -> None:
        """As few rows as will do: they stay in sight above the frozen header."""
        self._merged("\n".join(head.approval), "corner", first=max(0, len(self._columns) - 3))
        self._merged(head.authority, "authority")
        self._merged("\n".join(head.title), "title")
        if self._executions is not None:
            self._merged(_("Сведения об исполнении на {day}").format(day=day(as_of)), "authority")

    def _merged(self, text: str, style: str, first: int = 0) -> None:
        """One cell over the columns from `first` on."""
        last = len(self._columns) - 1
        self._sheet.merge_range(self._line, first, self._line, last, text, self._formats[style])
        self._sheet.set_row(self._line, _height([(text, sum(self._widths[first:]))]) + 3)
        self._line += 1

    def _write_row(self, row: Row) -> None:
        said: dict[str, str | date | None] = {name: row.cell(name) for name in self._printed.columns}
        if self._executions is not None and row.code in self._executions:
            said |= _shown(self._executions[row.code])
        for column, name in enumerate(self._columns):
            value = said.get(name)
            if isinstance(value, date):
                self._sheet.write_datetime(self._line, column, value, self._formats["day"])
            elif value:
                self._sheet.write_string(self._line, column, value, self._formats["cell"])
            else:
                self._sheet.write_blank(self._line, column, None, self._formats["cell"])
        texts = [_as_text(said.get(name)) for name in self._columns]
        self._sheet.set_row(self._line, _height(zip(texts, self._widths, strict=True)))
        self._line += 1

    def _set_printing(self, header: int, end: int, authority: str) -> None:
        """A4 on its side, as wide as the page, the header on every page; below, a signature and the number.

        The signature is no row: below a table it would be read, and sorted, as a measure.
        """
        sheet = self._sheet
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(header)
        whose = authority[:120].replace("&", "&&")
        said = _("&L{authority}: ____________ / ____________ /&R«___» __________ 20___ г.   &P / &N")
        sheet.set_footer(re.sub(r"&([LR])", rf"&\1{FOOTER_FONT}", said).format(authority=whose))
        sheet.print_area(0, 0, self._line - 1, len(self._columns) - 1)
        sheet.autofilter(header, 0, end, len(self._columns) - 1)
        sheet.freeze_panes(header + 1, 2)


def _shown(one: Execution) -> dict[str, str | date | None]:
    """By column; what is not done as a whole has no day on which it was, only what is next."""
    return {
        "said": one.said,
        "closed_on": one.closed_on if one.is_done else None,
        "due_on": one.due_on,
        "counts": "\n".join(one.counts),
        "documents": "\n".join(shortened(one.documents)),
    }


def _height(cells: Iterable[tuple[str, float]]) -> float:
    """How high a row must be for these texts in columns so wide; a workbook does not fit its rows by itself."""
    return LINE * max(
        sum(len(wrap(part, max(int(width * LETTERS_IN_DIGIT), 1))) or 1 for part in text.split("\n"))
        for text, width in cells
    )


def _as_text(value: str | date | None) -> str:
    return f"{value:%d.%m.%Y}" if isinstance(value, date) else value or ""
