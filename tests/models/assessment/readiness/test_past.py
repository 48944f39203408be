"""How a school stood in earlier exams: drawn to the region as a beta-binomial says, and never from later years."""

from math import log

import numpy as np
import pandas as pd
import pytest

from models.assessment.objectivity.tails import share_and_likeness
from models.assessment.parameters import Parameters
from models.assessment.readiness.past import results, select, standing
from tests.models.assessment.factories import exam, frames

ASKED = Parameters()


def held(*exams: pd.DataFrame) -> pd.DataFrame:
    return results(select(frames(gia=list(exams)), range(2020, 2027), ASKED), ASKED)


THREE = [exam(20, 10, school="a"), exam(20, 2, school="b"), exam(4, 2, school="c")]


def test_a_standing_is_the_shrunk_log_odds_against_the_regions() -> None:
    share, likeness = share_and_likeness(np.array([10, 2, 2]), np.array([20, 20, 4]))
    weight = (1 - likeness) / likeness
    own = (10 + weight * share) / (20 + weight)
    found = standing(held(*THREE), 2024)["past"]
    assert found["a"] == pytest.approx(log(own / (1 - own)) - log(share / (1 - share)))


def test_few_participants_are_drawn_nearer_to_the_region() -> None:
    found = standing(held(*THREE), 2024)["past"]
    assert found["a"] > found["c"] > 0 > found["b"]


def test_an_exam_says_nothing_of_itself() -> None:
    assert standing(held(*THREE), 2023).empty


def test_several_years_count_together() -> None:
    once = standing(held(*THREE), 2025)["past"]
    again = [exam(20, 10, school="a", year=2024), exam(20, 2, school="b", year=2024), exam(4, 2, school="c", year=2024)]
    assert standing(held(*THREE, *again), 2025)["past"]["a"] > once["a"]


def test_more_participants_are_better_known() -> None:
    known = standing(held(*THREE), 2024)["known"]
    assert known["a"] == known["b"] > known["c"] > 0
    assert known["a"] < 1


def test_an_exam_of_another_subject_is_no_result() -> None:
    assert held(exam(20, 10, subject="физика")).empty


def test_the_ege_is_judged_by_score_and_the_base_level_by_mark() -> None:
    table = held(
        exam(20, 6, exam="ЕГЭ", subject="математика профильная"), exam(9, 3, exam="ЕГЭ", subject="математика базовая")
    )
    assert list(table["n_low"]) == [3, 6]
    assert list(table["is_low"]) == [True, True]
