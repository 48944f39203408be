"""The region that forecasts are calibrated on: the same for the same seed, and different in what its kind says."""

import pandas as pd
import pytest

from models.assessment.layout import LAYOUT, typed
from models.assessment.procedures import last_state
from tasks.sample.readiness import EXAM_YEARS, KINDS, SITTINGS, found_region


def test_the_same_seed_gives_the_same_region_and_another_another() -> None:
    one, again, other = found_region(1, schools=12), found_region(1, schools=12), found_region(2, schools=12)
    pd.testing.assert_frame_equal(one.vpr, again.vpr)
    pd.testing.assert_frame_equal(one.gia, again.gia)
    assert not one.vpr["primary"].head(50).equals(other.vpr["primary"].head(50))


@pytest.mark.parametrize("kind", KINDS)
def test_columns_are_those_of_loaded_data_and_pupils_sit_an_exam_once(kind: str) -> None:
    region = found_region(1, kind, schools=12)
    assert set(region.vpr) <= set(LAYOUT["vpr"])
    gia = typed("gia", region.gia)
    assert len(last_state(gia)) == len(gia)
    assert set(gia["exam"] + ", " + gia["subject"]) == {f"{exam}, {subject}" for exam, subject, *_ in SITTINGS}


def test_the_exams_to_come_are_apart() -> None:
    region = found_region(1, schools=12)
    assert set(region.to_come["year"]) == {EXAM_YEARS[-1]}
    assert EXAM_YEARS[-1] not in set(region.gia["year"])


def correlation(kind: str) -> float:
    """Of the schools' means in grade 8 with the share that fell below in grade 9, in mathematics."""
    region = found_region(5, kind, schools=150)
    work = region.vpr.query("year == 2023 and grade == 8 and subject == 'математика'")
    sat = region.gia.query("year == 2024 and exam == 'ОГЭ' and subject == 'математика'")
    shares = sat.assign(below=sat["mark"].eq(2)).groupby("school")["below"].mean()
    return float(work.groupby("school")["primary"].mean().corr(shares.astype(float)))


def test_works_tell_of_exams_only_where_the_kind_says_so() -> None:
    assert correlation("told") < -0.5
    assert abs(correlation("hidden")) < 0.25
    assert abs(correlation("noise")) < 0.25
