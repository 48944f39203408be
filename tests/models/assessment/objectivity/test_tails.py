"""Tails are exact where they say so, and wider where pupils of one school are alike."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import betabinom, binom

from models.assessment.objectivity.tails import at_least, at_least_among_alike, deviation, share_and_likeness


def by_hand(k: int, parts: list[tuple[int, float]]) -> float:
    """Every outcome of every part, one by one."""
    total = 0.0
    for outcome in product(*(range(n + 1) for n, _ in parts)):
        if sum(outcome) >= k:
            total += float(np.prod([binom.pmf(one, n, share) for one, (n, share) in zip(outcome, parts, strict=True)]))
    return total


parts = st.lists(st.tuples(st.integers(0, 4), st.floats(0.02, 0.98)), min_size=1, max_size=3)


@settings(deadline=None, max_examples=30)
@given(parts=parts, k=st.integers(0, 12))
def test_a_sum_of_binomials_is_exact(parts: list[tuple[int, float]], k: int) -> None:
    n, share = (np.array([values]) for values in zip(*parts, strict=True))
    (found,) = at_least(np.array([k]), n.astype(np.int64), share.astype(float))
    assert found == pytest.approx(max(by_hand(k, parts), 1e-12), abs=1e-9)


def test_one_part_is_the_binomial_and_rows_do_not_touch_each_other() -> None:
    k, n, share = np.array([3, 40]), np.array([[5], [60]]), np.array([[0.5], [0.6]])
    assert at_least(k, n, share).tolist() == pytest.approx([binom.sf(2, 5, 0.5), binom.sf(39, 60, 0.6)])


def test_nobody_near_a_boundary_is_no_surprise() -> None:
    assert at_least(np.array([0]), np.array([[0, 0]]), np.array([[0.5, 0.5]])).tolist() == [1.0]
    assert len(at_least(np.zeros(0, np.int64), np.zeros((0, 2), np.int64), np.zeros((0, 2)))) == 0


def test_likeness_of_pupils_is_found_again_and_is_nothing_where_schools_differ_by_chance() -> None:
    rng = np.random.default_rng(5)
    n = np.full(2000, 40)
    share, likeness = share_and_likeness(rng.binomial(n, rng.beta(3, 7, 2000)), n)
    assert share == pytest.approx(0.3, abs=0.01)
    assert likeness == pytest.approx(1 / 11, rel=0.1)
    assert share_and_likeness(rng.binomial(n, 0.3), n)[1] < 0.005


def test_where_nobody_or_everybody_succeeds_the_share_stays_inside() -> None:
    for k in (np.zeros(3, np.int64), np.full(3, 10)):
        share, likeness = share_and_likeness(k, np.full(3, 10))
        assert 0 < share < 1
        assert likeness == 1e-6


def test_alike_pupils_make_a_beta_binomial_worked_by_hand() -> None:
    k, n = np.array([7]), np.array([10])
    assert at_least_among_alike(k, n, 0.3, 1 / 11).tolist() == pytest.approx([betabinom.sf(6, 10, 3, 7)])
    # Variance 10 · 0.3 · 0.7 · (1 + 9/11).
    assert deviation(k, n, 0.3, 1 / 11).tolist() == pytest.approx([4 / np.sqrt(2.1 * 20 / 11)])
