"""The line through schools' shares: exact where it can be worked out, and it finds what was drawn."""

import numpy as np
import pytest
from scipy.special import expit, logit

from models.assessment.readiness.regression import LEAST_LIKENESS, fitted

NOTHING = np.zeros((2, 0))


def test_without_slopes_a_level_is_the_share_with_half_a_pupil_for_and_against() -> None:
    line = fitted(np.array([3.0, 7.0]), np.array([20.0, 30.0]), np.zeros(2, int), NOTHING)
    assert expit(line.levels[0]) == pytest.approx(10.5 / 51, abs=1e-3)


def test_every_year_has_its_own_level() -> None:
    line = fitted(np.array([10.0, 30.0]), np.array([100.0, 100.0]), np.array([0, 1]), NOTHING)
    assert expit(line.levels) == pytest.approx([10.5 / 101, 30.5 / 101], abs=1e-6)


def test_two_groups_give_the_difference_of_their_log_odds() -> None:
    n = np.array([1e6, 1e6])
    line = fitted(0.1 * n, n, np.zeros(2, int), NOTHING)
    assert line.slopes.size == 0
    apart = fitted(n * [0.1, 0.2], n, np.zeros(2, int), np.array([[0.0], [1.0]]), ridge=0.0)
    assert apart.slopes[0] == pytest.approx(logit(0.2) - logit(0.1), abs=1e-4)


def test_a_year_in_which_nobody_fell_below_has_a_level_too() -> None:
    line = fitted(np.zeros(2), np.array([50.0, 50.0]), np.zeros(2, int), NOTHING)
    assert np.isfinite(line.levels).all()
    assert expit(line.levels[0]) < 0.01


def test_a_slope_stays_finite_where_a_line_separates_the_schools() -> None:
    about = np.array([[-1.0], [-1.0], [1.0], [1.0]])
    line = fitted(np.array([0.0, 0.0, 9.0, 9.0]), np.full(4, 9.0), np.zeros(4, int), about)
    assert 0 < line.slopes[0] < 6


def test_slopes_and_likeness_are_found_in_what_was_drawn_with_them() -> None:
    rng = np.random.default_rng(5)
    many, n, likeness = 3000, 40, 0.05
    about = rng.normal(size=(many, 2))
    mean = expit(-2 + about @ [0.6, -0.3])
    weight = (1 - likeness) / likeness
    k = rng.binomial(n, rng.beta(mean * weight, (1 - mean) * weight)).astype(float)
    line = fitted(k, np.full(many, float(n)), rng.integers(0, 2, many), about)
    assert line.slopes == pytest.approx([0.6, -0.3], abs=0.06)
    assert line.likeness == pytest.approx(likeness, abs=0.01)


def test_pupils_who_are_not_alike_have_the_least_likeness() -> None:
    n = np.full(50, 20.0)
    assert fitted(np.full(50, 4.0), n, np.zeros(50, int), np.zeros((50, 0))).likeness == LEAST_LIKENESS
