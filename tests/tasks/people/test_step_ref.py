"""Which step a person means: windows, requests, and what is answered when there is none."""

from datetime import date

import pytest

from models.errors import NotFound
from models.steps.status import Status
from tasks.cycle.dates import Dates, request_step
from tasks.database import writing
from tasks.people import handover
from tasks.settings import Settings
from tests.factories import (
    ANNA,
    BORIS,
    FEBRUARY,
    FIRST,
    MARCH,
    SECOND,
    accept,
    hand_in,
    held,
    opened,
    paper,
    ref,
    six_with,
    the_step,
    waive,
)


def request(home: Settings, why: str, year: int = 2024) -> None:
    dates = Dates(date(year, 10, 1), date(year, 10, 31), why)
    with writing(home) as session:
        request_step(session, held(session, year), "E5", FIRST, dates, as_of=FEBRUARY, author=ANNA)


def test_an_unknown_measure_and_an_unknown_step_are_told_apart(home: Settings) -> None:
    opened(home, FIRST)
    with pytest.raises(NotFound, match="Мероприятия A9 в дорожной карте нет"):
        accept(home, ref("A9"))
    with pytest.raises(NotFound, match="Мероприятия A9 в дорожной карте нет"), writing(home) as session:
        handover.submit(session, home, ref("A9"), [paper()], as_of=FEBRUARY, author=BORIS)
    with pytest.raises(NotFound, match=r"Шага B2 edu680002 в цикле 2024 нет\. Есть шаги школ: edu680001\."):
        accept(home, ref("B2", SECOND))
    with pytest.raises(NotFound, match="B2 исполняется в каждой школе"):
        accept(home, ref("B2"))


def test_a_second_window_is_handed_in_while_the_first_waits_for_its_acceptor(home: Settings) -> None:
    opened(home, roadmap=six_with("A1", schedule="Январь 2024, март 2024"))
    first = hand_in(home, ref("A1"), as_of=MARCH)
    second = hand_in(home, ref("A1"), as_of=MARCH)
    assert [first.step.occurrence[:7], second.step.occurrence[:7]] == ["2024-01", "2024-03"]


def test_a_request_is_named_in_full(home: Settings) -> None:
    opened(home, FIRST)
    for number in range(1, 11):
        request(home, f"письмо № {number}")
    waive(home, ref("E5", FIRST, "request-1"))
    assert the_step(home, "E5", FIRST, "request-10").status is Status.PLANNED


def test_requests_of_two_years_are_two_steps(home: Settings) -> None:
    opened(home, FIRST)
    opened(home, FIRST, year=2025)
    request(home, "письмо № 1")
    request(home, "письмо № 2", year=2025)
    for year, window in ((2024, "request-1"), (2025, "request-2")):
        with writing(home) as session:
            outcome = handover.waive(session, ref("E5", FIRST, year=year), "не нужно", as_of=MARCH, author=ANNA)
        assert outcome.step.occurrence == window


def test_a_window_chooses_among_several_steps(home: Settings) -> None:
    opened(home, FIRST)
    with pytest.raises(NotFound, match=r"Шага D4 edu680001 2025 в цикле 2024 нет\. Есть: --window 2024-09-01\."):
        waive(home, ref("D4", FIRST, "2025"))
    assert waive(home, ref("D4", FIRST, "2024-09")).step.occurrence == "2024-09-01/2024-09-30"
