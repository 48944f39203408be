"""What a report on a period says: closed, late, overdue, awaiting and coming, as could be said on its last day."""

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.records import Step
from models.steps.progress import Kept, by_measure, progress
from models.steps.status import Status
from tests.factories import a_step

START, END = date(2024, 4, 1), date(2024, 6, 30)
AFTER = date(2024, 7, 10)


def step(due: date | None, status: Status = Status.OPEN, closed: date | None = None) -> Step:
    return a_step(status=status, opens_on=due, due_on=due, closed_on=closed)


def done(due: date, closed: date) -> Step:
    return step(due, Status.DONE, closed)


def test_what_is_closed_within_the_period_is_done_and_late_only_after_its_deadline() -> None:
    in_time, late = done(date(2024, 5, 31), date(2024, 5, 31)), done(date(2024, 4, 15), date(2024, 4, 16))
    went = progress([in_time, late], START, END, AFTER)
    assert went.done == (late, in_time)
    assert went.late == (late,)


@pytest.mark.parametrize("closed", [date(2024, 3, 31), date(2024, 7, 1)])
def test_what_is_closed_before_or_after_is_not_of_this_period(closed: date) -> None:
    assert not progress([done(date(2024, 5, 1), closed)], START, END, AFTER).done


def test_what_was_closed_after_the_period_was_overdue_in_it() -> None:
    closed_later = done(date(2024, 6, 1), date(2024, 7, 5))
    assert progress([closed_later], START, END, AFTER).overdue == (closed_later,)


def test_a_deadline_on_the_last_day_is_not_overdue_yet() -> None:
    assert not progress([step(END)], START, END, AFTER).overdue


def test_before_the_period_is_over_nothing_is_overdue_that_is_not_so_today() -> None:
    of_june = step(date(2024, 6, 1))
    assert not progress([of_june], START, END, date(2024, 5, 20)).overdue
    assert progress([of_june], START, END, date(2024, 6, 2)).overdue == (of_june,)


def test_what_is_handed_in_awaits_acceptance_and_is_not_overdue() -> None:
    handed_in = step(date(2024, 5, 1), Status.SUBMITTED)
    went = progress([handed_in], START, END, AFTER)
    assert (went.submitted, went.overdue) == ((handed_in,), ())


def test_waived_is_neither_done_nor_overdue() -> None:
    waived = step(date(2024, 5, 1), Status.WAIVED, date(2024, 5, 2))
    went = progress([waived], START, END, AFTER)
    assert (went.waived, went.done, went.overdue) == ((waived,), (), ())


def test_what_comes_falls_due_within_as_long_again() -> None:
    autumn, winter = step(date(2024, 9, 28)), step(date(2024, 12, 1))
    assert progress([winter, autumn], START, END, AFTER).coming == (autumn,)


def test_a_step_without_dates_is_in_no_list() -> None:
    assert progress([step(None)], START, END, AFTER) == progress([], START, END, AFTER)


DAYS = st.dates(date(2024, 1, 1), date(2024, 12, 31))


@given(st.lists(st.tuples(DAYS, st.sampled_from(Status), DAYS), max_size=8), st.randoms(use_true_random=False))
def test_no_step_is_in_two_lists_and_their_order_says_nothing(
    told: list[tuple[date, Status, date]], chance: Random
) -> None:
    steps = [
        step(due, status, closed if status in (Status.DONE, Status.WAIVED) else None) for due, status, closed in told
    ]
    shuffled = list(steps)
    chance.shuffle(shuffled)
    went = progress(shuffled, START, END, AFTER)
    assert went == progress(sorted(steps, key=lambda one: one.id or 0), START, END, AFTER)
    ids = [one.id for listed in (went.done, went.overdue, went.submitted, went.waived) for one in listed]
    assert len(ids) == len(set(ids))


def test_each_measure_is_told_once_the_worst_kept_first() -> None:
    steps = [
        a_step("A1", Status.DONE, due_on=date(2024, 5, 1), closed_on=date(2024, 4, 30)),
        a_step("B2", Status.DONE, due_on=date(2024, 5, 1), closed_on=date(2024, 5, 2)),
        a_step("B2", Status.OPEN, due_on=date(2024, 5, 1), closed_on=None),
        a_step("D4", Status.WAIVED, due_on=date(2024, 5, 1), closed_on=date(2024, 5, 1)),
    ]
    assert by_measure(progress(steps, START, END, AFTER)) == (
        Kept("B2", in_time=0, late=1, overdue=1, submitted=0, waived=0),
        Kept("A1", in_time=1, late=0, overdue=0, submitted=0, waived=0),
        Kept("D4", in_time=0, late=0, overdue=0, submitted=0, waived=1),
    )
