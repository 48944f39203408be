"""Наставничество: appoint curators, partner schools and mentors, and support them."""

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

MentoringMeasure = measure_of(Phase.MENTORING)


@flow(
    name="Наставничество",
    flow_run_name="{roadmap} · {cycle} · наставничество",
    description="Кураторы, опорные школы, наставники и методическое сопровождение.",
)
async def mentoring(
    roadmap: RoadmapName,
    cycle: CycleYear = 0,
    as_of: AsOf = "today",
    redo: Again = Redo.STALE,
    measure: MentoringMeasure = EVERYTHING,  # type: ignore[valid-type]
    schools: Schools = "",
    dry_run: DryRun = False,
) -> State:
    """Appoint curators, partner schools and mentors, and support them."""
    ask = Ask(roadmap, cycle, as_of, redo, chosen(measure), listed(schools), dry_run)
    return await advance_phase(Phase.MENTORING, ask)
