"""How far a unit's mean stands from its region's, in units of what honest schools differ by: random effects.

Schools differ by nature, not by chance alone: z = (m − m_r) / √(τ² + σ²/n), where τ² is the variance between schools.
A region with dishonest schools in it would widen τ² and hide them, so centre and τ² are robust.
"""

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.optimize import brentq
from scipy.stats import chi2, t

Floats = npt.NDArray[np.float64]
POOL = ["year", "pool"]
LEAST_P = 1e-12  # tails are known no better
HALF = float(chi2.median(1))  # the median of z² when z is standard normal
# A scale taken from a median is worth so many observations of the usual one (Rousseeuw and Croux 1993).
EFFICIENCY = 0.37


def means(rows: pd.DataFrame, value: str, keys: list[str]) -> pd.DataFrame:
    """The unit's keys with n, value (the mean) and variance (of the mean: σ² pooled within units of the pool, over n).

    rows: sorted, with `year`, `pool` (what is compared with what) and the keys, one a pupil.
    """
    groups = rows.groupby(list(dict.fromkeys([*POOL, *keys])), sort=True)[value]
    table = groups.agg(["size", "mean", "var"]).reset_index().rename(columns={"size": "n", "mean": "value"})
    free = table["n"].astype(float) - 1
    squares = (table["var"].astype("Float64").fillna(0) * free).astype(float)
    sums = table[POOL].assign(free=free, squares=squares).groupby(POOL)[["free", "squares"]].transform("sum")
    sigma2 = sums["squares"] / sums["free"].where(sums["free"] > 0)
    known = {"value": table["value"].astype(float), "variance": sigma2 / table["n"]}
    return table.drop(columns="var").assign(**known)


def placed(units: pd.DataFrame, least_units: int, *, two_sided: bool) -> pd.DataFrame:
    """The units with expected (the region's centre), statistic (z), p and, where there are too few to compare, why.

    units:     year, pool, n, value, variance, why; those with a reason in `why` are neither judged nor compared with.
    two_sided: both ends stand out; otherwise only what lies above the region.
    """
    table = units.assign(expected=np.nan, statistic=np.nan, p=np.nan)
    for _, pool in units[units["why"].eq("")].groupby(POOL, sort=True):
        if len(pool) < least_units:
            table.loc[pool.index, "why"] = "few_schools"
            continue
        value, variance = pool["value"].to_numpy(float), pool["variance"].to_numpy(float)
        centre, between = spread(value, variance)
        total = np.sqrt(between + variance)
        z = np.divide(value - centre, total, out=np.zeros_like(value), where=total > 0)
        free = EFFICIENCY * (len(pool) - 1)
        p = np.maximum(2 * t.sf(np.abs(z), free) if two_sided else t.sf(z, free), LEAST_P)
        table.loc[pool.index, ["expected", "statistic", "p"]] = np.column_stack([np.full_like(z, centre), z, p])
    return table


def spread(values: Floats, variances: Floats) -> tuple[float, float]:
    """The median, and the τ² that makes the median of z² what it is for a standard normal z (0 if it is less anyway).

    variances: of each value, by chance alone.
    """
    centre = float(np.median(values))
    squares = (values - centre) ** 2

    def excess(between: float) -> float:
        total = between + variances
        ratio = np.divide(squares, total, out=np.where(squares > 0, 1e9, 0.0), where=total > 0)
        return float(np.median(ratio)) - HALF

    if excess(0.0) <= 0:
        return centre, 0.0
    return centre, float(brentq(excess, 0.0, float(squares.max()) / HALF))
