"""What phrases mean together inside a plan's period: which kind of rule, and when a person must confirm.

Windows and deadlines belong in dating.py, what a phrase says by itself in phrases.py.
"""

from collections.abc import Callable, Sequence
from typing import Any

from models.language import _
from models.roadmap.dating import dates_of, yearly_deadline
from models.roadmap.period import Period
from models.roadmap.phrases import (
    Detail,
    Frequency,
    Mark,
    Part,
    Puzzling,
    Since,
    Spell,
    Until,
    WholeYears,
    end_of,
)
from models.roadmap.placing import names_years
from models.roadmap.rules import (
    Continuous,
    Mixed,
    MonthDay,
    OnDemand,
    OwnSchedule,
    Recurring,
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


def _continuous(phrases: tuple[Any, ...], period: Period) -> Rule:
    others = tuple(phrase for phrase in phrases if phrase not in _CONSTANCY)
    if not others:
        return Continuous()
    if all(isinstance(phrase, WholeYears | Since) for phrase in others):
        return dates_of(others, period)
    if Mark.CONSTANTLY in phrases:
        parts = (Continuous(), dates_of(others, period))
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
        _agree(says, {"window": period.terms.school_year})
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
    if all(isinstance(phrase, Spell) and not names_years(phrase) for phrase in phrases):
        windows = tuple(YearlyWindow(phrase.first, phrase.last) for phrase in phrases)
        return {"window": windows[0]} if len(windows) == 1 else {"windows": windows}
    if all(isinstance(phrase, Until) and not names_years(phrase.day) for phrase in phrases):
        days = tuple(yearly_deadline(phrase) for phrase in phrases)
        return {"deadline": days[0]} if len(days) == 1 else {"deadlines": days}
    rule = dates_of(phrases, period)
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


_READINGS: tuple[tuple[Callable[[Any], bool], Callable[[tuple[Any, ...], Period], Rule]], ...] = (
    (lambda phrase: isinstance(phrase, Rule), _relative),
    (lambda phrase: phrase is Mark.PENDING, _marked(Mark.PENDING, Unspecified())),
    (lambda phrase: phrase is Mark.OWN_SCHEDULE, _marked(Mark.OWN_SCHEDULE, OwnSchedule(), *_CONSTANCY)),
    (lambda phrase: phrase is Mark.ON_DEMAND, _marked(Mark.ON_DEMAND, OnDemand(), *_CONSTANCY)),
    (_returns, _recurring),
    (lambda phrase: phrase in _CONSTANCY, _continuous),
)
