"""RFC 5545 lines give exactly the deadlines of the rule; another implementation of the standard expands them."""

from datetime import date, datetime

import pytest
from dateutil.rrule import rruleset, rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from models.roadmap.schedule.period import Period
from models.roadmap.schedule.reading import read
from models.roadmap.schedule.recurrence import as_rfc5545, deadlines
from models.roadmap.schedule.rules import Rule
from tests.models.roadmap.schedule.saying_it import recurring_rules
from tests.models.roadmap.schedule.schedules_of_orders import TABLE
from tests.models.roadmap.schedule.schedules_of_others import OTHERS


def lines(expression: str, period: str) -> list[str]:
    return list(as_rfc5545(read(expression, Period.parse(period)), Period.parse(period)))


@pytest.mark.parametrize(
    ("expression", "period", "expected"),
    [
        (
            "до 31 мая ежегодно",
            "2022-2024",
            ["DTSTART;VALUE=DATE:20220531", "RRULE:FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=31;UNTIL=20240531"],
        ),
        (
            "1 раз в 3 месяца",
            "2024-2025",
            ["DTSTART;VALUE=DATE:20240331", "RRULE:FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1;UNTIL=20251231"],
        ),
        (
            "второй вторник каждого месяца",
            "2024",
            ["DTSTART;VALUE=DATE:20240109", "RRULE:FREQ=MONTHLY;BYDAY=2TU;UNTIL=20241210"],
        ),
        (
            "еженедельно по понедельникам и средам",
            "2024-05/2024-05",
            ["DTSTART;VALUE=DATE:20240501", "RRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20240529"],
        ),
        (
            "31 числа каждого месяца",
            "2024",
            ["DTSTART;VALUE=DATE:20240131", "RRULE:FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1;UNTIL=20241231"],
        ),
        (
            "последний рабочий день месяца",
            "2024-11/2024-12",
            ["DTSTART;VALUE=DATE:20241129", "RDATE;VALUE=DATE:20241129,20241228"],
        ),
        (
            "последняя суббота апреля",
            "2024-2026",
            ["DTSTART;VALUE=DATE:20240427", "RRULE:FREQ=YEARLY;BYDAY=-1SA;BYMONTH=4;UNTIL=20260425"],
        ),
        (
            "раз в четверть",
            "2023/2024",
            ["DTSTART;VALUE=DATE:20231031", "RDATE;VALUE=DATE:20231031,20231231,20240331,20240531"],
        ),
        ("до 1 мая 2024", "2024", ["DTSTART;VALUE=DATE:20240501", "RDATE;VALUE=DATE:20240501"]),
        ("по графику", "2024", []),
        ("по запросу", "2024", []),
    ],
)
def test_a_rule_in_the_words_of_the_standard(expression: str, period: str, expected: list[str]) -> None:
    assert lines(expression, period) == expected


def test_an_interval_that_the_plan_s_end_cuts_is_due_on_that_end() -> None:
    said = lines("каждые 10 дней", "2024-05/2024-06")
    assert said[-1] == "RDATE;VALUE=DATE:20240630"


def expanded(said: list[str]) -> list[date]:
    """The days that another reader of the standard finds; DTSTART is always one of them."""
    found = rruleset()
    start = next(line for line in said if line.startswith("DTSTART")).partition(":")[2]
    for line in said:
        name, _colon, value = line.partition(":")
        if name == "RRULE":
            found.rrule(rrulestr(value, dtstart=datetime.strptime(start, "%Y%m%d")))  # type: ignore[arg-type]
        for day in value.split(",") if "DATE;" in name or name.startswith("DTSTART") else []:
            add = found.exdate if name.startswith("EXDATE") else found.rdate
            add(datetime.strptime(day, "%Y%m%d"))
    return sorted({moment.date() for moment in found})


@pytest.mark.parametrize(("expression", "period", "_meaning"), [*TABLE, *OTHERS])
def test_the_lines_give_the_deadlines_of_every_expression(expression: str, period: str, _meaning: object) -> None:
    plan = Period.parse(period)
    rule = read(expression, plan)
    said = list(as_rfc5545(rule, plan))
    assert (expanded(said) if said else []) == deadlines(rule, plan)


@settings(max_examples=100, deadline=None)
@given(recurring_rules, st.sampled_from(["2024", "2024-2025", "2023/2024", "2022-09/2024-05", "2021-2026"]))
def test_the_lines_give_the_deadlines_of_every_rule(rule: Rule, period: str) -> None:
    plan = Period.parse(period)
    said = list(as_rfc5545(rule, plan))
    assert (expanded(said) if said else []) == deadlines(rule, plan)
