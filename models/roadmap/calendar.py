"""The working calendar: which days are off, which are moved, and deadlines counted by it. Pure; holds no clock.

The days off of Russia and the moved ones («перенос выходных») are those of the library `holidays`; what it lacks stands
in DECREED with its source. A roadmap adds its region's days in its `calendar:` section. School years are in terms.py.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from models.roadmap.schedule.period import Period
from models.roadmap.schedule.terms import USUAL_TERMS, SchoolTerms

_ONE_DAY = timedelta(days=1)
# Days off that a decree of the president gave once, «с сохранением заработной платы»; the library does not have them.
DECREED: Mapping[str, tuple[tuple[date, date], ...]] = {
    "Указ Президента РФ от 23.04.2021 № 242": ((date(2021, 5, 1), date(2021, 5, 10)),),
    "Указ Президента РФ от 20.10.2021 № 595": ((date(2021, 10, 30), date(2021, 11, 7)),),
}


class Calendar(BaseModel):
    """A roadmap's own calendar: the `calendar:` section of its YAML.

    workdays:      a deadline on a day off moves to the next working day; the order's own date stays the step's key
    saturdays:     Saturday is a working day (a six-day week)
    days_off:      the region's or the order's days off and what they are («2025-04-29: Радоница»)
    working_days:  days that are working all the same
    terms:         the school year
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    workdays: bool = False
    saturdays: bool = False
    days_off: dict[date, str] = Field(default_factory=dict)
    working_days: tuple[date, ...] = ()
    terms: SchoolTerms = USUAL_TERMS


@dataclass(frozen=True)
class WorkingCalendar:
    """Days off and working days from `start` to `end`, both included; outside them only weekends are off.

    days_off: every day off that is no ordinary weekend, with its name; working_days: weekends that are working
    moves:    whether deadlines are moved by it
    """

    start: date
    end: date
    days_off: Mapping[date, str]
    working_days: frozenset[date]
    saturdays: bool = False
    moves: bool = False

    def is_working(self, day: date) -> bool:
        """Whether people are at work on that day."""
        if day in self.working_days:
            return True
        return day not in self.days_off and day.weekday() < 5 + self.saturdays

    def next_working_day(self, day: date) -> date:
        """The day itself when it is a working one, else the first working day after it."""
        while not self.is_working(day):
            day += _ONE_DAY
        return day

    def last_working_day(self, day: date) -> date:
        """The day itself when it is a working one, else the last working day before it."""
        while not self.is_working(day):
            day -= _ONE_DAY
        return day

    def add_working_days(self, day: date, count: int) -> date:
        """The working day that comes `count` working days after the day; before it when the count is negative."""
        step = _ONE_DAY if count >= 0 else -_ONE_DAY
        for _counted in range(abs(count)):
            day += step
            while not self.is_working(day):
                day += step
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days lie after `start` up to and including `end`; negative when the end is earlier."""
        if end < start:
            return -self.working_days_between(end, start)
        return sum(self.is_working(start + _ONE_DAY * offset) for offset in range(1, (end - start).days + 1))

    def due(self, printed: date) -> date:
        """When what the order asks by that day is really due: moved only where the roadmap says so."""
        return self.next_working_day(printed) if self.moves else printed

    def as_json(self) -> str:
        """The calendar as text; equal calendars give equal texts."""
        return json.dumps(
            {
                "start": self.start.isoformat(),
                "end": self.end.isoformat(),
                "days_off": {day.isoformat(): name for day, name in sorted(self.days_off.items())},
                "working_days": [day.isoformat() for day in sorted(self.working_days)],
                "saturdays": self.saturdays,
                "moves": self.moves,
            },
            ensure_ascii=False,
            sort_keys=True,
        )

    @classmethod
    def from_json(cls, text: str) -> "WorkingCalendar":
        """The calendar that `as_json` wrote."""
        said: dict[str, Any] = json.loads(text)
        return cls(
            start=date.fromisoformat(said["start"]),
            end=date.fromisoformat(said["end"]),
            days_off={date.fromisoformat(day): name for day, name in said["days_off"].items()},
            working_days=frozenset(map(date.fromisoformat, said["working_days"])),
            saturdays=said["saturdays"],
            moves=said["moves"],
        )


WEEKENDS_ONLY = WorkingCalendar(date.min, date.max, {}, frozenset())


def working_calendar(period: Period, own: Calendar | None = None) -> WorkingCalendar:
    """The calendar of a plan: Russia's, with the roadmap's own days, over its years and one year to either side."""
    own = own or Calendar()
    first, last = period.start.year - 1, period.end.year + 1
    days_off, working_days = dict[date, str](), set[date]()
    for year in range(first, last + 1):
        of_year = _days_off_of_russia(year)
        days_off |= of_year.off
        working_days |= of_year.working
    # A working Saturday of ours is no day off, and the other way round: the roadmap's word is the last.
    days_off = {day: name for day, name in days_off.items() if day not in own.working_days} | own.days_off
    working_days = (working_days | set(own.working_days)) - set(own.days_off)
    start, end = date(first, 1, 1), date(last, 12, 31)
    return WorkingCalendar(start, end, days_off, frozenset(working_days), own.saturdays, own.workdays)


@cache
def russia(year: int) -> WorkingCalendar:
    """Russia's calendar around one year."""
    return working_calendar(Period(date(year, 1, 1), date(year, 12, 31)))


@dataclass(frozen=True)
class _OfYear:
    off: Mapping[date, str]
    working: frozenset[date]


@cache
def _days_off_of_russia(year: int) -> _OfYear:
    """Russia's days off of that year by name, and the weekends that were made working."""
    # The library loads every country of the world, a second's work: only who needs a calendar pays for it.
    from holidays import country_holidays

    # The names are Russian whatever the machine speaks: they are recorded, and equal calendars must be equal texts.
    # A day of another year must not make the library quietly add that year.
    known = country_holidays("RU", years=year, expand=False, language="ru")
    working = frozenset(day for day in known.weekend_workdays if day.year == year)
    return _OfYear(dict(sorted({**dict(_decreed(year)), **dict(known.items())}.items())), working)


def _decreed(year: int) -> Iterator[tuple[date, str]]:
    for source, spells in DECREED.items():
        for start, end in spells:
            days = (start + _ONE_DAY * offset for offset in range((end - start).days + 1))
            yield from ((day, source) for day in days if day.year == year)


@cache
def moves_known_until() -> int:
    """The last year whose moved days off the library knows; later ones are not decided or not yet in it."""
    from holidays import country_holidays

    moved: Mapping[int, Any] = country_holidays("RU").special_public_holidays
    return max(moved)
