"""Where the days of a party's calendar come from: the plan until a year is open, then the record."""

from datetime import date

import pytest

from models.errors import NotFound
from models.roadmap.agenda import Dated
from models.roadmap.definition import Roadmap
from tasks.cycle.adoption import adopt
from tasks.cycle.agenda import dated, party_meant, planned, running
from tasks.cycle.dates import Dates, request_step, set_dates
from tasks.database import reading, writing
from tasks.people import handover
from tasks.settings import Settings
from tests.factories import ANNA, FEBRUARY, FIRST, JANUARY, SECOND, held, opened, ref, six, six_with

WRITTEN = Dates(date(2024, 10, 7), date(2024, 10, 11), "письмо № 5")


def listed(home: Settings, school: str = "", roadmap: Roadmap | None = None) -> dict[tuple[str, str], Dated]:
    with reading(home) as session:
        return {(one.measure, one.occurrence): one for one in dated(session, roadmap or six(), school)}


def adopted(home: Settings, roadmap: Roadmap) -> None:
    with writing(home) as session:
        adopt(session, held(session), roadmap, renamed={}, reason="приказ № 9", as_of=JANUARY, author=ANNA)


def test_before_a_year_is_open_its_days_are_the_plans(home: Settings) -> None:
    assert list(listed(home).values()) == planned(six())


def test_an_open_year_gives_the_record_and_the_others_the_plan(any_home: Settings) -> None:
    opened(any_home, FIRST, SECOND)
    days = {(one.measure, one.occurrence): (one.opens_on, one.due_on, one.printed_on) for one in planned(six())}
    found = listed(any_home)
    assert found.keys() == days.keys()
    assert {key: (one.opens_on, one.due_on, one.printed_on) for key, one in found.items()} == days


def test_while_no_schools_are_approved_their_measures_stand_as_planned(home: Settings) -> None:
    opened(home)
    assert ("B2", "2024-03-01/2024-04-30") in listed(home)


def test_days_that_people_gave_are_there_and_what_is_waived_is_not(home: Settings) -> None:
    opened(home, FIRST)
    with writing(home) as session:
        set_dates(session, held(session), "F6", WRITTEN, as_of=FEBRUARY, author=ANNA)
        handover.waive(session, ref("C3"), "решение коллегии", as_of=FEBRUARY, author=ANNA)
    found = listed(home)
    (given,) = (one for one in found.values() if one.measure == "F6")
    assert (given.opens_on, given.due_on, given.printed_on, given.changes) == (
        WRITTEN.opens_on, WRITTEN.due_on, None, 1,
    )  # fmt: skip
    assert "C3" not in {measure for measure, _occurrence in found}


def test_a_school_sees_what_is_asked_of_it_and_of_all(home: Settings) -> None:
    opened(home, FIRST, SECOND)
    with writing(home) as session:
        request_step(session, held(session), "E5", FIRST, WRITTEN, as_of=FEBRUARY, author=ANNA)
    assert "E5" in {measure for measure, _occurrence in listed(home, FIRST)}
    assert "E5" not in {measure for measure, _occurrence in listed(home, SECOND)}
    assert "A1" in {measure for measure, _occurrence in listed(home, SECOND)}


def test_an_adopted_plan_gives_its_own_days_and_every_change_counts(home: Settings) -> None:
    opened(home, FIRST)
    adopted(home, six_with("A1", schedule="Июнь 2024"))
    with reading(home) as session:
        now = running(session, "six")
    assert now is not None
    assert now.by_code["A1"].schedule == "Июнь 2024"
    moved = listed(home, roadmap=now)["A1", "2024-01-01/2024-02-29"]
    assert (moved.opens_on, moved.due_on, moved.printed_on) == (
        date(2024, 6, 1), date(2024, 6, 30), date(2024, 6, 30),
    )  # fmt: skip
    assert moved.changes == 1


def test_a_roadmap_that_was_never_opened_runs_nowhere(home: Settings) -> None:
    with reading(home) as session:
        assert running(session, "six") is None


def test_a_party_is_known_by_its_code_and_by_its_title() -> None:
    assert party_meant(six(), "ministry") == party_meant(six(), "министерство") == "ministry"
    with pytest.raises(NotFound, match="Роли «министр»"):
        party_meant(six(), "министр")
