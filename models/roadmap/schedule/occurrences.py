"""The steps that a schedule's rule means inside the plan's period: when each opens and when it is due.

What a text means belongs in schedule.py; what days repeat, in repetition.py. A working calendar does not belong here:
the order's own dates are what the record keeps.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from models.roadmap.schedule.period import Period
from models.roadmap.schedule.repetition import consecutive_months, repetitions
from models.roadmap.schedule.rules import (
    Continuous,
    Days,
    Deadline,
    Deadlines,
    Mixed,
    MonthDay,
    OwnSchedule,
    Recurring,
    Relative,
    Rule,
    Window,
    Windows,
    YearlyWindow,
)

REPORTING_MONTHS = 3


@dataclass(frozen=True)
class Span:
    """One step's days, both included; no dates means that somebody must still supply them."""

    opens_on: date | None
    due_on: date | None


WAITING_FOR_DATES = Span(None, None)


def spans(rule: Rule, period: Period, reporting_months: int = REPORTING_MONTHS) -> tuple[Span, ...]:
    """The rule's steps inside the period, sorted, none twice; a rule that names no steps yet has none.

    reporting_months: how long one reporting period of a continuous measure is.
    """
    if isinstance(rule, Mixed):
        found: Iterable[Span] = _of_mixed(rule, period, reporting_months)
    elif isinstance(rule, OwnSchedule | Relative):
        found = tuple(_in_holidays(rule, period)) or (WAITING_FOR_DATES,)
    else:
        found = (Span(days.start, days.end) for days in _clipped(_days_of(rule, period, reporting_months), period))
    return tuple(sorted(set(found), key=_moment))


def _in_holidays(rule: Rule, period: Period) -> Iterator[Span]:
    """«в дни осенних каникул»: their days, where the roadmap's calendar has them."""
    if isinstance(rule, Relative) and rule.bound is None and rule.offset_days is None:
        for days in _clipped(period.terms.holidays_meant(rule.event), period):
            yield Span(days.start, days.end)


def _moment(span: Span) -> tuple[date, date]:
    return span.due_on or date.max, span.opens_on or date.max


def _clipped(found: Iterable[Days], period: Period) -> Iterator[Days]:
    """What of each window lies in the period; an open window lasts to the period's end."""
    for days in found:
        start, end = max(days.start, period.start), min(days.end or period.end, period.end)
        if start <= end:
            yield Days(start, end)


def _days_of(rule: Rule, period: Period, reporting_months: int) -> Iterable[Days]:
    if isinstance(rule, Continuous):
        return consecutive_months(period.start, period.end, reporting_months)
    for kind, days in _BY_KIND.items():
        if isinstance(rule, kind):
            return days(rule, period)
    return ()


def _until(due_on: date, period: Period) -> list[Days]:
    """A bare deadline opens with its calendar year; one that is not in the plan's period is not the plan's."""
    return [Days(date(due_on.year, 1, 1), due_on)] if period.start <= due_on <= period.end else []


def _of_window(rule: Window, period: Period) -> Iterable[Days]:
    return (Days(rule.start, rule.end),)


def _of_windows(rule: Windows, period: Period) -> Iterable[Days]:
    return rule.windows


def _of_deadline(rule: Deadline, period: Period) -> Iterable[Days]:
    return _until(rule.date, period)


def _of_deadlines(rule: Deadlines, period: Period) -> Iterable[Days]:
    return [days for due_on in rule.dates for days in _until(due_on, period)]


_BY_KIND: dict[type[Rule], Callable[..., Iterable[Days]]] = {
    Window: _of_window,
    Windows: _of_windows,
    Deadline: _of_deadline,
    Deadlines: _of_deadlines,
    Recurring: repetitions,
}


def _of_mixed(rule: Mixed, period: Period, reporting_months: int) -> Iterator[Span]:
    """Each part in its own time: what names no dates begins after the dated part before it ends."""
    rest = period
    before: Rule | None = None
    for part in rule.parts:
        if rest.start > rest.end:
            return
        if isinstance(part, _DATED):
            yield from spans(part, period, reporting_months)
            rest = replace(rest, start=_day_after(part, period))
        else:
            yield from spans(_repeating(before, part), rest, reporting_months)
        before = part


_DATED = (Window, Windows, Deadline, Deadlines)


def _day_after(part: Rule, period: Period) -> date:
    ends = [days.end or period.end for days in _days_of(part, period, REPORTING_MONTHS)]
    return max([*(end + timedelta(days=1) for end in ends), period.start])


def _repeating(before: Rule | None, part: Rule) -> Rule:
    """«Февраль 2022 г. – далее ежегодно» repeats February: a bare yearly rule takes the days of the part before it."""
    if part != Recurring(every="year"):
        return part
    if isinstance(before, Window) and before.end is not None:
        return Recurring(every="year", window=YearlyWindow(_yearly(before.start), _yearly(before.end)))
    if isinstance(before, Deadline):
        return Recurring(every="year", deadline=_yearly(before.date))
    return part


def _yearly(day: date) -> MonthDay:
    """The same day of every year; the end of February stays its end."""
    return MonthDay(2, 29) if (day + timedelta(days=1)).timetuple()[1:3] == (3, 1) else MonthDay(day.month, day.day)
