"""Branches low in more than three VPR subjects (Kirsanov, item 10, second sub-item). The number is a parameter.

A branch's pupils of the listed grades are pooled by subject: its classes are small, and the order counts subjects.
"""

from collections.abc import Mapping

import pandas as pd

from models.assessment.analysis import Analysis, Context, Result
from models.assessment.layout import Frames
from models.assessment.low_classes import low_in_many_subjects, low_units_facts
from models.assessment.names import ACTIONS
from models.assessment.procedures import counted
from models.assessment.scope import counts_by_school, totals
from models.assessment.selection import frame, rows_of_years, vpr_participants
from models.assessment.wanted import Wanted, rows_wanted

COLUMNS = ("year", "grade", "subject", "school", "class_name", "mark")
CLASS = ["school", "class_name"]
BRANCH = ["school", "branch"]


def select(frames: Frames, context: Context) -> Frames:
    """Marks of the last year in the listed grades, and where each class sits."""
    year = [max(context.years)]
    places = rows_of_years(frame(frames, "assignments"), year)
    return {
        "vpr": rows_wanted(frames, "vpr", wants(context)["vpr"]),
        "assignments": places[["year", *CLASS, "branch"]].drop_duplicates(),
    }


def wants(context: Context) -> Mapping[str, Wanted]:
    """How many pupils of a class have which mark."""
    year, grades = [max(context.years)], context.parameters.list_grades
    return {"vpr": vpr_participants(year, COLUMNS, grades=grades, counted=True)}


def compute(frames: Frames, context: Context) -> Result:
    """Low branches. Table: school, branch, low_subjects (a count), subjects, n (most participants), small_n.

    details: works (every low subject of the listed branches: n, n_low).
    """
    chosen = select(frames, context)
    marks, places = chosen["vpr"], _branch_of_class(chosen["assignments"])
    placed = marks.merge(places, on=CLASS)
    in_branches = placed[placed["branch"].ne("")]
    works = counted(in_branches.assign(below=in_branches["mark"].eq(2)), [*BRANCH, "subject"], context.parameters)
    table, low = low_in_many_subjects(works, BRANCH, context.parameters)
    classes, placed_classes = marks[CLASS].drop_duplicates(), placed[CLASS].drop_duplicates()
    unplaced = classes.merge(placed_classes, on=CLASS, how="left", indicator="found").query("found == 'left_only'")
    by_school = counts_by_school(
        marks["school"],
        branches=works.drop_duplicates(BRANCH)["school"],
        low=table["school"],
        schools=pd.Series(table["school"].unique()),
        unplaced_classes=unplaced["school"],
    )
    facts = low_units_facts(context) | totals(by_school)
    return Result(table, facts, {"works": low}, by_school=by_school)


def _branch_of_class(assignments: pd.DataFrame) -> pd.DataFrame:
    """school, class_name, branch (empty: the head school). A class said to sit in two places sits in neither."""
    places = assignments[[*CLASS, "branch"]].fillna({"branch": ""}).drop_duplicates()
    return places.drop_duplicates(CLASS, keep=False)


ANALYSIS = Analysis(
    name="low_branches",
    version=ACTIONS["low_branches"],
    reads=("vpr", "assignments"),
    select=select,
    compute=compute,
    uses=("low_percent", "subjects_over", "list_grades", "small_n"),
    wants=wants,
)
