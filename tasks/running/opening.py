"""Open a roadmap's year, and find the cycles that are open. The task that flows call, and what it stands on."""

from dataclasses import dataclass

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from sqlmodel import Session, col, select

from models.errors import NotFound, VekhaError
from models.language import _
from models.records import Cycle
from models.roadmap.definition import Roadmap
from tasks.clock import day_meant, is_today
from tasks.cycle.years import open_cycle
from tasks.database import reading, writing
from tasks.record.book import recorded_definition
from tasks.record.writer import Author
from tasks.running.answers import refusal
from tasks.running.asking import definition_asked, year_asked
from tasks.settings import Settings, settings


@dataclass(frozen=True)
class Opened:
    """Which cycle was opened."""

    roadmap: str
    year: int


def open_roadmap_year(
    home: Settings, roadmap: Roadmap, year: int, as_of: str, *, author: Author, simulated: bool = False
) -> Opened:
    """Open the roadmap's cycle of that year (0: of the day's year) with its steps; harmless when it is open."""
    chosen, day = year_asked(roadmap, year, as_of), day_meant(as_of, roadmap.time_zone)
    with writing(home) as session:
        cycle = open_cycle(session, roadmap, chosen, as_of=day, author=author, simulated=simulated)
        return Opened(cycle.roadmap, cycle.year)


def time_zone_of(session: Session, roadmap: str) -> str:
    """The time zone in which the roadmap's days begin."""
    cycle = session.exec(select(Cycle).where(Cycle.roadmap == roadmap)).first()
    if cycle is None:
        raise NotFound(_("У дорожной карты «{roadmap}» нет открытых циклов.").format(roadmap=roadmap))
    return recorded_definition(session, cycle)[0].time_zone


def is_played_here(home: Settings, roadmap: str, wished: bool) -> bool:
    """Whether the roadmap's years are simulated: as those that are open, else as wished. It is never both."""
    with reading(home) as session:
        opened = session.exec(select(Cycle).where(Cycle.roadmap == roadmap)).all()
    if wished and any(not cycle.simulated for cycle in opened):
        told = _("Дорожная карта «{roadmap}» здесь в работе: играть её нужно в другой папке, VEKHA_HOME=….")
        raise VekhaError(told.format(roadmap=roadmap))
    return wished or any(cycle.simulated for cycle in opened)


def live_cycles() -> list[Cycle]:
    """The open, real cycles, oldest first."""
    with reading(settings()) as session:
        query = select(Cycle).where(col(Cycle.simulated).is_(False), col(Cycle.closed_at).is_(None))
        return list(session.exec(query.order_by(col(Cycle.year), col(Cycle.roadmap))))


def live_roadmaps() -> list[Roadmap]:
    """The roadmaps of the open, real cycles, each as its latest year runs by it."""
    with reading(settings()) as session:
        return list({one.roadmap: recorded_definition(session, one)[0] for one in live_cycles()}.values())


@task(name="Открыть год", cache_policy=NO_CACHE, persist_result=False)
def open_year(roadmap: str, cycle: int, as_of: str, simulated: bool = False) -> Opened | State:
    """Open the year's cycle as its definition says today; what cannot be opened is answered in words."""
    home = settings()
    try:
        definition = definition_asked(home, roadmap)
        is_played = is_played_here(home, definition.name, simulated)
        if is_played and is_today(as_of):
            raise VekhaError(_("Игровому циклу называют день: --as-of 2024-01-15."))
        return open_roadmap_year(home, definition, cycle, as_of, author=Author("Vekha", "flow"), simulated=is_played)
    except VekhaError as senseless:
        return refusal(senseless)
