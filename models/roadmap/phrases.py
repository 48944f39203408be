"""The phrases of a schedule, before a plan's period gives them years: what each rule of schedule.lark says by itself.

What phrases mean together belongs in meaning.py. Importing this module imports lark.
"""

from calendar import monthrange
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from lark import Token, Transformer

from models.language import _
from models.roadmap.rules import MonthDay, Relative, Rule

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
    """«с 2021 года», «с сентября 2024»."""

    opening: Spell | Years


@dataclass(frozen=True)
class Frequency:
    """How often: fields of a recurring rule, `every` always among them."""

    says: dict[str, Any]


@dataclass(frozen=True)
class Detail:
    """Where inside the interval: fields of a recurring rule; some make a frequency by themselves («по средам»)."""

    says: dict[str, Any]
    every: str | None = None


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


Children = list[Any]


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


def _months(first: int, last: int, years: Years = NO_YEARS) -> Spell:
    return Spell(MonthDay(first, 1), end_of(last), years, years)


_QUARTERS = ((1, 3), (4, 6), (7, 9), (10, 12))
_SCHOOL_QUARTERS = ((9, 10), (11, 12), (1, 3), (4, 5))
_TRIMESTERS = ((9, 11), (12, 2), (3, 5))
_HALVES = ((1, 6), (7, 12))
_PARTS_OF_MONTH = ((1, 10), (11, 20), (21, None))


def _numbered(choices: tuple[Any, ...], number: int, what: str) -> Any:
    if not 1 <= number <= len(choices):
        raise Puzzling(_("{what} с номером {number} не бывает").format(what=what, number=number))
    return choices[number - 1]


def _third_of_month(number: int, month: int, years: Years) -> Spell:
    first, last = _numbered(_PARTS_OF_MONTH, number, _("декады месяца"))
    return Spell(MonthDay(month, first), MonthDay(month, last) if last else end_of(month), years, years)


def _values(children: Children, *terminals: str) -> list[Any]:
    return [child.value for child in children if isinstance(child, Token) and child.type in terminals]


def _has(children: Children, *terminals: str) -> bool:
    return bool(_values(children, *terminals))


def _years(children: Children) -> Years:
    return next((child for child in children if isinstance(child, Years)), NO_YEARS)


def _spells(children: Children) -> list[Spell]:
    return [child for child in children if isinstance(child, Spell)]


class Phrases(Transformer[Token, tuple[Part, ...]]):
    """A method for each rule of schedule.lark that has a meaning."""

    def start(self, children: Children) -> tuple[Part, ...]:
        return tuple(child for child in children if isinstance(child, Part))

    def part(self, children: Children) -> Part:
        phrases: list[Any] = []
        for child in children:
            phrases += child if isinstance(child, list) else [child]
        return Part(tuple(phrase for phrase in phrases if phrase is not Mark.LEAD))

    # ── years ──

    def listed_years(self, children: Children) -> Years:
        return Years(tuple(_values(children, "YEAR")))

    def spanned_years(self, children: Children) -> Years:
        first, last = _values(children, "YEAR_SPAN")[0]
        if last < first:
            raise Puzzling(_("годы {first}-{last} идут в обратном порядке").format(first=first, last=last))
        return Years(tuple(range(first, last + 1)), is_span=True)

    def school_year(self, children: Children) -> Years:
        first, last = _values(children, "YEAR_SPAN", "SCHOOL_SPAN")[0]
        if last != first + 1:
            raise Puzzling(_("учебного года {first}/{last} не бывает").format(first=first, last=last))
        return Years(school=first)

    def years(self, children: Children) -> Years:
        return children[0]  # type: ignore[no-any-return]

    def whole_years(self, children: Children) -> WholeYears:
        return WholeYears(_years(children))

    # ── days and months ──

    def month(self, children: Children) -> Spell:
        number = _values(children, "MONTH")[0]
        return _months(number, number, _years(children))

    def day(self, children: Children) -> Spell:
        day = month_day(_values(children, "NUM")[0], _values(children, "MONTH")[0])
        return Spell(day, day, _years(children), _years(children), is_exact=True)

    def numeric_day(self, children: Children) -> Spell:
        number, month, *year = _values(children, "DATE", "DAY_OF_MONTH")[0]
        day, years = month_day(number, month), Years(tuple(year))
        return Spell(day, day, years, years, is_exact=True)

    def numeric_month(self, children: Children) -> Spell:
        month, year = _values(children, "MONTH_OF_YEAR")[0]
        first = month_day(1, month)
        return _months(first.month, first.month, Years((year,)))

    def decade(self, children: Children) -> Spell:
        return _third_of_month(_values(children, "NUM", "ORDINAL")[0], _values(children, "MONTH")[0], _years(children))

    def part_of_month(self, children: Children) -> Spell:
        third = {"start": 1, "end": 3}.get(_values(children, "ANCHOR", "MIDDLE")[0], 2)
        return _third_of_month(third, _values(children, "MONTH")[0], _years(children))

    def quarter(self, children: Children) -> Spell:
        return _months(*_numbered(_QUARTERS, _values(children, "NUM", "ORDINAL")[0], _("квартала")), _years(children))

    def school_quarter(self, children: Children) -> Spell:
        number = _values(children, "NUM", "ORDINAL")[0]
        return _months(*_numbered(_SCHOOL_QUARTERS, number, _("четверти")), _years(children))

    def trimester(self, children: Children) -> Spell:
        number = _values(children, "NUM", "ORDINAL")[0]
        return _months(*_numbered(_TRIMESTERS, number, _("триместра")), _years(children))

    def half(self, children: Children) -> Spell:
        return _months(*_numbered(_HALVES, _values(children, "NUM", "ORDINAL")[0], _("полугодия")), _years(children))

    # ── windows and deadlines ──

    def range(self, children: Children) -> Spell:
        first, last = _spells(children)
        end, years, exact = last.last, last.last_years, last.is_exact
        if _has(children, "UNTIL") and not last.is_exact:  # «с мая до сентября» leaves September out
            end, exact = _day_before(last.first), False
        return Spell(first.first, end, first.first_years, years, exact)

    def day_range(self, children: Children) -> Spell:
        first, last = _values(children, "NUM")
        month = _values(children, "MONTH")[0]
        return Spell(month_day(first, month), month_day(last, month), NO_YEARS, _years(children), is_exact=True)

    def numbers_of_month(self, children: Children) -> list[Spell]:
        month, years = _values(children, "MONTH")[0], _years(children)
        days = [month_day(number, month) for number in _values(children, "NUM")]
        return [Spell(day, day, years, years, is_exact=True) for day in days]

    def window(self, children: Children) -> Spell:
        return _spells(children)[0]

    def since(self, children: Children) -> Since:
        return Since(children[-1])

    def until(self, children: Children) -> Until:
        spell = _spells(children)[0]
        if spell.is_exact:
            return Until(spell)
        first, last = _edge(spell, "start"), _edge(spell, "end")
        if _has(children, "UNTIL"):
            return Until(first, is_before=True)
        return Until(last, alternative=first if _has(children, "TOWARDS") else None)

    def until_year(self, children: Children) -> UntilYear | Until:
        year = _values(children, "YEAR")[0]
        if _has(children, "UNTIL"):
            return UntilYear(year)
        return Until(_edge(_months(1, 12, Years((year,))), "end"))

    def until_edge(self, children: Children) -> Until:
        edge = _values(children, "ANCHOR")[0]
        named = children[-1]
        spell = named if isinstance(named, Spell) else _whole(named)
        return Until(_edge(spell, edge), is_before=edge == "start" and _has(children, "UNTIL"))

    def calendar_year(self, children: Children) -> Spell:
        return _months(1, 12)

    def this_school_year(self, children: Children) -> Spell:
        return _months(9, 5)

    # ── what returns ──

    def unit(self, children: Children) -> str:
        return _UNITS[tuple(child.type for child in children)]

    def each(self, children: Children) -> Frequency:
        return Frequency({"every": children[-1].value if isinstance(children[-1], Token) else children[-1]})

    def every_few(self, children: Children) -> Frequency:
        return Frequency({"every": _multiplied(children[-1], _values(children, "NUM")[0])})

    def times(self, children: Children) -> Frequency:
        kinds = [child.type for child in children if isinstance(child, Token)]
        numbers = [index for index, kind in enumerate(kinds) if kind == "NUM"]
        turning = kinds.index("TIME") if "TIME" in kinds else kinds.index("TWICE")
        count = next((children[index].value for index in numbers if index < turning), 1)
        count = _values(children, "TWICE")[0] if "TWICE" in kinds else count
        of_units = next((children[index].value for index in numbers if index > turning), 1)
        says: dict[str, Any] = {"every": _multiplied(children[-1], of_units)}
        says |= {"times": count} if count != 1 else {}
        return Frequency(says | ({"at_least": True} if "RARER" in kinds else {}))

    def by_number(self, children: Children) -> Detail:
        return Detail({"deadline_day": _day_number(children)}, "month" if _has(children, "MONTHS") else None)

    def on_number(self, children: Children) -> Detail:
        return Detail({"day": _day_number(children)}, "month" if _has(children, "MONTHS") else None)

    def last_day(self, children: Children) -> Detail:
        day: int | str = "last_workday" if _has(children, "WORKING") else -1
        return Detail({"day": day}, "month" if _has(children, "MONTHS") else None)

    def nth_weekday(self, children: Children) -> Detail:
        says = {"weekdays": tuple(_values(children, "WEEKDAY")), "nth": _values(children, "ORDINAL", "LAST")[0]}
        return Detail(says, "month" if _has(children, "MONTHS") else None)

    def on_weekdays(self, children: Children) -> Detail:
        returns = _has(children, "BY", "EVERY")
        return Detail({"weekdays": tuple(_values(children, "WEEKDAY"))}, "week" if returns else None)

    def edge(self, children: Children) -> Detail:
        return Detail({"anchor": _values(children, "ANCHOR")[0]})

    # ── without dates of their own ──

    def constantly(self, children: Children) -> Mark:
        return Mark.CONSTANTLY

    def throughout(self, children: Children) -> Mark:
        return Mark.THROUGHOUT_SCHOOL_YEAR if _has(children, "SCHOOL") else Mark.THROUGHOUT

    def own_schedule(self, children: Children) -> Mark:
        return Mark.OWN_SCHEDULE

    def on_demand(self, children: Children) -> Mark:
        return Mark.ON_DEMAND

    def pending(self, children: Children) -> Mark:
        return Mark.PENDING

    def lead(self, children: Children) -> Mark:
        return Mark.LEAD

    # ── tied to an event ──

    def event(self, children: Children) -> str:
        return " ".join(str(child) for child in children)

    def within(self, children: Children) -> Rule:
        return _relative(children, 1, "not_later")

    def exactly_after(self, children: Children) -> Rule:
        return _relative(children, 1, None)

    def before_by(self, children: Children) -> Rule:
        return _relative(children, -1, "not_later" if _has(children, "LATER") else None)

    def after(self, children: Children) -> Rule:
        return Relative(event=children[-1], bound="not_earlier")

    def upon(self, children: Children) -> Rule:
        return Relative(event=f"{_values(children, 'UPON')[0]} {children[-1]}", bound="not_earlier")

    def before(self, children: Children) -> Rule:
        return Relative(event=_event(children), bound="not_later")

    def during(self, children: Children) -> Rule:
        return Relative(event=children[-1])


_UNITS = {
    ("YEARS",): "year",
    ("CALENDAR", "YEARS"): "year",
    ("SCHOOL", "YEARS"): "school-year",
    ("MONTHS",): "month",
    ("WEEK",): "week",
    ("DAY",): "day",
    ("QUARTER",): "3 months",
    ("SCHOOL_QUARTER",): "school-quarter",
    ("SCHOOL", "SCHOOL_QUARTER"): "school-quarter",
    ("HALF",): "6 months",
}


def _multiplied(every: str, count: int) -> str:
    """«3» and «month» → «3 months»; quarters and half-years are counted in months."""
    if count == 1:
        return every
    if every in ("day", "week", "month", "year"):
        return f"{count} {every}s"
    if every.endswith(" months"):
        return f"{count * int(every.split()[0])} months"
    raise Puzzling(_("раз в несколько учебных лет или четвертей записать нельзя: назовите месяцы"))


def _day_number(children: Children) -> int:
    number: int = _values(children, "NUM")[0]
    if not 1 <= number <= 31:
        raise Puzzling(_("числа {number} в месяце не бывает").format(number=number))
    return number


def _day_before(day: MonthDay) -> MonthDay:
    return MonthDay(day.month, day.day - 1) if day.day > 1 else end_of((day.month - 2) % 12 + 1)


def _edge(spell: Spell, edge: str) -> Spell:
    """The spell's first or last day, as a spell of its own."""
    if edge == "start":
        return Spell(spell.first, spell.first, spell.first_years, spell.first_years, spell.is_exact)
    return Spell(spell.last, spell.last, spell.last_years, spell.last_years, spell.is_exact)


def _whole(years: Years) -> Spell:
    return _months(9, 5, years) if years.school else _months(1, 12, years)


def _event(children: Children) -> str:
    """The event's own words, with «начала» before them where the text says so."""
    return " ".join([*(str(child) for child in children[:-1] if child.type == "ANCHOR"), children[-1]])


def _relative(children: Children, sign: int, bound: Any) -> Rule:
    count = _values(children, "NUM")[0] * (7 if _has(children, "WEEK") else 1)
    rule = Relative(event=children[-1], offset_days=sign * count, bound=bound)
    if _has(children, "WORKING"):
        return rule.for_review(_("срок назван в рабочих днях, посчитан в календарных"))
    return rule
