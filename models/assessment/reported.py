"""Reports of aggregates where pupils' own results are not loaded: marks of report 2, points of reports 5 and 6.

For each school and work the pupils' own rows come first; a school without them is believed by its row of the report.
Which results are low, and which content is difficult, belongs to the rules.
"""

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import pandas as pd

from models.assessment.layout import COUNTRY, REGION, SCHOOL, Frames
from models.assessment.wanted import TIMES, Unless, Wanted, rows_wanted

WORK = ("year", "grade", "subject")
TASK = [*WORK, "task"]
MARKS_COLUMNS = (*WORK, "level", "unit", "mark", "count")
POINTS_COLUMNS = (*TASK, "level", "unit", "n", "max_score", "percent")


def marks_wanted(works: Mapping[str, Collection[object]]) -> Wanted:
    """Of report 2 the marks of schools none of whose pupils has a mark in that work; works: by column, which count."""
    return Wanted(MARKS_COLUMNS, {**works, "level": (SCHOOL,)}, unless=_told_by_pupils("vpr", "mark"))


def with_marks(rows: pd.DataFrame, marks: pd.DataFrame) -> pd.DataFrame:
    """Counted rows of pupils' marks (year, grade, subject, school, mark, times), and the reported ones likewise."""
    got = marks[marks["count"].gt(0)]
    if got.empty:
        return rows
    counted = got.rename(columns={"unit": "school", "count": TIMES})
    return pd.concat([rows, counted[list(rows.columns)]], ignore_index=True)


def participants(frames: Frames, works: Mapping[str, Collection[object]]) -> pd.DataFrame:
    """school, year, grade, subject, n: of the works that a school's pupils do not tell of and report 2 does."""
    marks = rows_wanted(frames, "vpr_marks", marks_wanted(works)).rename(columns={"unit": "school", "count": "n"})
    return marks.groupby(["school", *WORK], as_index=False)[["n"]].sum()


def points_wanted(years: Collection[int]) -> Wanted:
    """Of report 5 or 6 the country's rows, regions', and those of schools without pupils' own points in that work.

    A share whose task's greatest points are not told is of no use: it cannot be weighed.
    """
    values = {"year": years, "level": (SCHOOL, REGION, COUNTRY)}
    return Wanted(POINTS_COLUMNS, values, present=("max_score",), unless=_told_by_pupils("vpr_tasks", "max_score"))


def once(completion: pd.DataFrame, planned: pd.DataFrame) -> pd.DataFrame:
    """The rows of report 5, and those of report 6 that report 5 does not have."""
    keys = [*TASK, "level", "unit"]
    return pd.concat([completion, planned]).drop_duplicates(keys, ignore_index=True)


def with_points(by_task: pd.DataFrame, told: pd.DataFrame) -> pd.DataFrame:
    """year, grade, subject, task, n, points, maximum: the pupils' own, with those of the reports; sorted.

    Works of which neither pupils nor schools tell are taken from the regions' rows. Points are whole again: exact while
    n times the greatest points is no more than percents.exact_up_to, above it the nearest (8,100 participants and 4
    points: within 2 of 32,400).
    """
    if told.empty:
        return by_task
    parts = [by_task, _points(told[told["level"].eq(SCHOOL)])]
    works = pd.MultiIndex.from_frame(pd.concat(parts)[[*WORK]].drop_duplicates())
    regions = told[told["level"].eq(REGION)]
    parts.append(_points(regions[~pd.MultiIndex.from_frame(regions[[*WORK]]).isin(works)]))
    return pd.concat(parts).groupby(TASK, as_index=False)[["n", "points", "maximum"]].sum()


def share_of(told: pd.DataFrame, level: str, tasks: pd.DataFrame, keys: Sequence[str]) -> pd.Series:
    """Per cent of the points that this level earned for each of the keys (the index); no more exact than ±0.005.

    tasks: TASK with the keys; who has not every task of a key in the reports has no share there.
    """
    rows = told[told["level"].eq(level)].sort_values([*TASK, "unit"], kind="stable")
    weights = (rows["n"] * rows["max_score"]).astype("Float64")
    shares = rows[TASK].assign(weight=weights, weighed=weights * rows["percent"])
    by_task = tasks.merge(shares.groupby(TASK, as_index=False).sum(), on=TASK, how="left")
    by_key = by_task.assign(is_told=by_task["weight"].notna()).groupby(list(keys))
    sums = by_key[["weight", "weighed"]].sum()
    return (sums["weighed"] / sums["weight"]).where(by_key["is_told"].all()).astype("Float64").round(2)


def _told_by_pupils(kind: str, column: str) -> Unless:
    return Unless(kind, (*WORK, "unit"), column, is_said=True, theirs=(*WORK, "school"))


def _points(told: pd.DataFrame) -> pd.DataFrame:
    """TASK, n, points, maximum of each row."""
    maximum = told["n"] * told["max_score"]
    points = np.rint((maximum * told["percent"] / 100).to_numpy(dtype=float)).astype(np.int64)
    return told[[*TASK, "n"]].assign(points=pd.array(points, dtype="Int64"), maximum=maximum)
