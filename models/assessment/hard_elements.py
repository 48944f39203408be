"""Content elements that pupils find difficult (Kirsanov, item 10, fifth sub-item), over the whole region.

An element is difficult when the region's share of its maximum points is below the minimum of its tasks' level (ФИОКО
2026). A task not attempted earned 0 points of its maximum; an absent pupil attempted nothing and is left out.
"""

import pandas as pd

from models.assessment.analysis import Analysis, Context, Result
from models.assessment.layout import Frames
from models.assessment.names import ACTIONS
from models.assessment.parameters import Parameters
from models.assessment.selection import frame, in_order, rows_of_years

TASK = ["year", "grade", "subject", "task"]
ELEMENT = ["grade", "subject", "element", "level"]


def select(frames: Frames, context: Context) -> Frames:
    """The last year's points by task without the absent, and what each task tests."""
    year = [max(context.years)]
    points = _without_absentees(rows_of_years(frame(frames, "vpr_tasks"), year), frame(frames, "vpr"))
    points = points[points["max_score"].notna()]  # an old collection form does not say what a task is worth
    tasks = rows_of_years(frame(frames, "tasks"), year)
    return {
        "vpr_tasks": points[[*TASK, "score", "max_score"]],
        "tasks": tasks[[*TASK, "element", "level"]].drop_duplicates(),
    }


def compute(frames: Frames, context: Context) -> Result:
    """Difficult elements. Table: grade, subject, element, level, tasks, n, points, maximum, share, minimum, small_n.

    share, minimum: per cent of the maximum points; n: participants of the element's most widely given task.
    details: elements (all of them, difficult or not).
    """
    chosen = select(frames, context)
    by_task = _points_by_task(chosen["vpr_tasks"]).merge(chosen["tasks"], on=TASK, how="left")
    known = by_task[by_task["element"].notna() & by_task["level"].isin(list(context.parameters.element_minimum))]
    elements = _by_element(known, context.parameters)
    table = elements[(100 * elements["points"]).lt(elements["minimum"] * elements["maximum"])].reset_index(drop=True)
    facts = {
        "year": max(context.years),
        "elements": len(elements),
        "hard": len(table),
        "subjects": int(table["subject"].nunique()),
        "unmapped_tasks": len(by_task.drop_duplicates(TASK)) - len(known.drop_duplicates(TASK)),
    }
    return Result(table, facts, {"elements": elements})


def level_groups(minimum: dict[str, float]) -> dict[str, str]:
    """Levels with one minimum are one group: {"Б": "Б", "П": "П, В", "В": "П, В"}."""
    return {level: ", ".join(name for name in minimum if minimum[name] == minimum[level]) for level in minimum}


def _without_absentees(points: pd.DataFrame, vpr: pd.DataFrame) -> pd.DataFrame:
    """The rows of pupils whose work has a mark; few are absent, so they are sought only among their own rows."""
    keys = ["year", "grade", "subject", "pupil"]
    absent = vpr.loc[vpr["mark"].isna(), keys].drop_duplicates()
    if absent.empty:
        return points
    suspected = points["pupil"].isin(absent["pupil"])
    marked = points[suspected].merge(absent, on=keys, how="left", indicator=True)
    present = marked.loc[marked["_merge"].eq("left_only"), points.columns]
    return pd.concat([points[~suspected], present], ignore_index=True)


def _points_by_task(points: pd.DataFrame) -> pd.DataFrame:
    """year, grade, subject, task, n, points, maximum."""
    earned = points.assign(score=points["score"].fillna(0))
    return earned.groupby(TASK, as_index=False).agg(
        n=("score", "size"), points=("score", "sum"), maximum=("max_score", "sum")
    )


def _by_element(by_task: pd.DataFrame, parameters: Parameters) -> pd.DataFrame:
    minimum = {level_groups(parameters.element_minimum)[k]: v for k, v in parameters.element_minimum.items()}
    grouped = by_task.assign(level=by_task["level"].map(level_groups(parameters.element_minimum)).astype("string"))
    elements = (
        grouped.sort_values("task")
        .groupby(ELEMENT, as_index=False)
        .agg(tasks=("task", "; ".join), n=("n", "max"), points=("points", "sum"), maximum=("maximum", "sum"))
    )
    elements = elements.astype({"tasks": "string", "n": "Int64", "points": "Int64", "maximum": "Int64"})
    elements = elements.assign(
        share=(100 * elements["points"] / elements["maximum"]).astype("Float64").round(4),
        minimum=elements["level"].map(minimum).astype("Float64"),
        small_n=elements["n"].lt(parameters.small_n).astype(bool),
    )
    return in_order(elements, *ELEMENT)


ANALYSIS = Analysis(
    name="hard_elements",
    version=ACTIONS["hard_elements"],
    reads=("vpr", "vpr_tasks", "tasks"),
    select=select,
    compute=compute,
    uses=("element_minimum", "small_n"),
)
