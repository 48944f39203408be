"""Meetings are recorded of the pair of that day; pairs that have not met for long are quiet."""

from datetime import date, timedelta

import pytest

from models.errors import NotFound, VekhaError
from tasks.database import reading, writing
from tasks.mentoring import meetings
from tasks.mentoring.meetings import Seen
from tasks.mentoring.pairs import Need, need_of
from tasks.settings import Settings
from tests.factories import ANNA, FEBRUARY, FIRST, MARCH, MAY, SECOND, THIRD, held, opened, register
from tests.tasks.mentoring.school_year import M1, M2, T1, T2, appoint


@pytest.fixture
def year(any_home: Settings) -> Settings:
    opened(any_home, FIRST)
    with writing(any_home) as session:
        register(session, SECOND, THIRD)
    appoint(any_home, (T1, M1), (T2, M2))
    return any_home


def meet(home: Settings, need: Need, on: date, topic: str = "Дроби", as_of: date = MAY) -> None:
    with writing(home) as session:
        meetings.met(session, held(session), need, on, topic, "№ 3", as_of=as_of, author=ANNA)


def seen(home: Settings) -> dict[Need, Seen]:
    with reading(home) as session:
        return {need_of(one.pair): one for one in meetings.seen(session, held(session))}


def test_meetings_are_counted_by_pair(year: Settings) -> None:
    meet(year, T1, MARCH)
    meet(year, T1, MAY)
    found = seen(year)
    assert [(found[need].meetings, found[need].last) for need in (T1, T2)] == [(2, MAY), (0, None)]


def test_a_pair_is_quiet_so_many_weeks_after_its_last_meeting_or_its_beginning(year: Settings) -> None:
    meet(year, T1, MARCH)
    found = seen(year)
    assert [found[need].is_quiet(FEBRUARY + timedelta(weeks=4), 4) for need in (T1, T2)] == [False, True]
    assert not found[T2].is_quiet(FEBRUARY + timedelta(weeks=4) - timedelta(days=1), 4)
    assert found[T1].is_quiet(MARCH + timedelta(weeks=4), 4)


def test_a_new_pair_does_not_take_over_the_meetings_of_the_one_before(year: Settings) -> None:
    meet(year, T1, MARCH)
    appoint(year, (T1, M2), as_of=MAY)
    assert seen(year)[T1].meetings == 0
    meet(year, T1, MARCH + timedelta(days=1))
    assert seen(year)[T1].meetings == 0


@pytest.mark.parametrize(
    ("on", "topic", "told"),
    [(MAY + timedelta(days=1), "Дроби", "ещё впереди"), (MARCH, " ", "Назовите тему")],
)
def test_a_meeting_has_been_and_has_a_topic(year: Settings, on: date, topic: str, told: str) -> None:
    with pytest.raises(VekhaError, match=told):
        meet(year, T1, on, topic)


def test_before_the_pair_began_nobody_met(year: Settings) -> None:
    with pytest.raises(NotFound, match="наставника не было"):
        meet(year, T1, FEBRUARY - timedelta(days=1))
