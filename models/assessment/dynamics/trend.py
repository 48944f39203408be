"""Where a school's procedure is heading over three years and more: percentage points a year, with an interval.

The slope is that of least squares over the comparable years. Its interval is Newcombe's, carried over to a sum of
several shares (Zou, Huang and Zhang 2009): asymptotic, yet sound for small groups. A slope whose interval holds zero
is no trend.
"""

from collections.abc import Sequence

import pandas as pd

from models.assessment.dynamics.change import named
from models.assessment.intervals import contrast
from models.assessment.selection import in_order

LEAST_YEARS = 3
KEYS = ["school", "procedure", "subject"]


def trends(comparable: pd.DataFrame, years: Sequence[int]) -> pd.DataFrame:
    """school, procedure, subject, years, first_year, slope, lower, upper (percentage points a year), change, small_n.

    comparable: results of the years that may be compared, as `procedures` gives them. Who has fewer than three is left
    out.
    """
    spans = comparable.groupby(KEYS, as_index=False).agg(
        years=("year", "size"), first_year=("year", "min"), centre=("year", "mean"), small_n=("small_n", "any")
    )
    table = in_order(spans[spans["years"].ge(LEAST_YEARS)], *KEYS)
    parts = [_part(table, comparable[comparable["year"].eq(year)], year) for year in years]
    spread = pd.Series(sum(part["off"] ** 2 for part in parts), index=table.index).astype("Float64")
    weighed = [(part["off"] / spread, part["n_low"], part["n"]) for part in parts]
    lower, upper = contrast(weighed)
    slope = pd.Series(sum(weight * low / n for weight, low, n in weighed), index=table.index).astype("Float64")
    moved = {"slope": slope, "lower": lower, "upper": upper}
    table = table.assign(**{name: (100 * values).round(4) for name, values in moved.items()})
    table = table.assign(change=named(table["lower"], table["upper"]))
    return table[[*KEYS, "years", "first_year", "slope", "lower", "upper", "change", "small_n"]]


def _part(table: pd.DataFrame, of_year: pd.DataFrame, year: int) -> pd.DataFrame:
    """n, n_low and the year's distance from the school's centre, which is 0 where the school has no such year."""
    part = table[[*KEYS, "centre"]].merge(of_year[[*KEYS, "n", "n_low"]], on=KEYS, how="left")
    off = (year - part["centre"]).where(part["n"].notna(), 0.0).astype("Float64")
    return part.assign(off=off, n=part["n"].fillna(1), n_low=part["n_low"].fillna(0))
