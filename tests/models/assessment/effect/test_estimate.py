"""The estimate on numbers worked out by hand, and its interval against leaving every school out by a plain loop."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import t

from models.assessment.effect.estimate import Flags, Floats, effect, standardised

# Two supported and three others; before, after. The others: mean 3, SD 1 before; mean 6, SD 2 after.
VALUES = np.array([[1.0, 4.0], [0.0, 4.0], [2.0, 4.0], [3.0, 6.0], [4.0, 8.0]])
WEIGHTS = np.tile([-1.0, 1.0], (5, 1))
OURS = np.array([True, True, False, False, False])


def test_results_are_standardised_by_schools_that_were_not_supported() -> None:
    assert standardised(VALUES, OURS).tolist() == [[-2, -1], [-3, -1], [-1, -1], [0, 0], [1, 1]]


def test_the_effect_is_the_change_of_the_supported_beyond_that_of_the_others() -> None:
    """Supported: +1 and +2, the others 0 each: 1.5."""
    assert effect(VALUES, WEIGHTS, OURS).value == pytest.approx(1.5)


def test_support_does_not_stretch_the_ruler_that_it_is_measured_with() -> None:
    """Two points more are one standard deviation of the others more."""
    moved = VALUES + np.outer(OURS, [0.0, 2.0])
    assert effect(moved, WEIGHTS, OURS).value == pytest.approx(2.5)


def test_a_harder_work_with_another_scale_changes_nothing() -> None:
    again = VALUES * [1.0, 3.0] - [0.0, 7.0]
    one, other = effect(again, WEIGHTS, OURS), effect(VALUES, WEIGHTS, OURS)
    assert (one.value, one.lower, one.upper) == pytest.approx((other.value, other.lower, other.upper))


def test_works_in_which_the_others_are_all_alike_say_nothing() -> None:
    alike = VALUES.copy()
    alike[~OURS, 1] = 6.0
    assert standardised(alike, OURS)[:, 1].tolist() == [0, 0, 0, 0, 0]


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), supported=st.integers(3, 6), others=st.integers(5, 12))
def test_the_interval_is_that_of_leaving_out_every_school_in_turn(seed: int, supported: int, others: int) -> None:
    rng = np.random.default_rng(seed)
    values, ours = rng.normal(0, 1, (supported + others, 4)), np.arange(supported + others) < supported
    values[rng.integers(0, supported), 0:2] = np.nan
    values[supported + rng.integers(0, others), 2:4] = np.nan
    weights = np.where(np.isnan(values), 0.0, [-1.0, 1.0, -1.0, 1.0])
    weights = weights / np.maximum(weights, 0).sum(axis=1, keepdims=True)
    found = effect(values, weights, ours)
    parts = []
    for side in (ours, ~ours):
        places, many = np.flatnonzero(side), side.sum()
        without = np.array([_without(place, values, weights, ours) for place in places.tolist()])
        parts.append((many - 1) / many * np.square(without - without.mean()).sum())
    freedom = sum(parts) ** 2 / (parts[0] ** 2 / (supported - 1) + parts[1] ** 2 / (others - 1))
    assert found.error == pytest.approx(np.sqrt(sum(parts)))
    assert found.upper - found.value == pytest.approx(t.ppf(0.975, freedom) * found.error)
    assert found.value - found.lower == pytest.approx(found.upper - found.value)


def _without(place: int, values: Floats, weights: Floats, ours: Flags) -> float:
    rest = np.delete(values, place, axis=0), np.delete(weights, place, axis=0)
    return effect(*rest, np.delete(ours, place)).value
