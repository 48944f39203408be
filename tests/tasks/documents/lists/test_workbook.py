"""Workbooks: numbers are numbers, text is never a formula, colours are explained, pages keep their header."""

from io import BytesIO
from typing import Any

import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook

from tasks.documents.lists.listing import Cells, Column, Listing, Sheet
from tasks.documents.lists.workbook import workbook
from tests.tasks.documents.test_rendering import HEAD

ATTACKS = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", '=HYPERLINK("http://x")', "{=1}", "http://x", "12")
COLUMNS = (
    Column("text", "Текст", 20),
    Column("n", "Участников", 10, Cells.NUMBER),
    Column("low", "Доля", 10, Cells.LOW),
    Column("share", "Выполнение", 10, Cells.SHARE),
    Column("moved", "Разность", 10, Cells.POINTS),
    Column("small", "Примечание", 14, Cells.FEW),
)


def book(*rows: tuple[Any, ...], threshold: int | None = 30) -> Workbook:
    frame = pd.DataFrame(list(rows), columns=[column.key for column in COLUMNS])
    listing = Listing("критерий", (Sheet("Список", COLUMNS, frame, threshold),))
    return load_workbook(BytesIO(workbook("Перечень", ["Итог."], listing, HEAD, restricted=False)))


def cells(*rows: tuple[Any, ...]) -> list[list[Any]]:
    """The table's rows, without their numbers."""
    (sheet,) = book(*rows).worksheets
    return [[*line][1:] for line in sheet.iter_rows() if isinstance(line[0].value, int)]


def test_the_same_list_makes_the_same_bytes_however_many_were_made_before() -> None:
    frame = pd.DataFrame([("а", 1, 1.0, 1.0, 1.0, False)], columns=[column.key for column in COLUMNS])
    listing = Listing("критерий", (Sheet("Список", COLUMNS, frame, 30),))
    first, second = (workbook("Перечень", ["Итог."], listing, HEAD, restricted=False) for _time in range(2))
    assert first == second


@pytest.mark.parametrize("attack", ATTACKS)
def test_text_from_data_stays_text(attack: str) -> None:
    ((cell, *_rest),) = cells((attack, 1, 1.0, 1.0, 1.0, False))
    assert cell.data_type == "s"
    assert cell.hyperlink is None
    assert str(cell.value).endswith(attack.strip())


def test_numbers_are_stored_as_numbers_and_shown_as_people_write_them() -> None:
    ((_text, n, low, share, moved, small),) = cells(("а", 12, 35.0, 50.0, -4.25, True))
    assert [cell.data_type for cell in (n, low, share, moved)] == ["n"] * 4
    assert [cell.value for cell in (n, low, share, moved)] == [12, 0.35, 0.5, -4.25]
    assert (low.number_format, share.number_format) == ("0.0%", "0.0%")
    assert moved.number_format == "+0.0;−0.0;0.0"
    assert small.value == "мало участников"


def test_what_is_withheld_or_not_there_is_said_in_words_and_is_no_nought() -> None:
    ((_text, n, low, share, *_rest),) = cells(("а", 5, "скрыто", pd.NA, 0.0, True))
    assert (n.value, low.value, share.value) == (5, "скрыто", "нет данных")


def test_colours_follow_the_threshold_inclusively_and_are_explained() -> None:
    sheet = book(("а", 20, 30.0, 50.0, 0.0, False)).worksheets[0]
    rules = [rule for rules in sheet.conditional_formatting for rule in rules.rules]
    low, shade = sorted(rules, key=lambda rule: rule.type)[0], sorted(rules, key=lambda rule: rule.type)[1]
    assert (low.type, low.operator, shade.type) == ("cellIs", "between", "colorScale")
    least, most = (float(formula) for formula in low.formula)
    assert least <= 0.3 <= most
    assert least > 0.2999
    said = [cell.value for (cell, *_rest) in sheet.iter_rows() if isinstance(cell.value, str)]
    assert any("оранжевым — доля не ниже 30 %; чем синее, тем доля больше" in line for line in said)


def test_a_sheet_without_colours_needs_no_legend() -> None:
    listing = Listing("критерий", (Sheet("Список", COLUMNS[:2], pd.DataFrame({"text": ["а"], "n": [1]})),))
    sheet = load_workbook(BytesIO(workbook("Перечень", [], listing, HEAD, restricted=False))).worksheets[0]
    assert not [1 for line in sheet.iter_rows() for cell in line if "Обозначения" in str(cell.value)]


def test_pages_are_landscape_one_wide_and_repeat_the_header_that_is_frozen_and_filtered() -> None:
    sheet = book(*[("а", number, 1.0, 1.0, 1.0, False) for number in range(200)]).worksheets[0]
    header = next(line[0].row or 0 for line in sheet.iter_rows() if line[0].value == "№")
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == f"${header}:${header}"
    assert sheet.freeze_panes == f"A{header + 1}"
    assert sheet.auto_filter.ref == f"A{header}:G{header + 200}"
