"""What a closing year leaves: open steps and waivers of its last year, alike ones counted together."""

from models.steps.status import Status
from tasks.cycle.leftover import Leftovers, left_over
from tasks.database import reading, writing
from tasks.people import handover
from tasks.settings import Settings
from tests.factories import ANNA, FEBRUARY, FIRST, JANUARY, SECOND, done, opened, ref


def left(home: Settings) -> Leftovers:
    with reading(home) as session:
        return left_over(session, "six")


def test_a_roadmap_that_was_never_run_leaves_nothing(home: Settings) -> None:
    assert left(home) == Leftovers()


def test_open_steps_and_waivers_are_counted_by_what_they_share(any_home: Settings) -> None:
    opened(any_home, FIRST, SECOND)
    done(any_home, ref("A1"))
    with writing(any_home) as session:
        handover.waive(session, ref("C3"), "решение коллегии", as_of=FEBRUARY, author=ANNA)
    found = left(any_home)
    assert found.year == 2024
    assert [(one.measure, one.steps) for one in found.open] == [("B2", 2), ("D4", 2), ("F6", 1)]
    (waived,) = found.waived
    assert (waived.measure, waived.title, waived.status) == ("C3", "План поддержки", Status.WAIVED)
    assert waived.reason == "решение коллегии"


def test_the_last_year_is_the_one_that_closes(home: Settings) -> None:
    opened(home, FIRST)
    opened(home, FIRST, year=2025, as_of=JANUARY.replace(year=2025))
    assert left(home).year == 2025
    assert {one.measure for one in left(home).open} == {"D4"}
