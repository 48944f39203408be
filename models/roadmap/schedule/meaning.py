"""What phrases mean together inside a plan's period: which kind of rule, and when a person must confirm.

Windows and deadlines belong in dating.py, what a phrase says by itself in phrases.py.
"""

from collections.abc import Callable, Sequence
from typing import Any

from models.language import _
from models.roadmap.schedule.dating import dates_of, weekday_of_year, with_shared_until, yearly_deadline
from models.roadmap.schedule.period import Period
from models.roadmap.schedule.phrases import (
    Detail,
    Doubt,
    Frequency,
    Mark,
    Part,
    Puzzling,
    Reported,
    Since,
    Spell,
    Until,
    UntilYear,
    WeekdayOfMonth,
    WholeYears,
    end_of,
    month_day,
)
from models.roadmap.schedule.placing import names_years
from models.roadmap.schedule.rules import (
    Continuous,
    Deadline,
    Mixed,
    MonthDay,
    OnDemand,
    OwnSchedule,
    Recurring,
    Relative,
    Rule,
    Unspecified,
    Window,
    YearlyWindow,
)


def meaning_of(parts: Sequence[Part], period: Period) -> Rule:
    """The rule that the parts of a schedule mean; raises Puzzling when they mean nothing certain."""
    rules = [_part_meaning(part.phrases, period) for part in parts]
    if len(rules) == 1:
        return rules[0]
    if any(isinstance(rule, Unspecified) for rule in rules):
        raise Puzzling(_("одна часть срока названа, другая ещё уточняется"))
    return Mixed(parts=tuple(rules))


def _part_meaning(phrases: tuple[Any, ...], period: Period) -> Rule:
    doubts = [phrase.reason for phrase in phrases if isinstance(phrase, Doubt)]
    rule = _certain_meaning(tuple(phrase for phrase in phrases if not isinstance(phrase, Doubt)), period)
    return rule.for_review(doubts[0], *rule.readings) if doubts and not rule.needs_review else rule


def _certain_meaning(phrases: tuple[Any, ...], period: Period) -> Rule:
    for is_about, read in _READINGS:
        if any(is_about(phrase) for phrase in phrases):
            return read(phrases, period)
    return dates_of(phrases, period)


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


def _own_schedule(phrases: tuple[Any, ...], period: Period) -> Rule:
    """«По графику»; with dates or a frequency beside it these hold until the schedule says more."""
    others = tuple(phrase for phrase in phrases if phrase is not Mark.OWN_SCHEDULE)
    if all(phrase in _CONSTANCY or isinstance(phrase, WholeYears) for phrase in others):
        return OwnSchedule()
    rule = _certain_meaning(others, period)
    if isinstance(rule, OnDemand | Unspecified | Relative):
        raise Puzzling(_("рядом названы сроки, которые не сочетаются: запишите один из них"))
    reason = _("рядом со сроком назван график: срок — этот, или его назовёт график?")
    return rule if rule.needs_review else rule.for_review(reason, OwnSchedule())


def _continuous(phrases: tuple[Any, ...], period: Period) -> Rule:
    others = tuple(phrase for phrase in phrases if phrase not in _CONSTANCY)
    if not others:
        return Continuous()
    if all(isinstance(phrase, WholeYears | Since) for phrase in others):
        return dates_of(others, period)
    if Mark.CONSTANTLY in phrases and not any(isinstance(phrase, Until | UntilYear) for phrase in others):
        parts = (Continuous(), dates_of(others, period))
        return Mixed(parts=parts if phrases[0] in _CONSTANCY else parts[::-1])
    raise Puzzling(_("всё время («постоянно», «в течение года») и отдельный срок названы вместе: что из них срок?"))


_CONSTANCY = (Mark.CONSTANTLY, Mark.THROUGHOUT, Mark.THROUGHOUT_SCHOOL_YEAR)


# ── What returns ─────────────────────────────────────────────────────────────


def _returns(phrase: Any) -> bool:
    return isinstance(phrase, Frequency | Detail | Reported)


def _recurring(phrases: tuple[Any, ...], period: Period) -> Rule:
    says = _said_of_repetition(phrases)
    others = tuple(phrase for phrase in phrases if not _returns(phrase) and phrase not in _CONSTANCY)
    if len(others) == 1 and isinstance(others[0], UntilYear):
        return _recurring_until(says, others[0], period)
    if Mark.THROUGHOUT_SCHOOL_YEAR in phrases and says["every"] not in ("year", "school-year"):
        _agree(says, {"window": period.terms.school_year})
    _agree(says, _limits(with_shared_until(others), period, str(says["every"])))
    if says["every"] == "6 months" and ("window" in says or "windows" in says):
        says["every"] = "half-year"
    return _checked(Recurring(**says), phrases)


def _said_of_repetition(phrases: tuple[Any, ...]) -> dict[str, Any]:
    """What the frequencies and details say together, the interval always among it."""
    says: dict[str, Any] = {}
    for phrase in phrases:
        if isinstance(phrase, Frequency | Detail):
            _agree(says, phrase.says)
    reported = [phrase for phrase in phrases if isinstance(phrase, Reported)]
    if "every" not in says:
        says["every"] = (reported[0].every or "month") if reported else _implied_interval(phrases)
    if says["every"] == "day" and "weekdays" in says:
        says["every"] = "week"
    if reported:
        return _in_a_month_of_each(says, reported)
    return says


def _in_a_month_of_each(says: dict[str, Any], reported: list[Reported]) -> dict[str, Any]:
    """«до 10 числа месяца, следующего за отчётным кварталом»: 10 January, April, July and October of every year."""
    if len(reported) > 1 or says["every"] != (reported[0].every or says["every"]):
        raise Puzzling(_("части срока противоречат друг другу: повторение названо дважды и по-разному"))
    day = reported[0].day
    if says["every"] == "month":
        return says | {"deadline_day": day}
    length = {"3 months": 3, "6 months": 6, "year": 12}.get(says["every"])
    if length is None:
        raise Puzzling(_("месяц после этого срока не определить: назовите даты"))
    place = {-1: length - 1}.get(reported[0].month, (reported[0].month or 1) - 1)
    months = range(1 + place, 13, length)
    deadlines = tuple(month_day(min(day, end_of(month).day), month) for month in months)
    timed = {"deadlines": deadlines} if len(deadlines) > 1 else {"deadline": deadlines[0]}
    return says | {"every": "year"} | timed


def _recurring_until(says: dict[str, Any], until: UntilYear, period: Period) -> Rule:
    """«ежегодно до 2026 года»: with that year or without it, as for a deadline."""
    last = dates_of((until,), period)
    assert isinstance(last, Deadline), "a year's edge is a deadline"
    others = (Recurring(**says, end=other.date) for other in last.readings if isinstance(other, Deadline))
    return Recurring(**says, end=last.date).for_review(last.reason, *others)


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


def _limits(phrases: tuple[Any, ...], period: Period, every: str) -> dict[str, Any]:
    """What dates say beside a frequency: days of every year, or where the repetition starts and ends."""
    if not phrases:
        return {}
    if len(phrases) == 1 and isinstance(phrases[0], WeekdayOfMonth) and every == "year":
        return weekday_of_year(phrases[0])
    if all(isinstance(phrase, Spell) and not names_years(phrase) for phrase in phrases):
        windows = tuple(YearlyWindow(phrase.first, phrase.last) for phrase in phrases)
        return {"window": windows[0]} if len(windows) == 1 else {"windows": windows}
    if all(isinstance(phrase, Until) and not names_years(phrase.day) for phrase in phrases):
        days = tuple(yearly_deadline(phrase) for phrase in phrases)
        return {"deadline": days[0]} if len(days) == 1 else {"deadlines": days}
    limiting = tuple(phrase for phrase in phrases if isinstance(phrase, Since | WholeYears))
    if 0 < len(limiting) < len(phrases):
        rest = tuple(phrase for phrase in phrases if phrase not in limiting)
        return _limits(rest, period, every) | _limits(limiting, period, every)
    rule = dates_of(phrases, period)
    if not isinstance(rule, Window) or rule.needs_review or _is_shorter(rule, every):
        raise Puzzling(_("рядом с повторением названы отдельные даты: оставьте что-то одно"))
    return {"start": rule.start} | ({"end": rule.end} if rule.end else {})


def _is_shorter(rule: Window, every: str) -> bool:
    """«август 2024 (ежегодно)»: a month cannot be the limits of what returns every year."""
    count, _space, unit = every.rpartition(" ")
    days = _LEAST_DAYS.get(unit.removesuffix("s"), 0) * int(count or 1)
    return rule.end is not None and (rule.end - rule.start).days + 1 < days


_LEAST_DAYS = {"week": 7, "month": 28, "year": 365, "school-year": 250, "school-quarter": 50}


def _checked(rule: Recurring, phrases: tuple[Any, ...]) -> Rule:
    """What may mean two things: «4 квартал каждого учебного года», «ежеквартально до 10 числа»."""
    if (rule.deadline_day is not None or rule.day not in (None, "last_workday")) and rule.every != "month":
        return rule.for_review(_("число названо, а месяц нет: {day} число какого месяца?").format(day=_day_of(rule)))
    if rule.every != "school-year" or rule.window not in _BY_QUARTER:
        return rule
    other = Recurring(every="school-year", window=_BY_QUARTER[rule.window])
    return rule.for_review(_("квартал учебного года: календарный квартал или учебная четверть?"), other)


def _yearly(first_month: int, last_month: int) -> YearlyWindow:
    return YearlyWindow(MonthDay(first_month, 1), end_of(last_month))


def _day_of(rule: Recurring) -> int | str | None:
    return rule.deadline_day if rule.deadline_day is not None else rule.day


_BY_QUARTER = {
    _yearly(1, 3): _yearly(9, 10),
    _yearly(4, 6): _yearly(11, 12),
    _yearly(7, 9): _yearly(1, 3),
    _yearly(10, 12): _yearly(4, 5),
}


_READINGS: tuple[tuple[Callable[[Any], bool], Callable[[tuple[Any, ...], Period], Rule]], ...] = (
    (lambda phrase: isinstance(phrase, Rule), _relative),
    (lambda phrase: phrase is Mark.PENDING, _marked(Mark.PENDING, Unspecified())),
    (lambda phrase: phrase is Mark.OWN_SCHEDULE, _own_schedule),
    (lambda phrase: phrase is Mark.ON_DEMAND, _marked(Mark.ON_DEMAND, OnDemand(), *_CONSTANCY)),
    (_returns, _recurring),
    (lambda phrase: phrase in _CONSTANCY, _continuous),
)
