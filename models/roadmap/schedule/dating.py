"""Windows and deadlines: which rule the dated phrases of a schedule mean inside a plan's period.

Which year a month without one takes belongs in placing.py, what dates mean beside a frequency in meaning.py.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from models.language import _
from models.roadmap.schedule.period import Period, last_day_of
from models.roadmap.schedule.phrases import (
    NO_YEARS,
    Puzzling,
    Since,
    Spell,
    Until,
    UntilYear,
    WeekdayOfMonth,
    WholeYears,
    Years,
    day_before,
)
from models.roadmap.schedule.placing import Placed, borrowed_years, names_years, place
from models.roadmap.schedule.rules import (
    WEEKDAYS,
    Days,
    Deadline,
    Deadlines,
    Mixed,
    MonthDay,
    Recurring,
    Rule,
    Window,
    Windows,
    YearlyWindow,
)

_ONE_DAY = timedelta(days=1)


def yearly_deadline(phrase: Until) -> MonthDay:
    """The last day of every year that a deadline without a year means."""
    return day_before(phrase.day.first) if phrase.is_before else phrase.day.last


def dates_of(phrases: tuple[Any, ...], period: Period) -> Rule:
    """The rule that dated phrases mean; raises Puzzling when it is not certain how they are tied."""
    if len(phrases) == 1:
        single = _single_date(phrases[0], period)
        if single is not None:
            return single
    phrases = with_shared_until(phrases)
    if all(isinstance(phrase, WeekdayOfMonth) for phrase in phrases):
        return _weekdays_of_months(phrases, period)
    return _plain_dates(phrases, period)


def _plain_dates(phrases: tuple[Any, ...], period: Period) -> Rule:
    """Windows, whole years and deadlines, each kind by itself or windows beside deadlines."""
    if all(isinstance(phrase, Spell) for phrase in phrases):
        return _windows(phrases, period)
    if all(isinstance(phrase, WholeYears) for phrase in phrases):
        return Windows(windows=tuple(_days_of_years(phrase.years, period) for phrase in phrases))
    if all(isinstance(phrase, Until) for phrase in phrases):
        return _deadlines(phrases, period)
    if all(isinstance(phrase, Spell | Until) for phrase in phrases):
        if len({names_years(_spell_of(phrase)) for phrase in phrases}) > 1:
            raise Puzzling(_("у одних сроков год назван, у других нет: допишите год"))
        return Mixed(parts=tuple(dates_of((phrase,), period) for phrase in phrases))
    raise Puzzling(_("названо несколько сроков, и неясно, как они связаны"))


def _spell_of(phrase: Spell | Until) -> Spell:
    return phrase.day if isinstance(phrase, Until) else phrase


def with_shared_until(phrases: tuple[Any, ...]) -> tuple[Any, ...]:
    """«до 15 мая и 15 октября»: the word stands once and holds for each of the days."""
    if (
        not phrases
        or not isinstance(phrases[0], Until)
        or not all(isinstance(phrase, Spell | Until) for phrase in phrases)
    ):
        return phrases
    if not all(_spell_of(phrase).is_exact and _is_one_day(_spell_of(phrase)) for phrase in phrases):
        return phrases
    return tuple(phrase if isinstance(phrase, Until) else Until(phrase) for phrase in phrases)


def _is_one_day(spell: Spell) -> bool:
    return spell.first == spell.last


def _days_of_years(years: Years, period: Period) -> Days:
    rule = _whole_years(years, period)
    if not isinstance(rule, Window):
        raise Puzzling(_("годы названы и по одному, и промежутком: запишите их одинаково"))
    return Days(rule.start, rule.end)


def _single_date(phrase: Any, period: Period) -> Rule | None:
    if isinstance(phrase, WholeYears):
        return _whole_years(phrase.years, period)
    if isinstance(phrase, UntilYear):
        return _until_year(phrase.year, period)
    if isinstance(phrase, Since):
        return _since(phrase, period)
    return None


def _whole_years(years: Years, period: Period) -> Rule:
    if years.school is not None:
        opens, ends = period.terms.opens, period.terms.ends
        return Window(start=opens.in_year(years.school), end=ends.in_year(years.school + 1))
    if years.is_span or len(years.listed) == 1:
        return Window(start=date(years.listed[0], 1, 1), end=date(years.listed[-1], 12, 31))
    return Windows(windows=tuple(Days(date(year, 1, 1), date(year, 12, 31)) for year in years.listed))


def _until_year(year: int, period: Period) -> Rule:
    """31 December of the year before, or of the year itself when the plan ends with it; a person confirms."""
    before, inclusive = Deadline(date=date(year - 1, 12, 31)), Deadline(date=date(year, 12, 31))
    chosen, other = (inclusive, before) if year == period.end.year else (before, inclusive)
    return chosen.for_review(_("«до {year} года»: сам год входит в срок или нет?").format(year=year), other)


def _since(since: Since, period: Period) -> Rule:
    opening = since.opening
    if opening == NO_YEARS:
        raise Puzzling(_("«с …»: назовите год начала"))
    if isinstance(opening, Years):
        return Window(start=_opening_of(opening, period), end=None)
    placed = place(opening, NO_YEARS, period)
    if len(placed.days) != 1:
        raise Puzzling(_("«с …»: назовите год начала"))
    after = placed.days[0].end
    return Window(start=after + _ONE_DAY if since.is_after and after else placed.days[0].start, end=None)


def _opening_of(years: Years, period: Period) -> date:
    if years.school is not None:
        return period.terms.opens.in_year(years.school)
    return date(years.listed[0], 1, 1)


def _windows(spells: Sequence[Spell], period: Period) -> Rule:
    placed = [place(spell, borrowed, period) for spell, borrowed in zip(spells, borrowed_years(spells), strict=True)]
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


def _weekdays_of_months(phrases: Sequence[WeekdayOfMonth], period: Period) -> Rule:
    """«последняя суббота апреля»: that day, or that day of every year in a plan of several years."""
    borrowed = borrowed_years([phrase.month for phrase in phrases])
    placed = [place(phrase.month, years, period) for phrase, years in zip(phrases, borrowed, strict=True)]
    if all(one.yearly for one in placed):
        yearly = tuple(Recurring(every="year", **weekday_of_year(phrase)) for phrase in phrases)
        return yearly[0] if len(yearly) == 1 else Mixed(parts=yearly)
    days = tuple(
        _weekday_in(phrase, month.start) for phrase, one in zip(phrases, placed, strict=True) for month in one.days
    )
    return (
        Window(start=days[0], end=days[0]) if len(days) == 1 else Windows(windows=tuple(Days(day, day) for day in days))
    )


def weekday_of_year(phrase: WeekdayOfMonth) -> dict[str, Any]:
    """What it says of a rule that returns every year."""
    window = YearlyWindow(phrase.month.first, phrase.month.last)
    return {"window": window, "weekdays": (phrase.weekday,), "nth": phrase.nth}


def _weekday_in(phrase: WeekdayOfMonth, month: date) -> date:
    """The day in the month that opens on that date."""
    days = [month + timedelta(days=offset) for offset in range(last_day_of(month.year, month.month).day)]
    days = [day for day in days if WEEKDAYS[day.weekday()] == phrase.weekday]
    if phrase.nth > len(days):
        raise Puzzling(_("такого дня недели в {month:%m.%Y} всего {count}").format(month=month, count=len(days)))
    return days[phrase.nth if phrase.nth < 0 else phrase.nth - 1]


def _deadlines(phrases: Sequence[Until], period: Period) -> Rule:
    borrowed = borrowed_years([phrase.day for phrase in phrases])
    placed = [place(phrase.day, years, period) for phrase, years in zip(phrases, borrowed, strict=True)]
    if all(one.yearly for one in placed):
        days = tuple(yearly_deadline(phrase) for phrase in phrases)
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
        if day < period.start and not any(names_years(phrase.day) for phrase in phrases):
            raise Puzzling(_("срок {day:%d.%m.%Y} раньше начала плана: назовите год").format(day=day))


def _with_alternative(rule: Rule, phrases: Sequence[Until], placed: Sequence[Placed]) -> Rule:
    """«к маю»: the month is included by convention, a person confirms."""
    if not isinstance(rule, Deadline) or phrases[0].alternative is None:
        return rule
    first = phrases[0].alternative.first
    other = date(rule.date.year, *first) - _ONE_DAY
    return rule.for_review(_("«к» месяцу: сам месяц входит в срок или нет?"), Deadline(date=other))
