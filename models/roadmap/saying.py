"""From the grammar's tree to phrases: a method for each rule of schedule.lark that has a meaning, named as the rule.

What the phrases are belongs in phrases.py, what they mean together in meaning.py. Importing this module imports lark.
"""
# ruff: noqa: D102 — schedule.lark describes each rule, the method has its name

from collections.abc import Sequence
from typing import Any

from lark import Token, Transformer

from models.language import _
from models.roadmap.phrases import (
    NO_YEARS,
    Detail,
    Frequency,
    Mark,
    Part,
    Puzzling,
    Since,
    Spell,
    Until,
    UntilYear,
    WholeYears,
    Years,
    day_before,
    edge_of,
    month_day,
    third_of_month,
    whole_months,
)
from models.roadmap.rules import Relative, Rule
from models.roadmap.terms import SchoolTerms

Children = list[Any]


_QUARTERS = ((1, 3), (4, 6), (7, 9), (10, 12))
_HALVES = ((1, 6), (7, 12))
_SCHOOL_HALVES = ((9, 12), (1, 5))


def _numbered(choices: Sequence[tuple[Any, Any]], children: Children, what: str) -> Spell:
    """The months, or the days, of the Nth part of a year; `what` names the part for the refusal."""
    number = _number(children)
    if not 1 <= number <= len(choices):
        raise Puzzling(_("{what} с номером {number} не бывает").format(what=what, number=number))
    first, last = choices[number - 1]
    if isinstance(first, int):
        return whole_months(first, last, _years(children))
    return Spell(first, last, _years(children), _years(children))


def _span_of_years(first: int, last: int) -> Years:
    if last < first:
        raise Puzzling(_("годы {first}-{last} идут в обратном порядке").format(first=first, last=last))
    return Years(tuple(range(first, last + 1)), is_span=True)


def _number(children: Children) -> int:
    number: int = _values(children, "NUM", "ORDINAL")[0]
    return number


def _values(children: Children, *terminals: str) -> list[Any]:
    return [child.value for child in children if isinstance(child, Token) and child.type in terminals]


def _has(children: Children, *terminals: str) -> bool:
    return bool(_values(children, *terminals))


def _years(children: Children) -> Years:
    return next((child for child in children if isinstance(child, Years)), NO_YEARS)


def _spells(children: Children) -> list[Spell]:
    return [child for child in children if isinstance(child, Spell)]


class Saying(Transformer[Token, tuple[Part, ...]]):
    """What each rule of the grammar says by itself, in a plan whose school years are divided so."""

    def __init__(self, terms: SchoolTerms) -> None:
        super().__init__()
        self._terms = terms

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
        return _span_of_years(*_values(children, "YEAR_SPAN")[0])

    def school_year(self, children: Children) -> Years:
        first, last = _values(children, "YEAR_SPAN", "SCHOOL_SPAN")[0]
        if last != first + 1:
            raise Puzzling(_("учебного года {first}/{last} не бывает").format(first=first, last=last))
        return Years(school=first)

    def years(self, children: Children) -> Years:
        return children[0]  # type: ignore[no-any-return]

    def whole_years(self, children: Children) -> WholeYears:
        return WholeYears(_years(children))

    def years_from_to(self, children: Children) -> WholeYears:
        first, last = _values(children, "YEAR")
        return WholeYears(_span_of_years(first, last))

    # ── days and months ──

    def month(self, children: Children) -> Spell:
        number = _values(children, "MONTH")[0]
        return whole_months(number, number, _years(children))

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
        return whole_months(first.month, first.month, Years((year,)))

    def decade(self, children: Children) -> Spell:
        number = _number(children)
        if not 1 <= number <= 3:
            raise Puzzling(_("декады месяца с номером {number} не бывает").format(number=number))
        return third_of_month(number, _values(children, "MONTH")[0], _years(children))

    def part_of_month(self, children: Children) -> Spell:
        third = {"start": 1, "end": 3}.get(_values(children, "ANCHOR", "MIDDLE")[0], 2)
        return third_of_month(third, _values(children, "MONTH")[0], _years(children))

    def quarter(self, children: Children) -> Spell:
        return _numbered(_QUARTERS, children, _("квартала"))

    def school_quarter(self, children: Children) -> Spell:
        return _numbered(self._terms.quarters, children, _("четверти"))

    def trimester(self, children: Children) -> Spell:
        return _numbered(self._terms.trimesters, children, _("триместра"))

    def half(self, children: Children) -> Spell:
        halves = _HALVES if _years(children).school is None else _SCHOOL_HALVES
        return _numbered(halves, children, _("полугодия"))

    # ── windows and deadlines ──

    def range(self, children: Children) -> Spell:
        first, last = _spells(children)
        end, years, exact = last.last, last.last_years, last.is_exact
        if _has(children, "UNTIL") and not last.is_exact:  # «с мая до сентября» leaves September out
            end, exact = day_before(last.first), False
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
        first, last = edge_of(spell, "start"), edge_of(spell, "end")
        if _has(children, "UNTIL"):
            return Until(first, is_before=True)
        return Until(last, alternative=first if _has(children, "TOWARDS") else None)

    def until_year(self, children: Children) -> UntilYear | Until:
        year = _values(children, "YEAR")[0]
        if _has(children, "UNTIL"):
            return UntilYear(year)
        return Until(edge_of(whole_months(1, 12, Years((year,))), "end"))

    def until_edge(self, children: Children) -> Until:
        edge = _values(children, "ANCHOR")[0]
        named = children[-1]
        spell = named if isinstance(named, Spell) else self._whole(named)
        return Until(edge_of(spell, edge), is_before=edge == "start" and _has(children, "UNTIL"))

    def _whole(self, years: Years) -> Spell:
        return _school_year(self._terms, years) if years.school else whole_months(1, 12, years)

    def calendar_year(self, children: Children) -> Spell:
        return whole_months(1, 12)

    def this_school_year(self, children: Children) -> Spell:
        return _school_year(self._terms, NO_YEARS)

    # ── what returns ──

    def unit(self, children: Children) -> str:
        return _UNITS[tuple(child.type for child in children)]

    def each(self, children: Children) -> Frequency:
        return Frequency({"every": children[-1].value if isinstance(children[-1], Token) else children[-1]})

    def every_few(self, children: Children) -> Frequency:
        return Frequency({"every": _multiplied(children[-1], _values(children, "NUM")[0])})

    def times(self, children: Children) -> Frequency:
        kinds = [child.type for child in children[:-1]]
        turning = next(index for index, kind in enumerate(kinds) if kind in ("TIME", "TWICE"))
        counted = children[turning] if kinds[turning] == "TWICE" else next(iter(children[:turning]), None)
        of_units = next(iter(children[turning + 1 : -1]), None)
        says: dict[str, Any] = {"every": _multiplied(children[-1], of_units.value if of_units else 1)}
        if counted is not None and counted.value != 1:
            says["times"] = counted.value
        return Frequency(says)

    def at_least(self, children: Children) -> Detail:
        return Detail({"at_least": True})

    def by_number(self, children: Children) -> Detail:
        return Detail({"deadline_day": _day_number(children)}, _month_if_named(children))

    def on_number(self, children: Children) -> Detail:
        return Detail({"day": _day_number(children)}, _month_if_named(children))

    def last_day(self, children: Children) -> Detail:
        if _number(children) != -1:
            raise Puzzling(_("день назван порядковым числом: напишите, какое это число месяца"))
        day: int | str = "last_workday" if _has(children, "WORKING") else -1
        return Detail({"day": day}, _month_if_named(children))

    def nth_weekday(self, children: Children) -> Detail:
        says = {"weekdays": tuple(_values(children, "WEEKDAY")), "nth": _number(children)}
        return Detail(says, _month_if_named(children))

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
        return _relative(children, -1, "not_later" if _has(children, "NOT_LATER") else None)

    def after(self, children: Children) -> Rule:
        return Relative(event=children[-1], bound="not_earlier")

    def upon(self, children: Children) -> Rule:
        return Relative(event=f"{_values(children, 'UPON')[0]} {children[-1]}", bound="not_earlier")

    def before(self, children: Children) -> Rule:
        return Relative(event=children[-1], bound="not_later")

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


def _month_if_named(children: Children) -> str | None:
    return "month" if _has(children, "MONTHS") else None


def _day_number(children: Children) -> int:
    number: int = _values(children, "NUM")[0]
    if not 1 <= number <= 31:
        raise Puzzling(_("числа {number} в месяце не бывает").format(number=number))
    return number


def _school_year(terms: SchoolTerms, years: Years) -> Spell:
    return Spell(terms.opens, terms.ends, years, years)


def _relative(children: Children, sign: int, bound: Any) -> Rule:
    count = _values(children, "NUM")[0] * (7 if _has(children, "WEEK") else 1)
    rule = Relative(event=children[-1], offset_days=sign * count, bound=bound)
    if _has(children, "WORKING"):
        return rule.for_review(_("срок назван в рабочих днях, посчитан в календарных"))
    return rule
