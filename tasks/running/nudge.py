"""Hints to Prefect that something may go on now. A hint may be lost: the daily tick does the same work.

Speaks Prefect's HTTP API directly: commands that answer people must not wait for its client to be imported.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from os import environ
from uuid import uuid4

from sqlmodel import col, select

from models.records import Cycle
from models.roadmap.definition import Phase, Roadmap, Unit
from tasks.clock import TODAY
from tasks.database import reading
from tasks.record.book import find_cycle, recorded_definition
from tasks.running.wish import Wish
from tasks.settings import Settings

PATIENCE_SECONDS = 1.0
PHASE_COMPLETE, STEP_CLOSED = "vekha.phase.complete", "vekha.step.closed"
DATA_LOADED, GROUP_APPROVED = "vekha.data.loaded", "vekha.group.approved"
# Monitoring accompanies the others: it follows none of them.
ORDER = tuple(phase for phase in Phase if phase is not Phase.MONITORING)


def phase_completed(settings: Settings, phase: Phase, wish: Wish, *, simulated: bool) -> bool:
    """Hint that a phase is complete, so that the one after it starts; whether the hint was taken."""
    after = ORDER[ORDER.index(phase) + 1 :][:1] if phase in ORDER else ()
    said = wish.as_of.isoformat() if simulated else TODAY
    named = f"vekha.phase.{wish.roadmap}.{wish.year}.{phase.value}"
    labels = [_labels(wish.roadmap, wish.year, said, one, simulated) for one in after or (None,)]
    return _emit(settings, PHASE_COMPLETE, named, labels)


def nudge(settings: Settings, roadmap: str, year: int, code: str, as_of: date) -> bool:
    """After a person's deed: hint at what may go on now. A live cycle is asked about its own today."""
    if api_url(settings) is None:
        return False
    definition, said, simulated = _asked(settings, roadmap, year, as_of)
    return step_closed(settings, definition, code, year, said, simulated=simulated)


def group_approved(settings: Settings, roadmap: str, year: int, as_of: date) -> bool:
    """After a list of schools is approved: hint to every phase in which schools have steps."""
    if api_url(settings) is None:
        return False
    definition, said, simulated = _asked(settings, roadmap, year, as_of)
    phases = sorted({measure.phase for measure in definition.measures if measure.unit is Unit.SCHOOL})
    labels = [_labels(roadmap, year, said, phase, simulated) for phase in phases]
    return _emit(settings, GROUP_APPROVED, f"vekha.group.{roadmap}.{year}", labels)


def _asked(settings: Settings, roadmap: str, year: int, as_of: date) -> tuple[Roadmap, str, bool]:
    """The cycle's definition, the day to ask it about, and whether it is simulated."""
    with reading(settings) as session:
        cycle = find_cycle(session, roadmap, year)
        definition, _plan = recorded_definition(session, cycle)
    return definition, as_of.isoformat() if cycle.simulated else TODAY, cycle.simulated


def step_closed(settings: Settings, roadmap: Roadmap, code: str, year: int, as_of: str, *, simulated: bool) -> bool:
    """Hint to every phase with a measure that waits for this one; whether the hint was taken."""
    phases = {roadmap.by_code[after].phase for before, after, _soft in roadmap.edges() if before == code}
    phases.add(roadmap.by_code[code].phase)
    labels = [_labels(roadmap.name, year, as_of, phase, simulated) for phase in sorted(phases)]
    return _emit(settings, STEP_CLOSED, f"vekha.step.{roadmap.name}.{year}.{code}", labels)


def data_loaded(settings: Settings) -> bool:
    """Hint to every live phase that computes something; whether the hint was taken."""
    if api_url(settings) is None:
        return False
    with reading(settings) as session:
        live = session.exec(select(Cycle).where(col(Cycle.simulated).is_(False), col(Cycle.closed_at).is_(None)))
        found = [(cycle, recorded_definition(session, cycle)[0]) for cycle in live]
    labels = [
        _labels(cycle.roadmap, cycle.year, TODAY, phase, simulated=False)
        for cycle, roadmap in found
        for phase in sorted({measure.phase for measure in roadmap.measures if measure.action})
    ]
    return _emit(settings, DATA_LOADED, "vekha.data", labels)


def _labels(roadmap: str, year: int, as_of: str, opens: Phase | None, simulated: bool) -> Mapping[str, str]:
    return {
        "vekha.roadmap": roadmap,
        "vekha.cycle": str(year),
        "vekha.as_of": as_of,
        "vekha.opens": opens.value if opens else "",
        # Triggers look for «live»: a simulated cycle starts nothing by itself.
        "vekha.clock": "simulated" if simulated else "live",
    }


def _emit(settings: Settings, event: str, named: str, labels: Iterable[Mapping[str, str]]) -> bool:
    url = api_url(settings)
    if url is None:
        return False
    events = [
        {
            "id": str(uuid4()),
            "occurred": datetime.now(UTC).isoformat(),
            "event": event,
            "resource": {"prefect.resource.id": f"{named}.{one['vekha.opens']}", **one},
            "related": [],
            "payload": {},
        }
        for one in labels
    ]
    import httpx  # a fifth of a second, for who has a server to speak to

    try:
        # A client for plain HTTP need not read the certificate authorities first.
        answer = httpx.post(f"{url}/events", json=events, timeout=PATIENCE_SECONDS, verify=url.startswith("https:"))
        return answer.is_success
    except httpx.HTTPError:
        return False  # a hint is lost; the tick will come


def api_url(settings: Settings) -> str | None:
    """Prefect's API: the environment's, else the one that `vekha up` left in VEKHA_HOME."""
    said = environ.get("PREFECT_API_URL")
    if said:
        return said.rstrip("/")
    note = settings.root / "prefect.url"
    return note.read_text(encoding="utf8").strip() if note.exists() else None
