"""A pair that does not meet is told to the role that answers, once for each further period of its silence."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from models.records import Notice
from tasks.database import reading, writing
from tasks.mentoring import meetings
from tasks.mentoring.pairs import Need
from tasks.mentoring.quiet import owe_quiet, tell_of_quiet_pairs
from tasks.settings import Settings
from tests.factories import ANNA, FEBRUARY, FIRST, SECOND, THIRD, held, opened, register, six_with
from tests.tasks.mentoring.school_year import M1, M2, T1, T2, appoint

PERIOD = timedelta(weeks=meetings.QUIET_WEEKS)
QUIET = FEBRUARY + PERIOD


@pytest.fixture
def year(any_home: Settings) -> Settings:
    """Two pairs that began on one day; the municipality leads the plan of mentors' work."""
    opened(any_home, FIRST, roadmap=six_with("D4", draft="mentor_plan"))
    with writing(any_home) as session:
        register(session, SECOND, THIRD)
    appoint(any_home, (T1, M1), (T2, M2))
    return any_home


def meet(home: Settings, need: Need, on: date) -> None:
    with writing(home) as session:
        meetings.met(session, held(session), need, on, "Дроби", "", as_of=on, author=ANNA)


def told(home: Settings, as_of: date) -> int:
    return tell_of_quiet_pairs(home, "six", 2024, as_of)


def notices(home: Settings) -> list[Notice]:
    with reading(home) as session:
        return [one for one in session.exec(select(Notice).order_by(Notice.id)) if one.kind == "quiet_pair"]  # type: ignore[arg-type]


def test_nobody_is_told_before_the_pair_is_quiet_and_once_it_is_the_role_is(year: Settings) -> None:
    assert told(year, QUIET - timedelta(days=1)) == 0
    assert told(year, QUIET) == 2
    (notice,) = notices(year)
    assert (notice.party, notice.scope, notice.measure) == ("municipality", "Кирсанов", "D4")
    assert "не встречаются 6 недель и дольше: 2 пары. 1 школа: Школа № 1." in notice.text
    assert "У-1" not in notice.text


def test_a_repeat_tells_nothing_and_a_further_period_tells_again(year: Settings) -> None:
    told(year, QUIET)
    assert (told(year, QUIET), told(year, QUIET + PERIOD - timedelta(days=1))) == (0, 0)
    assert told(year, QUIET + PERIOD) == 2
    assert len(notices(year)) == 2


def test_a_meeting_begins_a_new_silence(year: Settings) -> None:
    meet(year, T1, QUIET - timedelta(days=7))
    assert told(year, QUIET) == 1
    assert told(year, QUIET - timedelta(days=7) + PERIOD) == 1


def test_two_who_tell_at_once_tell_once(year: Settings) -> None:
    with writing(year) as session:
        assert owe_quiet(session, held(session), QUIET) == 2
        assert owe_quiet(session, held(session), QUIET) == 0


def test_where_the_order_has_no_such_plan_the_coordinator_is_told(home: Settings) -> None:
    opened(home, FIRST)
    with writing(home) as session:
        register(session, SECOND)
    appoint(home, (T1, M1))
    told(home, QUIET)
    (notice,) = notices(home)
    assert (notice.party, notice.scope) == ("coordinator", "")
    assert notice.text.startswith("Не встречаются: «Пары наставников», дорожная карта «Шесть мероприятий», 2024 год.")
