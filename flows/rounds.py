"""Rounds of the phases: they are no chain, so they are repeated until the journal stands still."""

from collections.abc import Iterable, Mapping

from prefect.client.schemas.objects import State as PrefectState
from prefect.client.schemas.objects import StateType

from flows.phases import PHASES
from models.language import _
from models.roadmap.definition import Phase
from models.steps.state import State, worst
from tasks.running.phase import due_phases, pulse
from tasks.running.wish import Redo
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
    return summed_up({phase.label: state for phase, state in ended.items()})


def summed_up(ended: Mapping[str, PrefectState]) -> PrefectState:
    """Red when one of them is; otherwise the worst of their names. Of each: its state in words, or why it was refused.

    ended: what it is called → the state it ended in
    """
    if not ended:
        return PrefectState(type=StateType.COMPLETED, name="Quiet", message=_("Делать нечего."))
    told = {name: _told(state) for name, state in ended.items()}
    same_for_all = len(set(told.values())) == 1 and len(told) > 1
    message = told.popitem()[1] if same_for_all else "; ".join(f"{name}: {said}" for name, said in told.items())
    red = [state for state in ended.values() if not state.is_completed()]
    if red:
        return PrefectState(type=StateType.FAILED, name=red[0].name or "Failed", message=message)
    named = worst(State(state.name) for state in ended.values() if state.name in set(State))
    return PrefectState(type=StateType.COMPLETED, name=named.value, message=message)


def _told(state: PrefectState) -> str:
    return State(state.name).label if state.name in set(State) else state.message or ""
