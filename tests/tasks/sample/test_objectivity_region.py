"""The calibration region: what is planted is there, honest schools are left as drawn, data and truth are apart."""

from functools import cache

import numpy as np
import pandas as pd
import pytest

from models.assessment.layout import LAYOUT
from tasks.sample.objectivity.frames import frames_of, truth_of
from tasks.sample.objectivity.planting import ALIKE, KINDS
from tasks.sample.objectivity.region import YEARS, CalibrationRegion, calibration_works, found_region, vpr_scores

WORK = calibration_works()[0]
SCHOOLS = 60


@cache
def region() -> CalibrationRegion:
    return found_region(11, SCHOOLS, each=1)


def test_every_kind_and_size_and_every_look_alike_is_planted() -> None:
    planted = list(truth_of(found_region(3, 80, each=2)).values())
    assert all(planted.count((kind, size)) == 2 for kind, sizes in KINDS.items() for size in sizes)
    assert all(planted.count((kind, 0.0)) == 6 for kind in ALIKE)
    with pytest.raises(ValueError, match="at least 72"):
        found_region(3, 71, each=2)


def test_honest_schools_keep_what_their_pupils_earned_and_the_others_do_not() -> None:
    written = vpr_scores(region(), YEARS[-1], WORK)
    is_changed = (written.scores != written.honest).any(axis=1)
    by_school = pd.Series(is_changed).groupby(written.pupils["school"].to_numpy()).any()
    for school, part in enumerate(region().parts):
        if part.is_honest or part.kind == "journal":
            assert not by_school[school], part
        elif part.size >= 0.6:
            assert by_school[school], part


def test_a_mean_is_overstated_by_what_the_size_says_but_for_the_ceiling() -> None:
    written = vpr_scores(found_region(5, 80, each=2), YEARS[-1], WORK)
    gain = pd.Series((written.scores - written.honest).sum(axis=1)) / written.honest.sum(axis=1).std()
    by_school = gain.groupby(written.pupils["school"].to_numpy()).mean()
    parts_of = found_region(5, 80, each=2).parts
    for size in KINDS["overstated"]:
        means = [
            by_school[place] for place, part in enumerate(parts_of) if (part.kind, part.size) == ("overstated", size)
        ]
        assert np.mean(means) == pytest.approx(size, abs=0.25 * size)


def test_points_stay_within_their_tasks() -> None:
    for work in calibration_works():
        scores = vpr_scores(region(), YEARS[0], work).scores
        assert scores.min() >= 0
        assert (scores <= work.points).all()


def test_frames_have_columns_of_loaded_data_only_and_the_truth_is_not_among_them() -> None:
    data = frames_of(region())
    assert set(data) <= set(LAYOUT)
    for kind, frame in data.items():
        assert set(frame.columns) <= set(LAYOUT[kind]), kind
    assert set(data["schools"]["kind"]) == {"СОШ", "Гимназия"}


def test_the_same_seed_gives_the_same_region() -> None:
    again = frames_of(found_region(11, SCHOOLS, each=1))
    for kind, frame in frames_of(region()).items():
        pd.testing.assert_frame_equal(frame, again[kind])
