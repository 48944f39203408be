"""How a cycle stands, as rows for people."""

from datetime import date

import pytest

from models.errors import VekhaError
from models.roadmap.definition import Indicator, Phase
from models.steps.state import State
from tasks.cycle.dates import Dates, request_step
from tasks.database import reading, writing
from tasks.people import handover
from tasks.record.book import find_cycle, read_book
from tasks.record.standing import Late, Row, closed_late, measures_of, rows_of
from tasks.settings import Settings
from tests.factories import ANNA, FEBRUARY, FIRST, MAY, SECOND, done, opened, ref, six_with


def standing(home: Settings, day: date = FEBRUARY, year: int = 2024) -> list[Row]:
    with reading(home) as session:
        cycle = find_cycle(session, "six", year)
        return rows_of(session, cycle, read_book(session, cycle), day)


def test_every_step_of_the_year_is_a_row_in_the_orders_order(any_home: Settings) -> None:
    opened(any_home, SECOND, FIRST)
    opened(any_home, FIRST, year=2025, as_of=date(2025, 1, 15))
    assert [(row.code, row.unit) for row in standing(any_home)] == [
        ("A1", ""), ("B2", FIRST), ("B2", SECOND), ("C3", ""), ("D4", FIRST), ("D4", SECOND), ("F6", ""),
    ]  # fmt: skip
    assert [(row.code, row.window) for row in standing(any_home, year=2025)] == [("D4", "2025-09-01/2025-09-30")]


def test_a_row_speaks_of_schools_and_parties_by_name(home: Settings) -> None:
    opened(home, FIRST)
    row = standing(home)[1]
    assert (row.school, row.party, row.place, row.phase) == ("Школа № 1", "ОО", "п. 2", "risk_survey")


def test_as_json_dates_are_text_and_absent_ones_nothing(home: Settings) -> None:
    opened(home, FIRST)
    done(home, ref("A1"))
    first, last = (standing(home)[position].as_json() for position in (0, -1))
    assert (first["opens_on"], first["deadline"], first["closed_on"]) == ("2024-01-01", "2024-02-29", "2024-02-15")
    assert (last["opens_on"], last["deadline"], last["flags"]) == (None, None, ["waiting"])
    assert (first["status"], first["state"], first["flags"]) == ("done", "Done", [])


def test_every_measure_is_listed_also_without_steps(home: Settings) -> None:
    opened(home)
    with reading(home) as session:
        cycle = find_cycle(session, "six", 2024)
        told = measures_of(cycle, read_book(session, cycle), FEBRUARY)
        assert [one.measure for one in told] == ["A1", "B2", "C3", "D4", "E5", "F6"]
        assert {one.measure for one in told if not one.counts} == {"B2", "D4", "E5"}
        assert all(one.sentence for one in told)
        (only,) = measures_of(cycle, read_book(session, cycle), FEBRUARY, Phase.ANALYSIS)
    assert (only.measure, only.state) == ("A1", State.OPEN)


def test_a_target_is_listed_with_the_reason_and_cannot_be_asked_for(home: Settings) -> None:
    roadmap = six_with("E5", is_target=True, indicators=(Indicator(text="все школы", counted="школы"),))
    opened(home, roadmap=roadmap)
    with writing(home) as session:
        cycle = find_cycle(session, "six", 2024)
        told = {one.measure: one for one in measures_of(cycle, read_book(session, cycle), FEBRUARY)}
        assert told["E5"].sentence == "Это целевой показатель: за ним наблюдают, шагов у него нет."
        with pytest.raises(VekhaError, match="целевой показатель"):
            request_step(session, cycle, "E5", "", Dates(FEBRUARY, MAY, "просят"), as_of=FEBRUARY, author=ANNA)


def test_what_was_first_closed_after_its_deadline_was_late_however_often_it_was_redone(any_home: Settings) -> None:
    opened(any_home, FIRST, SECOND)
    done(any_home, ref("A1"), as_of=date(2024, 2, 29))
    done(any_home, ref("B2", SECOND), as_of=date(2024, 4, 30))
    done(any_home, ref("B2", FIRST), as_of=date(2024, 5, 3))
    for unit in (FIRST, SECOND):
        with writing(any_home) as session:
            handover.reopen(session, ref("B2", unit), "ошибка", as_of=date(2024, 6, 1), author=ANNA)
        done(any_home, ref("B2", unit), as_of=date(2024, 6, 1))
    with reading(any_home) as session:
        found = closed_late(session, find_cycle(session, "six", 2024))
    assert found == [Late("B2", "Школа № 1", date(2024, 5, 3), 3)]
