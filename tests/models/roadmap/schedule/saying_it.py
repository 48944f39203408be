"""A rule said in Russian, the other way round: rules of every kind and the many ways in which orders write them.

`phrasings` draws a rule with one of its texts; `dressed` puts a text into other clothes: case, dashes, «г.», line
breaks, broken words, markup. Reading must give the same rule back.
"""

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import Any

from hypothesis import strategies as st

from models.roadmap.schedule.rules import (
    Continuous,
    Days,
    Deadline,
    Deadlines,
    Mixed,
    MonthDay,
    OnDemand,
    OwnSchedule,
    Recurring,
    Relative,
    Rule,
    Unspecified,
    Window,
    Windows,
    YearlyWindow,
)

Said = tuple[Rule, str]

NOMINATIVE = (
    *("январь", "февраль", "март", "апрель", "май", "июнь"),
    *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
)
GENITIVE = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)
PREPOSITIONAL = (
    *("январе", "феврале", "марте", "апреле", "мае", "июне"),
    *("июле", "августе", "сентябре", "октябре", "ноябре", "декабре"),
)
ROMAN = ("I", "II", "III", "IV")
TO_WEEKDAYS = {"MO": "понедельникам", "TU": "вторникам", "WE": "средам", "TH": "четвергам", "FR": "пятницам"}
EACH_WEEKDAY = {"MO": "каждый понедельник", "WE": "каждую среду", "FR": "каждую пятницу", "SU": "каждое воскресенье"}
NTH_WEEKDAY = {
    **{
        ("TU", nth): f"{word} вторник" for nth, word in ((1, "первый"), (2, "второй"), (3, "третий"), (-1, "последний"))
    },
    **{("FR", nth): f"{word} пятница" for nth, word in ((1, "первая"), (4, "четвертая"), (-1, "последняя"))},
}
INTERVALS: dict[str, Sequence[str]] = {
    "day": ("ежедневно", "каждый день", "1 раз в день"),
    "week": ("еженедельно", "каждую неделю", "раз в неделю", "один раз в неделю"),
    "month": ("ежемесячно", "каждый месяц", "1 раз в месяц", "раз в месяц"),
    "year": ("ежегодно", "каждый год", "1 раз в год", "раз в календарный год"),
    "school-year": ("каждый учебный год", "1 раз в учебный год"),
    "school-quarter": ("каждую четверть", "1 раз в четверть", "раз в учебную четверть"),
    "3 months": ("ежеквартально", "каждый квартал", "1 раз в квартал", "1 раз в 3 месяца", "каждые три месяца"),
    "6 months": ("1 раз в полугодие", "каждое полугодие", "раз в 6 месяцев", "раз в полгода"),
    "2 weeks": ("раз в 2 недели", "каждые две недели", "1 раз в две недели"),
    "10 days": ("раз в 10 дней", "каждые 10 дней"),
    "2 months": ("раз в 2 месяца", "1 раз в два месяца", "каждые 2 месяца"),
    "2 years": ("раз в 2 года", "1 раз в два года", "каждые 2 года"),
}
YEARS = st.integers(2021, 2027)
MONTHS = st.integers(1, 12)


def one_of(*texts: str) -> st.SearchStrategy[str]:
    return st.sampled_from(texts)


def end_of(month: int) -> int:
    return monthrange(2000, month)[1]


def days_of(year: int, first: int, last: int) -> Days:
    return Days(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def whole(first: int, last: int) -> YearlyWindow:
    return YearlyWindow(MonthDay(first, 1), MonthDay(last, end_of(last)))


# ── Windows ──────────────────────────────────────────────────────────────────


@st.composite
def months_of_a_year(draw: st.DrawFn) -> Said:
    year, first = draw(YEARS), draw(MONTHS)
    last = draw(st.integers(first, 12))
    if first == last:
        text = draw(one_of(NOMINATIVE[first - 1], f"в {PREPOSITIONAL[first - 1]}", f"в течение {GENITIVE[first - 1]}"))
    else:
        text = draw(
            one_of(
                f"{NOMINATIVE[first - 1]}-{NOMINATIVE[last - 1]}",
                f"с {GENITIVE[first - 1]} по {NOMINATIVE[last - 1]}",
                f"{NOMINATIVE[first - 1]} {year} - {NOMINATIVE[last - 1]}",
            )
        )
    days = days_of(year, first, last)
    return Window(days.start, days.end), f"{text} {year}"


@st.composite
def part_of_a_year(draw: st.DrawFn) -> Said:
    year, count = draw(YEARS), draw(st.sampled_from([("квартал", 3, 4), ("полугодие", 6, 2)]))
    word, months, parts = count
    first = draw(st.integers(1, parts))
    last = draw(st.integers(first, parts))
    days = days_of(year, months * (first - 1) + 1, months * last)
    many = {"квартал": "кварталы", "полугодие": "полугодия"}[word]
    if first == last:
        number = draw(one_of(str(first), ROMAN[first - 1], f"{first}-й"))
        return Window(days.start, days.end), f"{number} {word} {year}"
    dash = draw(one_of(f"{first}-{last}", f"{ROMAN[first - 1]} - {ROMAN[last - 1]}"))
    return Window(days.start, days.end), f"{dash} {many} {year}"


@st.composite
def days_of_a_month(draw: st.DrawFn) -> Said:
    year, month, first = draw(YEARS), draw(MONTHS), draw(st.integers(1, 27))
    last = draw(st.integers(first, 28))
    rule = Window(date(year, month, first), date(year, month, last))
    said, end = GENITIVE[month - 1], f"{last:02d}.{month:02d}.{year}"
    if first == last:
        return rule, draw(one_of(f"{first} {said} {year}", end, f"{rule.start}", f"{first:02d} {said} {year}"))
    return rule, draw(
        one_of(
            f"с {first} по {last} {said} {year}",
            f"{first}-{last} {said} {year}",
            f"в период с {first} по {last} {said} {year}",
            f"{first:02d}.{month:02d}.{year}-{end}",
            f"с {first:02d}.{month:02d}.{year} по {end}",
        )
    )


@st.composite
def third_of_a_month(draw: st.DrawFn) -> Said:
    year, month, third = draw(YEARS), draw(MONTHS), draw(st.integers(1, 3))
    last = 10 * third if third < 3 else monthrange(year, month)[1]
    rule = Window(date(year, month, 10 * third - 9), date(year, month, last))
    word = ("начало", "середина", "конец")[third - 1]
    decade = ("первая", "вторая", "третья")[third - 1]
    said = GENITIVE[month - 1]
    return rule, draw(
        one_of(f"{word} {said} {year}", f"{decade} декада {said} {year}", f"{ROMAN[third - 1]} декада {said} {year}")
    )


@st.composite
def school_year(draw: st.DrawFn) -> Said:
    year = draw(YEARS)
    rule = Window(date(year, 9, 1), date(year + 1, 5, 31))
    named = draw(one_of(f"{year}/{year + 1}", f"{year}-{year + 1}", f"{year}/{(year + 1) % 100}"))
    return rule, draw(one_of(f"{named} учебный год", f"в течение {named} учебного года", f"в {named} уч. году"))


@st.composite
def years_in_full(draw: st.DrawFn) -> Said:
    first = draw(YEARS)
    last = draw(st.integers(first, 2028))
    rule = Window(date(first, 1, 1), date(last, 12, 31))
    if first == last:
        return rule, draw(one_of(f"{first} год", f"в течение {first} года", f"весь {first} год"))
    return rule, draw(one_of(f"{first}-{last} годы", f"с {first} по {last} год", f"в {first}-{last} годах"))


@st.composite
def open_window(draw: st.DrawFn) -> Said:
    year, month = draw(YEARS), draw(MONTHS)
    word = draw(one_of("с", "начиная с", "не ранее"))
    return Window(date(year, month, 1), None), f"{word} {GENITIVE[month - 1]} {year}"


@st.composite
def several_windows(draw: st.DrawFn) -> Said:
    year, month = draw(YEARS), draw(MONTHS)
    if draw(st.booleans()):
        years = sorted(draw(st.sets(YEARS, min_size=2, max_size=3)))
        listed = ", ".join(map(str, years))
        return Windows(windows=tuple(days_of(one, month, month) for one in years)), f"{NOMINATIVE[month - 1]} {listed}"
    months = sorted(draw(st.sets(MONTHS, min_size=2, max_size=4)))
    between = draw(one_of(", ", " и ", "; ", "  "))
    text = between.join(NOMINATIVE[one - 1] for one in months)
    return Windows(windows=tuple(days_of(year, one, one) for one in months)), f"{text} {year}"


# ── Deadlines ────────────────────────────────────────────────────────────────


@st.composite
def deadline(draw: st.DrawFn) -> Said:
    year, month, day = draw(YEARS), draw(MONTHS), draw(st.integers(1, 28))
    until = draw(one_of("до", "не позднее", "к", "в срок до", "срок - до", "не позже"))
    text = draw(one_of(f"{day} {GENITIVE[month - 1]} {year}", f"{day:02d}.{month:02d}.{year}"))
    return Deadline(date=date(year, month, day)), f"{until} {text}"


@st.composite
def edge_deadline(draw: st.DrawFn) -> Said:
    year, month = draw(YEARS), draw(st.integers(2, 12))
    last = date(year, month, monthrange(year, month)[1])
    before = date(year, month - 1, monthrange(year, month - 1)[1])
    said = GENITIVE[month - 1]
    return draw(
        st.sampled_from(
            [
                (Deadline(date=last), f"до конца {said} {year}"),
                (Deadline(date=last), f"не позднее {said} {year}"),
                (Deadline(date=last), f"до {said} {year} включительно"),
                (Deadline(date=before), f"до {said} {year}"),
                (Deadline(date=before), f"до начала {said} {year}"),
                (Deadline(date=date(year, 12, 31)), f"до конца {year}"),
            ]
        )
    )


@st.composite
def several_deadlines(draw: st.DrawFn) -> Said:
    year = draw(YEARS)
    months = sorted(draw(st.sets(MONTHS, min_size=2, max_size=3)))
    day = draw(st.integers(1, 28))
    rule = Deadlines(dates=tuple(date(year, month, day) for month in months))
    named = [f"{day} {GENITIVE[month - 1]}" for month in months]
    return rule, draw(
        one_of(
            ", ".join(f"до {one} {year}" for one in named),
            " и ".join(f"до {one}" for one in named) + f" {year}",
            "до " + ", ".join(named) + f" {year}",
        )
    )


# ── What returns ─────────────────────────────────────────────────────────────


@st.composite
def interval(draw: st.DrawFn) -> Said:
    every = draw(st.sampled_from(sorted(INTERVALS)))
    return Recurring(every=every), draw(st.sampled_from(INTERVALS[every]))


@st.composite
def several_times(draw: st.DrawFn) -> Said:
    every, word = draw(st.sampled_from([("year", "год"), ("month", "месяц"), ("6 months", "полугодие")]))
    times, count = draw(st.sampled_from([(2, "2 раза"), (2, "дважды"), (3, "3 раза"), (4, "4 раза")]))
    if draw(st.booleans()) and count != "дважды":
        return Recurring(every=every, times=times, at_least=True), f"не реже {count} в {word}"
    return Recurring(every=every, times=times), f"{count} в {word}"


@st.composite
def yearly(draw: st.DrawFn) -> Said:
    each = draw(st.sampled_from(INTERVALS["year"]))
    months = sorted(draw(st.sets(MONTHS, min_size=1, max_size=3)))
    day = draw(st.integers(1, 28))
    if draw(st.booleans()):
        deadlines = tuple(MonthDay(month, day) for month in months)
        said = " и ".join(f"до {day} {GENITIVE[month - 1]}" for month in months)
        rule = Recurring(every="year", **one_or_more("deadline", deadlines))
    else:
        said = ", ".join(NOMINATIVE[month - 1] for month in months)
        rule = Recurring(every="year", **one_or_more("window", tuple(whole(month, month) for month in months)))
    return rule, draw(one_of(f"{each} {said}", f"{said} {each}", f"{each} ({said})", f"{each}, {said}"))


def one_or_more(name: str, found: tuple[MonthDay, ...] | tuple[YearlyWindow, ...]) -> dict[str, Any]:
    return {name: found[0]} if len(found) == 1 else {f"{name}s": found}


@st.composite
def in_each_half_year(draw: st.DrawFn) -> Said:
    months = draw(st.sampled_from([(12, 5), (1, 6), (10, 4)]))
    rule = Recurring(every="half-year", windows=tuple(whole(month, month) for month in months))
    return rule, "раз в полугодие ({}, {})".format(*(NOMINATIVE[month - 1] for month in months))


@st.composite
def monthly(draw: st.DrawFn) -> Said:
    day = draw(st.integers(1, 31))
    each = draw(one_of("ежемесячно", "каждый месяц"))
    return draw(
        st.sampled_from(
            [
                (Recurring(every="month", deadline_day=day), f"{each} до {day} числа"),
                (Recurring(every="month", deadline_day=day), f"{each}, не позднее {day}-го числа"),
                (Recurring(every="month", deadline_day=day), f"до {day} числа каждого месяца"),
                (Recurring(every="month", day=day), f"{each} {day} числа"),
                (Recurring(every="month", day=day), f"{day} числа каждого месяца"),
                (Recurring(every="month", day="last_workday"), "последний рабочий день месяца"),
                (Recurring(every="month", day=-1), "последний день каждого месяца"),
                (Recurring(every="month", anchor="end"), "в конце каждого месяца"),
                (Recurring(every="school-quarter", anchor="start"), "в начале каждой четверти"),
            ]
        )
    )


@st.composite
def on_weekdays(draw: st.DrawFn) -> Said:
    if draw(st.booleans()):
        (weekday, nth), said = draw(st.sampled_from(sorted(NTH_WEEKDAY.items())))
        return Recurring(
            every="month", weekdays=(weekday,), nth=nth
        ), f"{said} {draw(one_of('месяца', 'каждого месяца'))}"
    weekdays = tuple(sorted(draw(st.sets(st.sampled_from(list(TO_WEEKDAYS)), min_size=1, max_size=3))))
    said = "по " + " и ".join(TO_WEEKDAYS[weekday] for weekday in weekdays)
    rule = Recurring(every="week", weekdays=weekdays)
    if len(weekdays) == 1 and weekdays[0] in EACH_WEEKDAY:
        said = draw(one_of(said, EACH_WEEKDAY[weekdays[0]]))
    return rule, draw(one_of(said, f"еженедельно {said}"))


@st.composite
def limited(draw: st.DrawFn) -> Said:
    """A repetition with its first day, both its days, or the months it lives in."""
    year = draw(YEARS)
    every = draw(st.sampled_from(["week", "month", "3 months"]))
    said = draw(st.sampled_from(INTERVALS[every]))
    return draw(
        st.sampled_from(
            [
                (Recurring(every=every, start=date(year, 9, 1)), f"{said} с сентября {year}"),
                (Recurring(every=every, start=date(year, 9, 1)), f"{said}, начиная с 1 сентября {year}"),
                (
                    Recurring(every=every, start=date(year, 1, 1), end=date(year + 1, 12, 31)),
                    f"{said} с {year} по {year + 1} год",
                ),
                (Recurring(every=every, window=whole(9, 5)), f"{said} с сентября по май"),
                (
                    Recurring(every=every, window=YearlyWindow(MonthDay(9, 1), MonthDay(5, 31))),
                    f"{said} в течение учебного года",
                ),
            ]
        )
    )


@st.composite
def after_the_reported(draw: st.DrawFn) -> Said:
    day = draw(st.integers(1, 28))
    quarters = tuple(MonthDay(month, day) for month in (1, 4, 7, 10))
    return draw(
        st.sampled_from(
            [
                (Recurring(every="month", deadline_day=day), f"до {day} числа месяца, следующего за отчетным"),
                (Recurring(every="year", deadlines=quarters), f"ежеквартально до {day} числа следующего месяца"),
                (
                    Recurring(every="year", deadlines=quarters),
                    f"до {day} числа месяца, следующего за отчётным кварталом",
                ),
            ]
        )
    )


# ── No dates of its own ──────────────────────────────────────────────────────

CONSTANT = st.sampled_from(
    [
        *((Continuous(), text) for text in ("постоянно", "в течение года", "весь период", "на постоянной основе")),
        *((Continuous(), text) for text in ("в течение всего периода реализации дорожной карты", "круглогодично")),
        *(
            (OnDemand(), text)
            for text in ("по мере необходимости", "по запросам школ", "при необходимости", "по запросу")
        ),
        *((OnDemand(), text) for text in ("по мере поступления заявок", "при обращении", "в случае необходимости")),
        *((OwnSchedule(), text) for text in ("по отдельному графику", "согласно плану", "в соответствии с графиком")),
        *((OwnSchedule(), text) for text in ("по плану-графику", "в установленные сроки", "согласно приказу")),
        *((Unspecified(), text) for text in ("уточняется", "срок не определен", "не установлен")),
    ]
)


@st.composite
def relative(draw: st.DrawFn) -> Said:
    count = draw(st.integers(2, 30))
    event = draw(one_of("семинара", "проведения диагностики", "начала ГИА", "получения запроса"))
    return draw(
        st.sampled_from(
            [
                (Relative(event=event, offset_days=count, bound="not_later"), f"в течение {count} дней после {event}"),
                (Relative(event=event, offset_days=count, bound="not_later"), f"не позднее {count} дней после {event}"),
                (Relative(event=event, offset_days=count), f"через {count} дней после {event}"),
                (
                    Relative(event=event, offset_days=-count, bound="not_later"),
                    f"не позднее чем за {count} дней до {event}",
                ),
                (Relative(event=event, offset_days=14), f"через 2 недели после {event}"),
                (Relative(event=event, bound="not_earlier"), f"после {event}"),
                (Relative(event=event, bound="not_later"), f"до {event}"),
                (Relative(event="итоги семинара", bound="not_earlier"), "по итогам семинара"),
                (Relative(event=event), f"во время {event}"),
            ]
        )
    )


DATED = st.one_of(
    *(months_of_a_year(), part_of_a_year(), days_of_a_month(), third_of_a_month(), school_year(), years_in_full()),
    *(several_windows(), deadline(), edge_deadline(), several_deadlines()),
)
RETURNING = st.one_of(
    *(interval(), several_times(), yearly(), in_each_half_year(), monthly(), on_weekdays(), limited()),
    after_the_reported(),
)


@st.composite
def mixed(draw: st.DrawFn) -> Said:
    first, then = draw(DATED), draw(st.one_of(RETURNING, CONSTANT.filter(lambda one: one[0] != Unspecified())))
    joint = draw(one_of(", далее ", ". Далее: ", " - далее ", ", затем ", "; далее - "))
    return Mixed(parts=(first[0], then[0])), f"{first[1]}{joint}{then[1]}"


phrasings: st.SearchStrategy[Said] = st.one_of(DATED, open_window(), RETURNING, CONSTANT, relative(), mixed())
recurring_rules: st.SearchStrategy[Rule] = st.one_of(RETURNING, DATED, mixed()).map(lambda said: said[0])

# ── Clothes ──────────────────────────────────────────────────────────────────

MARKUP = (
    "{}",
    "{}",
    "<p>{}</p>",
    "{}*",
    "{}¹",
    "«{}»",
    " {}.",
    "{}<sup>2</sup>",
    "\n{}\n",
    "<td><b>{}</b></td>",
    "${}$",
)


@st.composite
def dressed(draw: st.DrawFn, text: str) -> str:
    """The same text as some order has it."""
    if draw(st.booleans()):
        text = draw(broken(text))
    words = draw(one_of("", "", " г.", " года", " год", "г."))
    text = re.sub(r"(?<=[а-я] )(20\d\d)(?=$|,)", lambda year: year[0] + words, text)
    dash = draw(one_of("-", "–", "—", " - ", " – ", "- ", "-\n")) if not re.search(r"\d-\d\d-", text) else "-"
    text = re.sub(r"(?<=[а-яIV\d])-(?=[а-яIV\d])(?!го|й)", lambda _found: dash, text)
    text = text.replace(" ", draw(one_of(" ", " ", "  ", "\n", "\u00a0", " \n ")))
    text = {"as is": text, "upper": text.upper(), "capital": text.capitalize()}[
        draw(one_of("as is", "upper", "capital"))
    ]
    return draw(st.sampled_from(MARKUP)).format(text)


@st.composite
def broken(draw: st.DrawFn, text: str) -> str:
    """One long word broken, as a narrow column breaks it."""
    places = [found.start() + 3 for found in re.finditer(r"[а-я]{6,}", text)]
    if not places:
        return text
    at = draw(st.sampled_from(places))
    return text[:at] + draw(one_of(" ", "\n", "-\n", "- ")) + text[at:]
