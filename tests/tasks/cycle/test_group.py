"""Approving the target group: which steps appear, close, return."""

from datetime import date

import pytest
from sqlmodel import select

from models.errors import NotFound
from models.records import GroupMember
from models.steps.status import Move, Status
from tasks.cycle.group import Approval, approve_group
from tasks.database import reading, writing
from tasks.people import handover
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
    held,
    journal,
    opened,
    ref,
    register,
    statuses,
    the_step,
)


def group(home: Settings, *schools: str, as_of: date = FEBRUARY) -> int:
    with writing(home) as session:
        return approve(session, held(session), schools, as_of)


def units_of(home: Settings, measure: str, year: int = 2024) -> set[str]:
    return {unit for code, _occurrence, unit in statuses(home, year) if code == measure}


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


def test_who_enters_has_steps_from_the_date_of_the_list(home: Settings) -> None:
    opened(home)
    with writing(home) as session:
        register(session, FIRST)
        late = Approval("17", date(2024, 4, 20), ANNA.actor)
        assert approve_group(session, held(session), [FIRST], late, as_of=MAY, author=ANNA) == 2
    assert the_step(home, "B2", FIRST).due_on == date(2024, 4, 30), "due after the list's date, before it was typed in"
