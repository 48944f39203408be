"""Анкетирование: survey the schools and give each its risk profile."""

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

RiskSurveyMeasure = measure_of(Phase.RISK_SURVEY)


@flow(
    name="Анкетирование",
    flow_run_name="{roadmap} · {cycle} · анкетирование",
    description="Установочная сессия и анкетирование: рисковый профиль каждой школы.",
)
async def risk_survey(
    roadmap: RoadmapName,
    cycle: CycleYear = 0,
    as_of: AsOf = "today",
    redo: Again = Redo.STALE,
    measure: RiskSurveyMeasure = EVERYTHING,  # type: ignore[valid-type]
    schools: Schools = "",
    dry_run: DryRun = False,
) -> State:
    """Survey the schools and give each its risk profile."""
    ask = Ask(roadmap, cycle, as_of, redo, chosen(measure), listed(schools), dry_run)
    return await advance_phase(Phase.RISK_SURVEY, ask)
