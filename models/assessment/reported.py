"""Reports of aggregates where pupils' own results are not loaded: 2–4 of marks and scores, 5 and 6 of points.

For each school and work the pupils' own rows come first; a school without them is believed by its row of the report.
Which results are low, what stands out, and which content is difficult, belongs to the rules.
"""

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import pandas as pd

from models.assessment.layout import COUNTRY, REGION, SCHOOL, Frames
from models.assessment.wanted import TIMES, Unless, Wanted, rows_wanted

WORK = ("year", "grade", "subject")
TASK = [*WORK, "task"]
MARKS_COLUMNS = (*WORK, "level", "unit", "mark", "count")
JOURNAL_COLUMNS = (*WORK, "level", "unit", "change", "count")
PRIMARY_COLUMNS = (*WORK, "level", "unit", "primary", "count")
POINTS_COLUMNS = (*TASK, "level", "unit", "n", "max_score", "percent")


def marks_wanted(works: Mapping[str, Collection[object]]) -> Wanted:
    """Of report 2 the marks of schools none of whose pupils has a mark in that work; works: by column, which count."""
    return _of_silent_schools(MARKS_COLUMNS, works)


def journal_wanted(works: Mapping[str, Collection[object]]) -> Wanted:
    """Of report 3 how many marks changed which way against the journal, of the same schools."""
    return _of_silent_schools(JOURNAL_COLUMNS, works)


def primary_wanted(works: Mapping[str, Collection[object]]) -> Wanted:
    """Of report 4 how many got which primary score, of the same schools."""
    return _of_silent_schools(PRIMARY_COLUMNS, works)


def with_marks(rows: pd.DataFrame, marks: pd.DataFrame) -> pd.DataFrame:
    """Counted rows of pupils' marks (year, grade, subject, school, mark, times), and the reported ones likewise."""
    got = marks[marks["count"].gt(0)]
    if got.empty:
        return rows
    counted = got.rename(columns={"unit": "school", "count": TIMES})
    return pd.concat([rows, counted[list(rows.columns)]], ignore_index=True)


def one_by_one(told: pd.DataFrame, said: str) -> pd.DataFrame:
    """year, grade, subject, school and what is said of each pupil: a row a pupil, as their own results would be.

    told: rows of a report with `count`; said: the column that tells pupils apart.
    """
    rows = told.rename(columns={"unit": "school"}).sort_values([*WORK, "school", said], kind="stable")
    pupils = np.repeat(np.arange(len(rows)), rows["count"].to_numpy(np.int64))
    return rows[[*WORK, "school", said]].take(pupils).reset_index(drop=True)


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


def _of_silent_schools(columns: tuple[str, ...], works: Mapping[str, Collection[object]]) -> Wanted:
    """Of a report the rows of schools none of whose pupils has a mark in that work."""
    return Wanted(columns, {**works, "level": (SCHOOL,)}, unless=_told_by_pupils("vpr", "mark"))


def _told_by_pupils(kind: str, column: str) -> Unless:
    return Unless(kind, (*WORK, "unit"), column, is_said=True, theirs=(*WORK, "school"))


def _points(told: pd.DataFrame) -> pd.DataFrame:
    """TASK, n, points, maximum of each row."""
    maximum = told["n"] * told["max_score"]
    points = np.rint((maximum * told["percent"] / 100).to_numpy(dtype=float)).astype(np.int64)
    return told[[*TASK, "n"]].assign(points=pd.array(points, dtype="Int64"), maximum=maximum)
