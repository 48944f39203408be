"""A schedule's rule as a Russian sentence, for people who check how an order's «срок» was understood."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from models.language import _
from models.roadmap.schedule.rules import (
    Days,
    Deadline,
    Deadlines,
    Mixed,
    MonthDay,
    Recurring,
    Relative,
    Rule,
    Unreadable,
    Window,
    Windows,
    YearlyWindow,
)

_MONTHS = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)
_EVERY = {
    "day": "каждый день",
    "week": "каждую неделю",
    "month": "каждый месяц",
    "year": "каждый год",
    "school-quarter": "каждую учебную четверть",
    "school-year": "каждый учебный год",
    "half-year": "каждое полугодие",
}
_UNITS = {
    "days": ("день", "дня", "дней"),
    "weeks": ("неделю", "недели", "недель"),
    "months": ("месяц", "месяца", "месяцев"),
    "years": ("год", "года", "лет"),
}
_ON_WEEKDAYS = {
    "MO": "понедельникам",
    "TU": "вторникам",
    "WE": "средам",
    "TH": "четвергам",
    "FR": "пятницам",
    "SA": "субботам",
    "SU": "воскресеньям",
}
_WEEKDAYS = {
    "MO": ("понедельник", "й"),
    "TU": ("вторник", "й"),
    "WE": ("среду", "ю"),
    "TH": ("четверг", "й"),
    "FR": ("пятницу", "ю"),
    "SA": ("субботу", "ю"),
    "SU": ("воскресенье", "е"),
}


def describe(rule: Rule) -> str:
    """The rule in words: «каждый год до 31 мая»; a doubt and its reason stand in brackets."""
    sentence = _SENTENCES.get(type(rule), _plainly)(rule)
    if rule.needs_review:
        return _("{sentence} (нужно подтвердить: {reason})").format(sentence=sentence, reason=rule.reason)
    return sentence


def _plainly(rule: Rule) -> str:
    """A kind that says nothing but itself."""
    return {
        "continuous": _("постоянно"),
        "on_demand": _("по запросам или по мере необходимости"),
        "own_schedule": _("по отдельному графику, его даты нужно внести"),
        "unspecified": _("срок не указан"),
    }[rule.kind]


def _of_date(day: date) -> str:
    return _("{day} {month} {year} года").format(day=day.day, month=_MONTHS[day.month - 1], year=day.year)


def _of_month_day(day: MonthDay) -> str:
    if day == (2, 29):
        return _("конца февраля")
    return f"{day.day} {_MONTHS[day.month - 1]}"


def _listed(parts: Sequence[str]) -> str:
    """«а», «а и б», «а, б и в»."""
    return parts[0] if len(parts) == 1 else _("{first} и {last}").format(first=", ".join(parts[:-1]), last=parts[-1])


def _window(days: Days) -> str:
    if days.end is None:
        return _("с {start}").format(start=_of_date(days.start))
    if days.start == days.end:
        return _of_date(days.start)
    return _("с {start} по {end}").format(start=_of_date(days.start), end=_of_date(days.end))


def _yearly_window(window: YearlyWindow) -> str:
    if window.start == window.end:
        return _of_month_day(window.start)
    end = _("конец февраля") if window.end == (2, 29) else _of_month_day(window.end)
    return _("с {start} по {end}").format(start=_of_month_day(window.start), end=end)


def _relative(rule: Relative) -> str:
    if rule.offset_days is None:
        bound = {"not_later": _("не позднее события"), "not_earlier": _("не раньше события")}.get(str(rule.bound))
        return _("{bound}: {event}").format(bound=bound or _("во время события"), event=rule.event)
    side = _("после события") if rule.offset_days > 0 else _("до события")
    bound = _("не позднее чем через") if rule.offset_days > 0 else _("не позднее чем за")
    exact = _("через") if rule.offset_days > 0 else _("за")
    count = _counted(abs(rule.offset_days), "days")
    return f"{bound if rule.bound else exact} {count} {side}: {rule.event}"


def _counted(count: int, unit: str) -> str:
    """A number with its noun in the right form: 1 день, 3 дня, 5 дней, 21 день."""
    one, few, many = _UNITS[unit]
    if count % 10 == 1 and count % 100 != 11:
        return f"{count} {one}"
    return f"{count} {few if 2 <= count % 10 <= 4 and not 12 <= count % 100 <= 14 else many}"


def _recurring(rule: Recurring) -> str:
    parts = [_how_often(rule), *_which_days(rule), *_which_dates(rule), *_limits(rule)]
    return " ".join(part for part in parts if part)


def _how_often(rule: Recurring) -> str:
    count, _space, unit = rule.every.partition(" ")
    interval = _("раз в {interval}").format(interval=_counted(int(count), unit)) if unit else _EVERY[rule.every]
    least = _("не реже: ") if rule.at_least else ""
    times = _(", {times}").format(times=_times(rule.times)) if rule.times else ""
    return f"{least}{interval}{times}"


def _times(times: int) -> str:
    few = 2 <= times % 10 <= 4 and not 12 <= times % 100 <= 14
    return f"{times} раза" if few else f"{times} раз"


def _which_days(rule: Recurring) -> list[str]:
    said = []
    if rule.weekdays and rule.nth is None:
        said.append(_("по {days}").format(days=_listed([_ON_WEEKDAYS[weekday] for weekday in rule.weekdays])))
    elif rule.weekdays and rule.nth is not None:
        said.append(_nth_weekday(rule.weekdays[0], rule.nth))
    if rule.day is not None:
        named = {"last_workday": _("в последний рабочий день"), -1: _("в последний день")}
        said.append(named.get(rule.day) or _("{day}-го числа").format(day=rule.day))
    if rule.deadline_day is not None:
        said.append(_("до {day}-го числа").format(day=rule.deadline_day))
    if rule.anchor is not None:
        said.append(_("в начале срока") if rule.anchor == "start" else _("в конце срока"))
    return said


def _nth_weekday(weekday: str, nth: int) -> str:
    name, ending = _WEEKDAYS[weekday]
    preposition = _("во") if nth == 2 else _("в")
    if nth == -1:
        last = {"й": _("последний"), "ю": _("последнюю"), "е": _("последнее")}[ending]
        return _("в {last} {name}").format(last=last, name=name)
    return f"{preposition} {nth}-{ending} {name}"


def _which_dates(rule: Recurring) -> list[str]:
    said = []
    if windows := rule.windows or ((rule.window,) if rule.window else ()):
        said.append(_listed([_yearly_window(window) for window in windows]))
    if deadlines := rule.deadlines or ((rule.deadline,) if rule.deadline else ()):
        said.append(_("до {days}").format(days=_listed([_of_month_day(day) for day in deadlines])))
    return said


def _limits(rule: Recurring) -> list[str]:
    said = []
    if rule.start:
        said.append(_("начиная с {day}").format(day=_of_date(rule.start)))
    if rule.end:
        said.append(_("по {day}").format(day=_of_date(rule.end)))
    return said


def _mixed(rule: Mixed) -> str:
    return "; ".join(describe(part) for part in rule.parts)


_SENTENCES: dict[type[Rule], Callable[[Any], str]] = {
    Window: lambda rule: _window(Days(rule.start, rule.end)),
    Windows: lambda rule: _listed([_window(days) for days in rule.windows]),
    Deadline: lambda rule: _("до {day} включительно").format(day=_of_date(rule.date)),
    Deadlines: lambda rule: _("до {days} включительно").format(days=_listed([_of_date(day) for day in rule.dates])),
    Recurring: _recurring,
    Relative: _relative,
    Mixed: _mixed,
    Unreadable: lambda rule: _("срок не понят: {reason}").format(reason=rule.reason),
}
