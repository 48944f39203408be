"""Shares by logistic regression where pupils of one school are alike: Williams 1982, model II.

Each year has its own level, the slopes are common. Arithmetic over arrays; what is regressed on what belongs elsewhere.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq
from scipy.special import expit, logit

Floats = npt.NDArray[np.float64]

LEAST_LIKENESS, MOST_LIKENESS = 1e-4, 0.5
ROUNDS, STEPS = 8, 40
# A slope's prior is normal around 0 with a deviation of 1 (in log odds by a standard deviation): it keeps the slope
# finite where a line separates the schools, and hardly moves it where there are enough of them.
RIDGE = 1.0


@dataclass(frozen=True)
class Line:
    """levels: of each year, in log odds; slopes; likeness: ρ, how alike pupils of one school are; covariance."""

    levels: Floats
    slopes: Floats
    likeness: float
    covariance: Floats


def fitted(k: Floats, n: Floats, year: npt.NDArray[np.intp], about: Floats, ridge: float = RIDGE) -> Line:
    """The line through these schools.

    k of n fell below; year: numbers from 0 on; about: (schools, slopes). Half a pupil for and against is shared out
    among each year's schools, so that a year in which nobody fell below has a level, too.
    """
    years = int(year.max()) + 1
    spread = n / np.bincount(year, n)[year]
    k, n = k + spread / 2, n + spread
    design = np.column_stack([np.eye(years)[year], about])
    penalty = np.diag([0.0] * years + [ridge] * about.shape[1])
    start = np.concatenate([logit(np.bincount(year, k) / np.bincount(year, n)), np.zeros(about.shape[1])])
    found, covariance, likeness = start, penalty, LEAST_LIKENESS
    for _ in range(ROUNDS):
        weight = 1 / (1 + (n - 1).clip(min=0) * likeness)
        found, covariance = _newton(k, n, design, penalty, weight, found)
        known, likeness = likeness, _likeness(k, n, expit(design @ found), len(n) - len(found))
        if abs(known - likeness) < LEAST_LIKENESS / 10:
            break
    return Line(found[:years], found[years:], likeness, covariance)


def _newton(
    k: Floats, n: Floats, design: Floats, penalty: Floats, weight: Floats, found: Floats
) -> tuple[Floats, Floats]:
    """The most likely coefficients at these weights, and their covariance."""
    for _ in range(STEPS):
        mean = expit(design @ found)
        slope = design.T @ (weight * (k - n * mean)) - penalty @ found
        information = (design.T * (weight * n * mean * (1 - mean))) @ design + penalty
        step = np.linalg.solve(information, slope)
        found = found + np.clip(step, -2, 2)
        if np.abs(step).max() < 1e-9:
            break
    covariance: Floats = np.linalg.inv(information)
    return found, covariance


def _likeness(k: Floats, n: Floats, mean: Floats, free: int) -> float:
    """The ρ at which Pearson's statistic is what its degrees of freedom say."""
    squares = (k - n * mean) ** 2 / (n * mean * (1 - mean))

    def excess(likeness: float) -> float:
        return float((squares / (1 + (n - 1).clip(min=0) * likeness)).sum()) - free

    if free <= 0 or excess(LEAST_LIKENESS) <= 0:
        return LEAST_LIKENESS
    return float(brentq(excess, LEAST_LIKENESS, MOST_LIKENESS)) if excess(MOST_LIKENESS) < 0 else MOST_LIKENESS
