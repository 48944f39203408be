"""Dynamics: the earliest comparable year against the last, by school (Kirsanov, item 15), and what lies around it.

A year without participants is NOT_AVAILABLE; one with another work, or in a moved term, is not comparable. The item
compares in order to say whether support helped, so what effect/ concludes of the same results is a part of the answer.
"""

from collections.abc import Mapping

import pandas as pd

from models.assessment.analysis import Analysis, Context, Result
from models.assessment.dynamics.change import (
    CHANGES,
    NOT_AVAILABLE,
    NOT_COMPARABLE,
    counts,
    named,
    percent,
    with_difference,
)
from models.assessment.dynamics.cohorts import cohorts
from models.assessment.dynamics.comparability import NO_RESULTS, WORK_TASKS, comparability, compared_with, unverified
from models.assessment.dynamics.subjects import subjects
from models.assessment.dynamics.trend import KEYS, trends
from models.assessment.effect.conclusion import ANALYSIS as EFFECT
from models.assessment.effect.conclusion import concluded
from models.assessment.effect.group import group_of
from models.assessment.layout import Frames
from models.assessment.names import ACTIONS
from models.assessment.procedures import USES, procedures_selected, unjudged
from models.assessment.procedures import select as select_procedures
from models.assessment.procedures import wants as procedures_want
from models.assessment.scope import counts_by_school, totals
from models.assessment.selection import frame, in_order, rows_of_years
from models.assessment.wanted import Wanted

Facts = dict[str, int | float | str]
OF_SUPPORT = "support_"  # before the names of the facts that the effect of support has


def select(frames: Frames, context: Context) -> Frames:
    """Results of the procedures that count, in all the context's years, what the works were, and who is supported."""
    years, parameters = sorted(set(context.years)), context.parameters
    tasks = rows_of_years(frame(frames, "vpr_tasks"), years)
    counts_here = tasks["grade"].isin(parameters.vpr_grades) & tasks["subject"].isin(parameters.vpr_subjects)
    works = tasks.loc[counts_here, WORK_TASKS].drop_duplicates()
    return {**select_procedures(frames, years, parameters), "vpr_tasks": works, "group": group_of(frames)}


def wants(context: Context) -> Mapping[str, Wanted]:
    """What the procedures want, and of the tasks which there were: not what anybody earned for them."""
    years, parameters = sorted(set(context.years)), context.parameters
    works = {"year": years, "grade": parameters.vpr_grades, "subject": parameters.vpr_subjects}
    return {**procedures_want(years, parameters), "vpr_tasks": Wanted(tuple(WORK_TASKS), works, counted=True)}


def compute(frames: Frames, context: Context) -> Result:
    """Changes. Table: school, procedure, subject, year_before, n, n_low and share of both ends, difference, its limits.

    Then small_n and change. Columns of the ends end in `_before` and `_after`; shares are per cent, differences
    percentage points. details: years (every year's n, n_low, share), schools (how many procedures of each changed how),
    subjects, cohorts, trends, comparability: what the modules of this folder say. Facts that begin with `support_` are
    those of the effect of support (effect/conclusion.py), of all schools of the list together.
    """
    years, parameters = tuple(sorted(set(context.years))), context.parameters
    chosen = select(frames, context)
    everything = procedures_selected(chosen, parameters)
    support = concluded(everything, chosen["group"], years, parameters).facts
    everything = everything.assign(share=percent(everything["n_low"], everything["n"]))
    comparable = comparability(everything, chosen["vpr_tasks"], years)
    table = _changes(everything, comparable, years[-1])
    columns = [*KEYS, "year", "n", "n_low", "share", "small_n"]
    details = {
        "years": in_order(everything[columns], *columns[:4]),
        "schools": _by_school(table),
        "subjects": subjects(table[table["n_before"].notna() & table["n_after"].notna()]),
        "cohorts": cohorts(chosen, years, parameters),
        "trends": trends(_without_incomparable(everything, comparable), years),
        "comparability": comparable,
    }
    facts: Facts = {"year": years[-1], "compared_with": years[0], "unjudged": unjudged(chosen["gia"], parameters)}
    facts |= {"works_unverified": unverified(everything, chosen["vpr_tasks"])}
    facts |= {f"{OF_SUPPORT}{name}": value for name, value in support.items()}
    by_school = _counts_by_school(table, details["cohorts"], details["trends"], years[0])
    return Result(table, facts | totals(by_school), details, by_school=by_school)


def _counts_by_school(table: pd.DataFrame, parallels: pd.DataFrame, lines: pd.DataFrame, first: int) -> pd.DataFrame:
    """school, and how many comparisons, parallels and lines of years it has, of each change so many."""
    counted = {"comparisons": table, "cohorts": parallels, "trends": lines}
    prefixes = {"comparisons": "", "cohorts": "cohorts_", "trends": "trends_"}
    by_change = {
        f"{prefixes[name]}{kind}": rows.loc[rows["change"].eq(kind), "school"]
        for name, rows in counted.items()
        for kind in CHANGES
    }
    return counts_by_school(
        pd.concat([rows["school"] for rows in counted.values()]),
        schools=pd.Series(table["school"].unique()),
        from_later_year=table.loc[table["year_before"].gt(first).fillna(False), "school"],
        **{name: rows["school"] for name, rows in counted.items()},
        **by_change,
    )


def _changes(everything: pd.DataFrame, comparable: pd.DataFrame, last: int) -> pd.DataFrame:
    """Every school and procedure seen in any year, with its counts at both ends (NA where that year has none)."""
    table = everything[KEYS].drop_duplicates().merge(compared_with(comparable), on="procedure", how="left")
    table = table.astype({"year_before": "Int64", "reason": "string"})
    ends = everything[[*KEYS, "year", "n", "n_low", "small_n"]]
    before = ends.rename(columns={"year": "year_before", "n": "n_before", "n_low": "n_low_before"})
    after = ends[ends["year"].eq(last)].drop(columns="year").rename(columns={"n": "n_after", "n_low": "n_low_after"})
    table = table.merge(before, on=[*KEYS, "year_before"], how="left")
    table = with_difference(in_order(table.merge(after, on=KEYS, how="left", suffixes=("", "_after")), *KEYS))
    small = table["small_n"].fillna(False).astype(bool) | table["small_n_after"].fillna(False).astype(bool)
    change = named(table["lower"], table["upper"])
    barred = change.eq(NOT_AVAILABLE) & table["reason"].fillna("").ne("") & table["reason"].ne(NO_RESULTS)
    table = table.assign(small_n=small, change=change.mask(barred.fillna(False).astype(bool), NOT_COMPARABLE))
    ends_columns = [f"{what}_{end}" for end in ("before", "after") for what in ("n", "n_low", "share")]
    return table[[*KEYS, "year_before", *ends_columns, "difference", "lower", "upper", "small_n", "change"]]


def _by_school(table: pd.DataFrame) -> pd.DataFrame:
    """school, and how many of its procedures improved, worsened and so on.

    Counted, not pooled: the same pupils take several procedures, so their results are not independent.
    """
    kinds = table[["school"]].assign(
        **{kind: table["change"].eq(kind).astype("Int64") for kind in counts(table["change"])}
    )
    return kinds.groupby("school", as_index=False).sum()


def _without_incomparable(everything: pd.DataFrame, comparable: pd.DataFrame) -> pd.DataFrame:
    """The results of years that may be compared with the last, the last one among them."""
    marked = everything.merge(comparable, on=["procedure", "year"], how="left")
    return marked[marked["reason"].fillna("").eq("")]


ANALYSIS = Analysis(
    name="dynamics",
    version=ACTIONS["dynamics"],
    reads=("vpr", "vpr_marks", "gia", "vpr_tasks"),
    spares=("vpr_tasks",),
    select=select,
    compute=compute,
    uses=tuple(dict.fromkeys((*USES, *EFFECT.uses))),
    wants=wants,
    recorded=EFFECT.recorded,
)
