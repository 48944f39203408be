"""What years, days, months, parts of years and deadlines say. Which year a month without one takes is in placing.py."""
# ruff: noqa: D102 — schedule.lark describes each rule, the method has its name

from collections.abc import Sequence
from typing import Any

from lark import Token, Transformer

from models.language import _
from models.roadmap.schedule.phrases import (
    NO_YEARS,
    Doubt,
    Mark,
    Part,
    Puzzling,
    Since,
    Spell,
    Until,
    UntilYear,
    WeekdayOfMonth,
    WholeYears,
    Years,
    day_before,
    edge_of,
    end_of,
    month_day,
    third_of_month,
    whole_months,
)
from models.roadmap.schedule.rules import MonthDay
from models.roadmap.schedule.saying.children import Children, has, number, spells, values, years
from models.roadmap.schedule.terms import SchoolTerms

_QUARTERS = ((1, 3), (4, 6), (7, 9), (10, 12))
_HALVES = ((1, 6), (7, 12))
_SCHOOL_HALVES = ((9, 12), (1, 5))
_WEEKS = ((1, 7), (8, 14), (15, 21), (22, 28))


class Dates(Transformer[Token, tuple[Part, ...]]):
    """Windows and deadlines."""

    terms: SchoolTerms
    is_school_year: bool

    # ── years ──

    def listed_years(self, children: Children) -> Years:
        return Years(tuple(values(children, "YEAR")))

    def spanned_years(self, children: Children) -> Years:
        return _span_of_years(*values(children, "YEAR_SPAN")[0])

    def school_year(self, children: Children) -> Years:
        first, last = values(children, "YEAR_SPAN", "SCHOOL_SPAN")[0]
        if last != first + 1:
            raise Puzzling(_("учебного года {first}/{last} не бывает").format(first=first, last=last))
        return Years(school=first)

    def years(self, children: Children) -> Years:
        return children[0] if isinstance(children[0], Years) else NO_YEARS

    def whole_years(self, children: Children) -> WholeYears | Mark:
        named = years(children)
        return WholeYears(named) if named != NO_YEARS else Mark.THROUGHOUT

    def years_from_to(self, children: Children) -> WholeYears:
        first, last = values(children, "YEAR")
        return WholeYears(_span_of_years(first, last))

    # ── days and months ──

    def month(self, children: Children) -> Spell:
        named = values(children, "MONTH")[0]
        return whole_months(named, named, years(children))

    def day(self, children: Children) -> Spell:
        day = month_day(values(children, "NUM")[0], values(children, "MONTH")[0])
        return Spell(day, day, years(children), years(children), is_exact=True)

    def numeric_day(self, children: Children) -> Spell:
        day_of_month, month, *year = values(children, "DATE", "DAY_OF_MONTH")[0]
        day, named = month_day(day_of_month, month), Years(tuple(year))
        return Spell(day, day, named, named, is_exact=True)

    def numeric_month(self, children: Children) -> Spell:
        month, year = values(children, "MONTH_OF_YEAR")[0]
        first = month_day(1, month)
        return whole_months(first.month, first.month, Years((year,)))

    def decade(self, children: Children) -> Spell:
        return _decade(number(children), values(children, "MONTH")[0], years(children))

    def decades(self, children: Children) -> list[Spell]:
        month, named = values(children, "MONTH")[0], years(children)
        return [
            Spell(_decade(first, month, named).first, _decade(last, month, named).last, named, named)
            for first, last in values(children, "DECADES")[0]
        ]

    def part_of_month(self, children: Children) -> Spell:
        third = {"start": 1, "end": 3}.get(values(children, "ANCHOR", "MIDDLE")[0], 2)
        return third_of_month(third, values(children, "MONTH")[0], years(children))

    def half_of_month(self, children: Children) -> Spell:
        half, month, named = number(children), values(children, "MONTH")[0], years(children)
        if half not in (1, 2):
            raise Puzzling(_("половин у месяца две: первая и вторая"))
        first, last = (MonthDay(month, 1), MonthDay(month, 15)) if half == 1 else (MonthDay(month, 16), end_of(month))
        return Spell(first, last, named, named)

    def week_of_month(self, children: Children) -> list[Any]:
        week, month, named = number(children), values(children, "MONTH")[0], years(children)
        if week != -1 and not 1 <= week <= len(_WEEKS):
            raise Puzzling(_("недели месяца с номером {number} не бывает").format(number=week))
        first, last = _WEEKS[week - 1] if week > 0 else (end_of(month).day - 6, end_of(month).day)
        spell = Spell(MonthDay(month, first), MonthDay(month, last), named, named)
        return [spell, Doubt(_("неделя месяца: считать по семь дней от начала месяца или с понедельника?"))]

    def weekday_of_month(self, children: Children) -> list[WeekdayOfMonth]:
        named, nth, weekday = years(children), number(children), values(children, "WEEKDAY")[0]
        months = values(children, "MONTH")
        return [WeekdayOfMonth(whole_months(month, month, named), weekday, nth) for month in months]

    def season(self, children: Children) -> list[Any]:
        opens = values(children, "SEASON")[0] if has(children, "SEASON") else _opening_of_season(children)
        closes = (opens + 1) % 12 + 1
        spell = whole_months(opens, closes, years(children))
        return [spell, Doubt(_("время года: считать тремя календарными месяцами или назвать даты?"))]

    def part_of_year(self, children: Children) -> Spell:
        part, named = values(children, "PART")[0], years(children)
        if has(children, "SCHOOL") and part != "SCHOOL_QUARTER":
            raise Puzzling(_("учебными бывают четверти: назовите месяцы"))
        return _numbered(*self._parts(part, named), number(children), named)

    def half_of_year(self, children: Children) -> Spell:
        return _numbered(*self._parts("HALF", years(children)), number(children), years(children))

    def school_half(self, children: Children) -> Spell:
        if values(children, "PART") not in ([], ["HALF"]):
            raise Puzzling(_("часть учебного года: назовите её четвертью, триместром или полугодием без слова «год»"))
        return _numbered(_SCHOOL_HALVES, _("полугодия"), number(children), NO_YEARS)

    def _parts(self, part: str, named: Years) -> tuple[Sequence[tuple[Any, Any]], str]:
        """The parts of a year of that sort, and the word for one of them in a refusal."""
        return {
            "QUARTER": (_QUARTERS, _("квартала")),
            "SCHOOL_QUARTER": (self.terms.quarters, _("четверти")),
            "TRIMESTER": (self.terms.trimesters, _("триместра")),
            "HALF": (self._halves(named), _("полугодия")),
        }[part]

    def _halves(self, named: Years) -> Sequence[tuple[int, int]]:
        """A school year's halves where it is named, or where the plan is one; else the calendar year's."""
        is_school = named.school is not None or (self.is_school_year and named == NO_YEARS)
        return _SCHOOL_HALVES if is_school else _HALVES

    def parts_of_year(self, children: Children) -> list[Spell]:
        """«I-II квартал», «1 и 3 четверть»: a window for each number or range of them."""
        (part, ranges), named = values(children, "PARTS")[0], years(children)
        choices, what = self._parts(part, named)
        found = []
        for first, last in ranges:
            opens, closes = (_numbered(choices, what, end, named) for end in (first, last))
            if first > last:
                raise Puzzling(_("начало позже конца: переставьте номера"))
            found.append(Spell(opens.first, closes.last, named, named))
        return found

    def part_of_span(self, children: Children) -> list[Any]:
        """«начало учебного года», «конец 2024 года», «конец I квартала»: its first or its last month, in doubt."""
        named = children[-1]
        span = named if isinstance(named, Spell) else self._whole(named)
        if values(children, "ANCHOR")[0] == "start":
            spell = Spell(span.first, end_of(span.first.month), span.first_years, span.first_years)
        else:
            spell = Spell(MonthDay(span.last.month, 1), span.last, span.last_years, span.last_years)
        return [spell, Doubt(_("начало и конец года или его части: первый и последний месяц или другие дни?"))]

    # ── windows and deadlines ──

    def range(self, children: Children) -> Spell:
        first, last = spells(children)
        end, named, exact = last.last, last.last_years, last.is_exact
        if has(children, "UNTIL") and not last.is_exact:  # «с мая до сентября» leaves September out
            end, exact = day_before(last.first), False
        if named == first.first_years != NO_YEARS and end < first.first:
            raise Puzzling(_("начало позже конца: переставьте дни"))
        return Spell(first.first, end, first.first_years, named, exact)

    def day_range(self, children: Children) -> Spell:
        first, last = values(children, "NUM")
        month = values(children, "MONTH")[0]
        return Spell(month_day(first, month), month_day(last, month), NO_YEARS, years(children), is_exact=True)

    def numeric_range(self, children: Children) -> Spell:
        """«03-07.03.2025»: the month and the year of the last day hold for the first."""
        end = spells(children)[0]
        first = month_day(values(children, "NUM")[0], end.first.month)
        return Spell(first, end.last, NO_YEARS, end.last_years, is_exact=True)

    def numbers_of_month(self, children: Children) -> list[Spell]:
        month, named = values(children, "MONTH")[0], years(children)
        days = [month_day(day, month) for day in values(children, "NUM")]
        return [Spell(day, day, named, named, is_exact=True) for day in days]

    def window(self, children: Children) -> Spell:
        return spells(children)[0]

    def since(self, children: Children) -> Since:
        return Since(children[-1])

    def after_day(self, children: Children) -> list[Any]:
        return [Since(spells(children)[0], is_after=True), Doubt(_("«после …»: сам этот день или месяц входит?"))]

    def until(self, children: Children) -> Until:
        spell = spells(children)[0]
        if spell.is_exact:
            return Until(spell)
        first, last = edge_of(spell, "start"), edge_of(spell, "end")
        if has(children, "UNTIL"):
            return Until(first, is_before=True)
        return Until(last, alternative=first if "к" in values(children, "NOT_LATER") else None)

    def until_year(self, children: Children) -> UntilYear | Until:
        year = values(children, "YEAR")[0]
        if has(children, "UNTIL"):
            return UntilYear(year)
        return Until(edge_of(whole_months(1, 12, Years((year,))), "end"))

    def until_edge(self, children: Children) -> Until:
        edge = values(children, "ANCHOR")[0]
        named = children[-1]
        spell = named if isinstance(named, Spell) else self._whole(named)
        return Until(edge_of(spell, edge), is_before=edge == "start" and has(children, "UNTIL"))

    def until_middle(self, children: Children) -> list[Any]:
        middle = third_of_month(2, values(children, "MONTH")[0], years(children))
        is_before = has(children, "UNTIL")
        until = Until(edge_of(middle, "start" if is_before else "end"), is_before=is_before)
        return [until, Doubt(_("середина месяца — 11-20 числа; который день последний?"))]

    def _whole(self, named: Years) -> Spell:
        if named.school is not None:
            return Spell(self.terms.opens, self.terms.ends, named, named)
        return whole_months(1, 12, named)

    def calendar_year(self, children: Children) -> Spell:
        return whole_months(1, 12)

    def this_school_year(self, children: Children) -> Spell:
        return Spell(self.terms.opens, self.terms.ends)


def _span_of_years(first: int, last: int) -> Years:
    if last < first:
        raise Puzzling(_("годы {first}-{last} идут в обратном порядке").format(first=first, last=last))
    return Years(tuple(range(first, last + 1)), is_span=True)


def _decade(which: int, month: int, named: Years) -> Spell:
    if not 1 <= which <= 3:
        raise Puzzling(_("декады месяца с номером {number} не бывает").format(number=which))
    return third_of_month(which, month, named)


def _numbered(choices: Sequence[tuple[Any, Any]], what: str, which: int, named: Years) -> Spell:
    """The Nth part of a year, by months or by days; `what` names the part for the refusal."""
    if not 1 <= which <= len(choices):
        raise Puzzling(_("{what} с номером {number} не бывает").format(what=what, number=which))
    first, last = choices[which - 1]
    if isinstance(first, int):
        return whole_months(first, last, named)
    return Spell(first, last, named, named)


def _opening_of_season(children: Children) -> int:
    """The first month of «весенний», «летний», «осенний», «зимний»."""
    return {"вес": 3, "лет": 6, "осе": 9, "зим": 12}[values(children, "SEASONAL")[0][:3].lower()]
