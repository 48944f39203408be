"""Lists as workbooks: a heading that can be signed, a frozen header with filters, and pages that print well.

Text is always written as text: a cell that begins with «=» stays a word and never becomes a formula.
"""

from collections.abc import Sequence
from io import BytesIO
from math import ceil
from typing import Any

import pandas as pd
import xlsxwriter

from models.language import _
from models.wording import day, years
from tasks.charts.picture import Picture
from tasks.documents.head import DocumentHead
from tasks.documents.lists.charts import write_charts
from tasks.documents.lists.listing import Cells, Column, Listing, Sheet
from tasks.documents.lists.looks import FORMATS, LINE_HEIGHT, OVER, WIDE_LETTERS, colours, legend, options

NUMBER_WIDTH = 5
OF_A_HUNDRED = (Cells.PERCENT, Cells.SHARE, Cells.LOW)


def secrecy() -> str:
    """The mark on a restricted list."""
    return _("Для служебного пользования. Содержит сведения ограниченного доступа")


def workbook(
    title: str,
    sentences: list[str],
    listing: Listing,
    head: DocumentHead,
    drawn: Sequence[Picture] = (),
    *,
    restricted: bool,
) -> bytes:
    """The .xlsx: every sheet with the same heading, the list first, the charts last. Equal inputs give equal bytes."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, options()) as book:
        book.set_properties({"title": title, "subject": head.measure, "created": head.written_at})
        formats = {name: book.add_format(look) for name, look in FORMATS.items()}
        over = book.add_format(OVER)
        for sheet in listing.sheets:
            page = book.add_worksheet(sheet.name)
            lines = _heading(title, sentences, listing, head)
            row = _write_heading(page, formats, lines, sheet, restricted=restricted)
            last = _write_table(page, formats, sheet, row)
            for place, rule in colours(sheet, over):
                page.conditional_format(row + 1, place, last, place, rule)
            _set_page(page, row, restricted=restricted)
            signed = _("Составил: ____________________ / ____________________ /")
            page.merge_range(last + 2, 0, last + 2, len(sheet.columns), signed, formats["about"])
        if drawn:
            write_charts(book, formats, [title, *_whose(head)], drawn)
    return buffer.getvalue()


def _heading(title: str, sentences: list[str], listing: Listing, head: DocumentHead) -> list[str]:
    return [
        title,
        *_whose(head),
        _("Критерий отбора: {criterion}").format(criterion=listing.criterion),
        " ".join(sentences),
    ]


def _whose(head: DocumentHead) -> list[str]:
    """Whose rows these are, on what ground, of which data."""
    told = _("Данные: результаты оценочных процедур {years} По состоянию на {day}")
    data = told.format(years=years(head.years), day=day(head.as_of))
    basis = _("Основание: {basis}").format(basis=head.basis) if head.order else head.basis
    return [*([head.scope] if head.scope else []), basis, data]


def _write_heading(page: Any, formats: dict[str, Any], lines: list[str], sheet: Sheet, *, restricted: bool) -> int:
    """Write the lines above the table, as wide as it is; the row where its header goes."""
    looks = [(line, "about" if number else "title") for number, line in enumerate(lines)]
    told = [(secrecy(), "mark")] if restricted else []
    told += looks + ([(legend(sheet), "legend")] if legend(sheet) else [])
    width = NUMBER_WIDTH + sum(column.width for column in sheet.columns)
    for row, (line, look) in enumerate(told):
        page.set_row(row, LINE_HEIGHT * ceil(len(line) * WIDE_LETTERS / width) + (4 if look == "title" else 0))
        page.merge_range(row, 0, row, len(sheet.columns), "", formats[look])
        page.write_string(row, 0, line, formats[look])
    return len(told) + 1


def _write_table(page: Any, formats: dict[str, Any], sheet: Sheet, top: int) -> int:
    """Write header and rows, numbered from 1; the last row used."""
    page.set_row(top, 32)
    page.set_column(0, 0, NUMBER_WIDTH)
    page.write_string(top, 0, _("№"), formats["header"])
    for place, column in enumerate(sheet.columns, start=1):
        page.set_column(place, place, column.width)
        page.write_string(top, place, column.header, formats["header"])
    rows = sheet.rows[[column.key for column in sheet.columns]]
    for number, values in enumerate(rows.itertuples(index=False), start=1):
        page.set_row(top + number, LINE_HEIGHT * _lines(sheet.columns, values))
        page.write_number(top + number, 0, number, formats[Cells.NUMBER.name])
        for place, (column, value) in enumerate(zip(sheet.columns, values, strict=True), start=1):
            _write_cell(page, formats, (top + number, place), column, value)
    page.autofilter(top, 0, top + max(len(rows), 1), len(sheet.columns))
    page.freeze_panes(top + 1, 0)
    return top + max(len(rows), 1)


def _lines(columns: tuple[Column, ...], values: tuple[Any, ...]) -> int:
    """How many lines the row's longest cell takes; viewers do not all work it out by themselves."""
    texts = ((column.width, value) for column, value in zip(columns, values, strict=True) if isinstance(value, str))
    return max((ceil(len(text) * WIDE_LETTERS / width) for width, text in texts if text), default=1) or 1


def _write_cell(page: Any, formats: dict[str, Any], at: tuple[int, int], column: Column, value: Any) -> None:
    look = formats[column.cells.name]
    if column.cells is Cells.FEW:
        page.write_string(*at, _("мало участников") if value else "", look)
    elif pd.isna(value):
        page.write_string(*at, _("нет данных"), look)
    elif column.cells is Cells.FLAG:
        page.write_string(*at, _("да") if value else "", look)
    elif column.cells is Cells.TEXT or isinstance(value, str):
        page.write_string(*at, str(value), look)
    else:
        page.write_number(*at, float(value) / (100 if column.cells in OF_A_HUNDRED else 1), look)


def _set_page(page: Any, header_row: int, *, restricted: bool) -> None:
    page.set_landscape()
    page.set_paper(9)  # A4
    page.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.7)
    page.fit_to_pages(1, 0)
    page.repeat_rows(header_row)
    page.set_footer(f"&L&8{secrecy()}&R&8&P / &N" if restricted else "&R&8&P / &N")
