"""Content elements that pupils find difficult (Kirsanov, item 10, fifth sub-item), over the whole region.

An element is difficult when the region's share of its maximum points is below the minimum of its tasks' level (ФИОКО
2026). A task not attempted earned 0 points of its maximum; an absent pupil attempted nothing and is left out. Where
pupils' points are not loaded, those of reports 5 and 6 are taken; the same reports tell of the region and the country.
"""

from collections.abc import Mapping

import pandas as pd

from models.assessment.analysis import Analysis, Context, Result
from models.assessment.layout import COUNTRY, REGION, Frames
from models.assessment.names import ACTIONS
from models.assessment.parameters import Parameters
from models.assessment.reported import TASK, WORK, once, points_wanted, share_of, with_points
from models.assessment.selection import frame, in_order, rows_of_years
from models.assessment.told_together import told_together
from models.assessment.wanted import TIMES, Unless, Wanted, rows_wanted

ELEMENT = ["grade", "subject", "element", "level"]


def select(frames: Frames, context: Context) -> Frames:
    """How many pupils earned how many points for each task last year, without the absent; what each task tests.

    And the shares that reports tell of the country, of regions, and of schools whose pupils' points are not there.
    """
    tasks = rows_of_years(frame(frames, "tasks"), [max(context.years)])
    asked = wants(context)
    found = {kind: rows_wanted(frames, kind, wanted) for kind, wanted in asked.items()}
    return {
        "vpr_tasks": found["vpr_tasks"],
        "tasks": tasks[[*TASK, "element", "level"]].drop_duplicates(),
        "vpr_completion": once(found["vpr_completion"], found["vpr_planned"]),
    }


def wants(context: Context) -> Mapping[str, Wanted]:
    """Points as sums by task: millions of rows say no more.

    An old collection form does not say what a task is worth: such points are of no use.
    """
    absent = Unless("vpr", ("year", "grade", "subject", "pupil"), "mark")
    year, summed = (max(context.years),), ("score", "max_score")
    return {
        "vpr_tasks": Wanted(tuple(TASK), {"year": year}, ("max_score",), absent, summed=summed),
        "vpr_completion": points_wanted(year),
        "vpr_planned": points_wanted(year),
    }


def compute(frames: Frames, context: Context) -> Result:
    """Difficult elements. Table: grade, subject, element, level, tasks, n, points, maximum, share, minimum, small_n.

    Then region_share and country_share, NA where no report tells them of each of the element's tasks. Shares and
    minimum: per cent of the maximum points; n: participants of the element's most widely given task.
    details: elements (all of them, difficult or not).
    """
    chosen = select(frames, context)
    own, told = points_by_task(chosen["vpr_tasks"]), chosen["vpr_completion"]
    by_task = with_points(own, told)
    known = known_tasks(chosen["tasks"], context.parameters).merge(by_task[TASK], on=TASK)
    elements = elements_of(by_task, told, chosen["tasks"], context.parameters)
    table = elements[(100 * elements["points"]).lt(elements["minimum"] * elements["maximum"])].reset_index(drop=True)
    facts = {
        "year": max(context.years),
        "elements": len(elements),
        "hard": len(table),
        "subjects": int(table["subject"].nunique()),
        "unmapped_tasks": len(by_task.drop_duplicates(TASK)) - len(known.drop_duplicates(TASK)),
        "works": len(by_task.drop_duplicates([*WORK])),
        "works_of_reports_only": len(by_task.drop_duplicates([*WORK])) - len(own.drop_duplicates([*WORK])),
    }
    return Result(table, facts, {"elements": elements})


def level_groups(minimum: dict[str, float]) -> dict[str, str]:
    """Levels with one minimum are one group: {"Б": "Б", "П": "П, В", "В": "П, В"}."""
    return {level: ", ".join(name for name in minimum if minimum[name] == minimum[level]) for level in minimum}


def points_by_task(points: pd.DataFrame) -> pd.DataFrame:
    """year, grade, subject, task, n, points, maximum; of the sums by task."""
    return points.rename(columns={TIMES: "n", "score": "points", "max_score": "maximum"})


def known_tasks(tasks: pd.DataFrame, parameters: Parameters) -> pd.DataFrame:
    """The tasks whose element and level are known; the others count for no element."""
    return tasks[tasks["element"].notna() & tasks["level"].isin(list(parameters.element_minimum))]


def elements_of(by_task: pd.DataFrame, told: pd.DataFrame, tasks: pd.DataFrame, parameters: Parameters) -> pd.DataFrame:
    """Every element with its share, difficult or not, as `compute` has them.

    by_task: TASK, n, points, maximum; told: shares of the region and the country; tasks: what each task tests
    """
    by_task = by_task.merge(known_tasks(tasks, parameters), on=TASK)
    minimum = {level_groups(parameters.element_minimum)[k]: v for k, v in parameters.element_minimum.items()}
    grouped = by_task.assign(level=by_task["level"].map(level_groups(parameters.element_minimum)).astype("string"))
    named = grouped.sort_values("task")
    elements = named.groupby(ELEMENT).agg(n=("n", "max"), points=("points", "sum"), maximum=("maximum", "sum"))
    elements.insert(0, "tasks", told_together(named, ELEMENT, "task"))
    elements = elements.reset_index().astype({"tasks": "string", "n": "Int64", "points": "Int64", "maximum": "Int64"})
    for name, level in (("region_share", REGION), ("country_share", COUNTRY)):
        elements = elements.merge(share_of(told, level, grouped, ELEMENT).rename(name).reset_index(), on=ELEMENT)
    elements = elements.assign(
        share=(100 * elements["points"] / elements["maximum"]).astype("Float64").round(4),
        minimum=elements["level"].map(minimum).astype("Float64"),
        small_n=elements["n"].lt(parameters.small_n).astype(bool),
    )
    return in_order(elements, *ELEMENT)


ANALYSIS = Analysis(
    name="hard_elements",
    version=ACTIONS["hard_elements"],
    reads=("vpr", "vpr_tasks", "tasks", "vpr_completion", "vpr_planned"),
    select=select,
    compute=compute,
    uses=("element_minimum", "small_n"),
    wants=wants,
)
