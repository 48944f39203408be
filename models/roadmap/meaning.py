"""What phrases mean together inside a plan's period: which kind of rule, which years, and when a person must confirm.

The conventions are those of docs/schedules.md. What a phrase says by itself belongs in phrases.py.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from models.language import _
from models.roadmap.period import SCHOOL_YEAR_ENDS, SCHOOL_YEAR_OPENS, Period
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
    end_of,
)
from models.roadmap.rules import (
    Continuous,
    Days,
    Deadline,
    Deadlines,
    Mixed,
    MonthDay,
    OnDemand,
    OwnSchedule,
    Recurring,
    Rule,
    Unspecified,
    Window,
    Windows,
    YearlyWindow,
)

_ONE_DAY = timedelta(days=1)


def meaning_of(parts: Sequence[Part], period: Period) -> Rule:
    """The rule that the parts of a schedule mean; raises Puzzling when they mean nothing certain."""
    rules = [_part_meaning(part.phrases, period) for part in parts]
    if len(rules) == 1:
        return rules[0]
    if any(isinstance(rule, Unspecified) for rule in rules):
        raise Puzzling(_("одна часть срока названа, другая ещё уточняется"))
    return Mixed(parts=tuple(rules))


def _part_meaning(phrases: tuple[Any, ...], period: Period) -> Rule:
    for is_about, read in _READINGS:
        if any(is_about(phrase) for phrase in phrases):
            return read(phrases, period)
    return _dates(phrases, period)


# ── Rules without dates of their own ─────────────────────────────────────────


def _relative(phrases: tuple[Any, ...], period: Period) -> Rule:
    if len(phrases) > 1:
        raise Puzzling(_("рядом с событием назван ещё один срок: запишите их раздельно, через «далее»"))
    rule: Rule = phrases[0]
    return rule


def _marked(mark: Mark, rule: Rule, *also: Any) -> Callable[[tuple[Any, ...], Period], Rule]:
    """A reading of a mark that may stand only with marks of constancy or with whole years."""

    def read(phrases: tuple[Any, ...], period: Period) -> Rule:
        if any(phrase is not mark and phrase not in also and not isinstance(phrase, WholeYears) for phrase in phrases):
            raise Puzzling(_("рядом названы сроки, которые не сочетаются: запишите один из них"))
        return rule

    return read


def _continuous(phrases: tuple[Any, ...], period: Period) -> Rule:
    others = tuple(phrase for phrase in phrases if phrase not in _CONSTANCY)
    if not others:
        return Continuous()
    if all(isinstance(phrase, WholeYears | Since) for phrase in others):
        return _dates(others, period)
    if Mark.CONSTANTLY in phrases:
        parts = (Continuous(), _dates(others, period))
        return Mixed(parts=parts if phrases[0] in _CONSTANCY else parts[::-1])
    raise Puzzling(_("«в течение года» и отдельные сроки названы вместе: неясно, что из них срок"))


_CONSTANCY = (Mark.CONSTANTLY, Mark.THROUGHOUT, Mark.THROUGHOUT_SCHOOL_YEAR)


# ── What returns ─────────────────────────────────────────────────────────────


def _returns(phrase: Any) -> bool:
    return isinstance(phrase, Frequency | Detail)


def _recurring(phrases: tuple[Any, ...], period: Period) -> Rule:
    says: dict[str, Any] = {}
    for phrase in phrases:
        if _returns(phrase):
            _agree(says, phrase.says)
    if "every" not in says:
        says["every"] = _implied_interval(phrases)
    others = tuple(phrase for phrase in phrases if not _returns(phrase) and phrase not in _CONSTANCY)
    if Mark.THROUGHOUT_SCHOOL_YEAR in phrases and says["every"] not in ("year", "school-year"):
        _agree(says, {"window": YearlyWindow(MonthDay(*SCHOOL_YEAR_OPENS), MonthDay(*SCHOOL_YEAR_ENDS))})
    _agree(says, _limits(others, period))
    if says["every"] == "6 months" and ("window" in says or "windows" in says):
        says["every"] = "half-year"
    return _checked_quarter(Recurring(**says), phrases)


def _agree(says: dict[str, Any], more: dict[str, Any]) -> None:
    """Add what another phrase says, unless the two contradict each other."""
    if any(says.get(name, value) != value for name, value in more.items()):
        raise Puzzling(_("части срока противоречат друг другу: повторение названо дважды и по-разному"))
    says |= more


def _implied_interval(phrases: tuple[Any, ...]) -> str:
    implied = {phrase.every for phrase in phrases if isinstance(phrase, Detail) and phrase.every}
    if len(implied) != 1:
        raise Puzzling(_("не сказано, как часто это повторяется: добавьте «ежемесячно», «каждую неделю» и т. п."))
    return str(implied.pop())


def _limits(phrases: tuple[Any, ...], period: Period) -> dict[str, Any]:
    """What dates say beside a frequency: days of every year, or where the repetition starts and ends."""
    if not phrases:
        return {}
    if all(isinstance(phrase, Spell) and not _named_years(phrase) for phrase in phrases):
        windows = tuple(YearlyWindow(phrase.first, phrase.last) for phrase in phrases)
        return {"window": windows[0]} if len(windows) == 1 else {"windows": windows}
    if all(isinstance(phrase, Until) and not _named_years(phrase.day) for phrase in phrases):
        days = tuple(_yearly_deadline(phrase) for phrase in phrases)
        return {"deadline": days[0]} if len(days) == 1 else {"deadlines": days}
    rule = _dates(phrases, period)
    if not isinstance(rule, Window) or rule.needs_review:
        raise Puzzling(_("рядом с повторением названы отдельные даты: оставьте что-то одно"))
    return {"start": rule.start} | ({"end": rule.end} if rule.end else {})


def _checked_quarter(rule: Recurring, phrases: tuple[Any, ...]) -> Rule:
    """«4 квартал каждого учебного года» may mean a calendar quarter or a school one."""
    if rule.every != "school-year" or rule.window not in _BY_QUARTER:
        return rule
    other = Recurring(every="school-year", window=_BY_QUARTER[rule.window])
    return rule.for_review(_("квартал учебного года: календарный квартал или учебная четверть?"), other)


def _yearly(first_month: int, last_month: int) -> YearlyWindow:
    return YearlyWindow(MonthDay(first_month, 1), end_of(last_month))


_BY_QUARTER = {
    _yearly(1, 3): _yearly(9, 10),
    _yearly(4, 6): _yearly(11, 12),
    _yearly(7, 9): _yearly(1, 3),
    _yearly(10, 12): _yearly(4, 5),
}


def _yearly_deadline(phrase: Until) -> MonthDay:
    if not phrase.is_before:
        return phrase.day.last
    before = date(2001, *phrase.day.first) - _ONE_DAY
    return end_of(before.month) if phrase.day.first.day == 1 else MonthDay(before.month, before.day)


# ── Windows and deadlines ────────────────────────────────────────────────────


@dataclass(frozen=True)
class _Placed:
    """A window or a deadline with its dates, or the days of every year that it means."""

    days: tuple[Days, ...] = ()
    yearly: YearlyWindow | None = None
    doubt: str = ""
    other: tuple[Days, ...] = ()


def _dates(phrases: tuple[Any, ...], period: Period) -> Rule:
    if len(phrases) == 1:
        single = _single_date(phrases[0], period)
        if single is not None:
            return single
    if all(isinstance(phrase, Spell) for phrase in phrases):
        return _windows(phrases, period)
    if all(isinstance(phrase, Until) for phrase in phrases):
        return _deadlines(phrases, period)
    if all(isinstance(phrase, Spell | Until) for phrase in phrases):
        return Mixed(parts=tuple(_dates((phrase,), period) for phrase in phrases))
    raise Puzzling(_("названо несколько сроков, и неясно, как они связаны"))


def _single_date(phrase: Any, period: Period) -> Rule | None:
    if isinstance(phrase, WholeYears):
        return _whole_years(phrase.years)
    if isinstance(phrase, UntilYear):
        return _until_year(phrase.year, period)
    if isinstance(phrase, Since):
        return _since(phrase.opening, period)
    return None


def _whole_years(years: Years) -> Rule:
    if years.school is not None:
        return Window(start=date(years.school, *SCHOOL_YEAR_OPENS), end=date(years.school + 1, *SCHOOL_YEAR_ENDS))
    if years.is_span or len(years.listed) == 1:
        return Window(start=date(years.listed[0], 1, 1), end=date(years.listed[-1], 12, 31))
    return Windows(windows=tuple(Days(date(year, 1, 1), date(year, 12, 31)) for year in years.listed))


def _until_year(year: int, period: Period) -> Rule:
    """31 December of the year before, or of the year itself when the plan ends with it; a person confirms."""
    before, inclusive = Deadline(date=date(year - 1, 12, 31)), Deadline(date=date(year, 12, 31))
    chosen, other = (inclusive, before) if year == period.end.year else (before, inclusive)
    return chosen.for_review(_("«до {year} года»: сам год входит в срок или нет?").format(year=year), other)


def _since(opening: Spell | Years, period: Period) -> Rule:
    if isinstance(opening, Years):
        return Window(start=_opening_of(opening), end=None)
    placed = _placed(opening, NO_YEARS, period)
    if len(placed.days) != 1:
        raise Puzzling(_("«с …»: назовите год начала"))
    return Window(start=placed.days[0].start, end=None)


def _opening_of(years: Years) -> date:
    if years.school is not None:
        return date(years.school, *SCHOOL_YEAR_OPENS)
    return date(years.listed[0], 1, 1)


def _windows(spells: Sequence[Spell], period: Period) -> Rule:
    placed = [_placed(spell, borrowed, period) for spell, borrowed in zip(spells, _borrowed(spells), strict=True)]
    if any(one.yearly for one in placed):
        return _yearly_windows([one.yearly for one in placed])
    days = tuple(day for one in placed for day in one.days)
    rule: Rule = Window(start=days[0].start, end=days[0].end) if len(days) == 1 else Windows(windows=days)
    doubtful = next((one for one in placed if one.doubt), None)
    if doubtful is None:
        return rule
    return rule.for_review(doubtful.doubt, *(Window(start=day.start, end=day.end) for day in doubtful.other))


def _yearly_windows(windows: Sequence[YearlyWindow | None]) -> Rule:
    known = tuple(window for window in windows if window is not None)
    if len(known) != len(windows):
        raise Puzzling(_("у одних месяцев год назван, у других нет"))
    return Recurring(every="year", window=known[0]) if len(known) == 1 else Recurring(every="year", windows=known)


def _deadlines(phrases: Sequence[Until], period: Period) -> Rule:
    borrowed = _borrowed([phrase.day for phrase in phrases])
    placed = [_placed(phrase.day, years, period) for phrase, years in zip(phrases, borrowed, strict=True)]
    if all(one.yearly for one in placed):
        days = tuple(_yearly_deadline(phrase) for phrase in phrases)
        return Recurring(every="year", deadline=days[0]) if len(days) == 1 else Recurring(every="year", deadlines=days)
    if any(one.yearly for one in placed):
        raise Puzzling(_("у одних дат год назван, у других нет"))
    dates = tuple(
        day.start - _ONE_DAY if phrase.is_before else day.start
        for phrase, one in zip(phrases, placed, strict=True)
        for day in one.days
    )
    _require_after_start(dates, phrases, period)
    rule: Rule = Deadline(date=dates[0]) if len(dates) == 1 else Deadlines(dates=dates)
    return _with_alternative(rule, phrases, placed)


def _require_after_start(dates: Sequence[date], phrases: Sequence[Until], period: Period) -> None:
    """«до января» in the plan of one calendar year would end before the plan begins."""
    for day in dates:
        if day < period.start and not any(_named_years(phrase.day) for phrase in phrases):
            raise Puzzling(_("срок {day:%d.%m.%Y} раньше начала плана: назовите год").format(day=day))


def _with_alternative(rule: Rule, phrases: Sequence[Until], placed: Sequence[_Placed]) -> Rule:
    """«к маю»: the month is included by convention, a person confirms."""
    if not isinstance(rule, Deadline) or phrases[0].alternative is None:
        return rule
    first = phrases[0].alternative.first
    other = date(rule.date.year, *first) - _ONE_DAY
    return rule.for_review(_("«к» месяцу: сам месяц входит в срок или нет?"), Deadline(date=other))


# ── Which year ───────────────────────────────────────────────────────────────


def _named_years(spell: Spell) -> bool:
    return spell.first_years != NO_YEARS or spell.last_years != NO_YEARS


def _borrowed(spells: Sequence[Spell]) -> list[Years]:
    """For each spell the years it takes from the one after it: «апрель, май 2024»."""
    borrowed: list[Years] = []
    following = NO_YEARS
    for spell in reversed(spells):
        borrowed.insert(0, following)
        following = spell.last_years if _named_years(spell) else following
    if any(_named_years(spell) for spell in spells) and not _named_years(spells[-1]):
        raise Puzzling(_("после года назван месяц без года: неясно, какого он года"))
    return borrowed


def _placed(spell: Spell, borrowed: Years, period: Period) -> _Placed:
    """The dates of a spell: by its own years, else by borrowed ones, else by the plan's."""
    last_years = spell.last_years if _named_years(spell) else borrowed
    if last_years.school is not None:
        return _Placed((_in_school_year(spell, last_years.school),))
    if spell.first_years != NO_YEARS and spell.first_years != last_years:
        return _Placed((_between_years(spell, last_years),))
    if len(last_years.listed) == 1:
        return _in_one_year(spell, last_years.listed[0])
    if last_years.listed:
        return _Placed(_in_listed_years(spell, last_years.listed))
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


def _in_school_year(spell: Spell, opens: int) -> Days:
    def year(day: MonthDay) -> int:
        return opens if day.month >= SCHOOL_YEAR_OPENS[0] else opens + 1

    return _days(spell, year(spell.first), year(spell.last))


def _between_years(spell: Spell, last_years: Years) -> Days:
    """«сентябрь 2024 – май 2025», «сентябрь 2024 – май»."""
    first = spell.first_years.listed
    if len(first) != 1 or len(last_years.listed) > 1:
        raise Puzzling(_("у начала и у конца назовите по одному году"))
    if not last_years.listed:
        return _days(spell, first[0], first[0] + _crosses(spell))
    return _days(spell, first[0], last_years.listed[0])


def _in_one_year(spell: Spell, year: int) -> _Placed:
    if not _crosses(spell):
        return _Placed((_days(spell, year, year),))
    doubt = _("месяцы переходят через Новый год, а год назван один")
    return _Placed((_days(spell, year, year + 1),), doubt=doubt, other=(_days(spell, year - 1, year),))


def _in_listed_years(spell: Spell, years: tuple[int, ...]) -> tuple[Days, ...]:
    """One window a year; over New Year two years in a row are one window."""
    if list(years) != sorted(set(years)):
        raise Puzzling(_("годы названы дважды или не по порядку"))
    if not _crosses(spell):
        return tuple(_days(spell, year, year) for year in years)
    if len(years) == 2 and years[1] == years[0] + 1:
        return (_days(spell, *years),)
    raise Puzzling(_("месяцы переходят через Новый год: назовите год начала и год конца"))


def _in_plan(spell: Spell, period: Period) -> _Placed:
    """Without a year: the plan's year, or every year of a longer plan."""
    crosses = _crosses(spell)
    if not period.holds_each_month_once:
        return _Placed(yearly=YearlyWindow(spell.first, spell.last))
    year = period.year_of(spell.first.month)
    days = _days(spell, year, year + crosses)
    is_beyond = crosses and days.end is not None and days.end > period.end
    return _Placed((days,), doubt=_("месяцы переходят через Новый год и выходят за план") if is_beyond else "")


_READINGS: tuple[tuple[Callable[[Any], bool], Callable[[tuple[Any, ...], Period], Rule]], ...] = (
    (lambda phrase: isinstance(phrase, Rule), _relative),
    (lambda phrase: phrase is Mark.PENDING, _marked(Mark.PENDING, Unspecified())),
    (lambda phrase: phrase is Mark.OWN_SCHEDULE, _marked(Mark.OWN_SCHEDULE, OwnSchedule(), *_CONSTANCY)),
    (lambda phrase: phrase is Mark.ON_DEMAND, _marked(Mark.ON_DEMAND, OnDemand(), *_CONSTANCY)),
    (_returns, _recurring),
    (lambda phrase: phrase in _CONSTANCY, _continuous),
)
