"""The clock that a message keeps: the real one in real cycles, the cycle's own day in simulated ones.

Budgets are kept apart: what is played takes nobody's message of a real day. Imports neither Prefect nor pandas.
"""

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, func, select

from models.errors import VekhaError
from models.language import _
from models.people.budget import Quiet
from models.records import Cycle, Notice
from models.roadmap.calendar import WorkingCalendar
from tasks.cycle.calendars import calendar_of
from tasks.record.book import recorded_definition
from tasks.settings import Settings

# A played day is told of at this hour.
NOON = time(12)


@dataclass(frozen=True)
class World:
    """What a cycle's readers live by. name: empty for real ones; day: of a played cycle, where it stands."""

    name: str
    zone: str
    calendar: WorkingCalendar
    moment: datetime

    def here(self, zone: str = "") -> datetime:
        """The present moment where a reader lives; a played day is the same day everywhere."""
        return self.moment if self.name else self.moment.astimezone(ZoneInfo(zone or self.zone))


def world_of(session: Session, cycle: Cycle, now: datetime) -> World:
    """The world of a cycle's messages at that moment."""
    zone = recorded_definition(session, cycle)[0].time_zone
    calendar = calendar_of(session, cycle)
    if not cycle.simulated:
        return World("", zone, calendar, now.astimezone(ZoneInfo(zone)))
    told = session.exec(select(func.max(col(Notice.as_of))).where(col(Notice.cycle_id) == cycle.id)).one()
    day = max(filter(None, (cycle.last_as_of, told)), default=now.date())
    return World(cycle.roadmap, zone, calendar, datetime.combine(day, NOON, ZoneInfo(zone)))


def quiet_hours(settings: Settings) -> Quiet:
    """VEKHA_QUIET as two times of the day; VekhaError when it is none."""
    since, _dash, until = settings.quiet.partition("-")
    try:
        return Quiet(time.fromisoformat(since.strip()), time.fromisoformat(until.strip()))
    except ValueError as error:
        told = _("VEKHA_QUIET: «{said}» — не часы, напишите так: 20:00-07:00.")
        raise VekhaError(told.format(said=settings.quiet)) from error
