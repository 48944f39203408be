"""The Prefect task that a measure is: examined, written down, shown in a named state; and its shadow in other phases.

Both are run with `wait_for` their prerequisites, so that the run graph is the roadmap's DAG.
"""

import asyncio

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State as PrefectState
from prefect.client.schemas.objects import StateType
from prefect.utilities.annotations import quote

from models.errors import VekhaError
from models.steps.state import State
from models.steps.summary import Examination
from tasks.running.answers import refusal
from tasks.running.examine import examine, stands
from tasks.running.wish import Wish
from tasks.settings import settings


@task(task_run_name="{name}", cache_policy=NO_CACHE, persist_result=False)
async def measure(name: str, code: str, wish: Wish) -> PrefectState:
    """Examine one measure as of a day. Red only when data are present and wrong, or when we are at fault."""
    try:
        return in_prefect(await asyncio.to_thread(examine, settings(), code, wish))
    except VekhaError as impossible:
        return refusal(impossible)


@task(task_run_name="{name}", cache_policy=NO_CACHE, persist_result=False)
async def elsewhere(name: str, code: str, wish: Wish) -> PrefectState:
    """Show how a measure of another phase stands, as recorded; changes nothing."""
    found = await asyncio.to_thread(stands, settings(), code, wish)
    return PrefectState(type=StateType.COMPLETED, name=found.state.value, message=found.sentence)


def in_prefect(found: Examination) -> PrefectState:
    """The Prefect state in which an examined measure is shown.

    Its data are quoted: Prefect looks into a state that a task waits for, and draws an arrow from every task whose
    result held the same object. Measures share words («Waiting», an empty text): there would be arrows from anywhere.
    """
    failed = found.state is State.DATA_CHECK_FAILED
    kind = StateType.FAILED if failed else StateType.COMPLETED
    return PrefectState(type=kind, name=found.state.value, message=found.sentence, data=quote(found))
