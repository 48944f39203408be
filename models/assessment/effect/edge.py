"""Regression discontinuity at the list's edge: a cross-check that rests on other assumptions than the baseline.

Schools just over and just under the threshold are alike but for the list. Local linear on both sides, triangular
weights, and where people listed or struck schools against the rule, the rule is the instrument (Hahn, Todd and van der
Klaauw 2001). It speaks of schools at the edge only.
"""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
import pandas as pd
from scipy.stats import t

from models.assessment.effect.estimate import Estimate, Flags, Floats
from models.assessment.parameters import Parameters

# Where the rule moves the chance of support by less, it says nothing of support.
LEAST_JUMP = 0.5
FEW_NEAR, NOT_THE_RULE = "few_near_edge", "list_is_not_the_rule"


def margins(everything: pd.DataFrame, years: tuple[int, ...], parameters: Parameters) -> Mapping[str, float]:
    """School → percentage points over the edge of R1 or R2, whichever is nearer to listing it; below 0: not listed.

    years: the two that the list was made from, earlier first; with one there is R1 only. A school without results in
    the later year has no place.
    """
    if not years:
        return MappingProxyType({})
    later, earlier = _shares(everything, years[-1]), _shares(everything, years[0] if len(years) > 1 else None)
    earlier = earlier.reindex(index=later.index, columns=later.columns if parameters.same_procedure else None)
    if parameters.same_procedure:
        in_both = later.where(later.le(earlier), earlier).max(axis=1)
    else:
        in_both = pd.concat([later.max(axis=1), earlier.max(axis=1)], axis=1).min(axis=1, skipna=False)
    reached = pd.concat([_nth_largest(later, parameters.r1_procedures), in_both], axis=1)
    found = reached.max(axis=1).dropna() - parameters.low_percent
    return MappingProxyType({str(school): float(margin) for school, margin in found.items()})


def jump(change: Floats, margin: Floats, supported: Flags, parameters: Parameters) -> tuple[Estimate | None, str]:
    """The effect at the edge by schools near it, or None and why not: few_near_edge, list_is_not_the_rule.

    margin: of the same schools as change, in percentage points; NaN: no place.
    """
    asked = parameters.effect
    near = np.abs(np.nan_to_num(margin, nan=np.inf)) < asked.edge_points
    y, r, d = change[near], margin[near], supported[near].astype(float)
    over = (r >= 0).astype(float)
    if min(over.sum(), (1 - over).sum()) < asked.edge_schools:
        return None, FEW_NEAR
    weight, slopes = 1 - np.abs(r) / asked.edge_points, [np.ones_like(r), r, r * over]
    instruments = np.column_stack([*slopes, over])
    if _fitted(d, instruments, instruments, weight)[-1][-1] < LEAST_JUMP:
        return None, NOT_THE_RULE
    return _interval(y, np.column_stack([*slopes, d]), instruments, weight), ""


def _shares(everything: pd.DataFrame, year: int | None) -> pd.DataFrame:
    """School × procedure: per cent below the minimum in that year."""
    rows = everything[everything["year"].eq(year if year is not None else -1)]
    share = 100 * rows["n_low"].astype(float) / rows["n"].astype(float)
    return rows.assign(share=share).pivot(index="school", columns="procedure", values="share")


def _nth_largest(shares: pd.DataFrame, place: int) -> pd.Series:
    """Of each school the so-manieth largest share; missing where it has fewer."""
    ranked = -np.sort(-shares.fillna(-np.inf).to_numpy(float), axis=1)
    nth = ranked[:, place - 1] if ranked.shape[1] >= place else np.full(len(shares), -np.inf)
    return pd.Series(np.where(np.isfinite(nth), nth, np.nan), index=shares.index)


def _fitted(y: Floats, x: Floats, z: Floats, weight: Floats) -> tuple[Floats, Floats, Floats]:
    """Weighted instrumental variables: the inverse of Z'WX, Z'W by rows, and the coefficients."""
    weighed = z * weight[:, None]
    inverse = np.linalg.inv(weighed.T @ x)
    found: Floats = inverse @ (weighed.T @ y)
    return inverse.astype(np.float64), weighed, found


def _interval(y: Floats, x: Floats, z: Floats, weight: Floats, confidence: float = 0.95) -> Estimate:
    """The last coefficient, with the interval of a jackknife over schools."""
    inverse, weighed, found = _fitted(y, x, z, weight)
    steps = weighed @ inverse.T
    leverage = (steps * x).sum(axis=1)
    without = found[-1] - steps[:, -1] * (y - x @ found) / (1 - leverage)
    many, freedom = len(y), float(len(y) - x.shape[1])
    error = float(np.sqrt((many - 1) / many * ((without - without.mean()) ** 2).sum()))
    value, half = float(found[-1]), float(t.ppf((1 + confidence) / 2, freedom)) * error
    return Estimate(value, value - half, value + half, error, freedom)
