"""HTML's tables become rows under one grid; what stands between them becomes lines."""

from models.order.cells import Line, Row
from tasks.reading.orders.webpage import blocks_of_html, read_page


def rows_of(html: str) -> list[Row]:
    return [block for block in blocks_of_html(html) if isinstance(block, Row)]


def test_a_cell_over_columns_covers_them_and_one_over_rows_is_held_by_them() -> None:
    rows = rows_of(
        "<table><tr><td colspan=2>Раздел</td><td>в</td></tr>"
        "<tr><td rowspan=2>1</td><td>а</td><td>б</td></tr><tr><td>г</td><td>д</td></tr></table>"
    )
    assert [row.cells for row in rows] == [("Раздел", "", "в"), ("1", "а", "б"), ("1", "г", "д")]
    assert [sorted(row.covered) for row in rows] == [[1], [], []]
    assert [sorted(row.held) for row in rows] == [[], [], [0]]


def test_a_cell_over_rows_and_columns_stays_covered_below() -> None:
    rows = rows_of("<table><tr><td colspan=2 rowspan=2>а</td><td>б</td></tr><tr><td>в</td></tr></table>")
    assert rows[1].cells == ("а", "", "в")
    assert (sorted(rows[1].held), sorted(rows[1].covered)) == ([0], [1])


def test_paragraphs_of_a_cell_are_its_lines_and_a_table_inside_is_its_text() -> None:
    (row,) = rows_of(
        "<table><tr><td><p>а\n  б</p><p>в<br>г</p></td><td><table><tr><td>д</td></tr></table></td></tr></table>"
    )
    assert row.cells == ("а б\nв\nг", "д")


def test_a_page_is_its_lines_and_tables_without_scripts_and_styles() -> None:
    page = read_page(
        "<html><head><title>x</title><style>p {}</style></head><body>\n<h1>План&nbsp;на 2025 год</h1>\n"
        "<table><tr><th>№</th><th>Мероприятия</th></tr>\n<tr><td>1</td><td>Семинар</td></tr></table></body></html>",
        "plan.doc",
    )
    line, *rows = page.blocks
    assert isinstance(line, Line)
    assert (line.text, line.number) == ("План на 2025 год", 2)
    assert [(row.number, row.cells) for row in rows if isinstance(row, Row)] == [
        (3, ("№", "Мероприятия")),
        (4, ("1", "Семинар")),
    ]


def test_a_table_of_one_column_only_lays_out_the_page() -> None:
    assert [block.text for block in blocks_of_html("<table><tr><td><p>ПРИКАЗ</p><p>№ 5</p></td></tr></table>")] == [
        "ПРИКАЗ",
        "№ 5",
    ]


def test_a_table_that_is_never_closed_is_read_to_the_end() -> None:
    assert [row.cells for row in rows_of("<table><tr><td>1<td>Семинар")] == [("1", "Семинар")]
