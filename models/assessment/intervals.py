"""Intervals for shares, their differences and their trends. Pure arithmetic over columns."""

from collections.abc import Iterable
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
    ones = pd.Series(1.0, index=before[1].index)
    return contrast([(-ones, *before), (ones, *after)], confidence)


def contrast(
    parts: Iterable[tuple[pd.Series, pd.Series, pd.Series]], confidence: float = 0.95
) -> tuple[pd.Series, pd.Series]:
    """Interval of a weighted sum of independent shares, from Wilson's limits of each (Zou, Huang and Zhang 2009).

    parts: (weight, successes, n); a difference has the weights −1 and 1 and gets Newcombe's interval.
    """
    shares, below, above = [], [], []
    for weight, successes, n in parts:
        lower, upper = wilson(successes, n, confidence)
        share = weight * (successes.astype("Float64") / n)
        low = (weight * lower).where(weight.ge(0), weight * upper)
        high = (weight * upper).where(weight.ge(0), weight * lower)
        shares.append(share)
        below.append((share - low) ** 2)
        above.append((high - share) ** 2)
    total = pd.Series(sum(shares))
    return total - pd.Series(sum(below)) ** 0.5, total + pd.Series(sum(above)) ** 0.5
