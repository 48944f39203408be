"""A place is said as people say it."""

from models.lint.places import WHOLE, Place, line_of, together


def test_a_cell_is_its_row_and_its_column() -> None:
    assert str(Place(("строка 64",), "Сроки")) == "строка 64, столбец «Сроки»"


def test_several_rows_are_listed_in_their_order() -> None:
    assert (
        str(together([Place(("строка 66",), "Сроки"), Place(("строка 7",), "Сроки")]))
        == "строки 7, 66, столбец «Сроки»"
    )


def test_different_columns_are_not_named() -> None:
    assert str(together([Place(("строка 6",), "Сроки"), Place(("строка 7",), "Результат")])) == "строки 6, 7"


def test_what_the_rows_share_is_said_once() -> None:
    assert str(Place(("лист «План», строка 12", "лист «План», строка 14"))) == "лист «План», строки 12, 14"
    assert str(Place(("x.yaml, строка 3, T01.result", "x.yaml, строка 9, T02.result"))) == (
        "x.yaml, строки 3 (T01.result), 9 (T02.result)"
    )


def test_rows_of_different_sheets_stay_apart() -> None:
    assert str(Place(("лист «А», строка 1", "лист «Б», строка 1"))) == "лист «А», строка 1; лист «Б», строка 1"


def test_no_place_is_the_whole_document() -> None:
    assert str(WHOLE) == "весь документ"
    assert line_of("таблица") == 0
