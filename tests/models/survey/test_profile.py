"""A factor's score is worked out by hand; it depends on the school's own answers and on nothing else."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.survey.deficits import by_person, by_question, deficits
from models.survey.profile import profiles
from models.survey.significance import Significance
from tests.models.survey.answering import OTHER, SCHOOL, answers, pupils, said, small

HIGH, MIDDLE, LOW, NONE = "high", "middle", "low", "insufficient_data"


def factor(table: pd.DataFrame, code: str, school: str = SCHOOL, source: str = "survey") -> dict[str, Any]:
    rows = table[table["school"].eq(school) & table["factor"].eq(code) & table["source"].eq(source)]
    (row,) = rows.to_dict("records")
    return {str(name): value for name, value in row.items()}


def test_agreement_is_no_deficit_and_with_a_reversed_question_a_full_one() -> None:
    given_ = deficits(answers(said("director", {"D1": 5, "D2": 5})), small())
    assert dict(zip(given_["question"], given_["deficit"], strict=True)) == {"D1": 0.0, "D2": 1.0}


def test_a_score_is_the_weighted_mean_of_questions_then_of_people_then_of_groups() -> None:
    # Director: (1 × 0.5 + 3 × 0.25) / 4 = 0.3125. Pupils' books: 4 → 0.25 each. Factor: (3 × 0.3125 + 0.25) / 4.
    table = profiles(answers(said("director", {"D1": 3, "D2": 2}), pupils(1, 2, 3, 4, 5, books=4)), small())
    assert factor(table, "RF01")["score"] == pytest.approx(0.296875)
    assert factor(table, "RF06")["score"] == pytest.approx(0.5)
    assert factor(table, "RF01")["people"] == "director 1, pupil 5"


def test_a_person_who_left_a_question_out_counts_by_the_others() -> None:
    given_ = deficits(answers(said("director", {"D2": 3}), said("pupil", {"P1": 1}, {"P2": 1})), small())
    assert by_person(given_).loc[(SCHOOL, "director", 1), "RF01"] == 0.5
    counted = by_question(given_).set_index("question")
    assert counted.loc["P1", "n"] == 1


@pytest.mark.parametrize(
    ("interest", "score", "significance"),
    [
        ((1, 1, 1, 1, 1), 1.0, HIGH),
        ((2, 2, 3, 2, 3), 0.65, MIDDLE),
        ((1, 2, 3, 2, 3), 0.7, HIGH),
        ((4, 4, 3, 4, 3), 0.35, MIDDLE),
        ((4, 4, 4, 4, 3), 0.3, LOW),
    ],
)
def test_significance_goes_by_the_cut_offs(interest: tuple[int, ...], score: float, significance: str) -> None:
    found = factor(profiles(answers(pupils(*interest)), small()), "RF06")
    assert found["score"] == pytest.approx(score)
    assert found["significance"] == significance


def test_a_score_on_a_cut_off_belongs_to_the_higher_significance() -> None:
    at_half = small().model_copy(update={"high_from": 0.5})
    assert factor(profiles(answers(pupils(3, 3, 3, 3, 3)), at_half), "RF06")["significance"] == HIGH


def test_a_group_that_did_not_answer_leaves_the_factor_without_a_score() -> None:
    found = factor(profiles(answers(pupils(1, 1, 1, 1, 1)), small()), "RF01")
    assert (found["significance"], found["missing"], found["people"]) == (NONE, "director", "pupil 5")
    assert pd.isna(found["score"])
    assert pd.isna(found["lower"])


def test_a_withheld_group_is_one_that_did_not_answer() -> None:
    withheld = [row | {"question": None, "answer": None} for row in pupils(1, 1)[::2]]
    found = factor(profiles(answers(said("director", {"D1": 3}), withheld), small()), "RF01")
    assert (found["significance"], found["missing"]) == (NONE, "pupil")


def test_a_group_too_small_to_be_asked_leaves_its_weight_to_the_others() -> None:
    table = profiles(answers(said("director", {"D1": 3})), small(), [(SCHOOL, "pupil")])
    assert factor(table, "RF01")["score"] == 0.5


def test_the_schools_own_diagnosis_is_a_profile_of_its_own() -> None:
    table = profiles(answers(said("team", {"S1": 1}), said("director", {"D1": 5}), pupils(5, 5, 5, 5, 5)), small())
    assert factor(table, "RF01", source="self")["score"] == 1.0
    assert factor(table, "RF01")["score"] == 0.0


def test_the_place_is_the_share_of_other_schools_with_a_lower_score() -> None:
    third = "edu680103"
    parts = [pupils(*[interest] * 5, school=school) for school, interest in ((SCHOOL, 1), (OTHER, 3), (third, 3))]
    table = profiles(answers(*parts), small())
    assert [factor(table, "RF06", one)["place"] for one in (SCHOOL, OTHER, third)] == [1.0, 0.0, 0.0]
    assert factor(table, "RF06")["schools"] == 3


def test_one_school_alone_has_no_place() -> None:
    assert pd.isna(factor(profiles(answers(pupils(1, 2, 3, 4, 5)), small()), "RF06")["place"])


def test_the_interval_holds_the_score_and_is_empty_where_all_agree_or_only_one_was_asked() -> None:
    table = profiles(answers(pupils(1, 2, 3, 4, 5), said("team", {"S1": 2})), small())
    found = factor(table, "RF06")
    assert 0 < found["lower"] < found["score"] < found["upper"] < 1
    agreed = factor(profiles(answers(pupils(2, 2, 2, 2, 2)), small()), "RF06")
    assert agreed["lower"] == agreed["upper"] == agreed["score"]
    assert pd.isna(factor(table, "RF01", source="self")["lower"])


def test_nobody_answered_and_there_is_no_profile() -> None:
    assert profiles(answers(pupils(1)).iloc[:0], small()).empty


def test_a_significance_is_named_as_people_say_it() -> None:
    assert Significance.named(" Высокая") is Significance.HIGH
    assert Significance.named("low") is Significance.LOW
    assert Significance.named("insufficient_data") is None


INTEREST = st.lists(st.integers(1, 5), min_size=5, max_size=12)


@settings(max_examples=30, deadline=None)
@given(INTEREST, INTEREST, st.randoms(use_true_random=False))
def test_the_order_of_rows_and_of_people_says_nothing(own: list[int], others: list[int], random: Any) -> None:
    shuffled = [*own]
    random.shuffle(shuffled)
    there = answers(pupils(*own), pupils(*others, school=OTHER))
    moved = answers(pupils(*shuffled), pupils(*others, school=OTHER)).sample(frac=1, random_state=random.randint(0, 99))
    pd.testing.assert_frame_equal(profiles(there, small()), profiles(moved, small()), rtol=1e-12)


@settings(max_examples=30, deadline=None)
@given(INTEREST, INTEREST, INTEREST)
def test_another_school_moves_only_the_place(own: list[int], before: list[int], after: list[int]) -> None:
    found = [
        factor(profiles(answers(pupils(*own), pupils(*others, school=OTHER)), small()), "RF06")
        for others in (before, after)
    ]
    same = [{name: one[name] for name in ("score", "lower", "upper", "significance", "people")} for one in found]
    assert same[0] == same[1]


@settings(max_examples=30, deadline=None)
@given(INTEREST)
def test_a_score_and_its_bounds_stay_between_none_and_all(own: list[int]) -> None:
    found = factor(profiles(answers(pupils(*own)), small()), "RF06")
    assert 0 <= found["lower"] <= found["score"] + 1e-9
    assert found["score"] <= found["upper"] + 1e-9 <= 1 + 1e-6
