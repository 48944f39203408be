"""The measures that could stand in each school's plan: fit for its factors, and what these need. Pure, set-wise."""

import numpy as np
import pandas as pd

from models.support.catalogue import Catalogue
from models.support.levels import Level
from models.support.worth import weight

FACTOR_COLUMNS = ["school", "factor", "level", "score"]
KEY = ["school", "code"]


def candidates(catalogue: Catalogue, factors: pd.DataFrame, low: pd.Series) -> pd.DataFrame:
    """One row for each school and measure that may be chosen, schools sorted, measures as the catalogue lists them.

    factors: school, factor, level (models/support/levels.py), score 0–1
    low:     school → on how many procedures its results are low; schools that are not there: on none
    Columns: school, code, factor, level and weight of the factor (none and 0 where a measure is only needed by
    others), strength, effort, places.
    """
    weighed = factors.assign(
        weight=[
            weight(Level(level), score, int(low.get(school, 0)))
            for school, level, score in zip(factors["school"], factors["level"], factors["score"], strict=True)
        ]
    )
    fit = weighed.merge(_measures(catalogue), on="factor")
    admitted = [Level(one).admits(Level(level)) for one, level in zip(fit["from_level"], fit["level"], strict=True)]
    fit = fit[np.array(admitted, bool)]
    with_needs = fit[KEY].merge(_needed(catalogue), on="code")
    every = with_needs[["school", "needed"]].drop_duplicates().rename(columns={"needed": "code"})
    found = every.merge(_measures(catalogue), on="code").merge(weighed, on=["school", "factor"], how="left")
    found["weight"] = found["weight"].fillna(0.0)
    found = found.sort_values(["school", "position"], ignore_index=True)
    return found[[*KEY, "factor", "level", "weight", "strength", "effort", "places"]]


def _measures(catalogue: Catalogue) -> pd.DataFrame:
    names = ["code", "factor", "strength", "effort", "places"]
    rows = [
        {name: getattr(one, name) for name in names} | {"from_level": one.level.value, "position": position}
        for position, one in enumerate(catalogue.measures)
    ]
    return pd.DataFrame(rows, columns=[*names, "from_level", "position"])


def _needed(catalogue: Catalogue) -> pd.DataFrame:
    """Each measure with itself and everything that it needs."""
    rows = [(code, needed) for code in catalogue.by_code for needed in sorted(catalogue.needed_for([code]))]
    return pd.DataFrame(rows, columns=["code", "needed"])
