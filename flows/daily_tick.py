"""The tick: everything that is due as of today, for every live cycle. What events hinted at and lost, the tick does."""

from prefect import flow
from prefect.client.schemas.objects import State

from flows.rounds import advance_until_still, summed_up
from tasks.channels.tell import notify, remind
from tasks.clock import TODAY
from tasks.running.opening import live_cycles


@flow(
    name="Ежедневная проверка",
    description="Всё, что пора сделать сегодня: открыть, посчитать, напомнить. Игровые циклы не затрагивает.",
)
async def daily_tick() -> State:
    """Advance every phase of every live cycle; duplicates and late starts do no harm."""
    ended = {
        f"{cycle.roadmap}, {cycle.year}": await advance_until_still(cycle.roadmap, cycle.year, TODAY)
        for cycle in live_cycles()
    }
    remind(return_state=True)
    notify(return_state=True)
    return summed_up(ended)
