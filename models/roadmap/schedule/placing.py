"""Which year a window or a deadline falls in: its own, a neighbour's, or the plan's.

Which kind of rule it becomes belongs in dating.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models.language import _
from models.roadmap.schedule.period import Period
from models.roadmap.schedule.phrases import NO_YEARS, Puzzling, Spell, Years
from models.roadmap.schedule.rules import Days, MonthDay, YearlyWindow


@dataclass(frozen=True)
class Placed:
    """A window or a deadline with its dates, or the days of every year that it means."""

    days: tuple[Days, ...] = ()
    yearly: YearlyWindow | None = None
    doubt: str = ""
    other: tuple[Days, ...] = ()


def names_years(spell: Spell) -> bool:
    """Whether the text gives the spell a year."""
    return spell.first_years != NO_YEARS or spell.last_years != NO_YEARS


def borrowed_years(spells: Sequence[Spell]) -> list[Years]:
    """For each spell the years it takes from the one after it: «апрель, май 2024»."""
    borrowed: list[Years] = []
    following = NO_YEARS
    for spell in reversed(spells):
        borrowed.insert(0, following)
        following = spell.last_years if names_years(spell) else following
    if any(names_years(spell) for spell in spells) and not names_years(spells[-1]):
        raise Puzzling(_("после года назван месяц без года: неясно, какого он года"))
    return borrowed


def place(spell: Spell, borrowed: Years, period: Period) -> Placed:
    """The dates of a spell: by its own years, else by borrowed ones, else by the plan's."""
    last_years = spell.last_years if names_years(spell) else borrowed
    if last_years.school is not None:
        return Placed((_in_school_year(spell, last_years.school, period),))
    if spell.first_years != NO_YEARS and spell.first_years != last_years:
        return Placed((_between_years(spell, last_years),))
    if len(last_years.listed) == 1:
        return _in_one_year(spell, last_years.listed[0])
    if last_years.listed:
        return Placed(_in_listed_years(spell, last_years.listed))
    return _in_plan(spell, period)


def _day(day: MonthDay, year: int, is_exact: bool) -> date:
    if is_exact and day == (2, 29) and day.in_year(year).day != 29:
        raise Puzzling(_("29 февраля в {year} году нет").format(year=year))
    return day.in_year(year)


def _days(spell: Spell, first_year: int, last_year: int) -> Days:
    start, end = _day(spell.first, first_year, spell.is_exact), _day(spell.last, last_year, spell.is_exact)
    if end < start:
        raise Puzzling(_("начало {start:%d.%m.%Y} позже конца {end:%d.%m.%Y}").format(start=start, end=end))
    return Days(start, end)


def _crosses(spell: Spell) -> bool:
    """Whether the spell runs over New Year; within one month an inverted pair of days is a mistake."""
    if spell.last < spell.first and spell.last.month == spell.first.month:
        raise Puzzling(_("начало позже конца: переставьте дни"))
    return spell.last < spell.first


def _in_school_year(spell: Spell, opens: int, period: Period) -> Days:
    def year(day: MonthDay) -> int:
        return opens if day.month >= period.terms.opens.month else opens + 1

    return _days(spell, year(spell.first), year(spell.last))


def _between_years(spell: Spell, last_years: Years) -> Days:
    """«сентябрь 2024 – май 2025», «сентябрь 2024 – май»."""
    first = spell.first_years.listed
    if len(first) != 1 or len(last_years.listed) > 1:
        raise Puzzling(_("у начала и у конца назовите по одному году"))
    if not last_years.listed:
        return _days(spell, first[0], first[0] + _crosses(spell))
    return _days(spell, first[0], last_years.listed[0])


def _in_one_year(spell: Spell, year: int) -> Placed:
    if not _crosses(spell):
        return Placed((_days(spell, year, year),))
    doubt = _("месяцы переходят через Новый год, а год назван один")
    return Placed((_days(spell, year, year + 1),), doubt=doubt, other=(_days(spell, year - 1, year),))


def _in_listed_years(spell: Spell, years: tuple[int, ...]) -> tuple[Days, ...]:
    """One window a year; over New Year two years in a row are one window."""
    if list(years) != sorted(set(years)):
        raise Puzzling(_("годы названы дважды или не по порядку"))
    if not _crosses(spell):
        return tuple(_days(spell, year, year) for year in years)
    if len(years) == 2 and years[1] == years[0] + 1:
        return (_days(spell, *years),)
    raise Puzzling(_("месяцы переходят через Новый год: назовите год начала и год конца"))


def _in_plan(spell: Spell, period: Period) -> Placed:
    """Without a year: the plan's year, or every year of a longer plan."""
    crosses = _crosses(spell)
    if not period.holds_each_month_once:
        return Placed(yearly=YearlyWindow(spell.first, spell.last))
    year = period.year_of(spell.first.month)
    days = _days(spell, year, year + crosses)
    if crosses and days.end is not None and days.end > period.end:
        doubt = _("месяцы переходят через Новый год и выходят за план")
        return Placed((days,), doubt=doubt, other=(_days(spell, year - 1, year),))
    if period.is_school_year and spell.first.month < period.terms.opens.month <= spell.last.month:
        doubt = _("срок начинается в одном учебном году, а кончается в другом")
        return Placed((_days(spell, year - 1, year - 1),), doubt=doubt, other=(days,))
    return Placed((days,))
