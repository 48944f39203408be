"""What a phase run leaves in the Prefect UI: a table, a progress bar, what was found, and the run's own named state."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from prefect.artifacts import acreate_markdown_artifact, acreate_progress_artifact, acreate_table_artifact
from prefect.client.schemas.objects import State as PrefectState
from prefect.client.schemas.objects import StateType
from prefect.utilities.annotations import quote

from models.language import _
from models.roadmap.definition import Measure, Phase
from models.roadmap.graph import mermaid
from models.steps.state import State, worst
from models.steps.summary import Examination
from tasks.database import reading
from tasks.record.book import bound_book, find_cycle, read_book
from tasks.record.standing import Row, measures_of, rows_of
from tasks.running.answers import REFUSED
from tasks.running.dashboards import dashboard_of
from tasks.running.phase import Itinerary, Station
from tasks.settings import Settings


async def publish_phase(
    settings: Settings, phase: Phase, itinerary: Itinerary, states: Mapping[str, PrefectState]
) -> PrefectState:
    """Publish how the phase stands and return the run's state: the worst of its measures."""
    with reading(settings) as session:
        cycle = find_cycle(session, itinerary.wish.roadmap, itinerary.wish.year)
        book = bound_book(session, read_book(session, cycle), settings, itinerary.wish.as_of)
        standing = measures_of(cycle, book, itinerary.wish.as_of, phase)
        steps = [row for row in rows_of(session, cycle, book, itinerary.wish.as_of) if row.phase == phase.value]
        board = dashboard_of(session, settings, cycle, book, phase, itinerary.wish.as_of)
    key = _key(itinerary.wish.roadmap, itinerary.wish.year, phase)
    title = f"{phase.label}, {itinerary.wish.as_of:%d.%m.%Y}"
    await acreate_table_artifact(_table(standing, book.roadmap.by_code), key=f"{key}-table", description=title)
    await acreate_progress_artifact(_percent_done(steps), key=f"{key}-progress", description=title)
    graph = mermaid(book.roadmap, {one.measure: one.state.value for one in standing}, phase)
    examined = [one for one in [await _examination(state) for state in states.values()] if one]
    found = [one.shown for one in examined if one.shown]
    text = "\n\n".join([f"# {title}", f"```mermaid\n{graph}\n```", *found])
    await acreate_markdown_artifact(text, key=f"{key}-found", description=title)
    if board:
        await acreate_markdown_artifact(f"# {title}\n\n{board}", key=f"{key}-board", description=title)
    await _publish_charts(key, itinerary.wish.as_of, examined)
    return _run_state(phase, itinerary, standing, states)


async def _publish_charts(key: str, as_of: date, examined: Iterable[Examination]) -> None:
    """The region's charts of what was computed just now; nobody's school and nobody's pupils.

    Prefect's image artifact would show them too, with the picture's endless address written out below it.
    """
    for one in examined:
        if one.charts:
            title = _("{measure}: графики по региону, {day}").format(measure=one.measure, day=f"{as_of:%d.%m.%Y}")
            await acreate_markdown_artifact(one.charts, key=f"{key}-{_plain(one.measure)}-charts", description=title)


def _key(roadmap: str, year: int, phase: Phase) -> str:
    return _plain(f"{roadmap}-{year}-{phase.value}")


def _plain(name: str) -> str:
    """The name in the letters that Prefect takes for a key."""
    return re.sub("[^a-z0-9]+", "-", name.lower())


def _table(standing: list[Examination], by_code: Mapping[str, Measure]) -> list[dict[str, str]]:
    return [
        {
            _("Мероприятие"): f"{one.measure} {by_code[one.measure].title}",
            _("Состояние"): one.state.label,
            _("Как обстоит"): one.sentence,
        }
        for one in standing
    ]


def _percent_done(steps: list[Row]) -> float:
    """The share of steps that are done, per cent; waived ones are left out."""
    counted = [row for row in steps if row.status != "waived"]
    return round(100 * sum(row.status == "done" for row in counted) / len(counted), 1) if counted else 0.0


async def _examination(state: PrefectState) -> Examination | None:
    """What a measure's task run found; None when it broke."""
    found = await state.aresult(raise_on_failure=False)
    return found.unquote() if isinstance(found, quote) else None


def _run_state(
    phase: Phase, itinerary: Itinerary, standing: list[Examination], states: Mapping[str, PrefectState]
) -> PrefectState:
    """Red when data are wrong or a task broke; otherwise the worst of the measures' states, by name."""
    own = {station.measure.code: states[station.measure.code] for station in _own(itinerary)}
    refused = dict.fromkeys(one.message or "" for one in own.values() if one.name == REFUSED)
    if refused:
        return PrefectState(type=StateType.FAILED, name=REFUSED, message="; ".join(refused))
    broken = [code for code, one in own.items() if _is_broken(one)]
    if broken:
        message = _("Сбой: {codes}").format(codes=", ".join(broken))
        return PrefectState(type=StateType.FAILED, name="Failed", message=message)
    state = worst(one.state for one in standing)
    counts = Counter(one.state for one in standing)
    message = "; ".join(f"{one.label}: {counts[one]}" for one in State if counts[one])
    kind = StateType.FAILED if state is State.DATA_CHECK_FAILED else StateType.COMPLETED
    return PrefectState(type=kind, name=state.value, message=f"{phase.label}: {message}")


def _own(itinerary: Itinerary) -> list[Station]:
    return [station for station in itinerary.stations if not station.is_elsewhere]


def _is_broken(state: PrefectState) -> bool:
    return not state.is_completed() and state.name != State.DATA_CHECK_FAILED.value
