"""Rounds of the phases: they are no chain, so they are repeated until the journal stands still."""

from collections.abc import Iterable

from prefect.client.schemas.objects import State as PrefectState
from prefect.client.schemas.objects import StateType

from flows.phases import PHASES
from models.roadmap.definition import Phase
from models.steps.gate import State, worst
from tasks.examine import Redo
from tasks.phase import due_phases, pulse
from tasks.settings import settings

MOST_ROUNDS = 12


async def advance_until_still(
    roadmap: str, cycle: int, as_of: str, redo: Redo = Redo.STALE, phases: Iterable[Phase] = tuple(Phase)
) -> PrefectState:
    """Advance these phases, then those that have something to do, until nothing does; the worst state they ended in."""
    ended: dict[Phase, PrefectState] = {}
    todo = list(phases)
    for _round in range(MOST_ROUNDS):
        before = pulse(settings(), roadmap)
        for phase in todo:
            ended[phase] = await PHASES[phase](roadmap, cycle, as_of, redo, return_state=True)
        if pulse(settings(), roadmap) == before:
            break
        todo, redo = due_phases(settings(), roadmap, cycle, as_of), Redo.STALE
    return _summed_up(ended)


def _summed_up(ended: dict[Phase, PrefectState]) -> PrefectState:
    """Red when a phase is; otherwise the worst of their names."""
    if not ended:
        return PrefectState(type=StateType.COMPLETED, name="Quiet", message="")
    message = "; ".join(f"{phase.label}: {state.name}" for phase, state in ended.items())
    red = [state for state in ended.values() if not state.is_completed()]
    if red:
        return PrefectState(type=StateType.FAILED, name=red[0].name or "Failed", message=message)
    named = worst(State(state.name or State.WAITING) for state in ended.values())
    return PrefectState(type=StateType.COMPLETED, name=named.value, message=message)
