"""Heaps at mark boundaries: against the region's own heaps, at the school's own level, where the scale is known."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.assessment.objectivity.boundaries import Window, boundaries, heaping, tilted, windows
from tests.models.assessment.objectivity.regions import CUTS, data_of, mark_of, material, names, of, works

STRANGE = "edu680001"
EVEN = list(range(3, 19)) * 3  # three pupils on each score


def test_boundaries_are_read_off_the_regions_own_marks() -> None:
    scores = pd.Series(range(21))
    assert boundaries(scores, scores.map(mark_of)) == list(CUTS)


def test_a_boundary_that_nobody_stands_just_below_is_not_certain() -> None:
    scores = pd.Series([score for score in range(21) if score != 10])
    assert boundaries(scores, scores.map(mark_of)) == [7, 15]


def test_a_scale_that_many_rows_break_is_not_believed() -> None:
    scores = pd.Series(list(range(21)) * 4)
    marks = scores.map(mark_of).where(scores.index % 20 > 0, 5)
    assert boundaries(scores, marks) == []


def test_windows_share_no_score() -> None:
    assert windows([7, 11, 15], 2) == [Window(5, 7, 9), Window(9, 11, 13), Window(13, 15, 17)]
    assert windows([3, 6], 2) == [Window(2, 3, 4), Window(5, 6, 7)]
    assert windows([1], 2) == [Window(0, 1, 2)]


def test_a_tilt_keeps_the_schools_mean_and_leaves_the_regions_form_where_means_agree() -> None:
    counts = np.array([[4, 4, 4, 4], [0, 1, 2, 5], [5, 2, 1, 0]])
    found = tilted(counts)
    means = found @ np.arange(4)
    assert means.tolist() == pytest.approx((counts @ np.arange(4) / counts.sum(axis=1)).tolist())
    assert found.sum(axis=1).tolist() == pytest.approx([1, 1, 1])
    assert found[0].tolist() == pytest.approx((counts.sum(axis=0) / counts.sum()).tolist(), abs=1e-6)


def heaped(share: int) -> list[int]:
    """Of each `share` pupils one or two points under a boundary all but none are lifted to it."""
    return [min((cut for cut in CUTS if 0 < cut - score <= share), default=score) for score in EVEN]


def test_pupils_lifted_to_the_boundary_stand_out_with_the_numbers_behind_it() -> None:
    scores = dict.fromkeys(names(24), EVEN) | {STRANGE: heaped(2)}
    found = of(heaping(material(data_of(works(scores)))), STRANGE)
    # Windows of two points about 7, 11 and 15: 3 pupils on each of 12 scores, all of them above in this school.
    assert (found["n"], found["value"]) == (36, 100.0)
    assert found["expected"] == pytest.approx(52, abs=2)
    assert found["p"] < 1e-6


def test_a_heap_that_the_whole_region_has_is_nobodys() -> None:
    found = heaping(material(data_of(works(dict.fromkeys(names(24), EVEN + heaped(2) * 2)))))
    assert found["value"].min() > 70
    assert found["p"].min() > 0.2


def test_a_strong_school_without_heaps_does_not_stand_out() -> None:
    strong = [min(score + 4, 20) for score in EVEN]
    found = of(heaping(material(data_of(works(dict.fromkeys(names(24), EVEN) | {STRANGE: strong})))), STRANGE)
    assert found["p"] > 0.1


def test_without_a_scale_or_a_region_or_pupils_near_it_is_not_available() -> None:
    no_scale = works(dict.fromkeys(names(24), [3, 7, 11, 15] * 4))
    assert set(heaping(material(data_of(no_scale)))["why"]) == {"no_scale"}
    assert set(heaping(material(data_of(works(dict.fromkeys(names(5), EVEN)))))["why"]) == {"no_scale"}
    few = heaping(material(data_of(works(dict.fromkeys(names(24), EVEN) | {STRANGE: [2] * 20 + [7] * 9}))))
    assert (of(few, STRANGE)["why"], of(few, STRANGE)["n"]) == ("few_participants", 9)
    assert pd.isna(of(few, STRANGE)["p"])


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 2**32 - 1), st.floats(0, 1))
def test_neither_row_order_nor_file_splits_matter(seed: int, cut: float) -> None:
    rng = np.random.default_rng(seed)
    vpr = works({school: rng.binomial(20, 0.5, 30).tolist() for school in names(20)})
    shuffled = vpr.sample(frac=1, random_state=seed % 1000)
    place = int(cut * len(vpr))
    split = data_of([shuffled.iloc[place:], shuffled.iloc[:place]])
    pd.testing.assert_frame_equal(heaping(material(split)), heaping(material(data_of(vpr))))
