"""A rule's deadlines as people ask of them: which is the next one, and where the working calendar moves it to.

Steps belong in occurrences.py, days off in calendar.py.
"""

from dataclasses import dataclass, replace
from datetime import date

from models.language import _
from models.roadmap.calendar import WEEKENDS_ONLY, WorkingCalendar
from models.roadmap.schedule.description import describe
from models.roadmap.schedule.period import Period
from models.roadmap.schedule.recurrence import deadlines
from models.roadmap.schedule.rules import Deadline, Deadlines, Mixed, Rule


@dataclass(frozen=True)
class Due:
    """A deadline as the order prints it, and when it is really due; the same day unless it is moved."""

    printed: date
    on: date

    def __str__(self) -> str:
        if self.on == self.printed:
            return f"{self.on:%d.%m.%Y}"
        return _("{due:%d.%m.%Y} (в приказе — {printed:%d.%m.%Y}, нерабочий день)").format(
            due=self.on, printed=self.printed
        )


def dues(rule: Rule, period: Period, calendar: WorkingCalendar = WEEKENDS_ONLY) -> list[Due]:
    """Every deadline of the rule inside the period, in the order of time."""
    return [Due(day, calendar.due(day)) for day in deadlines(rule, period)]


def nearest(found: list[Due], as_of: date) -> Due | None:
    """The first deadline that has not passed on that day."""
    return next((due for due in found if due.on >= as_of), None)


def sentence(rule: Rule, found: list[Due], as_of: date) -> str:
    """The rule in words with its nearest deadline: «каждый год до 31 мая; ближайший срок 31.05.2025»."""
    if not found:
        return describe(rule)
    due = nearest(found, as_of)
    if due is None:
        return _("{rule}; ближайшего срока в плане нет: последний был {last}").format(
            rule=describe(rule), last=found[-1]
        )
    return _("{rule}; ближайший срок {due}").format(rule=describe(rule), due=due)


def in_working_days(rule: Rule, calendar: WorkingCalendar) -> Rule:
    """The rule with its dated deadlines moved to working days; windows and repetitions keep the order's words."""
    if isinstance(rule, Deadline):
        rule = replace(rule, date=calendar.due(rule.date))
    elif isinstance(rule, Deadlines):
        rule = replace(rule, dates=tuple(calendar.due(day) for day in rule.dates))
    elif isinstance(rule, Mixed):
        rule = replace(rule, parts=tuple(in_working_days(part, calendar) for part in rule.parts))
    return replace(rule, readings=tuple(in_working_days(one, calendar) for one in rule.readings))
