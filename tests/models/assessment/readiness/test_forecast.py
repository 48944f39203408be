"""What may come: agrees with scipy's beta-binomial by plain loops, and is as wide as what is not known."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import betabinom

from models.assessment.readiness.forecast import Forecast, forecast, levels
from models.assessment.readiness.regression import Line


def line(*levels: float, slopes: tuple[float, ...] = (), likeness: float = 0.05) -> Line:
    size = len(levels) + len(slopes)
    return Line(np.array(levels), np.array(slopes), likeness, np.zeros((size, size)))


def of_nothing(by: Line, *n: int) -> Forecast:
    return forecast(by, np.zeros((len(n), 0)), np.array(n), 30, 0.8)


@settings(max_examples=30, deadline=None)
@given(n=st.integers(1, 40), level=st.floats(-4, 1), likeness=st.floats(0.001, 0.4))
def test_the_probability_of_a_low_exam_is_the_beta_binomials(n: int, level: float, likeness: float) -> None:
    by = line(level, likeness=likeness)
    weight = (1 - likeness) / likeness
    least = next(k for k in range(n + 1) if 100 * k >= 30 * n)
    chances = levels(by, np.zeros((1, 0)))[0]
    expected = np.mean([betabinom.sf(least - 1, n, p * weight, (1 - p) * weight) for p in chances])
    assert of_nothing(by, n).low[0] == pytest.approx(float(expected), abs=1e-9)


def test_one_pupil_is_low_when_he_is_below() -> None:
    found = of_nothing(line(-2.0), 1)
    assert found.low[0] == pytest.approx(found.share[0])


def test_the_threshold_is_inclusive_in_whole_pupils() -> None:
    # 3 of 10 are low; of 7 it takes 3, of 20 six.
    found = of_nothing(line(-1.0), 10, 7, 20)
    assert (found.low > 0).all()
    assert found.low[1] < found.low[0]


@settings(max_examples=30, deadline=None)
@given(n=st.lists(st.integers(1, 90), min_size=1, max_size=8), level=st.floats(-5, 2))
def test_the_interval_holds_the_middle_and_lies_between_nobody_and_all(n: list[int], level: float) -> None:
    found = of_nothing(line(level), *n)
    assert (found.lower >= 0).all()
    assert (found.lower <= found.upper).all()
    assert (found.upper <= 1).all()


def test_years_that_differ_make_the_interval_wider() -> None:
    steady, moving = of_nothing(line(-2.0, -2.0, -2.0), 60), of_nothing(line(-3.0, -2.0, -1.0), 60)
    assert moving.upper[0] - moving.lower[0] > steady.upper[0] - steady.lower[0]


def test_a_higher_level_forecasts_a_higher_share() -> None:
    found = forecast(line(-2.0, slopes=(0.5,)), np.array([[-1.0], [0.0], [1.0]]), np.array([30, 30, 30]), 30, 0.8)
    assert (np.diff(found.share) > 0).all()
    assert (np.diff(found.low) > 0).all()


def test_schools_do_not_disturb_one_another() -> None:
    sizes = [3, 100, 41, 3, 12]
    together = of_nothing(line(-1.5), *sizes)
    for place, n in enumerate(sizes):
        alone = of_nothing(line(-1.5), n)
        assert together.low[place] == pytest.approx(alone.low[0])
        assert together.upper[place] == alone.upper[0]


def test_nobody_to_forecast_is_no_error() -> None:
    assert of_nothing(line(-1.0)).share.size == 0
