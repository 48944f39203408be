"""План поддержки: agree with each school on a support plan and carry it out."""

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

SupportPlanMeasure = measure_of(Phase.SUPPORT_PLAN)


@flow(
    name="План поддержки",
    flow_run_name="{roadmap} · {cycle} · план поддержки",
    description="Комплекс мер поддержки: программы помощи, собеседования, курсы, работа с обучающимися.",
)
async def support_plan(
    roadmap: RoadmapName,
    cycle: CycleYear = 0,
    as_of: AsOf = "today",
    redo: Again = Redo.STALE,
    measure: SupportPlanMeasure = EVERYTHING,  # type: ignore[valid-type]
    schools: Schools = "",
    dry_run: DryRun = False,
) -> State:
    """Agree with each school on a support plan and carry it out."""
    ask = Ask(roadmap, cycle, as_of, redo, chosen(measure), listed(schools), dry_run)
    return await advance_phase(Phase.SUPPORT_PLAN, ask)
