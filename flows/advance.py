"""The one body of all phases: examine each measure in the order of the DAG, publish, tell, say how the phase stands."""

from prefect import allow_failure
from prefect.client.schemas.objects import State

from models.errors import VekhaError
from models.roadmap.definition import Phase
from tasks.channels.tell import notify
from tasks.running.answers import refusal
from tasks.running.asking import phase_asked
from tasks.running.measure import elsewhere, measure
from tasks.running.nudge import phase_completed
from tasks.running.phase import Ask, Itinerary, finish
from tasks.running.publish import publish_phase
from tasks.settings import settings


async def advance_phase(phase: Phase, ask: Ask) -> State:
    """Advance a phase as far as the record and the calendar allow today; running it again changes nothing."""
    home = settings()
    try:
        itinerary = phase_asked(home, phase, ask)
    except VekhaError as senseless:
        return refusal(senseless)
    states = await _examine(itinerary)
    if not ask.dry_run:
        if finish(home, phase, itinerary.wish):
            phase_completed(home, phase, itinerary.wish, simulated=itinerary.simulated)
        notify(return_state=True)
    return await publish_phase(home, phase, itinerary, states)


async def _examine(itinerary: Itinerary) -> dict[str, State]:
    """One task run a measure, after its prerequisites whatever their state: our gate decides, not Prefect."""
    states: dict[str, State] = {}
    for station in itinerary.stations:
        run = elsewhere if station.is_elsewhere else measure
        needed = () if station.is_elsewhere else station.measure.prerequisites
        before = [allow_failure(states[one.measure]) for one in needed]
        code = station.measure.code
        states[code] = await run(  # type: ignore[misc]  # Prefect types a task that returns State as returning one more
            station.name, code, itinerary.wish, wait_for=before, return_state=True
        )
    return states
