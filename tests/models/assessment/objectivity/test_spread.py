"""Random effects: what schools honestly differ by is no sign, whatever a few dishonest ones do."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t

from models.assessment.objectivity.spread import EFFICIENCY, HALF, means, placed, spread


def test_schools_that_differ_by_chance_only_have_no_variance_between_them() -> None:
    assert spread(np.array([10.0, 10.1, 9.9, 10.0]), np.full(4, 1.0)) == (10.0, 0.0)


def test_the_variance_between_schools_makes_the_median_of_z_squared_a_normal_ones() -> None:
    values, chance = np.array([1.0, 2.0, 3.0, 4.0, 5.0]), np.full(5, 0.1)
    centre, between = spread(values, chance)
    assert centre == 3.0
    # Squares 4, 1, 0, 1, 4: their median is 1, and 1 / (τ² + 0.1) must be 0.4549.
    assert between == pytest.approx(1 / HALF - 0.1)


def test_a_few_schools_far_out_neither_move_the_centre_much_nor_widen_the_spread() -> None:
    rng = np.random.default_rng(1)
    honest, chance = rng.normal(0, 1, 300), np.full(300, 0.01)
    with_others = np.concatenate([honest, np.full(15, 50.0)])
    centre, between = spread(with_others, np.full(315, 0.01))
    assert abs(centre - spread(honest, chance)[0]) < 0.15
    assert between < 1.3 * spread(honest, chance)[1]


@given(st.lists(st.floats(-100, 100), min_size=3, max_size=30), st.floats(0.01, 50), st.floats(-20, 20))
def test_scale_and_origin_of_scores_do_not_matter(values: list[float], scale: float, origin: float) -> None:
    chance = np.full(len(values), 0.5)
    centre, between = spread(np.array(values), chance)
    again = spread(scale * np.array(values) + origin, scale**2 * chance)
    assert again[0] == pytest.approx(scale * centre + origin, abs=1e-6)
    assert again[1] == pytest.approx(scale**2 * between, rel=1e-6, abs=1e-6 * scale**2)


def units(values: list[float], **cells: Any) -> pd.DataFrame:
    table = pd.DataFrame({"year": 2024, "pool": "ВПР", "value": values, "variance": 0.1, "n": 20, "why": ""})
    return table.assign(**cells)


def test_z_is_the_distance_from_the_region_over_both_variances_worked_by_hand() -> None:
    found = placed(units([1.0, 2.0, 3.0, 4.0, 5.0]), 3, two_sided=False)
    z = 2 / np.sqrt(1 / HALF)
    assert found["statistic"].tolist() == pytest.approx([-z, -z / 2, 0, z / 2, z])
    assert found["p"].iloc[-1] == pytest.approx(t.sf(z, EFFICIENCY * 4))
    assert placed(units([1.0, 2.0, 3.0, 4.0, 5.0]), 3, two_sided=True)["p"].iloc[0] == pytest.approx(
        2 * t.sf(z, EFFICIENCY * 4)
    )


def test_a_unit_with_a_reason_is_neither_judged_nor_compared_with() -> None:
    reasons = ["", "", "", "", "", "selective"]
    found = placed(units([1.0, 2.0, 3.0, 4.0, 5.0, 99.0], why=reasons), 3, two_sided=False)
    alone = placed(units([1.0, 2.0, 3.0, 4.0, 5.0]), 3, two_sided=False)
    pd.testing.assert_frame_equal(found.head(5), alone)
    assert found["p"].isna().tolist() == [False] * 5 + [True]


def test_too_few_schools_are_no_region() -> None:
    found = placed(units([1.0, 2.0, 9.0]), 4, two_sided=False)
    assert found["why"].tolist() == ["few_schools"] * 3
    assert found["p"].isna().all()


def test_the_chance_of_a_mean_is_pooled_within_schools() -> None:
    rows = pd.DataFrame({"year": 2024, "pool": "ВПР", "school": list("aaabb"), "score": [1.0, 2.0, 3.0, 10.0, 14.0]})
    table = means(rows, "score", ["school"])
    # Squares about the means: 2 of three pupils, 8 of two; σ² = 10 / (2 + 1).
    assert table["n"].tolist() == [3, 2]
    assert table["value"].tolist() == [2.0, 12.0]
    assert table["variance"].tolist() == pytest.approx([10 / 9, 10 / 6])
