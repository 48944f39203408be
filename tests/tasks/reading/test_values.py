"""What single texts say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.reading import values


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1 (2б)", ("1", 2)),
        ("3.1 (1б)", ("3.1", 1)),
        ("3,1 (1 б)", ("3.1", 1)),
        ("15К1 (3б)", ("15К1", 3)),
        ("15K1\n(3б)", ("15К1", 3)),
        ("Вариант", None),
    ],
)
def test_a_task_heading_gives_number_and_points_with_a_cyrillic_letter(text: str, said: object) -> None:
    assert values.task_heading(text) == said


@pytest.mark.parametrize("text", ["sch680101", "EDU680101", "МБОУ «СОШ №1» (sch680101)"])
def test_both_prefixes_are_one_login(text: str) -> None:
    assert values.login(text) == "edu680101"


@pytest.mark.parametrize("text", ["", "edu68010", "edu6801011", "680101", "xedu680101"])
def test_what_only_resembles_a_login_is_none(text: str) -> None:
    assert values.login(text) is None


@pytest.mark.parametrize("text", ["5 «в»", '5"В"', "5-В", "5B", "5 В"])
def test_a_class_is_called_alike_however_it_is_written(text: str) -> None:
    assert values.class_name(text) == "5В"


@given(st.integers(0, 100), st.sampled_from(["{}", "{},0", "{}.00"]))
def test_whole_numbers_are_understood_with_a_decimal_comma(number: int, written: str) -> None:
    assert values.whole(0, 100)(written.format(number)) == number


@pytest.mark.parametrize("text", ["", "1,5", "-1", "101", "один", "²"])
def test_other_numbers_are_wrong(text: str) -> None:
    assert values.whole(0, 100)(text) is None


def test_zeros_that_a_spreadsheet_has_eaten_come_back() -> None:
    assert values.school_code("11001") == "011001"
