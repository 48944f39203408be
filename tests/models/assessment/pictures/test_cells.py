"""Cells of charts: right shares and intervals; small ones hidden so that no subtraction gives them back."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.assessment.pictures.cells import REGION
from models.assessment.pictures.cells import cells as told_cells
from models.assessment.sharing import told_of_works
from models.assessment.small_cells import is_small
from tests.models.assessment.pictures.results import results
from tests.models.assessment.pictures.results import untold as cells

SIX = [("a", 2024, 50, 10), ("b", 2024, 40, 20), ("c", 2024, 60, 12), ("d", 2024, 100, 30)]


def of(table: pd.DataFrame, school: str) -> dict[Any, Any]:
    (row,) = table[table["school"].eq(school)].to_dict("records")
    return row


def test_a_school_has_its_share_with_wilsons_interval() -> None:
    row = of(cells(results(*SIX)), "a")
    # Wilson 1927 for 10 of 50.
    assert (row["n"], row["n_low"], row["share"]) == (50, 10, 20.0)
    assert (row["lower"], row["upper"]) == pytest.approx((11.24, 33.04), abs=0.01)


def test_the_region_is_all_schools_and_its_interval_is_as_wide_as_they_differ() -> None:
    region = of(cells(results(*SIX)), REGION)
    assert (region["n"], region["n_low"], region["share"]) == (250, 72, 28.8)
    # By hand: residuals −4.4, 8.48, −5.28, 1.2; variance 120.5888·4/3/250²; Student's 3.1824 with 3 degrees.
    assert region["upper"] - region["share"] == pytest.approx(16.141, abs=0.005)
    alike = of(cells(results(("a", 2024, 50, 10), ("b", 2024, 50, 10), ("c", 2024, 50, 10))), REGION)
    assert alike["upper"] == alike["lower"] == 20.0


def test_two_schools_say_nothing_of_how_schools_vary() -> None:
    region = of(cells(results(("a", 2024, 50, 10), ("b", 2024, 50, 20))), REGION)
    assert region["share"] == 30.0
    assert pd.isna(region["lower"])


def test_a_small_cell_is_hidden_with_its_interval_and_one_more_beside_it() -> None:
    table = cells(results(*SIX, ("e", 2024, 30, 2)))
    assert set(table.loc[table["is_hidden"], "school"]) == {"e", "b"}, "alone it would be the region less the others"
    hidden = table[table["is_hidden"]]
    assert hidden[["n_low", "share", "lower", "upper"]].isna().all(axis=None)
    assert of(table, "e")["n"] == 30, "how many took part is no secret"


def test_a_municipality_is_its_schools_together_without_an_interval() -> None:
    rows = results(*SIX, ("e", 2024, 30, 10))
    table = told_cells(rows, told_of_works(rows, pd.Series({"a": "Луг", "b": "Луг", "c": "Бор", "d": "Бор"})))
    place = of(table, "Луг")
    assert (place["n"], place["n_low"], place["share"]) == (90, 30, pytest.approx(33.3333))
    assert pd.isna(place["lower"]), "how two schools vary would tell of each"
    assert set(table["school"]) == {*"abcde", "Луг", "Бор", REGION}, "a school of no municipality is in none"


def test_a_municipality_is_hidden_where_it_would_tell_of_its_school() -> None:
    rows = results(*SIX, ("e", 2024, 30, 2))
    table = told_cells(rows, told_of_works(rows, pd.Series({"e": "Луг"} | dict.fromkeys("abcd", "Бор"))))
    assert of(table, "Луг")["is_hidden"]
    assert pd.isna(of(table, "Луг")["share"])


def test_procedures_and_years_stand_apart() -> None:
    both = pd.concat(
        [results(*SIX), results(("a", 2023, 50, 25)), results(("a", 2024, 20, 10), procedure="ОГЭ, физика")]
    )
    table = cells(both)
    assert len(table) == 5 + 2 + 2
    assert list(table["year"]) == sorted(table["year"])


def test_without_results_there_are_no_cells() -> None:
    assert cells(results(*SIX).head(0)).empty


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 60), st.floats(0, 1)), min_size=1, max_size=8), st.randoms())
def test_no_small_cell_is_shown_whatever_the_order_of_schools(said: list[tuple[int, float]], chance: Any) -> None:
    rows = results(*((f"s{place}", 2024, n, round(n * part)) for place, (n, part) in enumerate(said)))
    table = cells(rows)
    shown = table[~table["is_hidden"]]
    assert not is_small(shown["n"], shown["n_low"]).any()
    mixed = rows.sample(frac=1, random_state=chance.randint(0, 99))
    pd.testing.assert_frame_equal(cells(mixed), table)
