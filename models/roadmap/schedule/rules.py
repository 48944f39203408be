"""What a schedule can mean: one frozen class for each kind of the normal form, and how each prints itself as JSON.

How a text becomes a rule belongs in schedule.py, what steps a rule makes in occurrences.py.
"""

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, ClassVar, Literal, NamedTuple

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class MonthDay(NamedTuple):
    """A day of every year. 29 February means the last day of February, whatever the year."""

    month: int
    day: int

    def __str__(self) -> str:
        return f"{self.month:02d}-{self.day:02d}"

    def in_year(self, year: int) -> date:
        """The date in that year."""
        if self == (2, 29) and (year % 4 != 0 or (year % 100 == 0 and year % 400 != 0)):
            return date(year, 2, 28)
        return date(year, self.month, self.day)


class YearlyWindow(NamedTuple):
    """Days of every year, both ends included; it may cross New Year."""

    start: MonthDay
    end: MonthDay

    @property
    def crosses_new_year(self) -> bool:
        """Whether the end falls in the year after the start."""
        return self.end < self.start


class Days(NamedTuple):
    """Dates of one window, both ends included; no end means open."""

    start: date
    end: date | None


@dataclass(frozen=True, kw_only=True)
class Rule:
    """The base: what every kind may carry.

    needs_review: this is the likelier reading, a person should confirm; `reason` says why (Russian), `readings` are
    the others.
    """

    kind: ClassVar[str]
    needs_review: bool = False
    reason: str = ""
    readings: tuple["Rule", ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The normal form: the kind first, what is absent left out."""
        own = [field.name for field in fields(self) if field.name not in _REVIEW]
        shown = {"kind": self.kind} | {name: _plain(getattr(self, name)) for name in own if self._says(name)}
        review = {name: _plain(getattr(self, name)) for name in _REVIEW if getattr(self, name)}
        return shown | review

    def _says(self, name: str) -> bool:
        return getattr(self, name) not in (None, (), False)

    def for_review(self, reason: str, *others: "Rule") -> "Rule":
        """The same rule, marked for a person with the reason and the other readings."""
        return replace(self, needs_review=True, reason=reason, readings=others)


_REVIEW = ("needs_review", "reason", "readings")


def _plain(value: Any) -> Any:
    if isinstance(value, Rule):
        return value.as_json()
    if isinstance(value, MonthDay):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Days):
        return {"start": _plain(value.start), "end": _plain(value.end)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


@dataclass(frozen=True)
class Window(Rule):
    """One window; a single date is a one-day window, no end means open."""

    kind = "window"
    start: date
    end: date | None

    def _says(self, name: str) -> bool:
        return True


@dataclass(frozen=True)
class Windows(Rule):
    """Two or more windows."""

    kind = "windows"
    windows: tuple[Days, ...]


@dataclass(frozen=True)
class Deadline(Rule):
    """The last allowed day."""

    kind = "deadline"
    date: date


@dataclass(frozen=True)
class Deadlines(Rule):
    """Two or more last allowed days."""

    kind = "deadlines"
    dates: tuple[date, ...]


@dataclass(frozen=True)
class Recurring(Rule):
    """What returns: every so often, and where inside each interval.

    every:        day, week, month, year, school-quarter, school-year, half-year, or «N days/weeks/months/years»
    window(s):    days of the year; deadline(s): last days of the year
    deadline_day: by the Nth of each month; day: on the Nth (−1 is the last day) or the last working day
    nth:          which of the weekdays in the interval, −1 is the last
    """

    kind = "recurring"
    every: str
    window: YearlyWindow | None = None
    windows: tuple[YearlyWindow, ...] = ()
    deadline: MonthDay | None = None
    deadlines: tuple[MonthDay, ...] = ()
    deadline_day: int | None = None
    day: int | Literal["last_workday"] | None = None
    weekdays: tuple[str, ...] = ()
    nth: int | None = None
    times: int | None = None
    start: date | None = None
    end: date | None = None
    anchor: Literal["start", "end"] | None = None
    at_least: bool = False


@dataclass(frozen=True)
class Continuous(Rule):
    """All the time: no due date, only reporting periods."""

    kind = "continuous"


@dataclass(frozen=True)
class OnDemand(Rule):
    """Whenever somebody asks."""

    kind = "on_demand"


@dataclass(frozen=True)
class OwnSchedule(Rule):
    """Another document sets the dates."""

    kind = "own_schedule"


@dataclass(frozen=True)
class Relative(Rule):
    """Tied to an event whose date the plan does not give."""

    kind = "relative"
    event: str
    offset_days: int | None = None
    bound: Literal["not_later", "not_earlier"] | None = None


@dataclass(frozen=True)
class Mixed(Rule):
    """Several rules, each in its own time."""

    kind = "mixed"
    parts: tuple[Rule, ...]


@dataclass(frozen=True)
class Unspecified(Rule):
    """An empty cell, a dash, «уточняется»."""

    kind = "unspecified"


@dataclass(frozen=True)
class Unreadable(Rule):
    """What must go to a person; `reason` says why."""

    kind = "error"
