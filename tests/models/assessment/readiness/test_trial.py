"""What a trial concludes of forecasts that were written down by hand."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from models.assessment.parameters import Parameters
from models.assessment.readiness.trial import LOW, SHARE, Trial, answerable, band_of, calibration, quality

BANDS = Parameters().readiness.bands


def trial(*rows: tuple[int, int, float, float], **columns: Any) -> Trial:
    """Cohorts of (n, n_low, share that was forecast, base share); the forecast of a low exam is the share's."""
    table = pd.DataFrame(rows, columns=["n", "n_low", "share", "base_share"])
    table = table.assign(school=[f"s{place:03}" for place in range(len(rows))], year=2023, lower=0.0, upper=0.2)
    table = table.assign(
        is_low=100 * table["n_low"] >= 30 * table["n"], low=table["share"], base_low=table["base_share"]
    )
    return Trial(table.assign(**columns))


def test_skill_is_one_less_the_ratio_of_squared_errors() -> None:
    # Errors 0.1 and 0.1 against 0.2 and 0.2, pupils as weights: 1 − 0.01/0.04.
    found = quality(trial((10, 4, 0.3, 0.2), (30, 0, 0.1, 0.2)), SHARE)
    assert found["skill"] == pytest.approx(1 - 0.01 / 0.04)


def test_a_low_exam_counts_as_one_whatever_its_size() -> None:
    found = quality(trial((10, 4, 0.8, 0.5), (90, 0, 0.4, 0.5)), LOW)
    assert found["skill"] == pytest.approx(1 - (0.04 + 0.16) / (0.25 + 0.25))


def test_forecasts_that_are_the_base_rate_have_no_skill_and_perfect_ones_have_all() -> None:
    base = quality(trial(*[(10, low, 0.2, 0.2) for low in (0, 3, 5, 1)]), SHARE)
    assert (base["skill"], base["skill_lower"], base["skill_upper"]) == (0, 0, 0)
    perfect = quality(trial(*[(10, low, low / 10, 0.2) for low in (0, 3, 5, 1)]), SHARE)
    assert (perfect["skill"], perfect["skill_lower"]) == (1, 1)


def test_one_lucky_school_is_no_proof() -> None:
    found = quality(trial((10, 9, 0.9, 0.2), *[(10, 2, 0.25, 0.2)] * 30), SHARE)
    assert found["skill"] > 0.8
    assert not found["skill_lower"] > 0


def test_a_school_counts_once_however_many_years_it_has() -> None:
    rows = [(10, low, 0.15, 0.2) for low in (0, 3, 1, 1, 0, 4, 1, 2)]
    apart = quality(trial(*rows), SHARE)
    together = quality(trial(*rows, school=[f"s{place // 4}" for place in range(8)]), SHARE)
    assert together["skill"] == pytest.approx(apart["skill"])
    assert together["skill_upper"] != apart["skill_upper"]


def test_coverage_is_told_of_the_share_only() -> None:
    found = trial((10, 0, 0.1, 0.1), (10, 2, 0.1, 0.1), (10, 3, 0.1, 0.1), (10, 9, 0.1, 0.1))
    assert quality(found, SHARE)["coverage"] == 0.5
    assert np.isnan(quality(found, LOW)["coverage"])


def test_a_slope_of_one_is_calibrated_and_of_less_too_bold() -> None:
    calm = [(10_000, 1000, 0.1, 0.2), (10_000, 3000, 0.3, 0.2)]
    assert quality(trial(*calm), SHARE)["slope"] == pytest.approx(1, abs=0.01)
    bold = [(10_000, 1000, 0.02, 0.2), (10_000, 3000, 0.6, 0.2)]
    assert quality(trial(*bold), SHARE)["slope"] < 0.5


@pytest.mark.parametrize(
    ("probability", "band"), [(0.0, 0), (0.0994, 0), (0.0996, 1), (0.1, 1), (0.299, 1), (0.3, 2), (0.6, 3), (1.0, 3)]
)
def test_a_band_begins_with_its_edge_as_the_number_is_told(probability: float, band: int) -> None:
    assert list(band_of(pd.Series([probability]), BANDS)) == [band]


def test_calibration_sets_what_came_beside_what_was_forecast() -> None:
    found = calibration(trial((10, 4, 0.5, 0.2), (10, 0, 0.4, 0.2), (10, 0, 0.05, 0.2)), LOW, BANDS)
    assert found.to_dict("records") == [
        {"band": 0, "cohorts": 1, "predicted": 0.05, "observed": 0.0},
        {"band": 2, "cohorts": 2, "predicted": 0.45, "observed": 0.5},
    ]


def test_shares_are_set_side_by_side_in_fifths_by_pupils() -> None:
    rows = [(10, place, place / 10, 0.2) for place in range(10)]
    found = calibration(trial(*rows), SHARE, BANDS)
    assert list(found["cohorts"]) == [2, 2, 2, 2, 2]
    assert found["predicted"].to_numpy() == pytest.approx(found["observed"].to_numpy())


def many(years: int, schools: int, low: int) -> pd.DataFrame:
    rows = [(2020 + year, f"s{place}", place < low) for year in range(years) for place in range(schools)]
    return pd.DataFrame(rows, columns=["year", "school", "is_low"])


@pytest.mark.parametrize(
    ("held", "question", "why"),
    [
        (many(1, 40, 20), SHARE, "few_years"),
        (many(2, 19, 19), SHARE, "few_schools"),
        (many(2, 20, 4), LOW, "few_low"),
        (many(2, 20, 4), SHARE, ""),
        (many(2, 20, 5), LOW, ""),
    ],
)
def test_what_cannot_be_tried_says_why(held: pd.DataFrame, question: str, why: str) -> None:
    assert answerable(held, question, Parameters()) == why
