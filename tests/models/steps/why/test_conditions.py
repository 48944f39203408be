"""Why a step stands: what is told is what somebody can do, at the end of the chain, once, for all schools together."""

from datetime import date
from typing import Any

import pytest

from models.people.contacts import COORDINATOR
from models.records import DataFinding, Step
from models.roadmap.needs import DataNeed
from models.steps.book import Book
from models.steps.status import Status
from models.steps.why.conditions import Condition, Lack, why
from tests.factories import FIRST, SECOND, THIRD, a_book, a_step, six_with

MARCH, MAY, JUNE = (date(2024, month, 15) for month in (3, 5, 6))
WANTS_VPR = {"data": (DataNeed(kind="vpr", years=(2022, 2023)),)}


def asked(step: Step, *others: Step, as_of: date = MAY, **facts: Any) -> tuple[Condition, ...]:
    return why([step], a_book(step, *others, **facts), as_of)


def only(found: tuple[Condition, ...]) -> Condition:
    (condition,) = found
    return condition


def test_a_closed_step_stands_for_nothing() -> None:
    assert asked(a_step("A1", Status.DONE)) == ()
    assert asked(a_step("A1", Status.WAIVED)) == ()


def test_an_open_step_is_the_move_of_who_leads_it_since_it_could_begin() -> None:
    told = only(asked(a_step("A1", Status.OPEN)))
    assert (told.lack, told.party, told.since) == (Lack.WORK, "ministry", date(2024, 1, 1))
    assert told.sentence == "не сдано, срок 29.02.2024"


def test_what_is_handed_in_is_the_move_of_who_accepts() -> None:
    told = only(asked(a_step("A1", Status.SUBMITTED)))
    assert (told.lack, told.party) == (Lack.ACCEPTANCE, "coordinator")


def test_what_was_returned_is_told_with_the_reason() -> None:
    told = only(asked(a_step("A1", Status.OPEN, reason="нет подписи")))
    assert (told.lack, told.sentence, told.party) == (Lack.MENDING, "возвращено: нет подписи", "ministry")


def test_a_step_far_down_the_chain_is_told_its_first_link_and_not_those_between() -> None:
    told = only(asked(a_step("D4", unit=FIRST), a_step("B2", unit=FIRST), a_step("A1", Status.OPEN)))
    assert (told.lack, told.measure) == (Lack.WORK, "A1")


def test_the_same_lack_of_several_schools_is_one_condition_with_how_many_are_enough() -> None:
    schools = [a_step("B2", Status.OPEN, unit=unit) for unit in (THIRD, FIRST, SECOND)]
    told = only(asked(a_step("C3"), a_step("A1", Status.DONE), *schools))
    assert (told.measure, told.units, told.enough) == ("B2", (FIRST, SECOND, THIRD), 2)


def test_when_all_are_needed_no_number_is_told() -> None:
    one = a_step("B2", Status.OPEN, unit=FIRST)
    assert only(asked(a_step("C3"), a_step("A1", Status.DONE), one)).enough is None


def test_schools_that_stand_for_different_things_are_told_apart() -> None:
    handed_in, owed = a_step("B2", Status.SUBMITTED, unit=FIRST), a_step("B2", Status.OPEN, unit=SECOND)
    told = asked(a_step("C3"), a_step("A1", Status.DONE), handed_in, owed)
    assert {(one.lack, one.units) for one in told} == {(Lack.ACCEPTANCE, (FIRST,)), (Lack.WORK, (SECOND,))}


def test_work_could_begin_when_what_it_waited_for_was_done() -> None:
    late = a_step("A1", Status.DONE, closed_on=date(2024, 4, 10))
    told = only(asked(a_step("B2", Status.OPEN, unit=FIRST), late))
    assert told.since == date(2024, 4, 10)


def test_a_soft_prerequisite_is_no_reason() -> None:
    told = only(asked(a_step("D4", unit=FIRST), a_step("B2", Status.DONE, unit=FIRST), a_step("C3", Status.OPEN)))
    assert told.measure == "D4"


def test_a_day_that_must_come_is_nobodys_delay() -> None:
    told = only(asked(a_step("B2", unit=FIRST), a_step("A1", Status.DONE), as_of=date(2024, 2, 1)))
    assert (told.lack, told.sentence, told.since) == (Lack.DAY, "начнётся 01.03.2024", None)


def test_absent_data_are_told_by_kind_and_year() -> None:
    told = only(asked(a_step("A1"), roadmap=six_with("A1", **WANTS_VPR), loaded=frozenset({("vpr", 2022)})))
    assert (told.lack, told.sentence) == (Lack.DATA, "не загружены данные: ВПР 2023")


def test_wrong_data_are_told_by_their_check() -> None:
    step = a_step("A1")
    wrong = DataFinding(
        cycle_id=step.cycle_id, measure="A1", occurrence=step.occurrence, check="marks_follow_scores", place="п",
        message="отметка не по шкале", blocking=True,
    )  # fmt: skip
    told = only(asked(step, findings={("A1", step.occurrence): [wrong]}))
    assert told.lack is Lack.CHECK
    assert told.sentence == "не пройдена проверка данных «отметки следуют из баллов»: отметка не по шкале"


def test_a_role_that_nobody_holds_is_for_the_coordinator_to_bind() -> None:
    told = only(asked(a_step("A1", Status.OPEN), unbound=frozenset({("ministry", "")})))
    assert (told.lack, told.party) == (Lack.HOLDER, COORDINATOR)


def test_dates_requests_groups_and_years_that_are_not_there_are_the_coordinators() -> None:
    dates = only(asked(a_step("F6", opens_on=None, due_on=None, occurrence="dates"), a_step("D4", Status.DONE)))
    assert (dates.lack, dates.party) == (Lack.DATES, COORDINATOR)
    group = only(asked(a_step("C3"), grouped_years=frozenset()))
    assert (group.lack, group.measure) == (Lack.GROUP, "B2")
    year = only(asked(a_step("B2", unit=FIRST), open_years=frozenset({2025})))
    assert (year.lack, year.sentence) == (Lack.CYCLE, "не открыт цикл 2024 года")


@pytest.mark.parametrize("measure", ["A1", "B2", "C3", "D4"])
def test_an_unfinished_step_always_has_something_that_somebody_can_do(measure: str) -> None:
    steps = [a_step("A1"), a_step("B2", unit=FIRST), a_step("C3"), a_step("D4", unit=FIRST)]
    book: Book = a_book(*steps)
    step = next(one for one in steps if one.measure == measure)
    assert why([step], book, JUNE)
