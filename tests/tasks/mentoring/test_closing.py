"""A school that closes or merges in mid-year: its open steps, its plan, its pairs, whom it helped and who helped it."""

from pathlib import Path

import pytest

from models.errors import NotFound, VekhaError
from models.mentoring.helpers import Helped
from models.records import HelperKind, MentorPair
from models.steps.status import Status
from models.support.plan import Change
from tasks.database import reading, writing
from tasks.mentoring import pairs
from tasks.mentoring.closing import Closed, Closing, close_school
from tasks.mentoring.proposing import proposal
from tasks.settings import Settings
from tests.factories import ANNA, FIRST, MARCH, SECOND, THIRD, held, opened, statuses
from tests.tasks.mentoring.school_year import M1, M2, T1, T2, all_pairs, appoint, who_stands, year_with_needs
from tests.tasks.mentoring.test_helping import appoint as appoint_helpers
from tests.tasks.mentoring.test_helping import stands
from tests.tasks.support.made import basis, changes, plan, proposed

BY = ("31", MARCH, "решение учредителя")


def closed(home: Settings, school: str, into: str = "", reason: str = BY[2]) -> Closed:
    with writing(home) as session:
        said = Closing(school, into, *BY[:2], reason)
        return close_school(session, held(session), said, as_of=MARCH, author=ANNA)


@pytest.fixture
def year(any_home: Settings, tmp_path: Path) -> Settings:
    """One school with two pairs and a partner school."""
    year_with_needs(any_home, tmp_path, T1, T2)
    appoint(any_home, (T1, M1), (T2, M2))
    appoint_helpers(any_home, HelperKind.PARTNER, Helped(FIRST, SECOND))
    return any_home


def ended(home: Settings) -> list[MentorPair]:
    with reading(home) as session:
        return [one for one in all_pairs(session) if one.ended_on]


def test_a_school_that_is_helped_leaves_with_its_steps_and_pairs(year: Settings) -> None:
    found = closed(year, FIRST, into=THIRD)
    assert (found.steps, len(found.pairs), len(found.helpers)) == (2, 2, 1)
    assert {status for (_code, _key, unit), status in statuses(year).items() if unit == FIRST} == {Status.WAIVED}
    assert who_stands(year) == {}
    assert stands(year, HelperKind.PARTNER) == {}
    assert {one.reason for one in ended(year)} == {f"присоединена к {THIRD}: решение учредителя"}


def test_a_school_that_helps_takes_only_its_own_pairs_and_is_proposed_no_more(year: Settings) -> None:
    found = closed(year, SECOND)
    assert (found.steps, len(found.pairs), len(found.helpers)) == (0, 1, 1)
    assert who_stands(year) == {T2: M2}
    found_again = proposal(year, "six", 2024)
    assert set(found_again.pairs["mentor_school"]) == {THIRD}
    with pytest.raises(VekhaError, match="выбыли, назначить их нельзя"):
        appoint(year, (T1, M1), as_of=MARCH)


def test_closing_twice_ends_nothing_more(year: Settings) -> None:
    closed(year, SECOND)
    again = closed(year, SECOND)
    assert (again.steps, len(again.pairs), len(again.helpers)) == (0, 0, 0)
    with reading(year) as session:
        assert pairs.closed_schools(session, held(session)) == {SECOND}


def test_the_plan_of_a_school_that_is_gone_stays_as_it_is(any_home: Settings) -> None:
    opened(any_home, FIRST, SECOND)
    proposed(any_home, basis())
    closed(any_home, FIRST, into=SECOND)
    with pytest.raises(VekhaError, match=f"их планы больше не меняются: {FIRST}"):
        changes(any_home, FIRST, Change(drop=("K01.2",)), as_of=MARCH)
    assert plan(any_home, FIRST).row.version == 1


def test_what_makes_no_sense_is_refused(year: Settings) -> None:
    with pytest.raises(VekhaError, match="нельзя присоединить к ней самой"):
        closed(year, FIRST, into=FIRST)
    with pytest.raises(VekhaError, match="Назовите причину"):
        closed(year, FIRST, reason=" ")
    with pytest.raises(NotFound, match="В реестре нет школ"):
        closed(year, "edu680999")
