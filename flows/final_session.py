"""Итоговая сессия: sum the year up with the schools."""

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

FinalSessionMeasure = measure_of(Phase.FINAL_SESSION)


@flow(
    name="Итоговая сессия",
    flow_run_name="{roadmap} · {cycle} · итоговая сессия",
    description="Итоговые и отчётные сессии: динамика за год и планы закрепления.",
)
async def final_session(
    roadmap: RoadmapName,
    cycle: CycleYear = 0,
    as_of: AsOf = "today",
    redo: Again = Redo.STALE,
    measure: FinalSessionMeasure = EVERYTHING,  # type: ignore[valid-type]
    schools: Schools = "",
    dry_run: DryRun = False,
) -> State:
    """Sum the year up with the schools."""
    ask = Ask(roadmap, cycle, as_of, redo, chosen(measure), listed(schools), dry_run)
    return await advance_phase(Phase.FINAL_SESSION, ask)
