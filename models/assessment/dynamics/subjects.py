"""How a procedure moved over all schools together, by schools: pupils of one school are not independent of each other.

The shares are ratios over clusters, so the variance of their difference comes from the schools' residuals (Cochran 1977,
section 6.4, the schools being the units) and the interval from Student's distribution. Only schools with both years count.
"""

import pandas as pd
from scipy.stats import t

from models.assessment.dynamics.change import named, percent

# Fewer schools say nothing of how schools vary.
LEAST_SCHOOLS = 3


def subjects(ends: pd.DataFrame, confidence: float = 0.95) -> pd.DataFrame:
    """procedure, year_before, schools, n, n_low and share of both ends, difference, lower, upper, change.

    ends: the rows of schools and procedures that can be compared, with n and n_low of both ends.
    """
    keys, sums = ["procedure", "year_before"], ["n_before", "n_low_before", "n_after", "n_low_after"]
    grouped = ends.groupby(keys, as_index=False)
    table = grouped[sums].sum().merge(grouped.agg(schools=("school", "size")), on=keys)
    table = table.assign(
        share_before=percent(table["n_low_before"], table["n_before"]),
        share_after=percent(table["n_low_after"], table["n_after"]),
    )
    difference = (table["share_after"] - table["share_before"]).round(4)
    half = _half_width(table, ends, keys, confidence)
    table = table.assign(difference=difference, lower=(difference - half).round(4), upper=(difference + half).round(4))
    table = table.assign(change=named(table["lower"], table["upper"]))
    return table[[*keys, "schools", *sums, "share_before", "share_after", "difference", "lower", "upper", "change"]]


def _half_width(table: pd.DataFrame, ends: pd.DataFrame, keys: list[str], confidence: float) -> pd.Series:
    """Half the interval in percentage points; NA where there are too few schools."""
    totals = table.rename(columns={name: f"all_{name}" for name in table.columns if name.startswith("n_")})
    rows = ends.merge(totals[[*keys, "schools", *(name for name in totals if name.startswith("all_"))]], on=keys)
    residual = pd.Series(0.0, index=rows.index, dtype="Float64")
    for end, sign in (("before", -1), ("after", 1)):
        whole, part = rows[f"all_n_{end}"], rows[f"all_n_low_{end}"]
        residual += sign * (rows[f"n_low_{end}"] - rows[f"n_{end}"] * part / whole) / whole
    squares = rows.assign(square=residual**2).groupby(keys, as_index=False)["square"].sum()
    schools = table["schools"].astype("Float64")
    variance = table[keys].merge(squares, on=keys, how="left")["square"] * schools / (schools - 1)
    quantile = pd.Series(t.ppf((1 + confidence) / 2, (schools - 1).to_numpy(dtype=float)), index=table.index)
    return (100 * quantile * variance**0.5).where(schools.ge(LEAST_SCHOOLS)).astype("Float64")
