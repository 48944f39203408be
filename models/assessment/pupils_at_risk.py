"""Pupils of the risk group: «2» in several VPR subjects in the last year (Kirsanov, item 10, first sub-item).

The order names no number of subjects; ours is a parameter. Pupils are keys; the list is restricted.
"""

from collections.abc import Mapping

import pandas as pd

from models.assessment.analysis import Analysis, Context, Result
from models.assessment.layout import Frames
from models.assessment.names import ACTIONS
from models.assessment.scope import counts_by_school, totals
from models.assessment.selection import in_order, vpr_participants
from models.assessment.told_together import told_together
from models.assessment.wanted import Wanted, rows_wanted

COLUMNS = ("year", "grade", "subject", "school", "class_name", "pupil", "mark")
PUPIL = ["school", "class_name", "pupil"]


def select(frames: Frames, context: Context) -> Frames:
    """Marks of the last year in the listed grades."""
    return {"vpr": rows_wanted(frames, "vpr", wants(context)["vpr"])}


def wants(context: Context) -> Mapping[str, Wanted]:
    """The last year's participants in the listed grades."""
    return {"vpr": vpr_participants([max(context.years)], COLUMNS, grades=context.parameters.risk_grades)}


def compute(frames: Frames, context: Context) -> Result:
    """Pupils at risk. Table: school, class_name, pupil, failed (subjects, a count), subjects («математика; физика»)."""
    marks = select(frames, context)["vpr"]
    works = marks[marks["mark"].eq(2)].drop_duplicates([*PUPIL, "subject"])
    works = works.assign(failed=works.groupby(PUPIL)["subject"].transform("size"))
    works = works[works["failed"].ge(context.parameters.risk_failed_subjects)].sort_values("subject")
    listed = told_together(works, [*PUPIL, "failed"], "subject").rename("subjects").reset_index()
    table = in_order(listed.astype({"failed": "Int64"}), *PUPIL)
    by_school = counts_by_school(
        marks["school"],
        participants=marks.drop_duplicates("pupil")["school"],
        pupils=table["school"],
        schools=pd.Series(table["school"].unique()),
    )
    facts = {
        "year": max(context.years),
        "failed_subjects": context.parameters.risk_failed_subjects,
        **totals(by_school),
    }
    return Result(table, facts, restricted=True, by_school=by_school)


ANALYSIS = Analysis(
    name="pupils_at_risk",
    version=ACTIONS["pupils_at_risk"],
    reads=("vpr",),
    select=select,
    compute=compute,
    uses=("risk_grades", "risk_failed_subjects"),
    wants=wants,
)
