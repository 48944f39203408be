"""Excel's quotes around cells of several lines are undone; quotes that people printed stay."""

import pytest

from tasks.reading.orders.quoting import unquoted_lines


def cells_of(text: str) -> list[tuple[int, tuple[str, ...]]]:
    return list(unquoted_lines(text))


def test_a_cell_of_several_lines_is_one_cell_and_the_next_line_keeps_its_number() -> None:
    assert cells_of('№\t"Срок\nисполнения"\n1\tмай') == [(1, ("№", "Срок\nисполнения")), (3, ("1", "май"))]


def test_doubled_quotes_are_quotes() -> None:
    assert cells_of('1\t"Семинар ""Новый урок"""\tмай') == [(1, ("1", 'Семинар "Новый урок"', "май"))]


def test_a_quoted_cell_may_hold_a_tab_and_a_comma() -> None:
    assert cells_of('"а\tб"\t"в, г"\t"д\nе"') == [(1, ("а\tб", "в, г", "д\nе"))]


@pytest.mark.parametrize(
    "text",
    [
        '1\t"Круглый стол"\tмай\n2\tСеминар\tиюнь',  # a quote that nothing but Excel would need is no proof
        '1\t"Круглый стол, семинар"\tмай',
        '1\tКруглый стол "Итоги, планы"\tмай\n2\t"а\nб"\tиюнь',  # Excel would have quoted the first one too
        '1\t"Круглый стол" с экспертами\tмай\n2\tСеминар "Итоги"\tиюнь',
        '1\t"не закрыто\tмай\n2\tСеминар\tиюнь',
    ],
)
def test_quotes_that_people_printed_are_left_alone(text: str) -> None:
    printed = [(number, tuple(line.split("\t"))) for number, line in enumerate(text.split("\n"), start=1)]
    assert cells_of(text) == printed
