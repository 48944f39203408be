"""Mentors for teachers, rule by rule: what always holds, what people may override, what is said of who is left."""

from random import Random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.mentoring.frames import Situation, Will
from models.mentoring.matching import Matching, match
from tests.models.mentoring.villages import PHYSICS, mentor, need, pair, pairs, situation, who_has_whom


def reason_of(found: Matching) -> str:
    (row,) = found.unserved.to_dict("records")
    return str(row["reason"])


def test_a_teacher_is_given_a_mentor_of_the_subject() -> None:
    found = match(situation([need("t1")], [mentor("m1", PHYSICS), mentor("m2")]))
    assert who_has_whom(found.pairs) == {"t1": "m2"}
    assert found.unserved.empty


@pytest.mark.parametrize(
    ("only", "why"),
    [
        (mentor("m1", PHYSICS), "no_subject"),
        (mentor("m1", school="s1"), "own_school_only"),
        (mentor("m1", levels="НОО"), "no_level"),
        (mentor("m1", languages="татарский"), "no_language"),
        (mentor("m1", municipality="Южный"), "too_far"),
        (mentor("m1", municipality=pd.NA), "too_far"),
        (mentor("m1", capacity=0), "all_taken"),
    ],
)
def test_of_who_is_left_the_first_condition_is_told_that_nobody_meets(only: dict[str, object], why: str) -> None:
    assert reason_of(match(situation([need("t1")], [only]))) == why


def test_the_reason_is_that_of_the_mentor_who_comes_nearest() -> None:
    found = match(situation([need("t1")], [mentor("m1", levels="НОО"), mentor("m2", municipality="Южный")]))
    assert reason_of(found) == "too_far"


def test_neighbours_are_near_whichever_of_the_two_is_named_first() -> None:
    far = [mentor("m1", municipality="Южный")]
    for border in (("Северный", "Южный"), ("Южный", "Северный")):
        (row,) = match(situation([need("t1")], far, [border])).pairs.to_dict("records")
        assert row["is_neighbour"]


def test_a_mentor_works_at_every_level_that_the_teacher_needs() -> None:
    both = [need("t1", levels="ООО;СОО")]
    assert reason_of(match(situation(both, [mentor("m1", levels="ООО")]))) == "no_level"
    assert match(situation(both, [mentor("m1", levels="СОО;ООО")])).unserved.empty


def test_any_language_will_do_where_the_schools_is_not_known() -> None:
    assert match(situation([need("t1", language=pd.NA)], [mentor("m1", languages="татарский")])).unserved.empty


def test_capacity_is_over_all_of_a_mentors_subjects() -> None:
    mentors = [mentor("m1"), mentor("m1", PHYSICS)]
    found = match(situation([need("t1"), need("t2", PHYSICS)], mentors))
    assert len(found.pairs) == 1
    assert reason_of(found) == "all_taken"


def test_who_is_left_for_want_of_places_is_told_how_many_compete_for_how_many() -> None:
    needs = [need(f"t{n}") for n in range(5)] + [need("other", PHYSICS)]
    found = match(situation(needs, [mentor("m1", capacity=2), mentor("m2", capacity=1), mentor("m3", PHYSICS)]))
    assert found.unserved[["rivals", "places"]].drop_duplicates().to_numpy().tolist() == [[5, 3]]


def test_most_teachers_are_served_whatever_it_costs() -> None:
    """The cheap pair t1–m1 would leave t2, who can have nobody else, without a mentor."""
    needs = [need("t1"), need("t2", levels="СОО")]
    mentors = [mentor("m1"), mentor("m2", municipality="Южный", levels="ООО", place="город")]
    found = match(situation(needs, mentors, [("Северный", "Южный")], last_year=[pair("t1", "m1")]))
    assert who_has_whom(found.pairs) == {"t1": "m2", "t2": "m1"}


@pytest.mark.parametrize(
    ("situation_of", "better"),
    [
        (situation([need("t1")], [mentor("a", municipality="Южный"), mentor("b")], [("Южный", "Северный")]), "b"),
        (situation([need("t1")], [mentor("a", school="p0"), mentor("b")], agreements=[("s1", "p1")]), "b"),
        (situation([need("t1")], [mentor("a"), mentor("b")], last_year=[pair("t1", "b")]), "b"),
        (situation([need("t1")], [mentor("a", place="город"), mentor("b")]), "b"),
        (situation([need("t1")], [mentor("a"), mentor("b")]), "a"),
    ],
    ids=["own municipality", "agreement", "last year", "same kind of place", "order of codes"],
)
def test_of_two_the_one_is_given_who_costs_less(situation_of: Situation, better: str) -> None:
    assert who_has_whom(match(situation_of).pairs) == {"t1": better}


def test_work_is_shared_out() -> None:
    found = match(situation([need("t1"), need("t2")], [mentor("m1", capacity=5), mentor("m2", capacity=5)]))
    assert sorted(found.pairs["mentor"]) == ["m1", "m2"]


def test_a_pin_holds_at_any_cost_and_against_conditions_and_that_is_remarked() -> None:
    mentors = [mentor("m1"), mentor("m2", municipality="Южный")]
    found = match(situation([need("t1")], mentors), Will(pinned=pairs(pair("t1", "m2"))))
    assert who_has_whom(found.pairs) == {"t1": "m2"}
    assert found.remarks["remark"].tolist() == ["against_conditions"]
    assert found.pairs["cost"].isna().all()


def test_a_pin_takes_a_place_first() -> None:
    found = match(situation([need("t1"), need("t2")], [mentor("m1")]), Will(pinned=pairs(pair("t2", "m1"))))
    assert who_has_whom(found.pairs) == {"t2": "m1"}
    assert found.unserved["teacher"].tolist() == ["t1"]
    assert found.unserved[["rivals", "places"]].to_numpy().tolist() == [[1, 0]]


def test_pins_over_capacity_are_kept_and_remarked() -> None:
    wanted = pairs(pair("t1", "m1"), pair("t2", "m1"))
    found = match(situation([need("t1"), need("t2"), need("t3")], [mentor("m1")]), Will(pinned=wanted))
    assert who_has_whom(found.pairs) == {"t1": "m1", "t2": "m1"}
    assert found.remarks["remark"].tolist() == ["over_capacity", "over_capacity"]


@pytest.mark.parametrize(("pin", "why"), [(("t9", "m1"), "no_such_need"), (("t1", "m9"), "no_such_mentor")])
def test_a_pin_of_somebody_on_no_list_stands_for_nothing_and_is_remarked(pin: tuple[str, str], why: str) -> None:
    found = match(situation([need("t1")], [mentor("m1")]), Will(pinned=pairs(pair(*pin))))
    assert found.remarks["remark"].tolist() == [why]
    assert who_has_whom(found.pairs) == {"t1": "m1"}


def test_a_forbidden_pair_is_not_made_and_that_is_the_reason() -> None:
    found = match(situation([need("t1")], [mentor("m1")]), Will(forbidden=pairs(pair("t1", "m1"))))
    assert reason_of(found) == "forbidden"


def test_wishes_that_contradict_each_other_are_refused() -> None:
    of = situation([need("t1")], [mentor("m1"), mentor("m2")])
    with pytest.raises(ValueError, match="two mentors"):
        match(of, Will(pinned=pairs(pair("t1", "m1"), pair("t1", "m2"))))
    with pytest.raises(ValueError, match="both pinned and forbidden"):
        match(of, Will(pinned=pairs(pair("t1", "m1")), forbidden=pairs(pair("t1", "m1"))))


def test_of_equal_solutions_the_one_is_taken_that_moves_fewest() -> None:
    of = situation([need("t1"), need("t2"), need("t3")], [mentor("m1"), mentor("m2"), mentor("m3")])
    standing = pairs(pair("t1", "m3"), pair("t2", "m1"), pair("t3", "m2"))
    found = match(of, Will(standing=standing))
    assert who_has_whom(found.pairs) == {"t1": "m3", "t2": "m1", "t3": "m2"}
    assert found.moves == 0


def test_a_lower_cost_is_worth_a_move() -> None:
    of = situation([need("t1")], [mentor("m1", place="город"), mentor("m2")])
    found = match(of, Will(standing=pairs(pair("t1", "m1"))))
    assert who_has_whom(found.pairs) == {"t1": "m2"}
    assert found.moves == 1


def test_nobody_in_need_and_nobody_to_help_are_no_error() -> None:
    nothing = situation([], [])
    assert match(nothing).pairs.empty
    assert match(situation([need("t1")], [])).unserved["reason"].tolist() == ["no_subject"]
    assert match(situation([], [mentor("m1")])).cost == 0


@settings(max_examples=5, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_in_files_decides_nothing(random: Random) -> None:
    needs = [need(f"t{n}", school=f"s{n % 3}") for n in range(6)]
    mentors = [mentor(f"m{n}", school=f"p{n % 2}", capacity=1 + n % 2) for n in range(4)]
    expected = match(situation(needs, mentors)).pairs
    random.shuffle(needs)
    random.shuffle(mentors)
    pd.testing.assert_frame_equal(match(situation(needs, mentors)).pairs, expected)
