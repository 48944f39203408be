"""Need of methodical support («потребность в методической поддержке»): teachers in whose classes results are low.

Kirsanov, item 10, fourth sub-item, orders a register of deficits; VPR must not be used to judge teachers, so the list
is restricted, shows n and the source, and ranks nobody: it is sorted by school and staff code.
"""

from collections.abc import Mapping

import pandas as pd

from models.assessment.analysis import Analysis, Context, Result
from models.assessment.layout import Frames
from models.assessment.names import ACTIONS
from models.assessment.procedures import GIA_COLUMNS, counted, judged, last_state, unjudged
from models.assessment.scope import counts_by_school, totals
from models.assessment.selection import frame, in_order, rows_of_years, vpr_participants
from models.assessment.wanted import TIMES, Wanted, rows_wanted, times

VPR_COLUMNS = ("year", "subject", "school", "class_name", "mark")
EXAM_COLUMNS = (*GIA_COLUMNS, "class_name")
TAUGHT = ["school", "class_name", "taught_as"]
WORK = ["source", *TAUGHT, "subject"]
# The exam's two levels are one lesson at school.
LESSON = {"математика профильная": "математика", "математика базовая": "математика"}


def select(frames: Frames, context: Context) -> Frames:
    """The last year's marks by class, exams in their last state, and who teaches whom."""
    year = [max(context.years)]
    assignments = rows_of_years(frame(frames, "assignments"), year)
    return {
        "vpr": rows_wanted(frames, "vpr", wants(context)["vpr"]),
        "gia": last_state(rows_wanted(frames, "gia", wants(context)["gia"])),
        "assignments": assignments[["year", "school", "class_name", "subject", "teacher"]],
    }


def wants(context: Context) -> Mapping[str, Wanted]:
    """How many pupils of a class have which mark, and every state of an exam."""
    year = (max(context.years),)
    return {
        "vpr": vpr_participants(year, VPR_COLUMNS, counted=True),
        "gia": Wanted(EXAM_COLUMNS, {"year": year}),
    }


def compute(frames: Frames, context: Context) -> Result:
    """Low works by teacher. Table: school, teacher, subject, source, class_name, n, n_low, small_n; one row a work."""
    chosen = select(frames, context)
    works = _works(chosen, context)
    teaching = _teaching(chosen["assignments"])
    low = works[works["is_low"]].merge(teaching, on=TAUGHT)
    columns = ["school", "teacher", "subject", "source", "class_name", "n", "n_low", "small_n"]
    table = in_order(low[columns], *columns[:5])
    taught = works.merge(teaching[TAUGHT].drop_duplicates(), on=TAUGHT, how="left", indicator="found")
    untaught = taught[taught["found"].eq("left_only")]
    by_school = counts_by_school(
        works["school"],
        teachers=table.drop_duplicates(["school", "teacher"])["school"],
        schools=pd.Series(table["school"].unique()),
        works=table["school"],
        works_without_teacher=untaught["school"],
    )
    facts: dict[str, int | float | str] = {
        "year": max(context.years),
        "low_percent": context.parameters.low_percent,
        "unjudged": unjudged(chosen["gia"], context.parameters),
        **totals(by_school),
    }
    return Result(table, facts, restricted=True, by_school=by_school)


def _works(chosen: Frames, context: Context) -> pd.DataFrame:
    """Each class's VPR subject and exam: source, school, class_name, taught_as, subject, n, n_low, is_low, small_n."""
    vpr, gia = chosen["vpr"], judged(chosen["gia"], context.parameters)
    vpr = vpr.assign(source="ВПР", below=vpr["mark"].eq(2), taught_as=vpr["subject"])
    gia = gia.assign(source=gia["exam"], taught_as=gia["subject"].replace(LESSON), times=times(gia))
    columns = [*WORK, "below", TIMES]
    return counted(pd.concat([vpr[columns], gia[columns]], ignore_index=True), WORK, context.parameters)


def _teaching(assignments: pd.DataFrame) -> pd.DataFrame:
    """school, class_name, taught_as, teacher; a class taught in groups has several teachers."""
    rows = assignments.assign(taught_as=assignments["subject"].replace(LESSON))
    return rows[[*TAUGHT, "teacher"]].dropna().drop_duplicates()


ANALYSIS = Analysis(
    name="teacher_support",
    version=ACTIONS["teacher_support"],
    reads=("vpr", "gia", "assignments"),
    select=select,
    compute=compute,
    uses=("low_percent", "ege_minimum", "small_n"),
    wants=wants,
)
