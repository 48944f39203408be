"""The plan in a workbook: the same rows, days as days, filters on, and pages that print well."""

from datetime import date, datetime

import pytest

from models.roadmap.printing import table
from tasks.documents.plan.xlsx import plan_workbook
from tasks.reading.roadmap import read_roadmap, shipped_names
from tests.factories import six, six_with
from tests.tasks.documents.plan.plans import an_execution, rows_in_sheet, sheet_of

DAY = date(2024, 8, 31)
HEADER = ["№ п/п", "Мероприятие", "Сроки", "Ответственные"]


@pytest.mark.parametrize("name", shipped_names())
def test_every_row_of_the_order_is_there_in_its_words(name: str) -> None:
    roadmap = read_roadmap(name)
    printed = table(roadmap)
    found = rows_in_sheet(plan_workbook(roadmap, None, DAY))
    begin = found.index(list(printed.columns.values())) + 1
    expected = []
    for section in printed.sections:
        expected.append([section.title, *[None] * (len(printed.columns) - 1)])
        expected += [[row.cell(column) or None for column in printed.columns] for row in section.rows]
    assert found[begin : begin + len(expected)] == expected


def test_days_are_days_and_can_be_sorted() -> None:
    marks = {
        "A1": an_execution(closed_on=date(2024, 2, 20), documents=("справка.docx",)),
        "B2": an_execution(said="Исполняется", is_done=False, due_on=date(2024, 4, 30), counts=("в 1 из 2 школ",)),
    }
    rows = rows_in_sheet(plan_workbook(six(), marks, DAY))
    begin = next(place for place, row in enumerate(rows) if row[:4] == HEADER)
    assert rows[begin][4:] == [
        "Отметка об исполнении", "Фактическая дата", "Контрольная дата", "Сколько исполнено", "Чем подтверждено",
    ]  # fmt: skip
    assert rows[begin + 2][4:] == ["Исполнено", datetime(2024, 2, 20), None, None, "справка.docx"]
    assert rows[begin + 3][4:] == ["Исполняется", None, datetime(2024, 4, 30), "в 1 из 2 школ", None]


def test_what_is_done_in_part_has_no_day_on_which_it_was_done() -> None:
    begun = an_execution(said="Просрочено", is_done=False, closed_on=date(2024, 3, 5), due_on=date(2024, 4, 30))
    row = next(row for row in rows_in_sheet(plan_workbook(six(), {"B2": begun}, DAY)) if row[1] == "Анкетирование")
    assert row[4:7] == ["Просрочено", None, datetime(2024, 4, 30)]


def test_it_prints_on_a4_on_its_side_as_wide_as_the_page_with_the_header_on_every_page() -> None:
    sheet = sheet_of(plan_workbook(six(), {}, DAY))
    setup = sheet.page_setup
    assert (setup.orientation, setup.paperSize, setup.fitToHeight) == ("landscape", 9, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    header = next(row for row in range(1, 20) if sheet.cell(row, 1).value == "№ п/п")
    assert sheet.print_title_rows == f"${header}:${header}"
    assert sheet.freeze_panes == f"C{header + 1}"
    assert sheet.auto_filter.ref.startswith(f"A{header}:")
    assert sheet.oddFooter.left.text.startswith("Отдел образования: ____")
    assert {part.font for part in (sheet.oddFooter.left, sheet.oddFooter.right)} == {"Times New Roman,Regular"}


def test_rows_are_as_high_as_their_texts() -> None:
    sheet = sheet_of(plan_workbook(six_with("A1", text="Анализ результатов " * 40), None, DAY))
    heights = {sheet.cell(row, 2).value: sheet.row_dimensions[row].height for row in range(1, sheet.max_row)}
    assert heights[("Анализ результатов " * 40).strip()] > 5 * heights["Анкетирование"]


def test_a_cell_that_begins_like_a_formula_stays_text() -> None:
    cell = next(
        cell
        for row in sheet_of(plan_workbook(six_with("A1", text="=1+1"), None, DAY)).iter_rows()
        for cell in row
        if cell.value == "=1+1"
    )
    assert cell.data_type == "s"


def test_equal_plans_have_equal_bytes() -> None:
    assert plan_workbook(six(), {}, DAY) == plan_workbook(six(), {}, DAY)
