"""Schools whose VPR results show markers that, together, need additional analysis by people («признаки»).

One sign is never enough (semantics: two markers, or two years). Two signs count when their markers look at different
things, in the last year; a repeated sign counts when the same marker stood out in the last year and before, except
where it is the level: an honest strong school is strong every year. The words stay «возможный признак, требует
дополнительного анализа»; whether anybody broke a rule is no question that this can answer.
"""

from collections.abc import Callable, Mapping

import pandas as pd

from models.assessment.analysis import Analysis, Context, Result
from models.assessment.layout import Frames
from models.assessment.names import ACTIONS
from models.assessment.objectivity.boundaries import heaping
from models.assessment.objectivity.change import leap
from models.assessment.objectivity.evidence import ASPECTS, NOT_AVAILABLE, SAMPLES, SIGN, judged, signs, with_unanswered
from models.assessment.objectivity.exams import not_confirmed
from models.assessment.objectivity.journal import far_marks, shifted_marks
from models.assessment.objectivity.level import overstated_mean, spotless
from models.assessment.objectivity.marked_works import marked_works
from models.assessment.objectivity.material import Material, prepared, select, wants
from models.assessment.objectivity.subjects import mismatch
from models.assessment.objectivity.task_profile import task_inversion
from models.assessment.scope import counts_by_school, totals
from models.assessment.selection import in_order
from models.assessment.told_together import told_together
from models.assessment.wanted import TIMES

__all__ = ["ANALYSIS", "MARKERS", "compute", "concluded", "select"]

MARKERS: Mapping[str, Callable[[Material], pd.DataFrame]] = {
    "NO1": overstated_mean,
    "NO2": heaping,
    "NO3": shifted_marks,
    "NO3'": far_marks,
    "NO4": task_inversion,
    "NO5": not_confirmed,
    "NO6": leap,
    "NO7": spotless,
    "NO8": mismatch,
}
# What reports 3 and 4 can tell of a work; of the others nothing is known without the pupils' own results.
BY_REPORTS = frozenset({"NO2", "NO3"})
LEVEL = "level"
COLUMNS = {"school": "string", "markers": "string", "aspects": "Int64", "repeated": "string", "sample": "string"}


def compute(frames: Frames, context: Context) -> Result:
    """Schools to look at. Table: school, markers («NO2; NO5»), aspects (a count), repeated («NO4»), sample.

    sample: the worst grade of the signs behind the conclusion. details: evidence (every unit and marker), signs
    (evidence of the listed schools that is a sign), works (the table «4 РУ, 4 МА, 5 РУ, 5 МА» of the last year),
    spread (procedure, primary, mark, times: how the region's primary scores of the last year are spread).
    """
    year, asked = max(context.years), context.parameters.objectivity
    material = prepared(select(frames, context), context.parameters.objectivity)
    evidence = judged(_answers(material), asked.level)
    table = concluded(evidence, year)
    behind = evidence[evidence["school"].isin(table["school"]) & evidence["status"].eq(SIGN)]
    works = marked_works(evidence, year, asked)
    now = evidence[evidence["year"].eq(year)]
    by_school = _by_school(now, table, works)
    facts: dict[str, int | float | str] = {"year": year, "compared_with": _earlier(context), "level": asked.level}
    facts |= {"unanswered": _unanswered(now), **totals(by_school)}
    details = {"evidence": evidence, "signs": behind.reset_index(drop=True), "works": works}
    details["spread"] = _spread(material.works, year)
    return Result(table, facts, details, by_school=by_school)


def concluded(evidence: pd.DataFrame, year: int) -> pd.DataFrame:
    """The schools of the conclusion in this year, as `compute` lists them."""
    found = signs(evidence)
    now = found[found["year"].eq(year)]
    earlier = found.loc[found["year"].lt(year), ["school", "marker"]].drop_duplicates()
    repeated = now[now["aspect"].ne(LEVEL)].merge(earlier, on=["school", "marker"])
    by_school = now.assign(sample=now["sample"].map(SAMPLES.index)).groupby("school", sort=True)
    table = by_school.agg(aspects=("aspect", "nunique"), sample=("sample", "min"))
    table = table.assign(
        markers=_markers(now),
        sample=table["sample"].map(dict(enumerate(SAMPLES))),
        repeated=_markers(repeated).reindex(table.index).fillna(""),
    ).reset_index()
    listed = table[table["aspects"].ge(2) | table["repeated"].ne("")]
    return in_order(listed.reindex(columns=list(COLUMNS)).astype(COLUMNS), "school")


def _answers(material: Material) -> Mapping[str, pd.DataFrame]:
    """What every marker says; of works that only reports tell of, most have nothing to say."""
    answers, reported = {marker: answer(material) for marker, answer in MARKERS.items()}, material.reported
    need_pupils = [marker for marker in answers if marker not in BY_REPORTS]
    return answers | {marker: with_unanswered(answers[marker], reported, "no_pupils") for marker in need_pupils}


def _spread(works: pd.DataFrame, year: int) -> pd.DataFrame:
    """How many of each school's pupils got which primary score and mark in each work of that year."""
    keys = ["school", "procedure", "primary", "mark"]
    counted = works[works["year"].eq(year)].groupby(keys, as_index=False, sort=True).size()
    return counted.rename(columns={"size": TIMES}).astype({TIMES: "Int64"})


def _markers(found: pd.DataFrame) -> pd.Series:
    """By school, each marker once, «NO1; NO5»."""
    once = found[["school", "marker"]].drop_duplicates().sort_values(["school", "marker"])
    return told_together(once, ["school"], "marker")


def _earlier(context: Context) -> str:
    """The years before the last, told: «2023, 2024»; empty when there are none."""
    return ", ".join(str(year) for year in sorted(set(context.years))[:-1])


def _unanswered(now: pd.DataFrame) -> str:
    """The markers that could say nothing of any school."""
    answered = set(now.loc[now["status"].ne(NOT_AVAILABLE), "marker"])
    return "; ".join(marker for marker in ASPECTS if marker not in answered)


def _by_school(now: pd.DataFrame, table: pd.DataFrame, works: pd.DataFrame) -> pd.DataFrame:
    """school, and 1 or 0: that it has results in the last year, is listed, has a sign at all and by marker."""
    found = now[now["status"].eq(SIGN)]
    return counts_by_school(
        pd.concat([now["school"], works["school"]]),
        schools=pd.Series(now["school"].unique()),
        listed=table["school"],
        with_signs=pd.Series(found["school"].unique()),
        marked_works=works.loc[works["marked"].gt(0), "school"],
        **{
            f"signs_{marker}": pd.Series(found.loc[found["marker"].eq(marker), "school"].unique()) for marker in ASPECTS
        },
    )


ANALYSIS = Analysis(
    name="objectivity",
    version=ACTIONS["objectivity"],
    reads=("vpr", "vpr_journal", "vpr_primary", "vpr_tasks", "tasks", "gia", "schools", "scales"),
    spares=("vpr_tasks", "tasks", "gia", "schools", "scales"),
    select=select,
    compute=compute,
    uses=("objectivity", "oge_subjects"),
    wants=wants,
)
