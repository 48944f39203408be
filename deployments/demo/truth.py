"""Compare what the automated measures found with what the generator planted. Reads results, never their inputs."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from sqlmodel import col, select

from models.records import Computation, Cycle, ResultTable, Step
from tasks.data.datasets import load_frame
from tasks.data.pseudonyms import pseudonyms
from tasks.database import reading
from tasks.settings import Settings

Ids = set[tuple[str, ...]]
_TABLES = {
    "pupils_at_risk": ("pupils_at_risk", ("school", "pupil")),
    "branches_low": ("low_branches", ("school", "branch")),
    "classes_low": ("low_classes", ("school", "class_name")),
    "elements_hard": ("hard_elements", ("grade", "subject", "element")),
}


@dataclass(frozen=True)
class Score:
    """How one planted kind was found. For `schools_just_under`, found counts those wrongly listed: none should be."""

    planted: int
    found: int
    precision: float
    recall: float


def scores(settings: Settings, roadmap: str, truth: Path, *, is_corrected: bool) -> dict[str, Score]:
    """The score of every planted kind that was looked for, over all years that were computed."""
    found = _found(settings, roadmap)
    if not found:
        return {}
    planted = _as_it_is_now(json.loads(truth.read_text(encoding="utf8")), is_corrected=is_corrected)
    looked_for = {kind for kind, _year in found}
    return {
        kind: _score(kind, _planted(settings, kind, years), found)
        for kind, years in planted.items()
        if kind in looked_for
    }


def _as_it_is_now(planted: dict[str, Any], *, is_corrected: bool) -> dict[str, Any]:
    """The truth of the files that have arrived: once every corrected one has, or without the late correction."""
    later = planted.pop("after_correction", {})
    return {kind: {**years, **later.get(kind, {})} for kind, years in planted.items()} if is_corrected else planted


def _planted(settings: Settings, kind: str, years: Mapping[str, Iterable[Any]]) -> dict[int, Ids]:
    """Planted ids by year, as the results name them: pupils by their keys, elements by their codes."""
    ids = {int(year): {_id(one) for one in of} for year, of in years.items()}
    if kind != "pupils_at_risk":
        return ids
    keys = pseudonyms(settings)
    return {
        year: {(school, keys.vpr([school], year, [code])[0]) for school, code, _class in of} for year, of in ids.items()
    }


def _id(one: str | list[object]) -> tuple[str, ...]:
    """A planted id as text: a school's login stands alone, the others are lists."""
    return tuple(map(str, one)) if isinstance(one, list) else (one,)


def _found(settings: Settings, roadmap: str) -> dict[tuple[str, int], Ids]:
    """What the record says was found, by analysis («listed», then as in _TABLES) and result year."""
    found: dict[tuple[str, int], Ids] = {}
    with reading(settings) as session:
        query = (
            select(ResultTable, Computation)
            .join(Computation, col(Computation.step_id) == col(ResultTable.step_id))
            .join(Step, col(Step.id) == col(ResultTable.step_id))
            .join(Cycle, col(Cycle.id) == col(Step.cycle_id))
            .where(Cycle.roadmap == roadmap, ResultTable.name == "list")
        )
        for kept, computation in session.exec(query):
            year = json.loads(computation.facts)["year"] if computation.analysis != "dynamics" else 0
            table = load_frame(settings, kept.frame)
            for kind, ids in _ids(computation.analysis, table):
                found[kind, year] = ids
    return found


def _ids(analysis: str, table: pd.DataFrame) -> Iterator[tuple[str, Ids]]:
    """The ids of a result table, by the planted kind they answer."""
    if analysis == "low_results":
        rules = {"schools_r1_only": (True, False), "schools_r2_only": (False, True), "schools_both": (True, True)}
        for kind, (r1, r2) in rules.items():
            yield kind, {(school,) for school in table.loc[(table["r1"] == r1) & (table["r2"] == r2), "school"]}
        yield "schools_just_under", {(school,) for school in table["school"]}
    for kind, (name, columns) in _TABLES.items():
        if name == analysis:
            rows = table[list(columns)].astype(str)
            if kind == "elements_hard":
                rows["element"] = rows["element"].str.split().str[0]
            yield kind, set(rows.itertuples(index=False, name=None))


def _score(kind: str, planted: dict[int, Ids], found: dict[tuple[str, int], Ids]) -> Score:
    """Precision and recall over the years that were computed."""
    years = [year for year in planted if (kind, year) in found]
    true = sum(len(planted[year] & found[kind, year]) for year in years)
    total = sum(len(planted[year]) for year in years)
    if kind == "schools_just_under":
        kept = 1 - true / total if total else 1.0
        return Score(total, true, kept, kept)
    claimed = sum(len(found[kind, year]) for year in years)
    return Score(total, claimed, true / claimed if claimed else 0.0, true / total if total else 0.0)
