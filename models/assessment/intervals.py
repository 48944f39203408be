"""Intervals for shares and for their differences. Pure arithmetic over columns."""

from statistics import NormalDist

import pandas as pd


def wilson(successes: pd.Series, n: pd.Series, confidence: float = 0.95) -> tuple[pd.Series, pd.Series]:
    """Wilson's score interval of a share, as fractions 0–1 (Wilson 1927). NA where n is NA."""
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    n, share = n.astype("Float64"), successes.astype("Float64") / n.astype("Float64")
    centre = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * (share * (1 - share) / n + z**2 / (4 * n**2)) ** 0.5
    return (centre - half).clip(lower=0.0), (centre + half).clip(upper=1.0)


def newcombe(
    before: tuple[pd.Series, pd.Series], after: tuple[pd.Series, pd.Series], confidence: float = 0.95
) -> tuple[pd.Series, pd.Series]:
    """Interval of the difference of two independent shares, after − before (Newcombe 1998, method 10).

    before, after: (successes, n).
    """
    first = before[0].astype("Float64") / before[1]
    second = after[0].astype("Float64") / after[1]
    first_lower, first_upper = wilson(*before, confidence)
    second_lower, second_upper = wilson(*after, confidence)
    difference = second - first
    lower = difference - ((second - second_lower) ** 2 + (first_upper - first) ** 2) ** 0.5
    upper = difference + ((second_upper - second) ** 2 + (first - first_lower) ** 2) ** 0.5
    return lower, upper
