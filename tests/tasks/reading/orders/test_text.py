"""Markdown's tables, however they are written, become the same rows."""

from models.order.cells import Row
from tasks.reading.orders.text import read_text

EXPECTED = [("№", "Мероприятия", "Срок"), ("1.", "Семинар для учителей", "май 2025"), ("2.", "Конкурс", "июнь 2025")]

PIPES = """
| № | Мероприятия | Срок |
|---|:--|--|
| 1\\. | Семинар для учителей | май 2025 |
| 2\\. | Конкурс | июнь 2025 |
"""
HTML = """
<table><thead><tr><th>№</th><th>Мероприятия</th><th>Срок</th></tr></thead>
<tr><td>1.</td><td>Семинар для учителей</td><td>май 2025</td></tr>
<tr><td>2.</td><td>Конкурс</td><td>июнь 2025</td></tr></table>
"""
GRID = """
+----+-------------+-----------+
| №  | Мероприятия | Срок      |
+====+=============+===========+
| 1\\.| Семинар для | май 2025  |
|    | учителей    |           |
+----+-------------+-----------+
| 2\\.| Конкурс     | июнь 2025 |
+----+-------------+-----------+
"""
DASHES = """
  ---- ------------ ----------
  №    Мероприятия  Срок
  ---- ------------ ----------
  1\\.  Семинар для  май 2025
       учителей

  2\\.  Конкурс      июнь 2025
  ---- ------------ ----------
"""


def rows_of(text: str) -> list[Row]:
    return [block for block in read_text(text, "plan.md").blocks if isinstance(block, Row)]


def test_tables_of_pipes_of_html_and_drawn_ones_are_the_same_rows() -> None:
    for text in (PIPES, HTML, GRID, DASHES):
        assert [row.cells for row in rows_of("**План на 2025 год**\n" + text)] == EXPECTED, text


def test_a_grid_cell_over_columns_covers_them_and_one_over_rows_is_held() -> None:
    rows = rows_of(
        "+---+-----+-----+\n| Раздел 1. А   |\n+---+-----+-----+\n| 1 | а   | б   |\n|   +-----+-----+\n"
        "|   | в   | г   |\n+---+-----+-----+\n"
    )
    assert [row.cells for row in rows] == [("Раздел 1. А", "", ""), ("1", "а", "б"), ("1", "в", "г")]
    assert [(sorted(row.covered), sorted(row.held)) for row in rows] == [([1, 2], []), ([], []), ([], [0])]
    assert [row.number for row in rows] == [2, 4, 6]


def test_an_empty_line_in_a_grid_cell_ends_a_paragraph() -> None:
    (row,) = rows_of("+----+----+\n| а  | г  |\n|    |    |\n| б  |    |\n+----+----+\n")
    assert row.cells == ("а\nб", "г")


def test_lines_of_dashes_between_rows_with_tabs_are_no_table() -> None:
    text = "№\tМероприятия\tСрок\n-----\n1\tСеминар\tмай\n-----\n2\tКонкурс\tиюнь\n-----\n"
    assert [row.cells[1] for row in rows_of(text)] == ["Мероприятия", "Семинар", "Конкурс"]


def test_a_cell_in_excel_s_quotes_is_read_over_its_line_ends() -> None:
    rows = rows_of('№\tМероприятия\t"Срок\nисполнения"\n1\t"Семинар ""Новый урок"""\tмай\n')
    assert [(row.number, row.cells) for row in rows] == [
        (1, ("№", "Мероприятия", "Срок\nисполнения")),
        (3, ("1", 'Семинар "Новый урок"', "май")),
    ]
