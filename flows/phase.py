"""What the six phase flows are made of: one form, one way to be named, one body. Each has a file of its own."""

from collections.abc import Coroutine
from typing import Any

from prefect import Flow, flow
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
from flows.naming import named
from models.roadmap.definition import Phase
from tasks.running.phase import Ask
from tasks.running.wish import Redo


def phase_flow(phase: Phase, name: str, description: str) -> "Flow[..., Coroutine[Any, Any, State]]":
    """The flow of a phase, called as its file is.

    name, description: as the Prefect UI shows them; the name stays the same in every language, runs are found by it
    """
    OneMeasure = measure_of(phase)

    async def run(
        roadmap: RoadmapName,
        cycle: CycleYear = 0,
        as_of: AsOf = "today",
        redo: Again = Redo.STALE,
        measure: OneMeasure = EVERYTHING,  # type: ignore[valid-type]
        schools: Schools = "",
        dry_run: DryRun = False,
    ) -> State:
        ask = Ask(roadmap, cycle, as_of, redo, chosen(measure), listed(schools), dry_run)
        return await advance_phase(phase, ask)

    # A deployment finds its flow by module and name.
    run.__module__, run.__name__, run.__qualname__ = f"flows.{phase}", phase.value, phase.value
    return flow(name=name, flow_run_name=named(name.lower()), description=description)(run)
