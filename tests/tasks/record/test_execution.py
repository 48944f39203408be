"""How a roadmap is being carried out, read from the record: marks, states and the days that people gave."""

from datetime import date

import pytest

from models.errors import NotFound
from models.roadmap.schedule.rules import Days
from models.steps.state import State
from tasks.cycle.dates import Dates, set_dates
from tasks.database import reading, writing
from tasks.people import handover
from tasks.record.execution import open_years, read_progress
from tasks.settings import Settings
from tests.factories import ANNA, FEBRUARY, FIRST, SECOND, done, held, opened, paper, ref

JUNE = date(2024, 6, 1)


def test_marks_come_from_steps_and_their_documents(any_home: Settings) -> None:
    opened(any_home, FIRST, SECOND)
    done(any_home, ref("A1"), paper("7", "Справка"))
    done(any_home, ref("B2", FIRST))
    progress = read_progress(any_home, "six", [2024], JUNE)
    assert progress.executions["A1"].lines == ("Исполнено 15.02.2024", "Справка: № 7 от 15.01.2024")
    assert progress.executions["B2"].counts == ("исполнено в 1 из 2\u00a0школ",)
    assert list(progress.executions) == list(progress.roadmap.by_code)


def test_an_occurrence_stands_as_the_worst_of_its_schools(home: Settings) -> None:
    opened(home, FIRST, SECOND)
    done(home, ref("A1"))
    done(home, ref("B2", FIRST))
    states = read_progress(home, "six", [2024], JUNE).states
    assert states["A1", "2024-01-01/2024-02-29"] is State.DONE
    assert states["B2", "2024-03-01/2024-04-30"] is State.OVERDUE


def test_a_document_that_another_replaced_is_not_named(home: Settings) -> None:
    opened(home)
    done(home, ref("A1"), paper("7", "Справка"))
    with writing(home) as session:
        handover.reopen(session, ref("A1"), "ошибка", as_of=FEBRUARY, author=ANNA)
    done(home, ref("A1"), paper("8", "Справка"))
    assert read_progress(home, "six", [2024], JUNE).executions["A1"].documents == ("Справка: № 8 от 15.01.2024",)


def test_days_given_by_another_document_are_told(home: Settings) -> None:
    opened(home)
    with writing(home) as session:
        given = Dates(date(2024, 10, 7), date(2024, 10, 11), "график министерства")
        set_dates(session, held(session), "F6", given, as_of=FEBRUARY, author=ANNA)
    days = Days(date(2024, 10, 7), date(2024, 10, 11))
    assert read_progress(home, "six", [2024], JUNE).supplied == {("F6", "dates"): days}


def test_several_years_are_read_together(home: Settings) -> None:
    opened(home, FIRST)
    opened(home, FIRST, year=2025, as_of=date(2025, 1, 15))
    with reading(home) as session:
        years = open_years(session, "six")
    assert years == [2024, 2025]
    marks = read_progress(home, "six", years, date(2025, 2, 1)).executions
    assert marks["D4"].counts[0] == "исполнено сроков: 0 из 2"


def test_a_year_that_is_not_open_is_refused(home: Settings) -> None:
    opened(home)
    with pytest.raises(NotFound, match="2025"):
        read_progress(home, "six", [2025], JUNE)
