"""What «today» is: the only reader of the clock, for the edges. Rules are given the day."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from models.errors import VekhaError
from models.language import _
from models.records import Cycle

TODAY = "today"


def is_today(said: str) -> bool:
    """Whether a person means the day that it is."""
    return said.strip().casefold() in (TODAY, "сегодня", "")


def day_meant(said: str, time_zone: str) -> date:
    """The calendar day that a person means by «today» or 2024-08-31, in the roadmap's time zone."""
    if is_today(said):
        return datetime.now(UTC).astimezone(ZoneInfo(time_zone)).date()
    return read_day(said)


def day_of(cycle: Cycle, time_zone: str, now: datetime) -> date:
    """The day that a cycle lives in: its own last one where it is played, else that moment's in the roadmap's zone."""
    if cycle.simulated and cycle.last_as_of:
        return cycle.last_as_of
    return now.astimezone(ZoneInfo(time_zone)).date()


def day_here() -> date:
    """The calendar day on this machine, for what belongs to no roadmap: how long data are kept."""
    return datetime.now(UTC).astimezone().date()


def refuse_today_in_play(cycle: Cycle, said: str) -> None:
    """A played cycle lives in days that are named: «today» leaves it alone."""
    if cycle.simulated and is_today(said):
        raise VekhaError(_("Цикл {year} — игровой: укажите дату (--as-of).").format(year=cycle.year))


def read_day(said: str) -> date:
    """The day written as 2024-08-31 or 31.08.2024."""
    for form in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.strptime(said.strip(), form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    raise VekhaError(_("«{said}» — не дата: напишите 2024-08-31, 31.08.2024 или today.").format(said=said))
