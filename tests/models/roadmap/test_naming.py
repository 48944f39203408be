"""A wrong name is answered with the right one nearest to it."""

from models.roadmap.naming import nearest, suggestion


def test_a_slip_of_the_pen_finds_its_name() -> None:
    assert nearest("low_result", ["low_results", "low_classes"]) == "low_results"


def test_letters_that_look_alike_count_as_equal() -> None:
    assert nearest("Т01", ["T01", "T10"]) == "T01"


def test_zeros_before_a_number_make_no_difference() -> None:
    assert nearest("T2", ["T32", "T02", "T20"]) == "T02"
    assert nearest("T010", ["T01", "T10"]) == "T10"


def test_capitals_make_no_difference() -> None:
    assert nearest("Vpr", ["oge", "vpr"]) == "vpr"


def test_what_is_like_nothing_gets_no_name() -> None:
    assert nearest("мимо", ["low_results"]) is None


def test_without_a_near_name_the_few_possible_ones_are_listed() -> None:
    assert suggestion("мимо", ["vpr", "oge"]) == "Можно: «oge», «vpr»."
    assert suggestion("мимо", []) == "Похожих нет."
