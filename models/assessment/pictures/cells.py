"""The cells that every chart is made of: a school's procedure in a year, and totals beside it, as they may be shared.

All charts of one set of results hide the same cells, so that two of them laid together tell no more than one.
"""

import pandas as pd
from scipy.stats import t

from models.assessment.intervals import wilson
from models.assessment.selection import in_order
from models.assessment.sharing import LEVELS, ToldOfWorks, shared

# The region stands among the schools under this name; a municipality stands there under its own.
REGION = ""
# What hides small cells looks at all pairs of a procedure's schools: a region's, not a country's.
MOST_SCHOOLS = 2000
# Fewer schools say nothing of how schools vary.
LEAST_SCHOOLS = 3
WORK = ["year", "procedure", "subject"]
COLUMNS = ["school", *WORK, "n", "n_low", "share", "lower", "upper", "is_hidden"]
_TYPES = {
    "school": "string",
    "year": "Int64",
    "procedure": "string",
    "subject": "string",
    "n": "Int64",
    "n_low": "Int64",
    "is_hidden": "bool",
    "half": "Float64",
}


def cells(results: pd.DataFrame, told: ToldOfWorks) -> pd.DataFrame:
    """School, year, procedure, subject, n, n_low, share, lower, upper, is_hidden.

    school:  among the schools stand municipalities by their names, and REGION, all schools together
    results: what `procedures` gives, of every school; told: what may be shared of them
    share, lower, upper: per cent, the 95 % interval; n_low and they are NA where the cell is hidden. A school's
    interval is Wilson's; the region's comes from how schools vary; a municipality has none: how its few schools vary
    would tell of those that are hidden.
    """
    shown = shared(told)
    schools, region = shown[LEVELS[0]], shown[LEVELS[-1]].assign(school=REGION)
    both = pd.concat([schools, _municipalities(shown[LEVELS[1]]), region]).rename(columns={"part": "n_low"})
    table = both.merge(_works(results), on=["year", "procedure"], how="left").astype(_TYPES)
    share = 100 * table["n_low"] / table["n"]
    lower, upper = (100 * end for end in wilson(table["n_low"], table["n"]))
    is_school = table["school"].isin(results["school"]).astype(bool)
    half = table["half"].where(table["school"].eq(REGION))
    lower = lower.where(is_school, (share - half).clip(lower=0.0))
    upper = upper.where(is_school, (share + half).clip(upper=100.0))
    numbers = {name: values.round(4) for name, values in {"share": share, "lower": lower, "upper": upper}.items()}
    return in_order(table.assign(**numbers)[COLUMNS], "year", "procedure", "school")


def _municipalities(shown: pd.DataFrame) -> pd.DataFrame:
    """Their totals under their names; schools of no municipality are no place."""
    return shown[shown["municipality"].ne("")].rename(columns={"municipality": "school"})


def _works(results: pd.DataFrame) -> pd.DataFrame:
    """year, procedure, subject, half (of the region's interval, percentage points)."""
    rows = [(*work, 100 * _half_width(of)) for work, of in results.groupby(WORK, sort=True)]
    return pd.DataFrame(rows, columns=[*WORK, "half"]).astype({name: _TYPES[name] for name in [*WORK, "half"]})


def _half_width(work: pd.DataFrame) -> float:
    """Half the interval of a ratio over clusters (Cochran 1977, section 6.4), a fraction; NaN of too few schools."""
    schools, n = len(work), float(work["n"].sum())
    if schools < LEAST_SCHOOLS:
        return float("nan")
    residual = work["n_low"].astype(float) - work["n"].astype(float) * float(work["n_low"].sum()) / n
    variance = float((residual**2).sum()) * schools / (schools - 1) / n**2
    return float(t.ppf(0.975, schools - 1) * variance**0.5)
