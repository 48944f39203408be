"""Мониторинг: watch how the roadmap is carried out, beside all other phases."""

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

MonitoringMeasure = measure_of(Phase.MONITORING)


@flow(
    name="Мониторинг",
    flow_run_name="{roadmap} · {cycle} · мониторинг",
    description="Мониторинг исполнения дорожной карты: отчёты кураторов, самоанализ школ, объективность оценки.",
)
async def monitoring(
    roadmap: RoadmapName,
    cycle: CycleYear = 0,
    as_of: AsOf = "today",
    redo: Again = Redo.STALE,
    measure: MonitoringMeasure = EVERYTHING,  # type: ignore[valid-type]
    schools: Schools = "",
    dry_run: DryRun = False,
) -> State:
    """Watch how the roadmap is carried out, beside all other phases."""
    ask = Ask(roadmap, cycle, as_of, redo, chosen(measure), listed(schools), dry_run)
    return await advance_phase(Phase.MONITORING, ask)
