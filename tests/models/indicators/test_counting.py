"""Indicators counted by hand: denominators as the order has them, compound ones, nothing made of what is unknown."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.indicators.by_record import COUNTED
from models.indicators.counting import of_measures, readings
from models.indicators.known import Known, Stated
from models.indicators.names import COUNTERS
from models.indicators.reading import Count, Met, Reading, met
from models.indicators.words import counted, target
from models.records import Step
from models.roadmap.definition import Indicator, Unit
from models.steps.status import Status
from tests.factories import FIRST, SECOND, THIRD, a_step, six_with

ALL = Indicator(text="100% школ", counted="школы", at_least=1.0, by="schools_that_closed")
THREE_QUARTERS = Indicator(text="не менее 3/4 коллектива", counted="педагоги", at_least=0.75, per=Unit.SCHOOL)
SIX_PERCENT = Indicator(text="не более 6 %", counted="ШНОР", at_most=0.06)
GROWTH = Indicator(text="Увеличение доли", counted="школы")
DAY = date(2024, 12, 31)


def known(*indicators: Indicator, schools: Sequence[str] = (FIRST, SECOND), **facts: object) -> Known:
    roadmap = six_with("B2", indicators=indicators)
    return Known(roadmap, tuple(schools), **({"steps": {}, "as_of": DAY} | facts))  # type: ignore[arg-type]


def told(unit: str, many: int, of: int | None, text: str = THREE_QUARTERS.text, *, before: bool = False) -> Stated:
    return Stated("B2", text, unit, Count(many, of), DAY, "протокол № 3", before)


def only(found: list[Reading]) -> Reading:
    (reading,) = found
    return reading


def closed(*steps: Step) -> Reading:
    return only(readings(known(ALL, steps={"B2": steps})))


def test_every_name_has_its_function() -> None:
    assert set(COUNTED) == COUNTERS


def test_schools_that_closed_are_of_those_that_were_not_let_off() -> None:
    found = closed(a_step("B2", Status.DONE, unit=FIRST), a_step("B2", Status.WAIVED, unit=SECOND))
    assert (found.count, found.met) == (Count(1, 1), Met.MET)
    found = closed(a_step("B2", Status.DONE, unit=FIRST), a_step("B2", unit=SECOND))
    assert (found.count, found.met) == (Count(1, 2), Met.NOT_MET)


def test_a_school_that_left_the_list_is_in_no_number() -> None:
    found = closed(a_step("B2", Status.DONE, unit=FIRST), a_step("B2", unit=THIRD), a_step("B2", unit=SECOND))
    assert found.count == Count(1, 2)


def test_what_falls_due_later_does_not_undo_what_is_closed() -> None:
    later = a_step("B2", unit=FIRST, due_on=date(2025, 5, 1))
    found = closed(a_step("B2", Status.DONE, unit=FIRST), later, a_step("B2", Status.DONE, unit=SECOND))
    assert found.met is Met.MET


def test_without_a_list_or_steps_nothing_is_counted() -> None:
    assert only(readings(known(ALL, schools=()))).count is None
    found = only(readings(known(ALL)))
    assert (found.count, found.met) == (None, Met.NOT_AVAILABLE)
    assert "B2" in found.why


@pytest.mark.parametrize(
    ("numbers", "reached", "verdict"),
    [
        ({FIRST: (3, 4), SECOND: (9, 12)}, Count(2, 2), Met.MET),
        ({FIRST: (3, 4), SECOND: (8, 12)}, Count(1, 2), Met.NOT_MET),
        ({FIRST: (3, 4)}, Count(1, 2), Met.NOT_AVAILABLE),
        ({FIRST: (2, 4)}, Count(0, 2), Met.NOT_MET),
        ({}, None, Met.NOT_AVAILABLE),
    ],
)
def test_three_quarters_are_asked_of_each_school_and_not_of_all_together(
    numbers: dict[str, tuple[int, int]], reached: Count | None, verdict: Met
) -> None:
    found = only(readings(known(THREE_QUARTERS, stated=[told(unit, *of) for unit, of in numbers.items()])))
    assert (found.count, found.met) == (reached, verdict)
    assert found.schools == Count(len(numbers), 2)


def test_a_compound_indicator_is_reached_when_both_are() -> None:
    steps = [a_step("B2", Status.DONE, unit=unit) for unit in (FIRST, SECOND)]
    asked = [told(unit, 3, 4) for unit in (FIRST, SECOND)]
    assert of_measures(readings(known(ALL, THREE_QUARTERS, steps={"B2": steps}, stated=asked))) == {"B2": Met.MET}
    half = of_measures(readings(known(ALL, THREE_QUARTERS, steps={"B2": steps}, stated=asked[:1])))
    assert half == {"B2": Met.NOT_AVAILABLE}


def test_what_schools_tell_of_one_number_is_summed_only_when_all_have_told() -> None:
    everybody = Indicator(text="100% педагогов", counted="педагоги", at_least=1.0)
    both = only(
        readings(
            known(everybody, stated=[told(FIRST, 10, 10, "100% педагогов"), told(SECOND, 19, 20, "100% педагогов")])
        )
    )
    assert (both.count, both.met) == (Count(29, 30), Met.NOT_MET)
    one = only(readings(known(everybody, stated=[told(FIRST, 10, 10, "100% педагогов")])))
    assert (one.count, one.met) == (None, Met.NOT_AVAILABLE)
    assert "1 из 2" in one.why


@pytest.mark.parametrize(
    ("name", "fact"),
    [
        ("schools_with_curator", "curated"),
        ("schools_with_partner", "partnered"),
        ("schools_with_plan", "planned"),
        ("schools_that_met_mentors", "mentored"),
    ],
)
def test_who_has_a_curator_a_partner_a_plan_or_a_mentor_is_counted_of_the_list(name: str, fact: str) -> None:
    those: dict[str, Any] = {fact: {FIRST, THIRD}}
    everybody = Indicator(text="100% школ", counted="школы", at_least=1.0, by=name)
    found = only(readings(known(everybody, **those)))
    assert (found.count, found.met) == (Count(1, 2), Met.NOT_MET), "the third is not on the list"
    nobody: dict[str, Any] = {fact: frozenset()}
    assert only(readings(known(everybody, **nobody))).count == Count(0, 2), "asked for, and nobody has one"
    assert only(readings(known(everybody, schools=(), **those))).count is None
    unknown = only(readings(known(everybody)))
    assert (unknown.count, unknown.met) == (None, Met.NOT_AVAILABLE), "nobody was ever entered: that is not none"
    assert "в Вехе никто не" in unknown.why


ANSWERED = Indicator(text="80% школ", counted="школы, ответившие на опросник", at_least=0.8, by="schools_that_answered")


def answered(told: dict[str, bool], *steps: Step) -> Reading:
    schools = [FIRST, SECOND, THIRD, "edu680004", "edu680005"]
    return only(readings(known(ANSWERED, schools=schools, answered={"B2": told}, steps={"B2": steps})))


def test_four_of_five_schools_have_answered_enough() -> None:
    found = answered({FIRST: True, SECOND: True, THIRD: True, "edu680004": True, "edu680005": False})
    assert (found.count, found.met) == (Count(4, 5), Met.MET)
    found = answered({FIRST: True, SECOND: True, THIRD: True, "edu680004": False, "edu680005": False})
    assert (found.count, found.met) == (Count(3, 5), Met.NOT_MET)


def test_a_school_that_was_let_off_the_survey_is_in_no_number() -> None:
    let_off = a_step("B2", Status.WAIVED, unit="edu680005")
    found = answered({FIRST: True, SECOND: True, THIRD: True, "edu680004": True}, let_off)
    assert (found.count, found.met) == (Count(4, 4), Met.MET)


def test_schools_whose_answers_nobody_has_looked_at_have_not_failed_to_answer() -> None:
    found = answered({FIRST: True, SECOND: True, THIRD: True})
    assert (found.count, found.met) == (None, Met.NOT_AVAILABLE)
    assert "2 из 5" in found.why
    assert answered({}).count is None


@pytest.mark.parametrize(("many", "verdict"), [(5, Met.MET), (6, Met.NOT_MET)])
def test_six_percent_of_88_schools_are_five(many: int, verdict: Met) -> None:
    assert met(SIX_PERCENT, Count(many, 88)) is verdict


def test_six_of_a_hundred_is_six_percent() -> None:
    assert met(SIX_PERCENT, Count(6, 100)) is Met.MET


def test_growth_without_a_number_is_against_how_it_was_before() -> None:
    assert met(GROWTH, Count(4, 10)) is Met.NOT_AVAILABLE
    assert met(GROWTH, Count(4, 10), Count(4, 10)) is Met.NOT_MET
    assert met(GROWTH, Count(5, 10), Count(8, 20)) is Met.MET


def test_a_share_of_nobody_is_not_known() -> None:
    assert met(ALL, Count(0, 0)) is Met.NOT_AVAILABLE
    assert met(ALL, None) is Met.NOT_AVAILABLE


def test_the_last_word_counts() -> None:
    asked = [told(FIRST, 1, 4), told(FIRST, 4, 4), told(SECOND, 4, 4)]
    assert only(readings(known(THREE_QUARTERS, stated=asked))).met is Met.MET


@given(st.permutations([FIRST, SECOND, THIRD]))
def test_the_order_of_schools_does_not_matter(schools: list[str]) -> None:
    steps = [a_step("B2", Status.DONE, unit=FIRST), a_step("B2", unit=SECOND), a_step("B2", unit=THIRD)]
    found = only(readings(known(ALL, schools=schools, steps={"B2": sorted(steps, key=lambda one: -ord(one.unit[-1]))})))
    assert found.count == Count(1, 3)


def test_numbers_and_targets_in_words() -> None:
    assert counted(Count(9, 12)) == "9 из 12 (75\u00a0%)"
    assert counted(Count(1, 3)) == "1 из 3 (33,3\u00a0%)"
    assert counted(Count(2)) == "2"
    assert counted(None) == "—"
    assert target(THREE_QUARTERS) == "не меньше 75\u00a0%, в каждой школе"
    assert target(SIX_PERCENT) == "не больше 6\u00a0%"
    assert target(GROWTH) == "рост (порог не назван)"
    assert target(Indicator(text="т", counted="м", as_share=False, at_least=1.0)) == "не меньше 1"


def test_what_was_counted_for_other_words_is_of_another_target() -> None:
    asked = [told(unit, 4, 4, "не менее половины коллектива") for unit in (FIRST, SECOND)]
    assert only(readings(known(THREE_QUARTERS, stated=asked))).met is Met.NOT_AVAILABLE
