"""Two further lists of schools beside «ШНОР»: at risk of becoming one, and stably high (those that could help).

Regions keep such lists by criteria and horizons of their own (order of the Novosibirsk region 24.01.2020 № 183); the
criteria here are ours and a roadmap may set others (parameters.SchoolListParameters). None of the lists is a ranking.
"""

import pandas as pd

from models.assessment.analysis import Analysis, Context, Result
from models.assessment.layout import Frames
from models.assessment.low_results import schools_by_rules
from models.assessment.names import ACTIONS
from models.assessment.parameters import Parameters
from models.assessment.procedures import USES, counted, procedures_selected, unjudged
from models.assessment.procedures import select as select_procedures
from models.assessment.procedures import wants as procedures_want
from models.assessment.scope import counts_by_school, totals
from models.assessment.selection import in_order

AT_RISK, STABLY_HIGH = "at_risk", "stably_high"
GOOD_MARK = 4
SCHOOL_YEAR = ["school", "year"]


def select(frames: Frames, context: Context) -> Frames:
    """Results of the procedures that count, in all the context's years."""
    return select_procedures(frames, sorted(set(context.years)), context.parameters)


def compute(frames: Frames, context: Context) -> Result:
    """Both lists. Table: school, kind (at_risk, stably_high), low, near, procedures, good_share, small_n.

    low, near, procedures: how many procedures of the later year are low, are near to it, were held; good_share: per
    cent of «4» and «5» among the later year's marks, NA where there are none.
    details: results (every counted procedure of the listed schools), marks (n and n_good by school and year).
    """
    years, parameters = tuple(sorted(set(context.years))), context.parameters
    chosen = select(frames, context)
    everything, marks = procedures_selected(chosen, parameters), _good_marks(chosen, parameters)
    later = _later_year(everything[everything["year"].eq(years[-1])], parameters)
    risk = _at_risk(later, set.union(*schools_by_rules(everything, years[-2:], parameters)), parameters)
    high = _stably_high(everything, marks, years, parameters)
    table = later.assign(kind=later["school"].map(dict.fromkeys(risk, AT_RISK) | dict.fromkeys(high, STABLY_HIGH)))
    table = table[table["kind"].notna()].merge(_shares(marks, years[-1]), on="school", how="left")
    columns = ["school", "kind", "low", "near", "procedures", "good_share", "small_n"]
    table = in_order(table.astype({"kind": "string"})[columns], "kind", "school")
    by_school = counts_by_school(
        later["school"],
        schools=later["school"],
        **{kind: table.loc[table["kind"].eq(kind), "school"] for kind in (AT_RISK, STABLY_HIGH)},
    )
    facts = _facts(years, parameters) | totals(by_school) | {"unjudged": unjudged(chosen["gia"], parameters)}
    listed = {name: rows[rows["school"].isin(table["school"])] for name, rows in (("r", everything), ("m", marks))}
    results = in_order(listed["r"], "school", "year", "procedure")
    details = {"results": results, "marks": in_order(listed["m"], *SCHOOL_YEAR)}
    return Result(table, facts, details, by_school=by_school)


def _good_marks(chosen: Frames, parameters: Parameters) -> pd.DataFrame:
    """school, year, n (marks), n_good («4» and «5»), over VPR, OGE and base mathematics; a score is no mark."""
    parts = []
    for rows in chosen.values():
        marked = rows[rows["mark"].notna()]
        # Counted by the rule's own counting, so that rows that stand for several pupils count as several.
        parts.append(counted(marked.assign(below=marked["mark"].lt(GOOD_MARK)), SCHOOL_YEAR, parameters))
    both = pd.concat(parts).groupby(SCHOOL_YEAR, as_index=False)[["n", "n_low"]].sum()
    return both.assign(n_good=both["n"] - both["n_low"])[[*SCHOOL_YEAR, "n", "n_good"]]


def _later_year(results: pd.DataFrame, parameters: Parameters) -> pd.DataFrame:
    """school, low, near, procedures, small_n: one row a school with results in the later year."""
    near = (100 * results["n_low"]).ge(parameters.school_lists.near_percent * results["n"]) & ~results["is_low"]
    by_school = results.assign(near=near.astype(int), low=results["is_low"].astype(int)).groupby("school")
    table = by_school.agg(
        low=("low", "sum"), near=("near", "sum"), procedures=("n", "size"), small_n=("small_n", "any")
    )
    return table.reset_index()


def _at_risk(later: pd.DataFrame, already_low: set[str], parameters: Parameters) -> set[str]:
    """Outside «ШНОР» with a low procedure in the later year, or with enough procedures that are near to it."""
    enough = later["low"].ge(1) | (later["low"] + later["near"]).ge(parameters.school_lists.near_procedures)
    return set(later.loc[enough, "school"]) - already_low


def _stably_high(
    everything: pd.DataFrame, marks: pd.DataFrame, years: tuple[int, ...], parameters: Parameters
) -> set[str]:
    """In every year enough procedures, none with many below the minimum, and enough «4» and «5»."""
    asked = parameters.school_lists
    if len(years) < asked.years:
        return set()
    few = (100 * everything["n_low"]).le(asked.low_at_most_percent * everything["n"])
    held = everything.assign(few=few).groupby(SCHOOL_YEAR, as_index=False).agg(n=("few", "size"), few=("few", "all"))
    good = marks[(100 * marks["n_good"]).ge(asked.good_marks_percent * marks["n"])]
    held = held[held["few"] & held["n"].ge(asked.procedures)].merge(good[SCHOOL_YEAR], on=SCHOOL_YEAR)
    spans = held["school"].value_counts()
    return set(spans[spans.eq(len(years))].index)


def _shares(marks: pd.DataFrame, year: int) -> pd.DataFrame:
    of_year = marks[marks["year"].eq(year)]
    share = (100 * of_year["n_good"] / of_year["n"]).astype("Float64").round(4)
    return of_year[["school"]].assign(good_share=share)


def _facts(years: tuple[int, ...], parameters: Parameters) -> dict[str, int | float | str]:
    asked = parameters.school_lists
    return {
        "year": years[-1],
        "first_year": years[0],
        "years": len(years),
        "years_needed": asked.years,
        "low_percent": parameters.low_percent,
    } | {name: value for name, value in asked.model_dump().items() if name != "years"}


ANALYSIS = Analysis(
    name="school_lists",
    version=ACTIONS["school_lists"],
    reads=("vpr", "vpr_marks", "gia"),
    select=select,
    compute=compute,
    uses=("r1_procedures", "same_procedure", "school_lists", *USES),
    wants=lambda context: procedures_want(sorted(set(context.years)), context.parameters),
)
