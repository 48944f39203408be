"""The markers in their raw forms, as they go about (domain.md §3.2), to be measured beside the mended ones. Set-wise.

Nothing in Vekha uses them: they accuse honest schools, and this is here to show by how much.
"""

from collections.abc import Callable

import numpy as np
import pandas as pd

from models.assessment.mark_scale import fitted_scale
from models.assessment.objectivity.material import PUPIL, Material

PLACE = ["school", "year", "procedure"]
Schools = set[str]


def overstated_mean(material: Material) -> Schools:
    """The lower end of the school's 95 % interval is above the upper end of the region's."""
    rows = material.works
    school = rows.groupby(PLACE)["primary"].agg(["mean", "std", "size"]).astype(float)
    region = rows.groupby(["year", "procedure"])["primary"].agg(["mean", "std", "size"]).astype(float)
    lower = school["mean"] - 1.96 * school["std"] / np.sqrt(school["size"])
    upper = region["mean"] + 1.96 * region["std"] / np.sqrt(region["size"])
    table = lower.rename("lower").reset_index().merge(upper.rename("upper").reset_index(), on=["year", "procedure"])
    return set(table.loc[table["lower"].gt(table["upper"]), "school"])


def boundary_spike(material: Material) -> Schools:
    """A boundary's first score holds at least 1.5 times as many pupils as a score usually does, and two or more."""
    found: Schools = set()
    for work, counts, firsts in _histograms(material):
        usual = counts.where(counts.gt(0)).mean(axis=1)
        for first in firsts:
            here = counts[first]
            found |= set(work[here.ge(1.5 * usual) & here.ge(usual + 1) & here.ge(2)])
    return found


def local_spike(material: Material) -> Schools:
    """Twice as many at a boundary as around it, and just below it half as many or fewer."""
    found: Schools = set()
    for work, counts, firsts in _histograms(material):
        for first in firsts:
            around = counts[[first + step for step in (-2, -1, 1, 2)]].mean(axis=1)
            is_pile = (counts[first] / around.clip(lower=1)).ge(2)
            found |= set(work[is_pile & counts[first - 1].le(0.5 * counts[first])])
    return found


def shifted_marks(material: Material) -> Schools:
    """At least 30 % lowered, or at least 30 % raised."""
    rows = material.works[material.works["journal_mark"].notna()]
    gap = (rows["mark"] - rows["journal_mark"]).astype(float)
    shares = rows[PLACE].assign(lowered=gap.lt(0), raised=gap.gt(0)).groupby(PLACE)[["lowered", "raised"]].mean()
    return set(shares[shares.ge(0.3).any(axis=1)].index.get_level_values("school"))


def task_inversion(material: Material) -> Schools:
    """Basic tasks below the region's mean and difficult ones above it, both by more than 5 points."""
    rows = material.works.merge(material.shares, on=PUPIL)
    school = rows.groupby(PLACE, as_index=False)[["basic", "hard"]].mean()
    region = rows.groupby(["year", "procedure"], as_index=False)[["basic", "hard"]].mean()
    both = school.merge(region, on=["year", "procedure"], suffixes=("", "_region"))
    is_inverted = (both["basic"] - both["basic_region"]).lt(-0.05) & (both["hard"] - both["hard_region"]).gt(0.05)
    return set(both.loc[is_inverted, "school"])


def not_confirmed(material: Material) -> Schools:
    """Quality of the VPR in the region's top quarter, mean mark of the OGE in the bottom half."""
    works, exams = material.works, material.exams
    quality = works["mark"].ge(4).groupby([works["school"], works["year"]]).mean()
    mean = exams["mark"].astype(float).groupby([exams["school"], exams["year"]]).mean()
    both = pd.concat([quality.rename("vpr").astype(float), mean.rename("oge")], axis=1).dropna()
    years = both.groupby("year")
    top, low = years["vpr"].transform("quantile", 0.75), years["oge"].transform("median")
    return set(both[both["vpr"].ge(top) & both["oge"].lt(low)].index.get_level_values("school"))


def leap(material: Material) -> Schools:
    """Quality of the same cohort changes by more than 20 points in a year."""
    works = material.works
    quality = works["mark"].ge(4).groupby([works[key] for key in ("school", "subject", "year", "grade")]).mean()
    table = quality.rename("quality").reset_index()
    before = table.assign(year=table["year"] + 1, grade=table["grade"] + 1)
    pairs = table.merge(before, on=["school", "subject", "year", "grade"], suffixes=("", "_before"))
    return set(pairs.loc[(pairs["quality"] - pairs["quality_before"]).abs().gt(0.2), "school"])


def spotless(material: Material) -> Schools:
    """No «2», at least 90 % of «4» and «5», 20 pupils or more, not selective."""
    works = material.works.assign(good=material.works["mark"].ge(4), failed=material.works["mark"].eq(2))
    table = works.groupby(PLACE).agg(n=("mark", "size"), good=("good", "mean"), failed=("failed", "sum")).reset_index()
    is_open = table["school"].map(material.selective).eq(False)
    is_spotless = table["failed"].eq(0) & table["good"].ge(0.9) & table["n"].ge(20)
    return set(table.loc[is_spotless & is_open, "school"])


def mismatch(material: Material) -> Schools:
    """A class's Russian and mathematics are more than two standard errors apart."""
    rows = material.works
    groups = rows.groupby(["year", "procedure"])["primary"]
    standard = ((rows["primary"] - groups.transform("mean")) / groups.transform("std")).astype(float)
    keys = [rows[key] for key in ("school", "year", "class_name", "subject")]
    z: pd.Series[float] = standard.groupby(keys).mean() * np.sqrt(standard.groupby(keys).size())
    wide: pd.DataFrame = z.unstack("subject").dropna()
    return set(wide[(wide.iloc[:, 0] - wide.iloc[:, 1]).abs().gt(2)].index.get_level_values("school"))


def _histograms(material: Material) -> "list[tuple[pd.Index, pd.DataFrame, list[int]]]":
    """Of every work and year: its schools, pupils by school (rows) and score (columns 0…), the boundaries' scores."""
    found = []
    for _, work in material.works.groupby(["year", "procedure"]):
        scale = fitted_scale(work["primary"], work["mark"])
        firsts = [min(score for score in scale if scale[score] == mark) for mark in (3, 4, 5)]
        counts = pd.crosstab(work["school"], work["primary"].astype(int))
        counts = counts.reindex(columns=range(max(scale) + 3), fill_value=0)
        found.append((counts.index, counts, firsts))
    return found


RAW: dict[str, Callable[[Material], Schools]] = {
    "NO1": overstated_mean,
    "NO2": boundary_spike,
    "NO2'": local_spike,
    "NO3": shifted_marks,
    "NO4": task_inversion,
    "NO5": not_confirmed,
    "NO6": leap,
    "NO7": spotless,
    "NO8": mismatch,
}
