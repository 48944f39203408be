"""The working calendar: Russia's days off and moved days, a region's own, and what is counted by them."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from models.roadmap.calendar import Calendar, WorkingCalendar, moves_known_until, working_calendar
from models.roadmap.schedule.period import Period

RUSSIA = working_calendar(Period.parse("2021-2026"))


def day(text: str) -> date:
    return date.fromisoformat(text)


# Постановления Правительства РФ от 10.10.2020 № 1648, 16.09.2021 № 1564, 29.08.2022 № 1505, 10.08.2023 № 1314,
# 04.10.2024 № 1335 and 24.09.2025 № 1466 on moving days off in 2021, 2022, 2023, 2024, 2025 and 2026.
MOVED_OFF = (
    *("2021-02-22", "2021-11-05", "2021-12-31", "2022-03-07", "2022-05-03", "2022-05-10", "2023-02-24", "2023-05-08"),
    *("2024-04-29", "2024-04-30", "2024-05-10", "2024-12-30", "2024-12-31"),
    *("2025-05-02", "2025-05-08", "2025-06-13", "2025-11-03", "2025-12-31", "2026-01-09", "2026-12-31"),
)
WORKING_SATURDAYS = ("2021-02-20", "2022-03-05", "2024-04-27", "2024-11-02", "2024-12-28", "2025-11-01")
HOLIDAYS = ("2021-05-03", "2022-06-13", "2023-11-06", "2024-01-08", "2024-06-12", "2025-11-04", "2026-03-09")
DECREED = ("2021-05-04", "2021-05-07", "2021-11-01", "2021-11-03")


@pytest.mark.parametrize("text", [*MOVED_OFF, *HOLIDAYS, *DECREED])
def test_a_moved_day_a_holiday_and_a_decreed_day_are_off(text: str) -> None:
    assert day(text).weekday() < 5
    assert not RUSSIA.is_working(day(text))


@pytest.mark.parametrize("text", WORKING_SATURDAYS)
def test_a_saturday_given_for_a_moved_day_is_working(text: str) -> None:
    assert day(text).weekday() == 5
    assert RUSSIA.is_working(day(text))


@pytest.mark.parametrize(("year", "working"), [(2022, 247), (2023, 247), (2024, 248), (2025, 247), (2026, 247)])
def test_a_year_has_as_many_working_days_as_the_production_calendar_says(year: int, working: int) -> None:
    assert RUSSIA.working_days_between(date(year - 1, 12, 31), date(year, 12, 31)) == working


def test_a_deadline_on_a_day_off_moves_over_all_of_them() -> None:
    assert RUSSIA.next_working_day(day("2024-12-29")) == day("2025-01-09")
    assert RUSSIA.next_working_day(day("2024-05-09")) == day("2024-05-13")
    assert RUSSIA.next_working_day(day("2024-05-31")) == day("2024-05-31")
    assert RUSSIA.last_working_day(day("2024-12-31")) == day("2024-12-28")


def test_deadlines_stay_as_printed_unless_the_roadmap_asks() -> None:
    asked = working_calendar(Period.parse("2024"), Calendar(workdays=True))
    assert (RUSSIA.due(day("2024-05-09")), asked.due(day("2024-05-09"))) == (day("2024-05-09"), day("2024-05-13"))


def test_a_region_has_days_of_its_own() -> None:
    own = Calendar.model_validate(
        {"days_off": {"2025-04-29": "Радоница"}, "working_days": ["2025-05-02"], "saturdays": True}
    )
    region = working_calendar(Period.parse("2025"), own)
    assert not region.is_working(day("2025-04-29"))
    assert region.is_working(day("2025-05-02"))
    assert region.is_working(day("2025-04-26"))
    assert region.days_off[day("2025-04-29")] == "Радоница"


def test_a_calendar_covers_the_year_after_the_plan_where_its_last_deadlines_move_to() -> None:
    assert working_calendar(Period.parse("2024")).next_working_day(day("2024-12-31")) == day("2025-01-09")


def test_the_record_keeps_a_calendar_whole() -> None:
    assert WorkingCalendar.from_json(RUSSIA.as_json()) == RUSSIA


def test_days_off_have_russian_names_on_every_machine() -> None:
    assert RUSSIA.days_off[day("2024-12-30")] == "Выходной (перенесено с 28.12.2024)"


def test_it_is_known_how_far_the_moved_days_are_decided() -> None:
    assert moves_known_until() >= 2026


@pytest.mark.parametrize(
    "written",
    [
        {"workday": True},
        {"days_off": {"29.04.2025": "x"}},
        {"terms": {"quarters": [["09-01", "10-31"]]}},
        {"terms": {"school_year": ["09-31", "05-31"]}},
        {"terms": {"holidays": [{"name": "осенние", "start": "2025-11-03", "end": "2025-10-27"}]}},
    ],
)
def test_a_mistake_in_the_section_is_refused(written: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Calendar.model_validate(written)


DAYS = st.dates(date(2021, 1, 1), date(2026, 12, 31))


@settings(max_examples=100, deadline=None)
@given(DAYS, st.integers(-60, 60))
def test_days_added_are_the_days_counted(start: date, count: int) -> None:
    end = RUSSIA.add_working_days(start, count)
    if count > 0 or (count < 0 and RUSSIA.is_working(start)):
        assert RUSSIA.working_days_between(start, end) == count
    assert RUSSIA.is_working(end) or count == 0


@settings(max_examples=100, deadline=None)
@given(DAYS)
def test_the_next_working_day_is_the_first_one(start: date) -> None:
    found = RUSSIA.next_working_day(start)
    assert RUSSIA.is_working(found)
    assert not [one for one in range((found - start).days) if RUSSIA.is_working(start + timedelta(days=one))]
