"""The phrases of a schedule, before a plan's period gives them years: windows, deadlines, frequencies, marks.

How a text becomes phrases belongs in saying.py, what phrases mean together in meaning.py.
"""

from calendar import monthrange
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from models.language import _
from models.roadmap.schedule.rules import MonthDay

_LEAP_YEAR = 2000


class Puzzling(Exception):
    """A schedule that cannot mean anything; its text is the Russian reason."""


@dataclass(frozen=True)
class Years:
    """The years that a text names: one by one, or as one school year (by its first half)."""

    listed: tuple[int, ...] = ()
    school: int | None = None
    is_span: bool = False


NO_YEARS = Years()


@dataclass(frozen=True)
class Spell:
    """Days from `first` to `last`, with the years that the text gives to either end.

    is_exact: whether the text names the last day itself, so that 29 February must exist.
    """

    first: MonthDay
    last: MonthDay
    first_years: Years = NO_YEARS
    last_years: Years = NO_YEARS
    is_exact: bool = False


@dataclass(frozen=True)
class Until:
    """A deadline: the spell's only day, or the day before it."""

    day: Spell
    is_before: bool = False
    alternative: Spell | None = None


@dataclass(frozen=True)
class UntilYear:
    """«до 2024 года»."""

    year: int


@dataclass(frozen=True)
class WholeYears:
    """«2021-2024 годы», «в течение 2025 года»."""

    years: Years


@dataclass(frozen=True)
class Since:
    """«с 2021 года», «с сентября 2024»; or «после 1 сентября»: from the day after."""

    opening: Spell | Years
    is_after: bool = False


@dataclass(frozen=True)
class Frequency:
    """How often: fields of a recurring rule, `every` always among them."""

    says: dict[str, Any]


@dataclass(frozen=True)
class Detail:
    """Where inside the interval: fields of a recurring rule; some make a frequency by themselves («по средам»)."""

    says: dict[str, Any]
    every: str | None = None


@dataclass(frozen=True)
class WeekdayOfMonth:
    """«последняя суббота апреля»: the Nth of a weekday (−1 is the last) in a month, which `month` is the whole of."""

    month: Spell
    weekday: str
    nth: int


@dataclass(frozen=True)
class Reported:
    """A day of a month of each interval: «до 10 числа месяца, следующего за отчётным кварталом».

    month: which month of the interval, «последнего месяца квартала» is −1; 0 is the month after it
    """

    day: int
    every: str | None = None
    month: int = 0


@dataclass(frozen=True)
class Doubt:
    """Stands beside a phrase whose reading is only the likelier one; the reason is for a person."""

    reason: str


class Mark(Enum):
    """Phrases that say nothing but themselves."""

    CONSTANTLY = "constantly"
    THROUGHOUT = "throughout"
    THROUGHOUT_SCHOOL_YEAR = "throughout_school_year"
    OWN_SCHEDULE = "own_schedule"
    ON_DEMAND = "on_demand"
    PENDING = "pending"
    LEAD = "lead"


@dataclass(frozen=True)
class Part:
    """Phrases that belong together; «далее» stands between parts."""

    phrases: tuple[Any, ...] = field(default=())


def end_of(month: int) -> MonthDay:
    """The last day of a month in any year; for February the 29th."""
    return MonthDay(month, monthrange(_LEAP_YEAR, month)[1])


def month_day(day: int, month: int) -> MonthDay:
    """A day that exists in some year."""
    if not 1 <= month <= 12:
        raise Puzzling(_("месяца с номером {month} нет").format(month=month))
    if not 1 <= day <= end_of(month).day:
        raise Puzzling(_("дня {day:02d}.{month:02d} нет в календаре").format(day=day, month=month))
    return MonthDay(month, day)


def day_before(day: MonthDay) -> MonthDay:
    """The day before, in any year; before 1 March it is the end of February."""
    return MonthDay(day.month, day.day - 1) if day.day > 1 else end_of((day.month - 2) % 12 + 1)


def whole_months(first: int, last: int, years: Years = NO_YEARS) -> Spell:
    """From the first day of one month to the last of another."""
    return Spell(MonthDay(first, 1), end_of(last), years, years)


def third_of_month(number: int, month: int, years: Years) -> Spell:
    """The beginning, the middle or the end of a month: days 1-10, 11-20, 21 to the end; decades are the same."""
    if number == 3:
        return Spell(MonthDay(month, 21), end_of(month), years, years)
    return Spell(MonthDay(month, 10 * number - 9), MonthDay(month, 10 * number), years, years)


def edge_of(spell: Spell, edge: str) -> Spell:
    """The spell's first or last day, as a spell of its own."""
    if edge == "start":
        return Spell(spell.first, spell.first, spell.first_years, spell.first_years, spell.is_exact)
    return Spell(spell.last, spell.last, spell.last_years, spell.last_years, spell.is_exact)
