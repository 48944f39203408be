"""The order's indicators as an .xlsx: each against its target and the first year. Imports no pandas."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

import xlsxwriter

from models.indicators.reading import Met, Reading
from models.indicators.rows import as_row, columns
from models.roadmap.definition import Roadmap

VERDICT = 6  # its place among the columns
COLOURS = {Met.MET: "#d8efd3", Met.NOT_MET: "#f9d0c4", Met.NOT_AVAILABLE: "#eeeeee"}


def indicators_workbook(found: Sequence[Reading], roadmap: Roadmap, as_of: date) -> bytes:
    """One sheet, filters on, the header frozen, the verdicts coloured."""
    buffer = BytesIO()
    # Text stays text: a cell that begins with «=» is nobody's formula.
    with xlsxwriter.Workbook(buffer, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet(f"{as_of:%d.%m.%Y}")
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        painted = {
            met: book.add_format({"text_wrap": True, "valign": "top", "bg_color": colour})
            for met, colour in COLOURS.items()
        }
        for column, (title, width) in enumerate(columns()):
            sheet.write_string(0, column, title, head)
            sheet.set_column(column, column, width)
        for line, reading in enumerate(found, start=1):
            for column, cell in enumerate(as_row(reading, roadmap).values()):
                sheet.write_string(line, column, cell, painted[reading.met] if column == VERDICT else plain)
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, max(1, len(found)), len(columns()) - 1)
    return buffer.getvalue()
