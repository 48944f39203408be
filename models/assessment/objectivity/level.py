"""Level: NO1, a mean that stands above what the region's schools differ by; NO7, marks without a «2» and hardly a «3».

«Noticeably above the regional mean … not a lyceum or gymnasium» (domain.md §3.1, criteria a and b): schools that choose
their pupils are neither judged nor compared with. An honest strong school stands high too, and does so every year:
level alone, once or repeated, never leads to the conclusion (conclusion.py).
"""

import numpy as np
import pandas as pd

from models.assessment.objectivity.evidence import unavailable
from models.assessment.objectivity.material import PLACE, Material
from models.assessment.objectivity.spread import means, placed
from models.assessment.objectivity.tails import at_least_among_alike, deviation, share_and_likeness

GOOD = 4  # marks from here on are quality


def overstated_mean(material: Material) -> pd.DataFrame:
    """NO1. value, expected: mean primary scores; statistic: z by random effects, only above."""
    asked, rows = material.parameters, material.works[material.works["primary"].notna()]
    sizes = rows.groupby(PLACE, as_index=False, sort=True).size().rename(columns={"size": "n"})
    sizes = sizes.assign(why=why_not_compared(sizes, material, asked.least_participants))
    is_compared = sizes["why"].eq("")
    compared = rows.merge(sizes.loc[is_compared, PLACE], on=PLACE)
    compared = compared.assign(pool=compared["procedure"], primary=compared["primary"].astype(float))
    units = placed(means(compared, "primary", PLACE).assign(why=""), asked.least_schools, two_sided=False)
    return pd.concat([units, unavailable(sizes[~is_compared], sizes.loc[~is_compared, "why"])], ignore_index=True)


def spotless(material: Material) -> pd.DataFrame:
    """NO7. value, expected: per cent of «4» and «5»; p: a beta-binomial's, 1 where a «2» or a tenth of «3» stands."""
    asked, rows = material.parameters, material.works
    counted = rows.assign(good=rows["mark"].ge(GOOD).astype(int), failed=rows["mark"].eq(2).astype(int))
    units = counted.groupby(PLACE, as_index=False, sort=True).agg(
        n=("mark", "size"), good=("good", "sum"), failed=("failed", "sum")
    )
    units = unavailable(units, why_not_compared(units, material, asked.spotless_participants))
    for _, pool in units[units["why"].eq("")].groupby(["year", "procedure"], sort=True):
        if len(pool) < asked.least_schools:
            units.loc[pool.index, "why"] = "few_schools"
            continue
        k, n = pool["good"].to_numpy(np.int64), pool["n"].to_numpy(np.int64)
        share, likeness = share_and_likeness(k, n)
        is_spotless = pool["failed"].eq(0).to_numpy() & (100 * k >= asked.spotless_percent * n)
        p = np.where(is_spotless, at_least_among_alike(k, n, share, likeness), 1.0)
        found = np.column_stack([100 * k / n, np.full(len(k), 100 * share), deviation(k, n, share, likeness), p])
        units.loc[pool.index, ["value", "expected", "statistic", "p"]] = found
    return units


def why_not_compared(units: pd.DataFrame, material: Material, least: int) -> pd.Series:
    """Why a unit's level is not compared: its kind is selective or unknown, or too few took part; empty otherwise."""
    selective = units["school"].map(material.selective)
    reasons = [selective.isna(), selective.eq(True).fillna(False), units["n"].lt(least)]
    chosen = np.select(reasons, ["kind_unknown", "selective", "few_participants"], default="")
    return pd.Series(chosen, index=units.index, dtype=object)
