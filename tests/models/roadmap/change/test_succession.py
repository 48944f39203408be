"""Occurrences keep their keys from version to version: the same ones, moved, are found; no key names two."""

from collections.abc import Sequence
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from models.roadmap.change.succession import carried, same_occurrences
from models.roadmap.plan import AWAITING_DATES, Needed, Occurrence, Plan

CODE = "A1"


def month(number: int, *, key: int | str = 0, code: str = CODE, year: int = 2024) -> Occurrence:
    """An occurrence in a month (28 days of it), under the key of that month unless said otherwise."""
    natural = f"{year}-{key or number:02}" if not isinstance(key, str) else key
    return Occurrence(code, natural, date(year, number, 1), date(year, number, 28), year)


def months(*numbers: int) -> list[Occurrence]:
    return [month(number) for number in numbers]


def awaiting() -> Occurrence:
    return Occurrence(CODE, AWAITING_DATES, None, None, 2024)


def paired(before: Sequence[Occurrence], after: Sequence[Occurrence]) -> set[tuple[str, str]]:
    return {(old.key, new.key) for old, new in same_occurrences(before, after)}


def keys(plan: Plan, earlier: Sequence[Occurrence], **renamed: str) -> list[str]:
    return [one.key for one in carried(plan, {2024: tuple(earlier)}, renamed)]


def test_an_occurrence_that_moves_stays_itself() -> None:
    assert paired(months(8), months(9)) == {("2024-08", "2024-09")}
    assert keys(tuple(months(9)), months(8)) == ["2024-08"]


def test_those_that_stay_are_not_taken_for_those_that_move() -> None:
    assert paired(months(3, 8), months(8, 11)) == {("2024-08", "2024-08"), ("2024-03", "2024-11")}


def test_when_more_or_fewer_are_left_none_is_the_same() -> None:
    assert paired(months(8), months(9, 11)) == set()


def test_an_equal_deadline_is_enough() -> None:
    wider = Occurrence(CODE, "wide", date(2024, 1, 1), date(2024, 3, 28), 2024)
    assert paired([wider], months(1, 2, 3)) == {("wide", "2024-03")}


def test_what_waits_for_dates_never_becomes_dated() -> None:
    assert paired([awaiting()], months(8)) == paired(months(8), [awaiting()]) == set()
    assert paired([awaiting()], [awaiting()]) == {(AWAITING_DATES, AWAITING_DATES)}


def test_a_month_that_comes_back_beside_the_one_that_goes_by_its_key_gets_a_number() -> None:
    once_moved = [month(9, key=8)]
    assert keys((month(8), month(9)), once_moved) == ["2024-08#2", "2024-08"]


def test_who_waits_follows_the_key() -> None:
    waiting = Occurrence(
        "B2", "2024-10", date(2024, 10, 1), date(2024, 10, 28), 2024, (Needed(CODE, "2024-09", False, 1),)
    )
    _first, second = carried((month(9), waiting), {2024: (month(8),)}, {})
    assert second.prerequisites == (Needed(CODE, "2024-08", False, 1),)


def test_a_renamed_measure_hands_its_keys_on() -> None:
    assert keys((month(9, code="A2"),), [month(8)], A1="A2") == ["2024-08"]


def test_years_that_are_not_open_keep_natural_keys() -> None:
    later = month(9, year=2025)
    assert [one.key for one in carried((later,), {2024: (month(8),)}, {})] == ["2025-09"]


NUMBERS = st.lists(st.integers(1, 12), unique=True, max_size=5).map(sorted)


@settings(max_examples=100, deadline=None)
@given(st.lists(NUMBERS, min_size=2, max_size=4))
def test_through_any_versions_keys_are_unique_and_dates_are_the_plans(versions: list[list[int]]) -> None:
    plan: Plan = tuple(months(*versions[0]))
    for numbers in versions[1:]:
        plan = carried(tuple(months(*numbers)), {2024: plan}, {})
        assert len({one.key for one in plan}) == len(plan)
        assert [one.due_on for one in plan] == [one.due_on for one in months(*numbers)]


@settings(max_examples=50, deadline=None)
@given(NUMBERS, NUMBERS)
def test_an_unchanged_plan_keeps_every_key(first: list[int], second: list[int]) -> None:
    once = carried(tuple(months(*second)), {2024: tuple(months(*first))}, {})
    assert carried(tuple(months(*second)), {2024: once}, {}) == once
