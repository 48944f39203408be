"""How much more the supported changed than the others, and how sure that is. The schools are the units.

A result is standardised within its year and procedure by the mean and the spread of schools that were not supported:
support must not stretch the ruler that it is measured with. The interval is that of a jackknife over schools (each is
left out once, the ruler made anew; Bell and McCaffrey 2002, CR3), with Student's t and the degrees of freedom of
Welch and Satterthwaite: it holds for few schools and grows wide with them.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import t

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Estimate:
    """An effect with its interval, in standard deviations of the results of schools that were not supported."""

    value: float
    lower: float
    upper: float
    error: float
    freedom: float


def standardised(values: Floats, supported: Flags) -> Floats:
    """The results of each column in standard deviations of the others from their mean; 0 where they do not vary."""
    centre, spread = _ruler(values[~supported])
    return np.divide(values - centre, spread, out=np.zeros_like(values), where=spread > 0)


def effect(values: Floats, weights: Floats, supported: Flags, confidence: float = 0.95) -> Estimate:
    """The mean change of the supported minus that of the others.

    values, weights: as results.Pairs has them; at least two schools on each side, three others in every column.
    """
    change = np.nansum(weights * standardised(values, supported), axis=1)
    ours, theirs = change[supported], change[~supported]
    variances = np.array([ours.var(ddof=1) / len(ours), _jackknife(values, weights, supported)])
    free = np.array([len(ours) - 1, len(theirs) - 1])
    value, error = float(ours.mean() - theirs.mean()), float(np.sqrt(variances.sum()))
    freedom = float(variances.sum() ** 2 / (variances**2 / free).sum()) if error > 0 else float(free.min())
    half = float(t.ppf((1 + confidence) / 2, freedom)) * error
    return Estimate(value, value - half, value + half, error, freedom)


def _ruler(values: Floats) -> tuple[Floats, Floats]:
    """Mean and standard deviation of each column, without the missing."""
    return np.nanmean(values, axis=0), np.nanstd(values, axis=0, ddof=1)


def _jackknife(values: Floats, weights: Floats, supported: Flags) -> float:
    """The variance that comes from the others: what each of them, left out, would have made of the effect."""
    x, w = np.nan_to_num(values), weights
    theirs, there = values[~supported], ~np.isnan(values[~supported])
    many, size = there.sum(axis=0), len(theirs)
    centre, spread = _ruler(theirs)
    off = np.where(there, theirs - centre, 0.0)
    left = many - there
    centres = centre - off / np.maximum(left, 1)
    squares = (many - 1) * spread**2 - off**2 * many / np.maximum(many - 1, 1)
    spreads = np.sqrt(np.maximum(squares, 0) / np.maximum(left - 1, 1))
    spreads = np.where(there, spreads, spread)
    sums, mass = (w[~supported] * x[~supported]).sum(axis=0), w[~supported].sum(axis=0)
    others = (sums - w[~supported] * x[~supported] - (mass - w[~supported]) * centres) / (size - 1)
    ours = (w[supported] * x[supported]).mean(axis=0) - w[supported].mean(axis=0) * centres
    without = np.divide(ours - others, spreads, out=np.zeros_like(centres), where=spreads > 0).sum(axis=1)
    return float((size - 1) / size * ((without - without.mean()) ** 2).sum())
