from datetime import date

import pytest

from models.wording import counted, day, fixed, grouped, joined, month, percent, plural, signed, unbroken, years

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (0, "школ"),
        (1, "школа"),
        (2, "школы"),
        (4, "школы"),
        (5, "школ"),
        (11, "школ"),
        (12, "школ"),
        (14, "школ"),
        (21, "школа"),
        (22, "школы"),
        (100, "школ"),
        (111, "школ"),
        (1001, "школа"),
        (1112, "школ"),
    ],
)
def test_the_word_agrees_with_the_number(number: int, word: str) -> None:
    assert plural(number, "школа", "школы", "школ") == word
    assert counted(number, "школа", "школы", "школ") == f"{number}{NBSP}{word}"


def test_long_numbers_are_grouped_by_thousands() -> None:
    assert (grouped(9999), grouped(12000), grouped(1234567)) == ("9999", f"12{NBSP}000", f"1{NBSP}234{NBSP}567")


def test_shares_have_a_decimal_comma() -> None:
    assert (percent(100 * 20 / 67), percent(30), percent(57, 0)) == (f"29,9{NBSP}%", f"30,0{NBSP}%", f"57{NBSP}%")


def test_differences_show_their_sign_and_nought_has_none() -> None:
    assert [signed(value) for value in (3.21, -4, 0, -0.04)] == ["+3,2", "−4,0", "0,0", "0,0"]


def test_dates_and_years_read_as_in_a_letter() -> None:
    assert day(date(2024, 8, 31)) == f"31{NBSP}августа 2024{NBSP}г."
    assert day(date(2025, 5, 1)) == f"1{NBSP}мая 2025{NBSP}г."
    assert (years([2023]), years([2022, 2023])) == (f"2023{NBSP}г.", f"2022 и 2023{NBSP}гг.")
    assert joined(["а", "б", "в"]) == "а, б и в"


def test_columns_have_all_digits_and_months_their_names() -> None:
    assert (fixed(0.4), fixed(1), fixed(0.666)) == ("0,40", "1,00", "0,67")
    assert month(date(2024, 10, 1)) == "октябрь 2024"


def test_a_number_is_not_parted_from_its_sign() -> None:
    said = "СОШ № 19, г. Примерск, п. 6, подп. 2; 2024 г. и всё"
    assert unbroken(said) == said.replace("№ ", f"№{NBSP}").replace("г. П", f"г.{NBSP}П").replace("п. ", f"п.{NBSP}")
