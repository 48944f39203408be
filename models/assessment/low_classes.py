"""Classes low in more than three VPR subjects (Kirsanov, item 10, third sub-item). The number is a parameter."""

from collections.abc import Mapping

import pandas as pd

from models.assessment.analysis import Analysis, Context, Result
from models.assessment.layout import Frames
from models.assessment.names import ACTIONS
from models.assessment.parameters import Parameters
from models.assessment.procedures import counted
from models.assessment.scope import counts_by_school, totals
from models.assessment.selection import in_order, vpr_participants
from models.assessment.told_together import told_together
from models.assessment.wanted import Wanted, rows_wanted

COLUMNS = ("year", "grade", "subject", "school", "class_name", "mark")
CLASS = ["school", "grade", "class_name"]


def select(frames: Frames, context: Context) -> Frames:
    """Marks of the last year in the listed grades."""
    return {"vpr": rows_wanted(frames, "vpr", wants(context)["vpr"])}


def wants(context: Context) -> Mapping[str, Wanted]:
    """How many pupils of a class have which mark."""
    year, grades = [max(context.years)], context.parameters.list_grades
    return {"vpr": vpr_participants(year, COLUMNS, grades=grades, counted=True)}


def compute(frames: Frames, context: Context) -> Result:
    """Low classes. Table: school, grade, class_name, low_subjects (a count), subjects, n (most participants), small_n.

    details: works (every low work of the listed classes: n, n_low).
    """
    marks = select(frames, context)["vpr"]
    works = counted(marks.assign(below=marks["mark"].eq(2)), [*CLASS, "subject"], context.parameters)
    table, low = low_in_many_subjects(works, CLASS, context.parameters)
    by_school = counts_by_school(
        marks["school"],
        classes=works.drop_duplicates(CLASS)["school"],
        low=table["school"],
        schools=pd.Series(table["school"].unique()),
    )
    facts = low_units_facts(context) | totals(by_school)
    return Result(table, facts, {"works": low}, by_school=by_school)


def low_units_facts(context: Context) -> dict[str, int | float | str]:
    """What a list of units low in many subjects says of how it was made."""
    parameters = context.parameters
    asked = {"subjects_over": parameters.subjects_over, "low_percent": parameters.low_percent}
    return {"year": max(context.years), **asked}


def low_in_many_subjects(
    works: pd.DataFrame, keys: list[str], parameters: Parameters
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Who (by these keys) is low in more subjects than the threshold, and the low works that say so.

    works: keys, subject, n, n_low, is_low, small_n; one row for each of `keys` and subject.
    """
    low = works[works["is_low"]].sort_values("subject")
    table = low.groupby(keys).agg(
        low_subjects=("subject", "size"),
        n=("n", "max"),
        small_n=("small_n", "any"),
    )
    table.insert(1, "subjects", told_together(low, keys, "subject"))
    table = table[table["low_subjects"].gt(parameters.subjects_over)].reset_index()
    table = in_order(table.astype({"low_subjects": "Int64", "subjects": "string"}), *keys)
    return table, in_order(low.merge(table[keys], on=keys), *keys, "subject")


ANALYSIS = Analysis(
    name="low_classes",
    version=ACTIONS["low_classes"],
    reads=("vpr",),
    select=select,
    compute=compute,
    uses=("low_percent", "subjects_over", "list_grades", "small_n"),
    wants=wants,
)
