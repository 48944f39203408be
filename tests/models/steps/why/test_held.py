"""What stands behind a step: near and far, of its own school or of all, and for how many working days."""

from datetime import date

from models.records import Step
from models.roadmap.calendar import WEEKENDS_ONLY
from models.steps.status import Status
from models.steps.why.held import Held, held_by
from tests.factories import FIRST, SECOND, a_book, a_step

MARCH = date(2024, 3, 15)


def behind(step: Step, *others: Step, as_of: date = MARCH) -> tuple[Held, ...]:
    return held_by([step], a_book(step, *others), as_of, WEEKENDS_ONLY)


def test_what_should_have_begun_is_told_with_its_working_days() -> None:
    schools = [a_step("B2", unit=unit) for unit in (FIRST, SECOND)]
    assert behind(a_step("A1", Status.OPEN), *schools) == (Held("B2", 2, 10),)


def test_what_need_not_have_begun_is_held_for_no_day_yet() -> None:
    assert behind(a_step("A1"), a_step("B2", unit=FIRST), as_of=date(2024, 2, 1)) == (Held("B2", 1, 0),)


def test_a_school_holds_up_its_own_steps_and_those_for_all() -> None:
    others = [a_step("D4", unit=FIRST), a_step("D4", unit=SECOND), a_step("C3")]
    found = behind(a_step("B2", Status.OPEN, unit=FIRST), *others, as_of=date(2024, 9, 30))
    assert {(one.measure, one.steps) for one in found} == {("C3", 1), ("D4", 1)}


def test_the_longest_held_up_is_told_first() -> None:
    others = [a_step("D4", unit=FIRST), a_step("C3")]
    found = behind(a_step("B2", Status.OPEN, unit=FIRST), *others, as_of=date(2024, 9, 30))
    assert [one.measure for one in found] == ["C3", "D4"]


def test_through_a_step_for_all_every_school_is_reached() -> None:
    others = [a_step("B2", unit=FIRST), a_step("B2", unit=SECOND), a_step("D4", unit=SECOND)]
    assert {one.measure: one.steps for one in behind(a_step("A1"), *others)} == {"B2": 2, "D4": 1}


def test_what_is_closed_holds_up_nothing_and_is_held_up_by_nothing() -> None:
    assert behind(a_step("A1", Status.DONE), a_step("B2", unit=FIRST)) == ()
    assert behind(a_step("A1"), a_step("B2", Status.DONE, unit=FIRST)) == ()


def test_a_soft_prerequisite_holds_up_nothing() -> None:
    assert behind(a_step("C3"), a_step("D4", unit=FIRST)) == ()
