"""What a run is asked for, found senseless before anything starts. Reads only; imports no Prefect."""

from collections.abc import Collection

from sqlmodel import Session, select

from models.errors import NotFound, VekhaError
from models.language import _
from models.records import Cycle, Step
from models.roadmap.definition import Phase, Roadmap
from tasks.clock import day_meant
from tasks.database import reading
from tasks.reading.roadmap import read_roadmap
from tasks.record.book import find_cycle, recorded_definition
from tasks.running.phase import Ask, Itinerary, plan_run
from tasks.settings import Settings


def phase_asked(settings: Settings, phase: Phase, ask: Ask) -> Itinerary:
    """What a run of the phase would do; VekhaError when the roadmap, day, measure or school makes no sense."""
    itinerary = plan_run(settings, phase, ask)
    with reading(settings) as session:
        _refuse_strangers(session, find_cycle(session, itinerary.wish.roadmap, itinerary.wish.year), ask.schools)
    return itinerary


def _refuse_strangers(session: Session, cycle: Cycle, schools: Collection[str]) -> None:
    """A misspelt login would make a run that does nothing and ends well."""
    known = set(session.exec(select(Step.unit).where(Step.cycle_id == cycle.id).distinct())) - {""}
    strangers = sorted(set(schools) - known)
    if strangers:
        told = _("У школ {schools} нет шагов в цикле {year} года. Кто в целевой группе, покажет vekha group show.")
        raise NotFound(told.format(schools=", ".join(strangers), year=cycle.year))


def definition_asked(settings: Settings, roadmap: str) -> Roadmap:
    """The roadmap of that name or file; one of another place that is open here, as it was recorded."""
    try:
        return read_roadmap(roadmap)
    except NotFound:
        with reading(settings) as session:
            cycle = session.exec(select(Cycle).where(Cycle.roadmap == roadmap)).first()
            if cycle is None:
                raise
            return recorded_definition(session, cycle)[0]


def year_asked(roadmap: Roadmap, year: int, as_of: str) -> int:
    """The year that is meant, the day's own when none is said; it must lie in the roadmap's period."""
    chosen = year or day_meant(as_of, roadmap.time_zone).year
    if chosen not in roadmap.plan_period.years:
        raise VekhaError(
            _("{year} год вне периода дорожной карты ({period}): задайте год (--cycle) или дату (--as-of).").format(
                year=chosen, period=roadmap.period
            )
        )
    return chosen


def year_shown(settings: Settings, roadmap: str, as_of: str) -> int | str:
    """The year of that day where the roadmap lives, for a run's name; the day as it was said when there is none."""
    try:
        return day_meant(as_of, definition_asked(settings, roadmap).time_zone).year
    except VekhaError:
        return as_of
