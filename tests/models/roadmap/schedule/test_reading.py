"""What a «срок» means: the 88 expressions of five real orders, and every convention of the normal form."""

import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.roadmap.schedule.period import Period
from models.roadmap.schedule.reading import read
from tests.models.roadmap.schedule.schedules_of_orders import (
    CONTINUOUS,
    ON_DEMAND,
    OWN_SCHEDULE,
    TABLE,
    YEARLY,
    deadline,
    every,
    mixed,
    relative,
    window,
    windows,
)
from tests.models.roadmap.schedule.schedules_of_others import FOR_A_PERSON, OTHERS


def meaning(expression: str, period: str = "2024-2025") -> dict[str, Any]:
    return read(expression, Period.parse(period)).as_json()


def test_the_table_holds_every_expression_once() -> None:
    assert len({expression for expression, _period, _meaning in TABLE}) == len(TABLE) == 88


@pytest.mark.parametrize(("expression", "period", "expected"), TABLE)
def test_an_order_s_expression_means(expression: str, period: str, expected: dict[str, Any]) -> None:
    found = meaning(expression, period)
    assert found == expected
    assert next(iter(found)) == "kind"


@pytest.mark.parametrize(("expression", "period", "expected"), OTHERS)
def test_an_expression_of_other_orders_means(expression: str, period: str, expected: dict[str, Any]) -> None:
    found = meaning(expression, period)
    assert {name: value for name, value in found.items() if name not in ("reason", "readings")} == expected
    assert ("reason" in found) == ("needs_review" in found)


@pytest.mark.parametrize(("expression", "period"), FOR_A_PERSON)
def test_what_says_no_certain_time_goes_to_a_person(expression: str, period: str) -> None:
    found = meaning(expression, period)
    assert set(found) == {"kind", "reason"}
    assert found["kind"] == "error"


CONVENTIONS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    # a school year
    ("2023/2024 учебный год", "2022-2024", window("2023-09-01", "2024-05-31")),
    ("в течение 2023-2024 учебного года", "2022-2024", window("2023-09-01", "2024-05-31")),
    ("в течение учебного года", "2023/2024", CONTINUOUS),
    ("В течение года", "2023/2024", CONTINUOUS),
    ("I четверть", "2023/2024", window("2023-09-01", "2023-10-31")),
    ("2 четверть", "2023/2024", window("2023-11-01", "2023-12-31")),
    ("III четверть", "2023/2024", window("2024-01-01", "2024-03-31")),
    ("четвёртая учебная четверть", "2023/2024", window("2024-04-01", "2024-05-31")),
    ("1 триместр", "2023/2024", window("2023-09-01", "2023-11-30")),
    ("2 триместр", "2023/2024", window("2023-12-01", "2024-02-29")),
    ("3 триместр", "2023/2024", window("2024-03-01", "2024-05-31")),
    ("II квартал", "2023", window("2023-04-01", "2023-06-30")),
    ("1 полугодие 2023 года", "2023", window("2023-01-01", "2023-06-30")),
    ("1 полугодие 2023/2024 учебного года", "2022-2024", window("2023-09-01", "2023-12-31")),
    # the plan's year
    ("октябрь", "2023/2024", window("2023-10-01", "2023-10-31")),
    ("август", "2023/2024", window("2024-08-01", "2024-08-31")),
    ("ноябрь-февраль", "2023/2024", window("2023-11-01", "2024-02-29")),
    ("май", "2022-2024", every("year", window=["05-01", "05-31"])),
    ("май, октябрь", "2022-2024", every("year", windows=[["05-01", "05-31"], ["10-01", "10-31"]])),
    ("октябрь-январь", "2022-2024", every("year", window=["10-01", "01-31"])),
    ("до 31 мая", "2023", deadline("2023-05-31")),
    ("до 31 мая", "2022-2024", every("year", deadline="05-31")),
    ("апрель, май 2024", "2024-2025", windows(("2024-04-01", "2024-04-30"), ("2024-05-01", "2024-05-31"))),
    # deadlines
    ("до сентября 2024", "2024-2025", deadline("2024-08-31")),
    ("до марта 2024 года", "2024-2025", deadline("2024-02-29")),
    ("до января 2025", "2024-2025", deadline("2024-12-31")),
    ("до мая", "2022-2024", every("year", deadline="04-30")),
    ("не позднее 1 июня 2024", "2024-2025", deadline("2024-06-01")),
    ("к 1 сентября 2024 г.", "2024-2025", deadline("2024-09-01")),
    ("не позднее мая 2024", "2024-2025", deadline("2024-05-31")),
    ("в срок до 15.05.2024", "2024-2025", deadline("2024-05-15")),
    ("до конца 2024 года", "2024-2025", deadline("2024-12-31")),
    ("до конца мая 2024", "2024-2025", deadline("2024-05-31")),
    ("до начала учебного года", "2023", deadline("2023-08-31")),
    ("до конца учебного года", "2023/2024", deadline("2024-05-31")),
    ("до 15 мая 2024, до 15 мая 2025", "2024-2025", {"kind": "deadlines", "dates": ["2024-05-15", "2025-05-15"]}),
    # parts of a month
    ("начало мая 2024", "2024-2025", window("2024-05-01", "2024-05-10")),
    ("в середине мая 2024", "2024-2025", window("2024-05-11", "2024-05-20")),
    ("конец февраля 2024", "2024-2025", window("2024-02-21", "2024-02-29")),
    ("вторая декада июня 2024", "2024-2025", window("2024-06-11", "2024-06-20")),
    # days
    ("15 мая 2024", "2024-2025", window("2024-05-15", "2024-05-15")),
    ("15.05.2024", "2024-2025", window("2024-05-15", "2024-05-15")),
    ("с 1 по 15 мая 2024", "2024-2025", window("2024-05-01", "2024-05-15")),
    ("1-15 мая 2024", "2024-2025", window("2024-05-01", "2024-05-15")),
    ("5, 15 и 25 мая 2024", "2024-2025", windows(*[(f"2024-05-{day}", f"2024-05-{day}") for day in ("05", 15, 25)])),
    ("с 01.09.2024 по 31.05.2025", "2024-2025", window("2024-09-01", "2025-05-31")),
    ("сентябрь 2024 – май 2025", "2024-2025", window("2024-09-01", "2025-05-31")),
    ("с сентября по май 2024-2025 учебного года", "2024-2025", window("2024-09-01", "2025-05-31")),
    ("с сентября 2024 года", "2024-2025", window("2024-09-01", None)),
    # what returns
    ("ежемесячно", "2023", every("month")),
    ("Еженедельно по понедельникам", "2023", every("week", weekdays=["MO"])),
    ("по вторникам и четвергам", "2023", every("week", weekdays=["TU", "TH"])),
    ("каждую пятницу", "2023", every("week", weekdays=["FR"])),
    ("второй вторник каждого месяца", "2023", every("month", weekdays=["TU"], nth=2)),
    ("последняя пятница месяца", "2023", every("month", weekdays=["FR"], nth=-1)),
    ("ежемесячно до 5 числа", "2023", every("month", deadline_day=5)),
    ("до 5-го числа каждого месяца", "2023", every("month", deadline_day=5)),
    ("25 числа каждого месяца", "2023", every("month", day=25)),
    ("последний рабочий день месяца", "2023", every("month", day="last_workday")),
    ("2 раза в год", "2023", every("year", times=2)),
    ("дважды в год (май, октябрь)", "2023", every("year", windows=[["05-01", "05-31"], ["10-01", "10-31"]], times=2)),
    ("не реже 1 раза в квартал", "2023", every("3 months", at_least=True)),
    ("не реже двух раз в год", "2023", every("year", times=2, at_least=True)),
    ("каждые 2 недели", "2023", every("2 weeks")),
    ("1 раз в 2 года", "2021-2024", every("2 years")),
    ("раз в четверть", "2023/2024", every("school-quarter")),
    ("1 раз в учебный год", "2021-2024", every("school-year")),
    ("раз в полугодие (декабрь, май)", "2023", every("half-year", windows=[["12-01", "12-31"], ["05-01", "05-31"]])),
    ("в конце каждой четверти", "2023/2024", every("school-quarter", anchor="end")),
    ("в начале каждого квартала", "2023", every("3 months", anchor="start")),
    ("ежемесячно с сентября по май", "2023/2024", every("month", window=["09-01", "05-31"])),
    ("ежемесячно в течение учебного года", "2023", every("month", window=["09-01", "05-31"])),
    ("ежегодно с 2021 по 2023 год", "2021-2024", every("year", start="2021-01-01", end="2023-12-31")),
    ("ежемесячно с 1 сентября 2024 года", "2024-2025", every("month", start="2024-09-01")),
    ("в мае каждого года", "2021-2024", YEARLY | {"window": ["05-01", "05-31"]}),
    ("ежегодно до 15 мая и до 15 октября", "2021-2024", YEARLY | {"deadlines": ["05-15", "10-15"]}),
    # no dates of its own
    ("на постоянной основе", "2023", CONTINUOUS),
    ("весь период", "2023", CONTINUOUS),
    ("в течение всего периода реализации дорожной карты", "2023", CONTINUOUS),
    ("По мере необходимости в течение года", "2023", ON_DEMAND),
    ("при необходимости", "2023", ON_DEMAND),
    ("по заявкам школ", "2023", ON_DEMAND),
    ("согласно плану-графику", "2023", OWN_SCHEDULE),
    ("по графику проверки в школах города", "2023", OWN_SCHEDULE),
    ("В течение 10 дней после проведения ВПР", "2023", relative("проведения ВПР", offset_days=10, bound="not_later")),
    ("через 2 недели после семинара", "2023", relative("семинара", offset_days=14)),
    ("не позднее чем за 5 дней до начала ГИА", "2023", relative("начала ГИА", offset_days=-5, bound="not_later")),
    ("после получения результатов", "2023", relative("получения результатов", bound="not_earlier")),
    ("по итогам диагностики", "2023", relative("итоги диагностики", bound="not_earlier")),
    ("до начала ГИА", "2023", relative("начала ГИА", bound="not_later")),
    ("в период каникул", "2023", relative("каникул")),
    # several rules
    (
        "<p>Постоянно</p> <p>Октябрь-январь 2024, 2025</p>",
        "2024-2025",
        mixed(CONTINUOUS, window("2024-10-01", "2025-01-31")),
    ),
    ("до 30.06.2022 далее - ежегодно", "2022-2024", mixed(deadline("2022-06-30"), YEARLY)),
    # nothing said
    ("", "2023", {"kind": "unspecified"}),
    (" — ", "2023", {"kind": "unspecified"}),
    ("<p>&nbsp;</p>", "2023", {"kind": "unspecified"}),
    ("уточняется", "2023", {"kind": "unspecified"}),
    ("Срок будет определён", "2023", {"kind": "unspecified"}),
)


@pytest.mark.parametrize(("expression", "period", "expected"), CONVENTIONS)
def test_a_convention_holds(expression: str, period: str, expected: dict[str, Any]) -> None:
    assert meaning(expression, period) == expected


@pytest.mark.parametrize(
    ("expression", "period", "kind", "other"),
    [
        ("до 2023 года", "2021-2024", deadline("2022-12-31"), deadline("2023-12-31")),
        ("до 2024 года", "2021-2024", deadline("2024-12-31"), deadline("2023-12-31")),
        ("к маю 2024", "2024-2025", deadline("2024-05-31"), deadline("2024-04-30")),
        ("ноябрь-февраль 2024", "2024-2025", window("2024-11-01", "2025-02-28"), window("2023-11-01", "2024-02-29")),
    ],
)
def test_a_doubtful_reading_is_marked_and_names_the_other(
    expression: str, period: str, kind: dict[str, Any], other: dict[str, Any]
) -> None:
    found = meaning(expression, period)
    assert found | kind == found
    assert found["needs_review"] is True
    assert found["reason"]
    assert found["readings"] == [other]


@pytest.mark.parametrize(
    "expression",
    [
        "31 апреля 2024",
        "30.02.2024",
        "29 февраля 2025",
        "15.13.2024",
        "до 32 мая 2024",
        "5 квартал 2024",
        "с 20.05.2024 по 10.05.2024",
        "20-10 мая 2024",
        "октябрь 2025 – январь 2024",
        "2025-2024",
        "Сентябрь 2024, май",
        "Октябрь-январь 2024, 2025, 2026",
        "ежегодно ежемесячно",
        "до 5 числа",
        "ежегодно, август 2024, 2025",
        "после дождичка, ежегодно",
        "скоро",
        "по согласованию",
        "в течение",
        "май 2024 года, потом посмотрим",
        "🦄",
        "1 2 3 4",
    ],
)
def test_what_is_impossible_or_unknown_goes_to_a_person_with_a_reason(expression: str) -> None:
    found = meaning(expression)
    assert found["kind"] == "error"
    assert set(found) == {"kind", "reason"}
    assert any("а" <= letter <= "я" for letter in found["reason"])


def test_the_reason_names_the_word_that_was_not_understood() -> None:
    assert "«посмотрим»" in meaning("май 2024 года, далее посмотрим")["reason"]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="абвгдежз 0123456789.,-–()<>/\nмайоктября2024 до с по в раз", max_size=30))
def test_no_text_is_an_exception(text: str) -> None:
    found = meaning(text)
    assert found["kind"] != "error" or found["reason"]


# ── The same meaning in other clothes ────────────────────────────────────────

READABLE = [(text, period, expected) for text, period, expected in (*TABLE, *CONVENTIONS) if text.strip(" —")]
DASHES = ["-", "–", "—", " - ", " – ", "- ", "-\n"]


def in_other_dashes(text: str, dash: str) -> str:
    parts = text.replace("–", "-").split("-")
    return parts[0] + "".join(dash + part if part[:1].isalpha() else "-" + part for part in parts[1:])


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from([case for case in READABLE if "<" not in case[0]]),
    st.sampled_from([str.lower, str.upper, str.capitalize, str]),
    st.sampled_from(
        ["{}", "<p>{}</p>", "{}*", "{}¹", "«{}»", " {}.", "{}<sup>2</sup>", "\n{}\n", "<td><b>{}</b></td>"]
    ),
    st.sampled_from([" ", "  ", "\n", "\u00a0", " \n "]),
)
def test_case_spaces_marks_and_markup_change_nothing(
    case: tuple[str, str, dict[str, Any]], cased: Any, clothes: str, space: str
) -> None:
    expression, period, expected = case
    found = meaning(clothes.format(cased(expression).replace(" ", space)), period)
    assert without_events(found) == without_events(expected)


def without_events(found: dict[str, Any]) -> dict[str, Any]:
    """An event keeps the letters of its text, so its case may differ."""
    return found | ({"event": found["event"].lower()} if "event" in found else {})


@settings(max_examples=100, deadline=None)
@given(st.sampled_from([case for case in TABLE if "- т" not in case[0]]), st.sampled_from(DASHES))
def test_the_kind_of_a_dash_changes_nothing(case: tuple[str, str, dict[str, Any]], dash: str) -> None:
    expression, period, expected = case
    assert meaning(in_other_dashes(expression, dash), period) == expected


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from([case for case in TABLE if "ц и" not in case[0]]),
    st.integers(1, 60),
    st.sampled_from([" ", "\n", "-\n"]),
)
def test_a_broken_word_is_mended(case: tuple[str, str, dict[str, Any]], place: int, gap: str) -> None:
    expression, period, expected = case
    place = place % len(expression)
    before, after = expression[:place], expression[place:]
    if not (before[-2:].isalpha() and after[:2].isalpha() and len(before[-2:]) == 2 and len(after[:2]) == 2):
        return
    assert meaning(before + gap + after, period) == expected


@pytest.mark.parametrize("words", ["г.", "года", "год", "г", " гг."])
def test_the_word_year_changes_nothing(words: str) -> None:
    assert meaning(f"Август 2024 {words}") == window("2024-08-01", "2024-08-31")


MONTHS = {1: "январь января", 2: "февраль февраля", 5: "май мая", 8: "август августа", 10: "октябрь октября"}
LAST = {1: 31, 2: 29, 5: 31, 8: 31, 10: 31}


@settings(max_examples=100, deadline=None)
@given(st.sampled_from([1, 2, 5]), st.sampled_from([5, 8, 10]), st.sampled_from(DASHES), st.booleans())
def test_a_window_said_in_many_ways_is_one_window(first: int, last: int, dash: str, in_full: bool) -> None:
    start, end = MONTHS[first].split(), MONTHS[last].split()
    text = f"с {start[1]} по {end[0]} 2024 г." if in_full else f"{start[0]}{dash}{end[0]} 2024"
    assert meaning(text) == window(f"2024-{first:02d}-01", f"2024-{last:02d}-{LAST[last]}")


@settings(max_examples=100, deadline=None)
@given(
    st.integers(1, 28),
    st.sampled_from(list(MONTHS)),
    st.sampled_from(
        [
            "до {d} {m} ежегодно",
            "ежегодно до {d} {m}",
            "каждый год, до {d} {m}",
            "Ежегодно, не позднее {d} {m}",
            "ежегодно (до {d:02d}.{n:02d})",
        ]
    ),
)
def test_a_yearly_deadline_said_in_many_ways_is_one_deadline(day: int, month: int, phrasing: str) -> None:
    text = phrasing.format(d=day, m=MONTHS[month].split()[1], n=month)
    assert meaning(text) == YEARLY | {"deadline": f"{month:02d}-{day:02d}"}


# ── What it costs ────────────────────────────────────────────────────────────


def test_commands_that_read_no_schedule_do_not_import_the_parser() -> None:
    rooms = "models.roadmap.schedule.reading, models.roadmap.schedule.occurrences"
    program = f"import sys, {rooms}; sys.exit('lark' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


READS_A_ROADMAP = """
import time
from models.roadmap.schedule.period import Period
from models.roadmap.schedule.reading import read
from tests.models.roadmap.schedule.schedules_of_orders import TABLE
started = time.process_time()
for expression, period, _meaning in TABLE:
    read(expression, Period.parse(period))
raise SystemExit(time.process_time() - started > 1.0)
"""


def test_a_fresh_process_builds_the_grammar_and_reads_a_roadmap_within_a_second() -> None:
    assert subprocess.run([sys.executable, "-c", READS_A_ROADMAP], check=False).returncode == 0
