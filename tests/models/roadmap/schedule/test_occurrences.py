"""The steps that a schedule means inside the plan's period."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.roadmap.schedule.occurrences import WAITING_FOR_DATES, Span, spans
from models.roadmap.schedule.period import Period
from models.roadmap.schedule.reading import read
from tests.models.roadmap.schedule.schedules_of_orders import KIRSANOV, TABLE


def days(expression: str, period: str, reporting_months: int = 3) -> list[str]:
    plan = Period.parse(period)
    return [f"{span.opens_on} {span.due_on}" for span in spans(read(expression, plan), plan, reporting_months)]


QUARTERS_OF_2024_2025 = [
    *("2024-01-01 2024-03-31", "2024-04-01 2024-06-30", "2024-07-01 2024-09-30", "2024-10-01 2024-12-31"),
    *("2025-01-01 2025-03-31", "2025-04-01 2025-06-30", "2025-07-01 2025-09-30", "2025-10-01 2025-12-31"),
]


@pytest.mark.parametrize(
    ("expression", "period", "expected"),
    [
        ("Август 2024, 2025", "2024-2025", ["2024-08-01 2024-08-31", "2025-08-01 2025-08-31"]),
        ("Октябрь-январь 2024, 2025", "2024-2025", ["2024-10-01 2025-01-31"]),
        ("Ежегодно (сентябрь - ноябрь)", "2024-2025", ["2024-09-01 2024-11-30", "2025-09-01 2025-11-30"]),
        ("Ежегодно декабрь", "2024-2025", ["2024-12-01 2024-12-31", "2025-12-01 2025-12-31"]),
        ("ежегодно", "2024-2025", ["2024-01-01 2024-12-31", "2025-01-01 2025-12-31"]),
        ("ежегодно", "2023/2024", ["2023-09-01 2024-05-31"]),
        ("1 раз в 3 месяца", "2024-2025", QUARTERS_OF_2024_2025),
        ("Постоянно", "2024-2025", QUARTERS_OF_2024_2025),
        ("Постоянно", "2023/2024", ["2023-09-01 2023-11-30", "2023-12-01 2024-02-29", "2024-03-01 2024-05-31"]),
        ("Ноябрь 2024. Далее: В течение 2025 года", "2024-2025", ["2024-11-01 2024-11-30", "2025-01-01 2025-12-31"]),
        (
            "Октябрь-декабрь 2024 Далее: постоянно в течение учебного года",
            "2024-2025",
            ["2024-10-01 2024-12-31", *QUARTERS_OF_2024_2025[4:]],
        ),
        (
            "Февраль 2022 г. – далее ежегодно",
            "2022-2024",
            ["2022-02-01 2022-02-28", "2023-02-01 2023-02-28", "2024-02-01 2024-02-29"],
        ),
        (
            "до 30.06.2022 далее - ежегодно",
            "2022-2024",
            ["2022-01-01 2022-06-30", "2023-01-01 2023-06-30", "2024-01-01 2024-06-30"],
        ),
        (
            "Постоянно, октябрь 2024",
            "2024-09/2024-12",
            ["2024-10-01 2024-10-31", "2024-09-01 2024-11-30", "2024-12-01 2024-12-31"],
        ),
        ("2 раза в год", "2023", ["2023-01-01 2023-06-30", "2023-07-01 2023-12-31"]),
        ("раз в полугодие (декабрь, май)", "2023/2024", ["2023-12-01 2023-12-31", "2024-05-01 2024-05-31"]),
        (
            "раз в четверть",
            "2023",
            ["2023-01-01 2023-03-31", "2023-04-01 2023-05-31", "2023-09-01 2023-10-31", "2023-11-01 2023-12-31"],
        ),
        ("октябрь-январь", "2023-2024", ["2023-10-01 2024-01-31", "2024-10-01 2024-12-31"]),
        ("С 2021 года", "2021-2024", ["2021-01-01 2024-12-31"]),
        ("ежегодно с 2023 года", "2021-2024", ["2023-01-01 2023-12-31", "2024-01-01 2024-12-31"]),
        ("последний рабочий день месяца", "2024-05/2024-06", ["2024-05-31 2024-05-31", "2024-06-28 2024-06-28"]),
        ("последняя пятница месяца", "2024-05/2024-06", ["2024-05-31 2024-05-31", "2024-06-28 2024-06-28"]),
        ("последняя суббота апреля", "2024-2025", ["2024-04-27 2024-04-27", "2025-04-26 2025-04-26"]),
        ("ежемесячно до 5 числа", "2024-05/2024-06", ["2024-05-01 2024-05-05", "2024-06-01 2024-06-05"]),
        ("31 числа каждого месяца", "2024-05/2024-06", ["2024-05-31 2024-05-31", "2024-06-30 2024-06-30"]),
        (
            "каждые 10 дней",
            "2024-05/2024-05",
            ["2024-05-01 2024-05-10", "2024-05-11 2024-05-20", "2024-05-21 2024-05-30", "2024-05-31 2024-05-31"],
        ),
        ("в конце каждого квартала", "2024-04/2024-06", ["2024-06-21 2024-06-30"]),
    ],
)
def test_a_schedule_s_steps(expression: str, period: str, expected: list[str]) -> None:
    assert days(expression, period) == expected


def test_a_bare_deadline_opens_with_its_calendar_year() -> None:
    assert days("до 30 мая 2025", "2024-2025") == ["2025-01-01 2025-05-30"]


def test_a_bare_deadline_opens_no_earlier_than_the_plan() -> None:
    assert days("до 30 мая", "2023-03/2023-12") == ["2023-03-01 2023-05-30"]


def test_the_reporting_period_of_a_continuous_measure_can_be_chosen() -> None:
    assert days("постоянно", "2023", 6) == ["2023-01-01 2023-06-30", "2023-07-01 2023-12-31"]


@pytest.mark.parametrize("expression", ["По графику", "после семинара"])
def test_a_step_without_dates_waits_for_them(expression: str) -> None:
    plan = Period.parse("2023")
    assert spans(read(expression, plan), plan) == (WAITING_FOR_DATES,)


@pytest.mark.parametrize("expression", ["По запросам школ", "", "скоро", "Август 2026", "до 1 мая 2022"])
def test_what_is_asked_for_unsaid_unread_or_outside_the_plan_makes_no_step(expression: str) -> None:
    assert days(expression, "2023") == []


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(TABLE), st.sampled_from(["2023", "2024-2025", "2023/2024", "2022-09/2024-05"]))
def test_steps_lie_in_the_period_sorted_and_none_twice(case: tuple[str, str, object], text: str) -> None:
    period = Period.parse(text)
    found = spans(read(case[0], period), period)
    dated = [span for span in found if span != WAITING_FOR_DATES]
    assert len(set(found)) == len(found)
    assert dated == sorted(dated, key=lambda span: (span.due_on or date.max, span.opens_on or date.max))
    for span in dated:
        assert span.opens_on is not None
        assert span.due_on is not None
        assert period.start <= span.opens_on <= span.due_on <= period.end


def test_every_expression_of_the_running_order_lies_in_its_plan() -> None:
    plan = Period.parse(KIRSANOV)
    of_order = [expression for expression, period, _meaning in TABLE if period == KIRSANOV]
    without_steps = {expression for expression in of_order if not spans(read(expression, plan), plan)}
    assert without_steps == {"По запросам образова- тельных организац ий", "По мере поступления"}
    for expression in of_order:
        for span in spans(read(expression, plan), plan):
            assert span == Span(None, None) or plan.start <= (span.opens_on or date.min) <= plan.end
