"""How many content elements the pupils of each school found difficult, counted by the rule of hard_elements.py.

Counts only: which elements they are, and the shares behind them, belongs to the region's list. Elements of fewer than
ten participants of a school are left out: their share is no school's to be told.
"""

import pandas as pd

from models.assessment.hard_elements import ELEMENT, level_groups
from models.assessment.parameters import Parameters
from models.assessment.reported import TASK
from models.assessment.small_cells import LEAST_N
from models.assessment.wanted import Unless, Wanted, times


def wanted(year: int) -> Wanted:
    """Of every school how many pupils earned how many points for which task, without the absent."""
    absent = Unless("vpr", ("year", "grade", "subject", "pupil"), "mark")
    columns = ("school", *TASK, "score", "max_score")
    return Wanted(columns, {"year": (year,)}, ("max_score",), absent, counted=True)


def school_elements(points: pd.DataFrame, tasks: pd.DataFrame, parameters: Parameters) -> pd.DataFrame:
    """school, subjects, elements (of at least ten participants), hard (below their level's minimum), sorted by school.

    points: what is `wanted`; tasks: what each task tests (TASK, element, level), a row a task.
    """
    minimum = parameters.element_minimum
    known = tasks[tasks["element"].notna() & tasks["level"].isin(list(minimum))]
    many = times(points)
    earned = points.assign(n=many, points=points["score"].fillna(0) * many, maximum=points["max_score"] * many)
    by_task = earned.groupby(["school", *TASK], as_index=False)[["n", "points", "maximum"]].sum()
    named = by_task.merge(known[[*TASK, "element", "level"]].drop_duplicates(), on=TASK)
    named = named.assign(minimum=named["level"].map(minimum), level=named["level"].map(level_groups(minimum)))
    keys = ["school", *ELEMENT]
    elements = named.groupby(keys, as_index=False).agg(
        n=("n", "max"), points=("points", "sum"), maximum=("maximum", "sum"), minimum=("minimum", "first")
    )
    elements = elements[elements["n"].ge(LEAST_N)]
    is_hard = (100 * elements["points"]).lt(elements["minimum"] * elements["maximum"]).astype("Int64")
    by_school = elements.assign(hard=is_hard).groupby("school", as_index=False)
    return by_school.agg(subjects=("subject", "nunique"), elements=("element", "size"), hard=("hard", "sum"))
