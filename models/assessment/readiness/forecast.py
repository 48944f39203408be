"""From a line to what may come: the share below the minimum with an interval, and the probability of a low exam.

A coming year's level is not known: years differ by more than schools can tell. How much, the years at hand say, and a
prior of ours where they are few; the whole forecast is a beta-binomial spread over the levels that a year may have.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import betaln, expit, gammaln
from scipy.stats import t

from models.assessment.readiness.regression import Line

Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]

# What a region's level moves by from year to year, in log odds, before any year is seen, and how many years that
# knowledge is worth (ours; a scaled inverse χ²: Gelman et al. 2013, section 2.6).
YEAR, YEARS_WORTH = 0.25, 3
# Levels that a year may have, of equal probability.
LEVELS = 9
AT_ONCE = 500  # schools; what bounds the memory of a whole country


@dataclass(frozen=True)
class Forecast:
    """Of each school: share and its interval as fractions, and the probability that the exam will be low."""

    share: Floats
    lower: Floats
    upper: Floats
    low: Floats


def forecast(line: Line, about: Floats, n: Counts, low_percent: int, confidence: float) -> Forecast:
    """What may come in a year that the line has not seen.

    about: (schools, slopes); n: how many pupils are expected. The interval holds at least `confidence`: shares of a
    few pupils come in leaps.
    """
    spread = levels(line, about)
    found = np.zeros((4, len(n)))
    order = np.argsort(n, kind="stable")
    for at in range(0, len(n), AT_ONCE):
        rows = order[at : at + AT_ONCE]
        found[:, rows] = _of_some(spread[rows], n[rows], line.likeness, low_percent, confidence)
    return Forecast(*found)


def levels(line: Line, about: Floats) -> Floats:
    """(schools, LEVELS): the probabilities of falling below that a school's pupils may have, equally likely."""
    years = len(line.levels)
    mean = line.levels.mean()
    free = YEARS_WORTH + years - 1
    moves = (YEARS_WORTH * YEAR**2 + ((line.levels - mean) ** 2).sum()) / free
    reading = np.column_stack([np.full((len(about), years), 1 / years), about])
    doubt = np.einsum("ij,jk,ik->i", reading, line.covariance, reading)
    deviation = np.sqrt(moves * (1 + 1 / years) + doubt)
    standard = t.ppf((np.arange(LEVELS) + 0.5) / LEVELS, free)
    spread: Floats = expit((mean + about @ line.slopes)[:, None] + deviation[:, None] * standard)
    return spread


def _of_some(chances: Floats, n: Counts, likeness: float, low_percent: int, confidence: float) -> Floats:
    """(4, schools): share, lower, upper, low."""
    counts = np.arange(int(n.max(initial=0)) + 1)
    mass = _mass(chances, n, counts, (1 - likeness) / likeness)
    below = mass.cumsum(axis=1)
    tail = (1 - confidence) / 2
    lower, upper = ((below < edge).sum(axis=1) / n for edge in (tail, 1 - tail))
    low = np.where(100 * counts >= low_percent * n[:, None], mass, 0).sum(axis=1)
    return np.vstack([chances.mean(axis=1), lower, np.minimum(upper, 1), low])


def _mass(chances: Floats, n: Counts, counts: Counts, weight: float) -> Floats:
    """(schools, counts): the probability of each count below the minimum."""
    size = n[:, None]
    rest = np.maximum(size - counts, 0)
    ways = gammaln(size + 1) - gammaln(counts + 1) - gammaln(rest + 1)
    total = np.zeros((len(n), len(counts)))
    for level in range(chances.shape[1]):
        ill, well = chances[:, level, None] * weight, (1 - chances[:, level, None]) * weight
        total += np.exp(ways + betaln(counts + ill, rest + well) - betaln(ill, well))
    return np.where(counts <= size, total / chances.shape[1], 0.0)
