"""Which years of a procedure may be compared with the last one: the same work, written in the same term.

A work is another one when its tasks or their greatest points differ (vpr_tasks). VPR of a moved term is written by
pupils of the next grade after the summer (thresholds/moved_terms.csv). State exams have none of these doubts here.
"""

from collections.abc import Sequence

import pandas as pd

from models.assessment.procedures import vpr_procedure
from models.assessment.thresholds.by_year import term

CHANGED_WORK, MOVED_TERM, NO_RESULTS = "changed_work", "moved_term", "no_results"
WORK_TASKS = ["year", "grade", "subject", "task", "max_score"]

# A work's tasks, each with the greatest points that its files name; none: an old form does not say them.
Tasks = dict[str, frozenset[int]]


def comparability(everything: pd.DataFrame, tasks: pd.DataFrame, years: Sequence[int]) -> pd.DataFrame:
    """procedure, year, reason: every earlier year, and why it cannot be compared with the last.

    everything: what `procedures` gave; tasks: WORK_TASKS. reason is changed_work, moved_term, no_results or empty.
    """
    works = _works(tasks)
    held = set(everything[["procedure", "year"]].drop_duplicates().itertuples(index=False, name=None))
    found = [
        (procedure, year, _reason(procedure, year, years[-1], held, works))
        for procedure in sorted(everything["procedure"].unique())
        for year in years[:-1]
    ]
    table = pd.DataFrame(found, columns=["procedure", "year", "reason"])
    return table.astype({"procedure": "string", "year": "Int64", "reason": "string"})


def unverified(everything: pd.DataFrame, tasks: pd.DataFrame) -> int:
    """How many VPR works have results in some year for which no tasks are loaded: nobody knows whether they changed."""
    held = everything.loc[everything["procedure"].str.startswith("ВПР"), ["procedure", "year"]].drop_duplicates()
    works = _works(tasks)
    unknown = [pair not in works for pair in held.itertuples(index=False, name=None)]
    return int(held.loc[unknown, "procedure"].nunique())


def compared_with(comparable: pd.DataFrame) -> pd.DataFrame:
    """procedure, year_before: the earliest comparable year; year_before is NA where there is none, with the reason."""
    usable = comparable[comparable["reason"].eq("")]
    first = usable.groupby("procedure", as_index=False).agg(year_before=("year", "min"))
    # A year that was held and may not be compared says more than one without results.
    reasons = comparable.assign(rank=comparable["reason"].eq(NO_RESULTS)).sort_values(["rank", "year"], kind="stable")
    why = reasons.drop_duplicates("procedure")[["procedure", "reason"]]
    table = why.merge(first, on="procedure", how="left")
    return table.assign(reason=table["reason"].where(table["year_before"].isna(), ""))


def _reason(
    procedure: str, year: int, last: int, held: set[tuple[str, int]], works: dict[tuple[str, int], Tasks]
) -> str:
    if (procedure, year) not in held:
        return NO_RESULTS
    if procedure.startswith("ВПР") and term(year) != term(last):
        return MOVED_TERM
    before, after = works.get((procedure, year)), works.get((procedure, last))
    return CHANGED_WORK if before and after and not _are_same(before, after) else ""


def _are_same(one: Tasks, other: Tasks) -> bool:
    """The same tasks, and the same greatest points wherever both say them."""
    return set(one) == set(other) and all(one[task] == other[task] for task in one if one[task] and other[task])


def _works(tasks: pd.DataFrame) -> dict[tuple[str, int], Tasks]:
    """The works by procedure and year."""
    works: dict[tuple[str, int], dict[str, set[int]]] = {}
    for year, grade, subject, task, most in tasks[WORK_TASKS].drop_duplicates().itertuples(index=False, name=None):
        points = works.setdefault((vpr_procedure(grade, subject), year), {}).setdefault(task, set())
        points |= set() if pd.isna(most) else {int(most)}
    return {work: {task: frozenset(points) for task, points in of.items()} for work, of in works.items()}
