"""The coordinator's working table: every step as a row of an .xlsx, with filters. Imports no pandas."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter

from models.language import _
from models.steps.state import State
from tasks.record.standing import Row

_STATE = 9
_COLOURS = {
    State.DATA_CHECK_FAILED: "#f4b6b6",
    State.OVERDUE: "#f9d0c4",
    State.BLOCKED: "#e8d3f0",
    State.SUSPECT: "#fbe0a8",
    State.STALE: "#fff2b3",
    State.SUBMITTED: "#cfe8ef",
    State.OPEN: "#dbe7fb",
    State.DONE: "#d8efd3",
}


def status_workbook(rows: Sequence[Row], as_of: date) -> bytes:
    """The .xlsx of these steps: one sheet, filters on, the header frozen, states coloured."""
    buffer = BytesIO()
    # Text stays text: a cell that begins with «=» is nobody's formula.
    with xlsxwriter.Workbook(buffer, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet(f"{as_of:%d.%m.%Y}")
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        for column, (title, width) in enumerate(_columns()):
            sheet.write_string(0, column, title, head)
            sheet.set_column(column, column, width)
        _write_rows(book, sheet, rows)
        sheet.freeze_panes(1, 3)
        sheet.autofilter(0, 0, max(1, len(rows)), len(_columns()) - 1)
    return buffer.getvalue()


def _columns() -> tuple[tuple[str, int], ...]:
    """Headings and widths."""
    return (
        (_("Код"), 8), (_("Пункт"), 22), (_("Мероприятие"), 44), (_("Этап"), 16), (_("Школа"), 26), (_("Логин"), 12),
        (_("Ответственный"), 24), (_("Начало"), 11), (_("Срок"), 11), (_("Состояние"), 22), (_("Пояснение"), 60),
        (_("Закрыто"), 11),
    )  # fmt: skip


def _write_rows(book: Any, sheet: Any, rows: Sequence[Row]) -> None:
    day = book.add_format({"num_format": "dd.mm.yyyy", "valign": "top"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    painted = {
        state: book.add_format({"text_wrap": True, "valign": "top", "bg_color": colour})
        for state, colour in _COLOURS.items()
    }
    for line, row in enumerate(rows, start=1):
        cells = (
            row.code, row.place, row.title, row.phase, row.school, row.unit, row.party, row.opens_on, row.deadline,
            row.state.label, row.reason, row.closed_on,
        )  # fmt: skip
        for column, cell in enumerate(cells):
            if isinstance(cell, date):
                sheet.write_datetime(line, column, cell, day)
            else:
                form = painted.get(row.state, plain) if column == _STATE else plain
                sheet.write_string(line, column, cell or "", form)
