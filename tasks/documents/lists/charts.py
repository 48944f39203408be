"""The sheet of a workbook that shows the letter's charts, one below another, each whole on a printed page."""

from collections.abc import Sequence
from io import BytesIO
from math import ceil
from typing import Any

from models.language import _
from tasks.charts.picture import Picture
from tasks.documents.lists.looks import LINE_HEIGHT, WIDE_LETTERS

# A chart is 170 mm wide, 643 pixels of 96 to the inch: eleven columns hold it, and A4 holds them.
COLUMNS, COLUMN_PIXELS, WIDTH = 11, 60, 90
ROW_PIXELS = 20
ROWS_ON_A_PAGE = 48
PIXELS_IN_MM = 96 / 25.4


def write_charts(book: Any, formats: dict[str, Any], heading: Sequence[str], drawn: Sequence[Picture]) -> None:
    """Add the sheet to the workbook. heading: the lines above the charts, the title first."""
    page = book.add_worksheet(_("Диаграммы"))
    page.hide_gridlines(2)
    page.set_column_pixels(0, COLUMNS - 1, COLUMN_PIXELS)
    for row, line in enumerate(heading):
        page.set_row(row, LINE_HEIGHT * ceil(len(line) * WIDE_LETTERS / WIDTH) + (0 if row else 4))
        page.merge_range(row, 0, row, COLUMNS - 1, line, formats["about" if row else "title"])
    _place(page, drawn, len(heading) + 1)
    page.set_paper(9)  # A4
    page.set_margins(left=0.5, right=0.4, top=0.6, bottom=0.7)
    page.set_footer("&R&8&P / &N")


def _place(page: Any, drawn: Sequence[Picture], row: int) -> None:
    """The charts from this row down; one that the printed page has no room for begins the next."""
    breaks, left = [], ROWS_ON_A_PAGE - row
    for number, picture in enumerate(drawn, 1):
        rows = ceil(picture.height_mm * PIXELS_IN_MM / ROW_PIXELS) + 1
        if rows > left and number > 1:
            breaks.append(row)
            left = ROWS_ON_A_PAGE
        said = {"image_data": BytesIO(picture.png), "description": picture.title, "object_position": 2}
        page.insert_image(row, 0, f"{number}.png", said)
        row, left = row + rows, left - rows
    page.set_h_pagebreaks(breaks)
