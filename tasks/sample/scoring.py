"""What rules found against what was planted, kind by kind. Tables are given; whose they are and why, callers know.

A rule's tables are «list» and its further ones by name, with their English columns. Of a kind of look-alikes
(«…_just_…») found are those wrongly listed: none should be, and precision and recall are the share left alone.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

Ids = set[tuple[str, ...]]
Tables = Mapping[str, pd.DataFrame]
Found = dict[tuple[str, int], Ids]
# Kinds whose list is a conclusion from statistics: what it misses and whom it names in vain is told as it is.
STATISTICAL = frozenset({"non_objective", "risk_factors", "risk_factors_just_under", "effect_of_support"})


@dataclass(frozen=True)
class Score:
    """How one planted kind was found."""

    planted: int
    found: int
    precision: float
    recall: float


def _all(*columns: str) -> Callable[[pd.DataFrame], Ids]:
    return lambda table: set(table[list(columns)].astype(str).itertuples(index=False, name=None))


def _elements(table: pd.DataFrame) -> Ids:
    return _all("grade", "subject", "code")(table.assign(code=table["element"].str.split().str[0]))


def _high_factors(table: pd.DataFrame) -> Ids:
    return _all("school", "factor")(table[table["source"].eq("survey") & table["significance"].eq("high")])


# Analysis → the kind that its list answers, the kind of its look-alikes («»: none), the ids of its rows.
_LISTS: dict[str, tuple[str, str, Callable[[pd.DataFrame], Ids]]] = {
    "pupils_at_risk": ("pupils_at_risk", "pupils_just_under", _all("school", "pupil")),
    "low_branches": ("branches_low", "branches_just_under", _all("school", "branch")),
    "low_classes": ("classes_low", "classes_just_under", _all("school", "class_name")),
    "teacher_support": (
        "teachers_in_need",
        "teachers_just_under",
        _all("school", "teacher", "source", "subject", "class_name"),
    ),
    "hard_elements": ("elements_hard", "elements_just_over", _elements),
    "objectivity": ("non_objective", "", _all("school")),
    "risk_profile": ("risk_factors", "risk_factors_just_under", _high_factors),
}
EDGE = (6, 20)


def ids_found(analysis: str, tables: Tables, year: int) -> Iterator[tuple[str, Ids]]:
    """(planted kind, ids) that a rule's tables of this result year answer."""
    listed = tables["list"]
    if analysis == "low_results":
        yield from _schools(listed, tables["low"], year)
    elif analysis == "school_lists":
        yield "schools_at_risk", _all("school")(listed[listed["kind"].eq("at_risk")])
    elif analysis in _LISTS:
        kind, alike, ids = _LISTS[analysis]
        yield kind, ids(listed)
        if alike:
            yield alike, ids(listed)


def _schools(listed: pd.DataFrame, low: pd.DataFrame, year: int) -> Iterator[tuple[str, Ids]]:
    """Under which rule, at the edge by which numbers."""
    rules = {"schools_r1_only": (True, False), "schools_r2_only": (False, True), "schools_both": (True, True)}
    for kind, (r1, r2) in rules.items():
        yield kind, _all("school")(listed[listed["r1"].eq(r1) & listed["r2"].eq(r2)])
    at_edge = low[low["n_low"].eq(EDGE[0]) & low["n"].eq(EDGE[1]) & low["year"].eq(year)]
    yield "schools_at_edge", _all("school")(listed[listed["school"].isin(at_edge["school"])])
    yield "schools_just_under", _all("school")(listed)


def scored(planted: Mapping[str, Mapping[int, Ids]], found: Found) -> dict[str, Score]:
    """The score of every planted kind that was looked for, over the years in which it was."""
    return {
        kind: _score(kind, years, found)
        for kind, years in planted.items()
        if any((kind, year) in found for year in years)
    }


def planted_ids(
    truth: Mapping[str, Mapping[str, Iterable[Any]]], key_of: Callable[[int, str, str], str]
) -> dict[str, dict[int, Ids]]:
    """What truth.json plants, as results name it. key_of: a pupil's key, of year, school and participant code."""
    planted: dict[str, dict[int, Ids]] = {}
    named: Ids
    for kind, years in truth.items():
        for told, ids in years.items():
            year = int(told)
            if kind.startswith("pupils_"):
                named = {(school, key_of(year, school, code)) for school, code, _class in ids}
            else:
                named = {tuple(map(str, one if isinstance(one, list) else [one])) for one in ids}
            planted.setdefault(kind, {})[year] = named
    return planted


def _score(kind: str, planted: Mapping[int, Ids], found: Found) -> Score:
    """Precision and recall over the years that were computed."""
    years = [year for year in planted if (kind, year) in found]
    true = sum(len(planted[year] & found[kind, year]) for year in years)
    total = sum(len(planted[year]) for year in years)
    if "_just_" in kind:
        kept = 1 - true / total if total else 1.0
        return Score(total, true, kept, kept)
    claimed = sum(len(found[kind, year]) for year in years)
    return Score(total, claimed, true / claimed if claimed else float(not total), true / total if total else 1.0)
