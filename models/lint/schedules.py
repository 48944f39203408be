"""Schedules that say too little or can be read in two ways. Dates against the order's own belong in signing.py."""

import re
from collections.abc import Callable, Iterator

from models.language import _
from models.lint.findings import Example, LintRule, Remark, Severity
from models.lint.places import Place
from models.lint.remarks import by_text, once, sentence
from models.lint.subject import Item, Subject, plain
from models.roadmap.schedule.rules import (
    Continuous,
    Mixed,
    OnDemand,
    OwnSchedule,
    Recurring,
    Relative,
    Rule,
    Unreadable,
    Window,
)

_MONTH = r"(?:январ|феврал|март|апрел|ма[йея]|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-я]*"
_MONTHS = re.compile(_MONTH, re.IGNORECASE)
_RANGE = re.compile(rf"({_MONTH})(\s*[-–—]\s*)({_MONTH})", re.IGNORECASE)
_ACROSS = re.compile(rf"({_MONTH})\s*[-–—]\s*({_MONTH})\s+20\d\d\s*,\s*20\d\d", re.IGNORECASE)
_DASH_BEFORE_YEAR = re.compile(rf"{_MONTH}\s*[-–—]\s*20\d\d", re.IGNORECASE)
_COLUMN = re.compile(rf"{_MONTH}(?:\s{{2,}}|\n|\s*<br\s*/?>\s*)(?=[а-я])", re.IGNORECASE)
_BY = re.compile(r"\bдо\s+\d", re.IGNORECASE)
_NUMBERS = ("январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр")


def rules() -> Iterator[LintRule]:
    """The rules of this family."""
    yield LintRule(
        "unreadable-schedule",
        Severity.ERROR,
        _("Срок не прочитать"),
        _("Дата невозможна, перевёрнута или написана так, что понять её нельзя."),
        None,
        unreadable,
    )
    yield LintRule(
        "doubtful-schedule",
        Severity.WARNING,
        _("Срок можно прочитать по-разному"),
        _("У срока несколько чтений, и исполнители выберут каждый своё."),
        Example("rakitnoe-2021", 97, "4 квартал каждого учебного года"),
        doubtful,
    )
    yield LintRule(
        "crosses-new-year",
        Severity.WARNING,
        _("Промежуток через Новый год с перечнем лет"),
        _("«Октябрь-январь 2024, 2025» — один промежуток или два, по одному на каждый год?"),
        Example("kirsanov-2024", 81, "Октябрь-январь 2024, 2025"),
        crosses_new_year,
    )
    yield LintRule(
        "two-schedules",
        Severity.WARNING,
        _("В одной ячейке два срока, и первый не кончается"),
        _("«Постоянно» и рядом месяцы: неясно, что к какому сроку делать."),
        Example("kirsanov-2024", 81, "Постоянно…Октябрь-январь 2024, 2025"),
        two_schedules,
    )
    yield LintRule(
        "no-anchor",
        Severity.NOTE,
        _("Повторяется, а к какому дню — не сказано"),
        _("Интервал без начала: «1 раз в 3 месяца» — считая от чего? «Ежегодно» — к какому дню?"),
        Example("kirsanov-2024", 104, "1 раз в 3 месяца"),
        no_anchor,
    )
    yield LintRule(
        "no-deadline",
        Severity.NOTE,
        _("Нет срока, к которому отчитаться"),
        _("«Постоянно», «в течение года»: последнего дня нет, значит, нет и просрочки; нужен отчётный период."),
        Example("kirsanov-2024", 95, "Постоянно"),
        no_deadline,
    )
    yield LintRule(
        "waits-for-document",
        Severity.NOTE,
        _("Срок назначит другой документ"),
        _("«По отдельному графику»: дат в приказе нет; пока график не утверждён, мероприятие не начнётся."),
        Example("novokuznetsk-2022", 142, "В соответствии с графиком проведения оценочных процедур"),
        waits_for_document,
    )
    yield LintRule(
        "on-demand",
        Severity.NOTE,
        _("Исполняется по запросу"),
        _("«По мере необходимости»: срока нет, пока кто-то не попросит; нужно сказать, кто просит и за сколько дней."),
        Example("svetlogorsk-2022", 56, "По мере необходимости"),
        on_demand,
    )
    yield LintRule(
        "inclusive-or-not",
        Severity.NOTE,
        _("«До» числа: входит ли сам день"),
        _("«До 30 мая» читают и с этим днём, и без него; «не позднее 30 мая» читают одинаково."),
        Example("kirsanov-2024", 73, "До 30 мая 2025"),
        inclusive_or_not,
    )
    yield LintRule(
        "dash-form",
        Severity.NOTE,
        _("Тире в сроках расставлены по-разному"),
        _("Пробел с одной стороны тире, дефис перед годом, разные тире в одном столбце."),
        Example("kirsanov-2024", 83, "Май-ноябрь-2024"),
        dash_form,
    )
    yield LintRule(
        "parallel-lists",
        Severity.WARNING,
        _("Параллельные списки в одной строке"),
        _("Несколько сроков столбиком и несколько исполнителей или тем: кому какой срок, не сказано."),
        Example("zhigalovo-2023", 65, "апрель октябрь ноябрь декабрь"),
        parallel_lists,
    )


def _of(subject: Subject, fits: Callable[[Rule], bool]) -> list[tuple[str, Place]]:
    """Schedules whose rule fits; those of targets and those that a person has read are left out."""
    return [
        (said, item.at("schedule"))
        for item, said in subject.cells("schedule")
        if not item.is_target and fits(item.rule)
    ]


def unreadable(subject: Subject) -> Iterator[Remark]:
    """Cells outside the grammar."""
    for item, said in subject.cells("schedule"):
        if isinstance(item.rule, Unreadable) and not item.is_target:
            remedy = _("Напишите, например, «до 31 мая 2025» или «сентябрь-октябрь 2024».")
            yield Remark(item.at("schedule"), said, sentence(item.rule.reason), remedy)


def doubtful(subject: Subject) -> Iterator[Remark]:
    """Cells whose rule needs review."""
    found: dict[tuple[str, str], list[tuple[str, Place]]] = {}
    for item, said in subject.cells("schedule"):
        if item.rule.needs_review and not item.is_decided and not item.is_target:
            found.setdefault((said, item.rule.reason), []).append((said, item.at("schedule")))
    for (_said, reason), places in found.items():
        yield from once(places, sentence(reason), _("Напишите даты: «до 31.12.2024», «октябрь-декабрь 2024»."))


def crosses_new_year(subject: Subject) -> Iterator[Remark]:
    """Months that run backwards, with several years listed."""
    for item, said in subject.cells("schedule"):
        found = _ACROSS.search(said)
        if found and not item.is_decided and _month(found[1]) > _month(found[2]):
            what = _("«{months}»: один промежуток через Новый год или отдельный в каждом из названных лет?")
            remedy = _("Напишите оба года у своих месяцев: «октябрь 2024 – январь 2025».")
            yield Remark(item.at("schedule"), said, what.format(months=found[0]), remedy)


def _month(word: str) -> int:
    return next(number for number, stem in enumerate(_NUMBERS, start=1) if word.lower().startswith(stem))


def two_schedules(subject: Subject) -> Iterator[Remark]:
    """«Постоянно» first and dated months after it."""
    for item, said in subject.cells("schedule"):
        parts = item.rule.parts if isinstance(item.rule, Mixed) else ()
        if parts and isinstance(parts[0], Continuous) and not item.is_decided:
            remedy = _("Оставьте один срок или напишите, что делать к каждому.")
            yield Remark(item.at("schedule"), said, _("сначала сказано, что срока нет, затем он назван."), remedy)


def no_anchor(subject: Subject) -> Iterator[Remark]:
    """Recurring rules that name neither a day nor a month; one remark for each wording."""
    for said, place in by_text(_of(subject, _is_loose)):
        remedy = _("Назовите день или месяц: «до 20 числа последнего месяца квартала», «ежегодно до 31 мая».")
        yield Remark(place, said, _("повторяется, но не сказано, к какому дню или от какого дня считать."), remedy)


def _is_loose(rule: Rule) -> bool:
    if not isinstance(rule, Recurring):
        return False
    named = (rule.window, rule.windows, rule.deadline, rule.deadlines, rule.deadline_day, rule.day, rule.weekdays)
    return not any(named) and rule.anchor is None


def no_deadline(subject: Subject) -> Iterator[Remark]:
    """Continuous and open-ended rules; one remark for each wording."""
    for said, place in by_text(_of(subject, _never_ends)):
        remedy = _("Назовите, когда отчитываться: «ежеквартально, до 5 числа», «отчёт до 31 мая».")
        yield Remark(place, said, _("последнего дня нет: просрочки не будет, но и отчёта тоже."), remedy)


def _never_ends(rule: Rule) -> bool:
    if isinstance(rule, Mixed):
        return any(_never_ends(part) for part in rule.parts)
    return isinstance(rule, Continuous) or (isinstance(rule, Window) and rule.end is None)


def waits_for_document(subject: Subject) -> Iterator[Remark]:
    """Schedules that another document sets; one remark for each wording."""
    for said, place in by_text(_of(subject, lambda rule: isinstance(rule, OwnSchedule | Relative))):
        remedy = _("Назовите документ, кто и к какому дню его утвердит, или сами сроки.")
        yield Remark(place, said, _("дат нет: их назначит другой документ или событие."), remedy)


def on_demand(subject: Subject) -> Iterator[Remark]:
    """Whatever waits for a request; one remark for each wording."""
    for said, place in by_text(_of(subject, lambda rule: isinstance(rule, OnDemand))):
        remedy = _("Добавьте, за сколько дней исполнить запрос и кто его подаёт.")
        yield Remark(place, said, _("срок начнётся только с чьего-то запроса."), remedy)


def inclusive_or_not(subject: Subject) -> Iterator[Remark]:
    """«До» with a date; one remark for the whole order."""
    found = [(said, item.at("schedule")) for item, said in subject.cells("schedule") if _is_by_a_day(item, said)]
    yield from once(found, _("не сказано, входит ли названный день в срок."), _("Напишите «не позднее …»."))


def _is_by_a_day(item: Item, said: str) -> bool:
    return bool(_BY.search(said)) and not item.rule.needs_review and not item.is_decided


def dash_form(subject: Subject) -> Iterator[Remark]:
    """Dashes between months that differ from most of the order's own, and dashes before a year."""
    ranges = [(found, said, item) for item, said in subject.cells("schedule") if (found := _RANGE.search(said))]
    usual = _most_common([found[2] for found, _said, _item in ranges])
    odd = [(said, item.at("schedule")) for found, said, item in ranges if found[2] != usual]
    odd += [(said, i.at("schedule")) for i, said in subject.cells("schedule") if _DASH_BEFORE_YEAR.search(said)]
    what = _("тире или дефис здесь не такой, как в остальных сроках приказа.")
    yield from once(odd, what, _("Напишите одинаково: «октябрь-ноябрь 2024», без пробелов и без дефиса перед годом."))


def _most_common(forms: list[str]) -> str:
    return max(dict.fromkeys(forms), key=forms.count, default="")


def parallel_lists(subject: Subject) -> Iterator[Remark]:
    """Several dates one under another beside several parties or topics."""
    for item, said in subject.cells("schedule"):
        dates, others = len(_MONTHS.findall(said)), max(_pieces_of(item.responsible), _topics_of(item.title))
        if dates > 1 and others > 1 and _COLUMN.search(item.schedule):
            what = _("сроков — {dates}, исполнителей или тем — {others}; что чему соответствует, не видно.")
            remedy = _("Разделите строку: на каждый срок своя строка со своим исполнителем.")
            yield Remark(item.at("schedule"), said, what.format(dates=dates, others=others), remedy)


def _pieces_of(responsible: str) -> int:
    return max(len(re.findall(r";", responsible)) + 1, len(re.findall(r"\)\s+(?=[А-ЯЁ])", responsible)) + 1)


def _topics_of(title: str) -> int:
    return len(re.findall(r"(?:^|[\s:;])[-–•]\s", plain(title)))
