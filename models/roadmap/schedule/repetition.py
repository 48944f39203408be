"""The days on which a recurring rule returns inside a plan's period. Pure date arithmetic.

What becomes of them as steps belongs in occurrences.py.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from models.roadmap.calendar import russia
from models.roadmap.schedule.period import Period, last_day_of
from models.roadmap.schedule.rules import WEEKDAYS, Days, Recurring, YearlyWindow

_ONE_DAY = timedelta(days=1)


def repetitions(rule: Recurring, period: Period) -> Iterable[Days]:
    """Every occurrence of the rule that touches the period; the caller clips the first and the last."""
    start, end = max(period.start, rule.start or period.start), min(period.end, rule.end or period.end)
    if start > end:
        return []
    limits = replace(period, start=start, end=end)
    if rule.deadline or rule.deadlines:
        return list(_yearly_deadlines(rule, limits))
    if rule.window and rule.every == "year" and rule.nth is not None:
        opened = list(_yearly_windows((rule.window,), limits))
        return _inside((day for days in opened for day in _weekdays(rule, days.start, days.end or days.start)), limits)
    if rule.window and rule.every not in _SEVERAL_A_YEAR:
        return _inside(_yearly_windows((rule.window,), limits), limits)
    if rule.windows:
        return _inside(_yearly_windows(rule.windows, limits), limits)
    return list(_by_interval(rule, limits))


_SEVERAL_A_YEAR = ("day", "week", "month")


def _inside(found: Iterable[Days], limits: Period) -> list[Days]:
    """What of each occurrence lies inside the limits."""
    cut = (Days(max(days.start, limits.start), min(days.end or limits.end, limits.end)) for days in found)
    return [days for days in cut if days.end is not None and days.start <= days.end]


def _yearly_deadlines(rule: Recurring, limits: Period) -> Iterator[Days]:
    deadlines = rule.deadlines or ((rule.deadline,) if rule.deadline else ())
    for year in limits.years:
        for deadline in deadlines:
            due_on = deadline.in_year(year)
            if limits.start <= due_on <= limits.end:
                yield Days(max(date(year, 1, 1), limits.start), due_on)


def _yearly_windows(windows: Iterable[YearlyWindow], limits: Period) -> Iterator[Days]:
    """The windows of every year; one that crosses New Year belongs to the year in which it opens."""
    for window in windows:
        for year in limits.years:
            yield Days(window.start.in_year(year), window.end.in_year(year + window.crosses_new_year))


# ── Intervals ────────────────────────────────────────────────────────────────


def _by_interval(rule: Recurring, limits: Period) -> Iterator[Days]:
    """The intervals of the rule, or inside each of them the days that it names."""
    intervals = _inside(_intervals(rule.every, limits), limits)
    if rule.window:
        windows = list(_yearly_windows((rule.window,), _and_the_year_before(limits)))
        intervals = [days for days in intervals if any(_touch(days, window) for window in windows)]
    for interval in intervals:
        yield from _inside(_named_days(rule, interval), limits)


def _touch(days: Days, window: Days) -> bool:
    return days.start <= (window.end or date.max) and window.start <= (days.end or date.max)


def _intervals(every: str, limits: Period) -> Iterable[Days]:
    if every == "day":
        return _consecutive_days(limits.start, limits.end, 1)
    if every == "week":
        return _consecutive_days(limits.start - timedelta(days=limits.start.weekday()), limits.end, 7)
    if every == "month":
        return consecutive_months(limits.start.replace(day=1), limits.end, 1)
    if every == "year":
        return consecutive_months(_opening_of_year(limits), limits.end, 12)
    if every in ("school-year", "school-quarter"):
        windows = (limits.terms.school_year,) if every == "school-year" else limits.terms.quarters
        return _yearly_windows(windows, _and_the_year_before(limits))
    count, unit = every.split()
    if unit in ("months", "years"):
        return consecutive_months(limits.start, limits.end, int(count) * (12 if unit == "years" else 1))
    return _consecutive_days(limits.start, limits.end, int(count) * (7 if unit == "weeks" else 1))


def _and_the_year_before(limits: Period) -> Period:
    """What opened in the year before may reach into these limits."""
    return replace(limits, start=date(limits.start.year - 1, 1, 1))


def _opening_of_year(limits: Period) -> date:
    """A plan that opens with a school year counts school years, any other one calendar years."""
    start = limits.start
    return start if (start.month, start.day) == limits.terms.opens else start.replace(month=1, day=1)


def _consecutive_days(start: date, end: date, length: int) -> Iterator[Days]:
    while start <= end:
        yield Days(start, start + timedelta(days=length - 1))
        start += timedelta(days=length)


def consecutive_months(start: date, end: date, months: int) -> Iterator[Days]:
    """One span of so many months after another, from the start; the last is cut at the end."""
    opened, count = start, 0
    while opened <= end:
        count += months
        following = _months_later(start, count)
        yield Days(opened, min(following - _ONE_DAY, end))
        opened = following


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


# ── Days inside an interval ──────────────────────────────────────────────────


def _named_days(rule: Recurring, interval: Days) -> Iterable[Days]:
    assert interval.end is not None  # intervals are always closed
    if rule.weekdays:
        return _weekdays(rule, interval.start, interval.end)
    if rule.day is not None:
        return [_one_day(_day_of_month(rule.day, interval.end))]
    if rule.deadline_day is not None:
        due_on = _day_of_month(rule.deadline_day, interval.end)
        return [Days(interval.start, due_on)] if due_on >= interval.start else []
    if rule.anchor is not None:
        return [_ten_days(rule.anchor, interval.start, interval.end)]
    return _split(interval.start, interval.end, rule.times or 1)


def _one_day(day: date) -> Days:
    return Days(day, day)


def _weekdays(rule: Recurring, start: date, end: date) -> list[Days]:
    wanted = {WEEKDAYS.index(weekday) for weekday in rule.weekdays}
    days = [start + timedelta(days=offset) for offset in range((end - start).days + 1)]
    days = [day for day in days if day.weekday() in wanted]
    if rule.nth is not None:
        position = rule.nth if rule.nth < 0 else rule.nth - 1
        days = days[position:][:1]
    return [_one_day(day) for day in days]


def _day_of_month(day: int | str, within: date) -> date:
    """The Nth day (the month's last where it is shorter), the last one (−1), or its last working day in Russia."""
    last = last_day_of(within.year, within.month)
    if day == "last_workday":
        return russia(last.year).last_working_day(last)
    return last if day == -1 else date(within.year, within.month, min(int(day), last.day))


def _ten_days(anchor: str, start: date, end: date) -> Days:
    """The interval's first ten days, or its last ones from the 21st: what «начало» and «конец» mean."""
    if anchor == "start":
        return Days(start, min(end, start + timedelta(days=9)))
    return Days(max(start, date(end.year, end.month, min(21, end.day))), end)


def _split(start: date, end: date, times: int) -> Iterator[Days]:
    """So many consecutive parts of an interval: by whole months where they come out even, else by days."""
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if start.day == 1 and end == last_day_of(end.year, end.month) and months % times == 0:
        yield from consecutive_months(start, end, months // times)
        return
    length = (end - start).days + 1
    cuts = [start + timedelta(days=length * part // times) for part in range(times + 1)]
    yield from (Days(opens, closes - _ONE_DAY) for opens, closes in pairwise(cuts) if opens < closes)
