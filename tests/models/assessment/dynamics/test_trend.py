"""Slopes over years: numbers by hand, the interval's kinship with Newcombe's, how often chance is called a trend."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.assessment.dynamics.trend import trends
from models.assessment.intervals import contrast, newcombe


def results(*rows: tuple[str, int, int, int]) -> pd.DataFrame:
    """Results of one procedure: school, year, n, n_low."""
    table = pd.DataFrame(rows, columns=["school", "year", "n", "n_low"])
    return table.assign(procedure="ОГЭ, математика", subject="математика", small_n=table["n"].lt(10)).astype(
        {"n": "Int64", "n_low": "Int64", "year": "Int64"}
    )


def test_a_slope_is_percentage_points_a_year_over_unequal_gaps_too() -> None:
    even = trends(results(("a", 2021, 40, 4), ("a", 2022, 40, 12), ("a", 2023, 40, 20)), (2021, 2022, 2023))
    assert list(even["slope"]) == [20.0]
    assert list(even["change"]) == ["worsened"]
    # 0 %, 20 % and 30 % on a line: ten points a year, though 2022 is missing.
    gap = trends(results(("a", 2021, 10, 0), ("a", 2023, 10, 2), ("a", 2024, 10, 3)), (2021, 2022, 2023, 2024))
    assert list(gap["slope"]) == [10.0]
    assert list(gap[["years", "first_year"]].itertuples(index=False, name=None)) == [(3, 2021)]


def test_over_three_even_years_the_limits_are_half_of_newcombes_for_the_ends() -> None:
    """The middle year weighs nothing: 48 of 80 and 56 of 70 are the textbook's 0.0524 to 0.3339."""
    table = trends(results(("a", 2021, 80, 48), ("a", 2022, 9, 9), ("a", 2023, 70, 56)), (2021, 2022, 2023))
    assert table["slope"][0] == 10.0
    assert table["lower"][0] == pytest.approx(100 * 0.0524 / 2, abs=0.005)
    assert table["upper"][0] == pytest.approx(100 * 0.3339 / 2, abs=0.005)


def test_two_years_are_no_trend() -> None:
    assert trends(results(("a", 2022, 40, 4), ("a", 2023, 40, 20)), (2022, 2023)).empty


counts = st.tuples(st.integers(1, 60), st.integers(0, 60)).map(lambda pair: (pair[0], min(pair)))


@settings(max_examples=20, deadline=None)
@given(before=counts, after=counts)
def test_a_contrast_of_two_shares_is_newcombes_interval(before: tuple[int, int], after: tuple[int, int]) -> None:
    (n1, low1), (n2, low2) = ((pd.Series([n]), pd.Series([low])) for n, low in (before, after))
    one = pd.Series([1.0])
    expected = newcombe((low1, n1), (low2, n2))
    turned = contrast([(one, low2, n2), (-one, low1, n1)])
    for limit, other in zip(expected, turned, strict=True):
        assert limit[0] == pytest.approx(other[0])
    difference = low2[0] / n2[0] - low1[0] / n1[0]
    assert expected[0][0] - 1e-9 <= difference <= expected[1][0] + 1e-9
    assert -1 - 1e-9 <= expected[0][0] <= expected[1][0] <= 1 + 1e-9


@settings(max_examples=10, deadline=None)
@given(
    rows=st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from([2021, 2022, 2023]), counts), max_size=9),
    seed=st.integers(0, 99),
)
def test_neither_row_order_nor_other_schools_change_a_trend(
    rows: list[tuple[str, int, tuple[int, int]]], seed: int
) -> None:
    distinct = {(school, year): (school, year, *counted) for school, year, counted in rows}
    table, years = results(*distinct.values()), (2021, 2022, 2023)
    plain = trends(table, years)
    pd.testing.assert_frame_equal(trends(table.sample(frac=1, random_state=seed), years), plain)
    alone = trends(table[table["school"].eq("a")], years)
    pd.testing.assert_frame_equal(plain[plain["school"].eq("a")].reset_index(drop=True), alone, check_dtype=False)


def test_chance_alone_is_called_a_trend_in_about_five_of_a_hundred() -> None:
    schools, generator = 4000, np.random.default_rng(7)
    n = generator.integers(8, 80, schools)
    years = [
        pd.DataFrame({"school": [f"s{i}" for i in range(schools)], "year": year, "n": n, "n_low": drawn})
        for year in (2021, 2022, 2023)
        for drawn in [generator.binomial(n, 0.2)]
    ]
    rows = pd.concat(years)[["school", "year", "n", "n_low"]].itertuples(index=False, name=None)
    change = trends(results(*rows), (2021, 2022, 2023))["change"]
    assert 0.02 < change.ne("unclear").mean() < 0.06
