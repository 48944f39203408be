"""Opening a year, approving its schools, requests and dates: which steps appear, close, return."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from models.errors import ForbiddenMove, NotFound, VekhaError
from models.records import GroupMember, RoadmapVersion
from models.roadmap.definition import Unit
from models.steps.status import Move, Status
from tasks.cycle.cycles import (
    Approval,
    Dates,
    approve_group,
    close_cycle,
    open_again,
    open_cycle,
    request_step,
    set_dates,
)
from tasks.database import reading, writing
from tasks.people import handover
from tasks.record.book import find_cycle, recorded_definition
from tasks.settings import Settings
from tests.factories import (
    ANNA,
    FEBRUARY,
    FIRST,
    JANUARY,
    MARCH,
    MAY,
    SECOND,
    THIRD,
    approve,
    done,
    hand_in,
    held,
    journal,
    opened,
    ref,
    register,
    six,
    six_with,
    statuses,
    the_step,
)

AUTUMN = Dates(date(2024, 10, 1), date(2024, 10, 31), "письмо № 5")


def group(home: Settings, *schools: str, as_of: date = FEBRUARY) -> int:
    with writing(home) as session:
        return approve(session, held(session), schools, as_of)


def requested(home: Settings, measure: str = "E5", unit: str = FIRST, dates: Dates = AUTUMN) -> str:
    with writing(home) as session:
        return request_step(session, held(session), measure, unit, dates, as_of=MAY, author=ANNA).occurrence


def dated(home: Settings, dates: Dates = AUTUMN, measure: str = "F6") -> int:
    with writing(home) as session:
        return set_dates(session, held(session), measure, dates, as_of=MAY, author=ANNA)


def units_of(home: Settings, measure: str, year: int = 2024) -> set[str]:
    return {unit for code, _occurrence, unit in statuses(home, year) if code == measure}


# ── Opening ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_year_opens_with_the_steps_that_need_no_schools(any_home: Settings) -> None:
    opened(any_home)
    assert {code for code, _occurrence, _unit in statuses(any_home)} == {"A1", "C3", "F6"}


def test_opening_twice_changes_nothing(any_home: Settings) -> None:
    opened(any_home, FIRST)
    before = statuses(any_home), len(journal(any_home))
    with writing(any_home) as session:
        open_cycle(session, six(), 2024, as_of=MARCH, author=ANNA)
    assert (statuses(any_home), len(journal(any_home))) == before
    with reading(any_home) as session:
        assert find_cycle(session, "six", 2024).last_as_of == JANUARY  # nothing happened in March


def test_a_year_has_only_its_own_occurrences(home: Settings) -> None:
    opened(home, FIRST)
    opened(home, FIRST, year=2025, as_of=date(2025, 1, 15))
    assert set(statuses(home, 2025)) == {("D4", "2025-09-01/2025-09-30", FIRST)}


def test_a_played_year_is_never_taken_for_a_real_one(home: Settings) -> None:
    opened(home, simulated=True)
    with pytest.raises(VekhaError, match="Цикл 2024 уже открыт как игровой"):
        opened(home)


def test_a_year_runs_by_the_roadmap_as_it_was_when_it_opened(home: Settings) -> None:
    opened(home, FIRST)
    opened(home, FIRST, year=2025, roadmap=six_with("D4", title="Наставничество по-новому"))
    with reading(home) as session:
        titles = [
            recorded_definition(session, find_cycle(session, "six", year))[0].by_code["D4"].title
            for year in (2024, 2025)
        ]
        assert len(session.exec(select(RoadmapVersion)).all()) == 2
    assert titles == ["Наставничество", "Наставничество по-новому"]


# ── The target group ────────────────────────────────────────────────────────────────────────────────────────────────


def test_only_an_approved_list_creates_school_steps(any_home: Settings) -> None:
    opened(any_home)
    with writing(any_home) as session:
        register(session, FIRST, SECOND, THIRD)
    assert group(any_home, FIRST, SECOND) == 4
    assert units_of(any_home, "B2") == units_of(any_home, "D4") == {FIRST, SECOND}


def test_a_school_is_not_asked_for_what_fell_due_before_its_approval(home: Settings) -> None:
    opened(home, FIRST)
    with writing(home) as session:
        register(session, SECOND)
    assert group(home, FIRST, SECOND, as_of=date(2024, 5, 1)) == 1
    assert units_of(home, "B2") == {FIRST}
    assert units_of(home, "D4") == {FIRST, SECOND}


def test_on_the_last_day_of_a_window_it_is_still_asked(home: Settings) -> None:
    opened(home)
    with writing(home) as session:
        register(session, FIRST)
    group(home, FIRST, as_of=date(2024, 4, 30))
    assert units_of(home, "B2") == {FIRST}


def test_a_leavers_open_steps_close_and_its_done_ones_stay(any_home: Settings) -> None:
    opened(any_home, FIRST, SECOND)
    done(any_home, ref("A1"))
    done(any_home, ref("B2", SECOND))
    group(any_home, FIRST, as_of=MAY)
    left = the_step(any_home, "D4", SECOND)
    assert (left.status, left.reason, left.closed_on) == (Status.WAIVED, "школа выбыла из списка: решение", MAY)
    assert the_step(any_home, "B2", SECOND).status is Status.DONE
    assert the_step(any_home, "D4", FIRST).status is Status.PLANNED
    assert journal(any_home)[-1].move is Move.WITHDRAW


def test_a_leaver_keeps_its_row_with_the_day_it_left(home: Settings) -> None:
    opened(home, FIRST, SECOND)
    group(home, FIRST, as_of=MAY)
    with reading(home) as session:
        rows = session.exec(select(GroupMember).order_by(GroupMember.school)).all()
    assert [(row.school, row.entered_on, row.left_on) for row in rows] == [
        (FIRST, JANUARY, None),
        (SECOND, JANUARY, MAY),
    ]


def test_approving_the_same_list_again_changes_nothing(any_home: Settings) -> None:
    opened(any_home, FIRST, SECOND)
    before = statuses(any_home), len(journal(any_home))
    assert group(any_home, FIRST, SECOND, as_of=MAY) == 0
    assert (statuses(any_home), len(journal(any_home))) == before


def test_a_returning_school_gets_its_withdrawn_steps_back(any_home: Settings) -> None:
    opened(any_home, FIRST, SECOND)
    group(any_home, FIRST, as_of=MARCH)
    group(any_home, FIRST, SECOND, as_of=MAY)
    back = the_step(any_home, "D4", SECOND)
    assert (back.status, back.reason, back.closed_on) == (Status.PLANNED, "школа вернулась в список", None)
    assert journal(any_home)[-1].move is Move.REJOIN
    assert the_step(any_home, "B2", SECOND).status is Status.WAIVED  # fell due while it was away


def test_what_was_waived_for_another_reason_stays_waived_when_the_school_returns(home: Settings) -> None:
    opened(home, FIRST, SECOND)
    with writing(home) as session:
        handover.waive(session, ref("D4", SECOND), "слияние школ", as_of=FEBRUARY, author=ANNA)
    group(home, FIRST, as_of=MARCH)
    group(home, FIRST, SECOND, as_of=MAY)
    assert the_step(home, "D4", SECOND).reason == "слияние школ"


def test_a_school_that_the_register_does_not_know_is_refused_with_all_others_like_it(home: Settings) -> None:
    opened(home, FIRST)
    with pytest.raises(NotFound, match="В реестре нет школ: edu680002, edu680003"):
        group(home, FIRST, SECOND, THIRD)
    assert units_of(home, "B2") == {FIRST}


# ── Requests ────────────────────────────────────────────────────────────────────────────────────────────────────────


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


# ── Dates ───────────────────────────────────────────────────────────────────────────────────────────────────────────


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
    group(home, FIRST, as_of=MAY)
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


# ── The end of a year ───────────────────────────────────────────────────────────────────────────────────────────────


def test_a_year_with_unfinished_steps_is_not_closed_and_they_are_named(home: Settings) -> None:
    opened(home)
    told = "Год 2024 не закрыть, не исполнено и не снято: A1, C3, F6"
    with writing(home) as session, pytest.raises(VekhaError, match=told):
        close_cycle(session, held(session))


def test_in_a_closed_year_nothing_is_recorded_until_it_is_open_again(any_home: Settings) -> None:
    opened(any_home)
    for code in ("A1", "C3", "F6"):
        with writing(any_home) as session:
            handover.waive(session, ref(code), "не нужно", as_of=MAY, author=ANNA)
    with writing(any_home) as session:
        close_cycle(session, held(session))
    before = journal(any_home)
    opened(any_home, as_of=MAY)
    with writing(any_home) as session, pytest.raises(VekhaError, match="Год 2024 закрыт"):
        handover.reopen(session, ref("A1"), "ошибка", as_of=MAY, author=ANNA)
    assert [one.hash for one in journal(any_home)] == [one.hash for one in before]
    with writing(any_home) as session:
        open_again(session, held(session))
        assert handover.reopen(session, ref("A1"), "ошибка", as_of=MAY, author=ANNA).status is Status.OPEN


def test_who_enters_has_steps_from_the_date_of_the_list(home: Settings) -> None:
    opened(home)
    with writing(home) as session:
        register(session, FIRST)
        late = Approval("17", date(2024, 4, 20), ANNA.actor)
        assert approve_group(session, held(session), [FIRST], late, as_of=MAY, author=ANNA) == 2
    assert the_step(home, "B2", FIRST).due_on == date(2024, 4, 30), "due after the list's date, before it was typed in"
