"""From per cents back to counts (domain.md §1.4)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.assessment.percents import exact_up_to, recovered


def counts(percents: list[float], n: int, decimals: int = 2) -> tuple[list[int], bool]:
    found = recovered(np.array([percents]), np.array([n]), decimals)
    return found.counts[0].tolist(), bool(found.strange.any() or found.astray.any())


@pytest.mark.parametrize(
    ("percents", "n", "expected"),
    [
        ([32.79, 39.34, 21.31, 6.56], 61, [20, 24, 13, 4]),
        ([28.57, 42.86, 14.29, 14.29], 7, [2, 3, 1, 1]),
        ([26.32, 73.68, 0, 0], 19, [5, 14, 0, 0]),
        ([100, 0, 0, 0], 1, [1, 0, 0, 0]),
    ],
)
def test_counts_come_back(percents: list[float], n: int, expected: list[int]) -> None:
    assert counts(percents, n) == (expected, False)


@pytest.mark.parametrize(
    ("percents", "n"),
    [
        ([33.79, 38.34, 21.31, 6.56], 61),
        ([32.79, 39.34, 21.31, 8.20], 61),
        ([50, 50, 0.03, 0], 10_000),
        ([50, 50, 0, 0], 3),
    ],
)
def test_what_no_count_gives_is_seen(percents: list[float], n: int) -> None:
    assert counts(percents, n)[1]


@given(st.lists(st.integers(0, 900), min_size=4, max_size=4).filter(any), st.sampled_from([1, 2]))
def test_every_distribution_survives_being_printed(given_counts: list[int], decimals: int) -> None:
    n = sum(given_counts)
    if n <= exact_up_to(decimals):
        printed = [round(100 * count / n, decimals) for count in given_counts]
        assert counts(printed, n, decimals) == (given_counts, False)
