"""How a procedure moved over all schools together. The schools are the units: pupils of one are not independent.

The shares are ratios over clusters, so the variance of their difference comes from the schools' residuals (Cochran
1977, section 6.4) and the interval from Student's distribution. Only schools with both years count.
"""

import pandas as pd
from scipy.stats import t

from models.assessment.dynamics.change import named, percent

# Fewer schools say nothing of how schools vary.
LEAST_SCHOOLS = 3
SUBJECT = ["procedure", "year_before"]
SUMS = ["n_before", "n_low_before", "n_after", "n_low_after"]


def subjects(ends: pd.DataFrame, confidence: float = 0.95) -> pd.DataFrame:
    """procedure, year_before, schools, n, n_low and share of both ends, difference, lower, upper, change.

    ends: the rows of schools and procedures that can be compared, with n and n_low of both ends.
    """
    grouped = ends.groupby(SUBJECT, as_index=False)
    table = grouped[SUMS].sum().merge(grouped.agg(schools=("school", "size")), on=SUBJECT)
    table = table.assign(
        share_before=percent(table["n_low_before"], table["n_before"]),
        share_after=percent(table["n_low_after"], table["n_after"]),
    )
    difference = (table["share_after"] - table["share_before"]).round(4)
    half = _half_width(table, ends, confidence)
    table = table.assign(difference=difference, lower=(difference - half).round(4), upper=(difference + half).round(4))
    table = table.assign(change=named(table["lower"], table["upper"]))
    return table[[*SUBJECT, "schools", *SUMS, "share_before", "share_after", "difference", "lower", "upper", "change"]]


def _half_width(table: pd.DataFrame, ends: pd.DataFrame, confidence: float) -> pd.Series:
    """Half the interval in percentage points; NA where there are too few schools."""
    totals = table[[*SUBJECT, *SUMS]].rename(columns={name: f"all_{name}" for name in SUMS})
    rows = ends.merge(totals, on=SUBJECT)
    residual = pd.Series(0.0, index=rows.index, dtype="Float64")
    for end, sign in (("before", -1), ("after", 1)):
        whole, part = rows[f"all_n_{end}"], rows[f"all_n_low_{end}"]
        residual += sign * (rows[f"n_low_{end}"] - rows[f"n_{end}"] * part / whole) / whole
    squares = rows.assign(square=residual**2).groupby(SUBJECT, as_index=False)["square"].sum()
    schools = table["schools"].astype("Float64")
    variance = table[SUBJECT].merge(squares, on=SUBJECT, how="left")["square"] * schools / (schools - 1)
    quantile = pd.Series(t.ppf((1 + confidence) / 2, (schools - 1).to_numpy(dtype=float)), index=table.index)
    return (100 * quantile * variance**0.5).where(schools.ge(LEAST_SCHOOLS)).astype("Float64")
