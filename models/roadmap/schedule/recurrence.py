"""A schedule's rule as RFC 5545 lines for calendars and for Prefect: DTSTART, RRULE, RDATE, EXDATE, all of them dates.

The lines give the deadlines that occurrences.py finds inside the plan's period, no more and no fewer. What RRULE cannot
say (the last working day, school quarters, a window cut by the plan's end) stands in RDATE and EXDATE.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time

from models.roadmap.schedule.occurrences import REPORTING_MONTHS, spans
from models.roadmap.schedule.period import Period
from models.roadmap.schedule.rules import Continuous, Mixed, MonthDay, Recurring, Rule

# A pattern with more exceptions than this share of its dates says less than the dates themselves.
_MOST_EXCEPTIONS = 0.34


def as_rfc5545(rule: Rule, period: Period, reporting_months: int = REPORTING_MONTHS) -> tuple[str, ...]:
    """The lines of the rule's deadlines inside the period; none when it has no dates."""
    return lines_of(deadlines(rule, period, reporting_months), _patterns(rule, reporting_months))


def deadlines(rule: Rule, period: Period, reporting_months: int = REPORTING_MONTHS) -> list[date]:
    """The rule's deadlines inside the period, sorted, none twice."""
    return sorted({span.due_on for span in spans(rule, period, reporting_months) if span.due_on})


def lines_of(days: Sequence[date], patterns: Iterable[str] = ()) -> tuple[str, ...]:
    """The lines of these sorted days, by the first pattern («FREQ=YEARLY;BYMONTH=5») that says them well."""
    if not days:
        return ()
    for pattern in patterns:
        if lines := _by_pattern(days, pattern):
            return lines
    return f"DTSTART;VALUE=DATE:{_stamp(days[0])}", f"RDATE;VALUE=DATE:{_stamps(days)}"


def _by_pattern(days: Sequence[date], pattern: str) -> tuple[str, ...]:
    """The lines by a pattern, with what it misses and what it adds; none when it says less than the days do."""
    opening = next((day for day in days if _expanded(pattern, day, day)), None)
    if opening is None or len(days) < 2:
        return ()
    found, wanted = set(_expanded(pattern, opening, days[-1])), set(days)
    missed, added = sorted(wanted - found), sorted(found - wanted)
    if len(missed) + len(added) > len(days) * _MOST_EXCEPTIONS:
        return ()
    until = max(found)
    lines = [f"DTSTART;VALUE=DATE:{_stamp(opening)}", f"RRULE:{pattern};UNTIL={_stamp(until)}"]
    lines += [f"RDATE;VALUE=DATE:{_stamps(missed)}"] if missed else []
    lines += [f"EXDATE;VALUE=DATE:{_stamps(added)}"] if added else []
    return tuple(lines)


def _expanded(pattern: str, start: date, end: date) -> list[date]:
    from dateutil.rrule import rrulestr

    found = rrulestr(pattern, dtstart=datetime.combine(start, time.min))
    first, last = datetime.combine(start, time.min), datetime.combine(end, time.min)
    return [moment.date() for moment in found.between(first, last, inc=True)]


def _stamp(day: date) -> str:
    return f"{day:%Y%m%d}"


def _stamps(days: Iterable[date]) -> str:
    return ",".join(map(_stamp, days))


# ── Patterns ─────────────────────────────────────────────────────────────────


def _patterns(rule: Rule, reporting_months: int) -> Iterator[str]:
    """The patterns worth trying for a rule, the plainest first."""
    if isinstance(rule, Mixed):
        for part in rule.parts:
            yield from _patterns(part, reporting_months)
    elif isinstance(rule, Continuous):
        yield from _ends_of_months(reporting_months)
    elif isinstance(rule, Recurring):
        yield from _of_recurring(rule)


def _of_recurring(rule: Recurring) -> Iterator[str]:
    if rule.every == "year" and rule.nth is not None:
        yield f"FREQ=YEARLY;BYDAY={rule.nth}{rule.weekdays[0]}" + _months_of(rule)
    last_days = [window.end for window in rule.windows or ((rule.window,) if rule.window else ())]
    if rule.deadlines or rule.deadline or (last_days and rule.every not in ("day", "week", "month")):
        yield from _yearly([*rule.deadlines, *((rule.deadline,) if rule.deadline else ()), *last_days])
    elif rule.weekdays:
        yield from _on_weekdays(rule)
    elif isinstance(rule.day, int) or rule.deadline_day is not None:
        yield from _on_day_of_month(rule)
    elif rule.anchor is None:
        yield from _whole_intervals(rule.every, rule.times or 1)


def _yearly(days: Sequence[MonthDay]) -> Iterator[str]:
    """Days of every year, when each is the same day of its month."""
    numbers = {-1 if day == (2, 29) else day.day for day in days}
    if len(numbers) == 1:
        months = ",".join(str(month) for month in sorted({day.month for day in days}))
        yield f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={numbers.pop()}"


def _on_weekdays(rule: Recurring) -> Iterator[str]:
    weekdays = ",".join(f"{rule.nth if rule.nth is not None else ''}{weekday}" for weekday in rule.weekdays)
    if rule.every in ("week", "month"):
        yield f"FREQ={rule.every.upper()}LY;BYDAY={weekdays}" + _months_of(rule)


def _on_day_of_month(rule: Recurring) -> Iterator[str]:
    day = rule.deadline_day if rule.deadline_day is not None else rule.day
    if rule.every != "month" or not isinstance(day, int):
        return
    # «31 числа» is the last day of a shorter month: the latest of 28 … 31 that the month has.
    said = f"{day}" if day <= 28 else ",".join(str(one) for one in range(28, day + 1)) + ";BYSETPOS=-1"
    yield f"FREQ=MONTHLY;BYMONTHDAY={said}" + _months_of(rule)


def _months_of(rule: Recurring) -> str:
    """The months of the rule's window, where it has one."""
    if rule.window is None:
        return ""
    first, last = rule.window.start.month, rule.window.end.month
    months = range(first, last + 1) if first <= last else [*range(1, last + 1), *range(first, 13)]
    return ";BYMONTH=" + ",".join(map(str, months))


def _whole_intervals(every: str, times: int) -> Iterator[str]:
    """Intervals that follow one another, each due on its last day."""
    count, _space, unit = every.rpartition(" ")
    number, unit = int(count or 1), unit.removesuffix("s")
    if unit in ("month", "year"):
        months = number * (12 if unit == "year" else 1)
        yield from _ends_of_months(months // times) if months % times == 0 else ()
    elif unit in ("day", "week") and times == 1:
        yield f"FREQ={'DAILY' if unit == 'day' else 'WEEKLY'}" + (f";INTERVAL={number}" if number > 1 else "")


def _ends_of_months(months: int) -> Iterator[str]:
    """The last day of every so many months; of every year where they make whole years."""
    if months % 12 == 0:
        years = f";INTERVAL={months // 12}" if months > 12 else ""
        yield f"FREQ=YEARLY{years};BYMONTH=12;BYMONTHDAY=31"
    yield f"FREQ=MONTHLY;INTERVAL={months};BYMONTHDAY=-1" if months > 1 else "FREQ=MONTHLY;BYMONTHDAY=-1"
