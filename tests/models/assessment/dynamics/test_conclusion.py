import pandas as pd
import pytest

from models.assessment.dynamics.conclusion import compute
from models.assessment.intervals import newcombe, wilson
from tests.models.assessment.factories import context, exam, frames


def test_the_wilson_interval_is_the_textbooks() -> None:
    """Newcombe 1998, two-sided intervals for the single proportion: 81 of 263 is 0.2553 to 0.3662."""
    lower, upper = wilson(pd.Series([81, 0]), pd.Series([263, 20]))
    assert list(lower.round(4)) == [0.2553, 0.0]
    assert list(upper.round(4)) == [0.3662, 0.1611]


def test_the_newcombe_interval_is_the_textbooks() -> None:
    """Newcombe 1998, method 10: 56/70 − 48/80 is 0.2000 with 0.0524 to 0.3339."""
    lower, upper = newcombe((pd.Series([48]), pd.Series([80])), (pd.Series([56]), pd.Series([70])))
    assert (round(lower[0], 4), round(upper[0], 4)) == (0.0524, 0.3339)


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [((40, 20), (40, 4), "improved"), ((40, 4), (40, 20), "worsened"), ((10, 4), (10, 3), "unclear")],
)
def test_a_change_is_named_only_beyond_chance(before: tuple[int, int], after: tuple[int, int], change: str) -> None:
    result = compute(frames(gia=[exam(*before, year=2022), exam(*after, year=2024)]), context(2022, 2024))
    assert list(result.table["change"]) == [change]
    assert result.facts[change] == 1


def test_a_missing_year_is_not_available_and_never_nought() -> None:
    result = compute(frames(gia=exam(10, 3, year=2024)), context(2022, 2024))
    row = result.table.iloc[0]
    assert row["change"] == "not_available"
    assert pd.isna(row["n_before"])
    assert pd.isna(row["difference"])
    assert result.facts["not_available"] == 1


def test_the_first_and_the_last_year_are_compared_and_all_are_kept() -> None:
    gia = [exam(10, low, year=year) for year, low in ((2022, 1), (2023, 9), (2024, 2))]
    result = compute(frames(gia=gia), context(2022, 2023, 2024))
    assert list(result.table["difference"]) == [10.0]
    assert list(result.details["years"]["share"]) == [10.0, 90.0, 20.0]
