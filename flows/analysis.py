"""Анализ: find the schools with low results and what lies behind them, and publish it."""

from prefect import flow
from prefect.client.schemas.objects import State

from flows.advance import advance_phase
from flows.choices import (
    EVERYTHING,
    Again,
    AsOf,
    CycleYear,
    DryRun,
    RoadmapName,
    Schools,
    chosen,
    listed,
    measure_of,
)
from models.roadmap.definition import Phase
from tasks.examine import Redo
from tasks.phase import Ask

AnalysisMeasure = measure_of(Phase.ANALYSIS)


@flow(
    name="Анализ",
    flow_run_name="{roadmap} · {cycle} · анализ",
    description="Анализ результатов ВПР, ОГЭ и ЕГЭ: школы с низкими результатами, списки и перечни, динамика.",
)
async def analysis(
    roadmap: RoadmapName,
    cycle: CycleYear = 0,
    as_of: AsOf = "today",
    redo: Again = Redo.STALE,
    measure: AnalysisMeasure = EVERYTHING,  # type: ignore[valid-type]
    schools: Schools = "",
    dry_run: DryRun = False,
) -> State:
    """Find the schools with low results and what lies behind them, and publish it."""
    ask = Ask(roadmap, cycle, as_of, redo, chosen(measure), listed(schools), dry_run)
    return await advance_phase(Phase.ANALYSIS, ask)
