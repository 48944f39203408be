"""Opening a year and ending it: which steps appear, what a closed year refuses."""

from datetime import date

import pytest
from sqlmodel import select

from models.errors import VekhaError
from models.records import RoadmapVersion
from models.steps.status import Status
from tasks.cycle.years import close_cycle, open_again, open_cycle
from tasks.database import reading, writing
from tasks.people import handover
from tasks.record.book import find_cycle, recorded_definition
from tasks.settings import Settings
from tests.factories import (
    ANNA,
    FIRST,
    JANUARY,
    MARCH,
    MAY,
    held,
    journal,
    opened,
    ref,
    six,
    six_with,
    statuses,
)


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


def test_a_year_with_unfinished_steps_is_not_closed_and_they_are_named(home: Settings) -> None:
    opened(home)
    told = "Год 2024 не закрыть, не исполнено и не снято: A1, C3, F6"
    with writing(home) as session, pytest.raises(VekhaError, match=told):
        close_cycle(session, held(session), MAY)


def test_in_a_closed_year_nothing_is_recorded_until_it_is_open_again(any_home: Settings) -> None:
    opened(any_home)
    for code in ("A1", "C3", "F6"):
        with writing(any_home) as session:
            handover.waive(session, ref(code), "не нужно", as_of=MAY, author=ANNA)
    with writing(any_home) as session:
        close_cycle(session, held(session), MAY)
    before = journal(any_home)
    opened(any_home, as_of=MAY)
    with writing(any_home) as session, pytest.raises(VekhaError, match="Год 2024 закрыт"):
        handover.reopen(session, ref("A1"), "ошибка", as_of=MAY, author=ANNA)
    assert [one.hash for one in journal(any_home)] == [one.hash for one in before]
    with writing(any_home) as session:
        open_again(session, held(session))
        assert handover.reopen(session, ref("A1"), "ошибка", as_of=MAY, author=ANNA).status is Status.OPEN
