"""Compare what was found in the play, and what was asked after it, with what the generator planted.

Reads results, never their inputs.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
from sqlmodel import col, select

from models.assessment.analysis import Result
from models.records import Computation, Cycle, ResultTable, Step
from tasks.data.datasets import load_frame
from tasks.data.pseudonyms import pseudonyms
from tasks.database import reading
from tasks.sample.scoring import Found, Score, ids_found, planted_ids, scored
from tasks.settings import Settings


def scores(
    settings: Settings, roadmap: str, truth: Path, *, is_corrected: bool, asked: Mapping[str, Result] | None = None
) -> dict[str, Score]:
    """The score of every planted kind that was looked for, over all years that were computed.

    asked: rule → its answer, of what no measure computed
    """
    found = _found(settings, roadmap) | _answered(asked or {})
    if not found:
        return {}
    keys = pseudonyms(settings)
    told = _as_it_is_now(json.loads(truth.read_text(encoding="utf8")), is_corrected=is_corrected)
    planted = planted_ids(told, lambda year, school, code: keys.vpr([school], year, [code])[0])
    return scored(planted, found)


def _as_it_is_now(planted: dict[str, Any], *, is_corrected: bool) -> dict[str, Any]:
    """The truth of the files that have arrived: once every corrected one has, or without the late correction."""
    later = planted.pop("after_correction", {})
    return {kind: {**years, **later.get(kind, {})} for kind, years in planted.items()} if is_corrected else planted


def _found(settings: Settings, roadmap: str) -> Found:
    """What the record says was found, by planted kind and result year."""
    found: Found = {}
    for analysis, year, tables in _computed(settings, roadmap):
        found.update({(kind, year): ids for kind, ids in ids_found(analysis, tables, year)})
    return found


def _computed(settings: Settings, roadmap: str) -> list[tuple[str, int, dict[str, pd.DataFrame]]]:
    """Analysis, result year and tables of every computed step."""
    with reading(settings) as session:
        query = (
            select(ResultTable, Computation)
            .join(Computation, col(Computation.step_id) == col(ResultTable.step_id))
            .join(Step, col(Step.id) == col(ResultTable.step_id))
            .join(Cycle, col(Cycle.id) == col(Step.cycle_id))
            .where(Cycle.roadmap == roadmap, Computation.analysis != "dynamics")
        )
        kept = session.exec(query.order_by(col(ResultTable.step_id))).all()
    steps = {computation.step_id: computation for _kept, computation in kept}
    return [
        (
            computation.analysis,
            json.loads(computation.facts)["year"],
            {one.name: load_frame(settings, one.frame) for one, _computation in kept if one.step_id == step},
        )
        for step, computation in steps.items()
    ]


def _answered(asked: Mapping[str, Result]) -> Found:
    """What the answers say was found."""
    found: Found = {}
    for analysis, result in asked.items():
        tables, year = {"list": result.table, **result.details}, int(result.facts.get("year", 0))
        found.update({(kind, year): ids for kind, ids in ids_found(analysis, tables, year)})
    return found
