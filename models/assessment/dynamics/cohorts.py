"""The same parallel a year later: grade g in one year, grade g + 1 in the next, by school and subject.

The works of two grades are two works, so a parallel is compared with all parallels of the data that made the same step:
improved and worsened mean beyond what they moved by. Who came and who left between the years nobody can tell.
"""

from collections.abc import Sequence

import pandas as pd

from models.assessment.dynamics.change import NOT_COMPARABLE, named, percent, with_difference
from models.assessment.layout import Frames
from models.assessment.parameters import Parameters
from models.assessment.procedures import counted
from models.assessment.selection import in_order
from models.assessment.thresholds.by_year import term

UNIT = ["school", "subject", "year", "grade"]
STEP = ["subject", "year", "grade"]


def cohorts(chosen: Frames, years: Sequence[int], parameters: Parameters) -> pd.DataFrame:
    """Parallels seen in both years: school, subject, year, grade (of the later work), n, n_low and share of both ends.

    Then difference, lower, upper, region_difference (all parallels of the step together), change; shares are per cent,
    differences percentage points. Years must follow one another: a parallel is not sought two years later.
    """
    marks = chosen["vpr"]
    results = counted(marks.assign(below=marks["mark"].eq(2)), UNIT, parameters)[[*UNIT, "n", "n_low"]]
    earlier = results.assign(year=results["year"] + 1, grade=results["grade"] + 1)
    ends = earlier[earlier["year"].isin(years)].merge(results, on=UNIT, suffixes=("_before", "_after"))
    table = with_difference(in_order(ends, *UNIT)).merge(_moved_together(ends), on=STEP, how="left")
    change = named(table["lower"], table["upper"], table["region_difference"])
    moved = [term(int(year) - 1) != term(int(year)) for year in table["year"]]
    return table.assign(change=change.mask(pd.Series(moved, index=table.index, dtype=bool), NOT_COMPARABLE))


def _moved_together(ends: pd.DataFrame) -> pd.DataFrame:
    """subject, year, grade, region_difference."""
    sums = ends.groupby(STEP, as_index=False)[["n_before", "n_low_before", "n_after", "n_low_after"]].sum()
    before, after = percent(sums["n_low_before"], sums["n_before"]), percent(sums["n_low_after"], sums["n_after"])
    return sums[STEP].assign(region_difference=(after - before).round(4))
