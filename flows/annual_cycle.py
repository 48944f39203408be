"""A year of a roadmap: open its cycle with its steps, then advance every phase until nothing changes."""

from prefect import flow
from prefect.client.schemas.objects import State

from flows.choices import Again, AsOf, CycleYear, RoadmapName, Simulated
from flows.naming import named
from flows.rounds import advance_until_still
from tasks.running.answers import answered
from tasks.running.opening import Opened, open_year
from tasks.running.wish import Redo


@flow(
    name="Годовой цикл",
    flow_run_name=named("годовой цикл"),
    description="Открыть год дорожной карты: создать его шаги, продвинуть все этапы. Повтор ничего не меняет.",
)
async def annual_cycle(
    roadmap: RoadmapName,
    cycle: CycleYear = 0,
    as_of: AsOf = "today",
    redo: Again = Redo.STALE,
    simulated: Simulated = False,
) -> State:
    """Open the cycle of a year (as it is when already open) and advance its phases."""
    answer = open_year(roadmap, cycle, as_of, simulated, return_state=True)
    if not answer.is_completed():
        return answered(answer)
    opened = await answer.aresult()
    assert isinstance(opened, Opened)
    return await advance_until_still(opened.roadmap, opened.year, as_of, redo)
