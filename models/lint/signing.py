"""What an order's own date says of its deadlines: past at signing, begun before it, outside the plan's period."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from models.language import _
from models.lint.findings import Example, LintRule, Remark, Severity
from models.lint.places import Place
from models.lint.remarks import shortened
from models.lint.subject import Item, Subject
from models.roadmap.schedule.occurrences import Span, spans
from models.roadmap.schedule.period import Period
from models.roadmap.schedule.rules import Deadline, Deadlines, Mixed, Recurring, Rule, Window, Windows

# A third of its time gone, or a week left, is too late to do what a whole window was given for.
GONE_SHARE = 1 / 3
FEW_DAYS = 7

_DATED = (Window, Windows, Deadline, Deadlines)


def rules() -> Iterator[LintRule]:
    """The rules of this family."""
    yield LintRule(
        "past-at-signing",
        Severity.ERROR,
        _("Срок прошёл до подписания"),
        _("Последний день мероприятия раньше даты самого приказа: в срок его уже не исполнить."),
        Example("svetlogorsk-2022", 62, "Май 2022 г."),
        past_at_signing,
    )
    yield LintRule(
        "begun-before-signing",
        Severity.WARNING,
        _("К подписанию часть срока уже прошла"),
        _("Ко дню подписания прошла треть срока или больше, или до последнего дня осталась неделя или меньше."),
        Example("zhigalovo-2023", 50, "до 01.04.2023 года"),
        begun_before_signing,
    )
    yield LintRule(
        "first-time-past",
        Severity.WARNING,
        _("Первый из повторяющихся сроков уже прошёл"),
        _("Мероприятие повторяется, и его первый срок в периоде плана раньше даты приказа: неясно, ждут ли его."),
        Example("svetlogorsk-2022", 71, "До 31 мая ежегодно"),
        first_time_past,
    )
    yield LintRule(
        "outside-period",
        Severity.ERROR,
        _("Срок вне периода плана"),
        _("Дни мероприятия выходят за период, на который план утверждён."),
        None,
        outside_period,
    )


class _Days(NamedTuple):
    """One dated stretch; no start means a bare deadline."""

    start: date | None
    end: date | None


def dated(rule: Rule) -> list[_Days]:
    """The windows and deadlines that a rule names by their dates."""
    if isinstance(rule, Window):
        return [_Days(rule.start, rule.end)]
    if isinstance(rule, Windows):
        return [_Days(days.start, days.end) for days in rule.windows]
    if isinstance(rule, Deadline | Deadlines):
        return [_Days(None, day) for day in ((rule.date,) if isinstance(rule, Deadline) else rule.dates)]
    if isinstance(rule, Mixed):
        return [days for part in rule.parts for days in dated(part)]
    return []


def _scheduled(subject: Subject) -> Iterator[tuple[Rule, str, Place]]:
    """Every measure's own schedule, and what the order's body asks for."""
    for item in subject.items:
        if item.said("schedule") and not item.is_target:
            yield item.rule, item.said("schedule"), item.at("schedule")
    for asked in subject.asked:
        yield asked.rule, asked.schedule, asked.place


def past_at_signing(subject: Subject) -> Iterator[Remark]:
    """Dates that end before the order's own."""
    if (signed := subject.signed_on) is None:
        return
    for rule, said, place in _scheduled(subject):
        past = [days.end for days in dated(rule) if days.end and days.end < signed]
        if past:
            what = _("срок кончился {end:%d.%m.%Y}, а приказ подписан {signed:%d.%m.%Y}.")
            remedy = _("Назначьте срок после подписания или уберите мероприятие, если оно уже исполнено.")
            yield Remark(place, said, what.format(end=past[-1], signed=signed), remedy)


def begun_before_signing(subject: Subject) -> Iterator[Remark]:
    """Windows that are a third gone when the order is signed, deadlines that come within a week."""
    if (signed := subject.signed_on) is None:
        return
    for item in subject.items:
        if item.said("schedule") and not item.is_target:
            told = [what for days in dated(item.rule) if (what := _too_late(days, signed))]
            if told:
                remedy = _("Проверьте, что срок ещё исполним, или сдвиньте его.")
                yield Remark(item.at("schedule"), item.said("schedule"), told[0], remedy)


def _too_late(days: _Days, signed: date) -> str:
    """Why there is little time, empty when there is enough or when all is past."""
    if days.end is None or days.end < signed:
        return ""
    left = (days.end - signed).days
    if days.start is None:
        few = _("приказ подписан {signed:%d.%m.%Y}: на исполнение остаётся дней — {left}.")
        return few.format(signed=signed, left=left) if left <= FEW_DAYS else ""
    whole, gone = (days.end - days.start).days + 1, (signed - days.start).days
    begun = _("приказ подписан {signed:%d.%m.%Y}: дней в сроке — {whole}, прошло уже {gone}.")
    return begun.format(signed=signed, whole=whole, gone=gone) if gone >= whole * GONE_SHARE else ""


def first_time_past(subject: Subject) -> Iterator[Remark]:
    """Yearly measures whose first named days in the plan's period were over before the order was signed."""
    signed, period = subject.signed_on, subject.period
    if signed is None or period is None:
        return
    for item in subject.items:
        first = _first_of_repeated(item, period)
        if first and first.due_on and first.due_on < signed:
            what = _("первый срок — {due:%d.%m.%Y}, а приказ подписан {signed:%d.%m.%Y}.")
            remedy = _("Напишите, с какого года исполнять: «ежегодно, начиная с …».")
            text = item.said("schedule")
            yield Remark(item.at("schedule"), text, what.format(due=first.due_on, signed=signed), remedy)


def _first_of_repeated(item: Item, period: Period) -> Span | None:
    rule = item.rule
    if not isinstance(rule, Recurring) or not (rule.window or rule.windows or rule.deadline or rule.deadlines):
        return None
    found = spans(rule, period)
    return found[0] if found else None


def outside_period(subject: Subject) -> Iterator[Remark]:
    """Named dates that the plan's period does not hold."""
    if (period := subject.period) is None:
        return
    for item in subject.items:
        days = [day for found in dated(item.rule) for day in found if day]
        outside = [day for day in days if not period.start <= day <= period.end]
        if outside and item.said("schedule"):
            what = _("{day:%d.%m.%Y} — вне периода плана ({start:%d.%m.%Y} — {end:%d.%m.%Y}).")
            told = what.format(day=outside[0], start=period.start, end=period.end)
            remedy = _("Исправьте год или период плана.")
            yield Remark(item.at("schedule"), shortened(item.said("schedule")), told, remedy)
