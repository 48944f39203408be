"""Requests, and dates that another document sets: which steps get which days, and what is refused."""

from datetime import date, timedelta

import pytest

from models.errors import ForbiddenMove, NotFound, VekhaError
from models.roadmap.definition import Unit
from models.steps.status import Move, Status
from tasks.cycle.dates import Dates, request_step, set_dates
from tasks.database import writing
from tasks.settings import Settings
from tests.factories import (
    ANNA,
    FIRST,
    JANUARY,
    MAY,
    THIRD,
    approve,
    done,
    hand_in,
    held,
    journal,
    opened,
    ref,
    register,
    six_with,
    the_step,
)

AUTUMN = Dates(date(2024, 10, 1), date(2024, 10, 31), "письмо № 5")


def requested(home: Settings, measure: str = "E5", unit: str = FIRST, dates: Dates = AUTUMN) -> str:
    with writing(home) as session:
        return request_step(session, held(session), measure, unit, dates, as_of=MAY, author=ANNA).occurrence


def dated(home: Settings, dates: Dates = AUTUMN, measure: str = "F6") -> int:
    with writing(home) as session:
        return set_dates(session, held(session), measure, dates, as_of=MAY, author=ANNA)


def test_a_request_makes_a_step_with_its_own_deadline(any_home: Settings) -> None:
    opened(any_home, FIRST)
    assert [requested(any_home), requested(any_home)] == ["request-1", "request-2"]
    step = the_step(any_home, "E5", FIRST, "request-1")
    assert (step.opens_on, step.due_on, step.reason) == (AUTUMN.opens_on, AUTUMN.due_on, "письмо № 5")
    assert step.status is Status.PLANNED


def test_what_the_calendar_brings_is_not_requested(home: Settings) -> None:
    opened(home, FIRST)
    with pytest.raises(VekhaError, match="B2 идёт по срокам дорожной карты"):
        requested(home, "B2")


def test_a_request_for_the_past_is_refused(home: Settings) -> None:
    opened(home, FIRST)
    with pytest.raises(VekhaError, match=r"Срок 01\.02\.2024 уже прошёл"):
        requested(home, dates=Dates(JANUARY, date(2024, 2, 1), "письмо"))


def test_a_request_names_a_school_exactly_when_the_measure_is_done_in_schools(home: Settings) -> None:
    opened(home, FIRST)
    with pytest.raises(VekhaError, match="E5 исполняется в каждой школе: назовите школу"):
        requested(home, unit="")
    with pytest.raises(NotFound, match="В реестре нет школ: edu680003"):
        requested(home, unit=THIRD)


def test_a_request_for_everybody_names_no_school(home: Settings) -> None:
    opened(home, FIRST, roadmap=six_with("E5", unit=Unit.ROADMAP))
    with pytest.raises(VekhaError, match="E5 исполняется один раз за всех"):
        requested(home)
    assert requested(home, unit="") == "request-1"


def test_a_request_says_why(home: Settings) -> None:
    opened(home, FIRST)
    with pytest.raises(ForbiddenMove, match="Запрос: нужна причина"):
        requested(home, dates=Dates(AUTUMN.opens_on, AUTUMN.due_on, " "))


def test_an_unknown_measure_is_not_requested_and_gets_no_dates(home: Settings) -> None:
    opened(home, FIRST)
    for deed in (requested, lambda home, code: dated(home, measure=code)):
        with pytest.raises(NotFound, match="Мероприятия E9 в дорожной карте нет"):
            deed(home, "E9")


def test_dates_of_another_document_are_written_down_with_it(any_home: Settings) -> None:
    opened(any_home)
    assert dated(any_home) == 1
    step = the_step(any_home, "F6")
    assert (step.opens_on, step.due_on, step.status, step.occurrence) == (
        AUTUMN.opens_on,
        AUTUMN.due_on,
        Status.PLANNED,
        "dates",
    )
    assert (journal(any_home)[-1].move, journal(any_home)[-1].reason) == (Move.DATE, "письмо № 5")


def test_a_step_with_supplied_dates_can_be_handed_in(home: Settings) -> None:
    opened(home)
    with writing(home) as session:
        register(session, FIRST)
        approve(session, held(session), [FIRST], MAY)
    done(home, ref("D4", FIRST), as_of=MAY)
    dated(home)
    assert hand_in(home, ref("F6"), as_of=AUTUMN.opens_on).status is Status.SUBMITTED


def test_dates_that_were_mistaken_are_given_anew(any_home: Settings) -> None:
    opened(any_home)
    dated(any_home, Dates(date(2025, 10, 1), date(2025, 10, 31), "опечатка"))
    assert dated(any_home) == 1
    assert the_step(any_home, "F6").due_on == AUTUMN.due_on


def test_dates_are_given_only_to_who_awaits_them(home: Settings) -> None:
    opened(home)
    with pytest.raises(VekhaError, match="У мероприятия A1 нет шагов, которые ждут дат"):
        dated(home, measure="A1")


@pytest.mark.parametrize("opens_on", [date(1999, 10, 1), date(2042, 10, 1)])
def test_dates_and_requests_lie_in_the_plans_period(home: Settings, opens_on: date) -> None:
    opened(home, FIRST)
    dates = Dates(opens_on, opens_on + timedelta(days=30), "опечатка")
    for deed in (lambda: dated(home, dates), lambda: requested(home, dates=dates)):
        with pytest.raises(VekhaError, match=r"вне периода дорожной карты \(01\.01\.2024–31\.12\.2025\)"):
            deed()


def test_dates_end_after_they_begin(home: Settings) -> None:
    opened(home)
    with pytest.raises(VekhaError, match=r"Конец 01\.10\.2024 раньше начала 31\.10\.2024"):
        dated(home, Dates(AUTUMN.due_on, AUTUMN.opens_on, "письмо"))
