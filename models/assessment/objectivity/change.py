"""NO6: quality that leaps between two years of one cohort, grade 4 last year and grade 5 now, by intervals.

A raw difference over 20 points happens by chance in every fifth honest school, and in every second small one. Here the
change must differ from the region's by more than the points, its 95 % interval (Newcombe) must leave the region's out,
and the z that counts how honest schools' changes differ must stand out. Neither autumn's VPR of 2022 nor a changed work
is recognised: where a term moved, it moved for the whole region, and only the difference from the region is looked at.
"""

import numpy as np
import pandas as pd

from models.assessment.intervals import newcombe
from models.assessment.objectivity.evidence import few_participants, with_unanswered
from models.assessment.objectivity.level import GOOD
from models.assessment.objectivity.material import WORK, Material
from models.assessment.objectivity.spread import placed


def leap(material: Material) -> pd.DataFrame:
    """NO6. value, expected: the change of the per cent of «4» and «5», the school's and the region's, points.

    n: the fewer of both years' pupils; procedure: the later work. p is 1 where points or interval forbid a sign.
    """
    asked = material.parameters
    pairs = _pairs(material.works)
    pairs = pairs.assign(why=few_participants(pairs, asked.least_participants), pool=pairs["procedure"])
    found = placed(pairs, asked.least_schools, two_sided=True)
    lower, upper = newcombe((pairs["good_before"], pairs["n_before"]), (pairs["good"], pairs["n_after"]))
    expected = found["expected"].astype("Float64")
    is_apart = (100 * lower).gt(expected) | (100 * upper).lt(expected)
    is_large = (found["value"] - found["expected"]).abs().gt(asked.change_points)
    quiet = found["p"].notna() & ~(is_large & is_apart.fillna(False).astype(bool))
    found["p"] = found["p"].mask(quiet, 1.0)
    return with_unanswered(found, material.units, "no_earlier_year")


def _pairs(works: pd.DataFrame) -> pd.DataFrame:
    """Works that the same cohort wrote in both years, a grade apart: counts of both, value (the change), variance."""
    counted = works.assign(good=works["mark"].ge(GOOD).astype(int))
    table = counted.groupby([*WORK, "procedure", "school"], as_index=False, sort=True).agg(
        n=("mark", "size"), good=("good", "sum")
    )
    before = table.drop(columns="procedure").assign(year=table["year"] + 1, grade=table["grade"] + 1)
    pairs = table.merge(before, on=[*WORK, "school"], suffixes=("", "_before"))
    change = 100 * (pairs["good"] / pairs["n"] - pairs["good_before"] / pairs["n_before"])
    variance = sum(_variance(pairs, end) for end in ("", "_before"))
    fewer = pairs[["n", "n_before"]].min(axis=1)
    return pairs.assign(n_after=pairs["n"], n=fewer, value=change.astype(float), variance=variance)


def _variance(pairs: pd.DataFrame, end: str) -> pd.Series:
    """Of the per cent by chance, by the region's own share: a small school's share would underrate it."""
    groups = pairs.groupby(["year", "procedure"])
    share = groups[f"good{end}"].transform("sum") / groups[f"n{end}"].transform("sum")
    return pd.Series(1e4 * share * (1 - share) / pairs[f"n{end}"], dtype=np.float64)
