"""Bands of primary scores: every pupil in one of them, none of them telling of a few; boundaries of marks."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.assessment.pictures.scores import bands, boundaries
from models.assessment.small_cells import FEW


def work(*said: tuple[str, int, int]) -> pd.DataFrame:
    """Counted rows of one work: (school, primary, pupils) each."""
    rows = pd.DataFrame(said, columns=["school", "primary", "times"])
    return rows.astype({"school": "string", "primary": "Int64", "times": "Int64"})


def told(table: pd.DataFrame) -> list[tuple[int, int, int, float]]:
    return [tuple(row) for row in table.itertuples(index=False)]


def test_a_score_of_many_pupils_is_a_band_of_its_own() -> None:
    assert told(bands(work(("a", 0, 5), ("a", 1, 15), ("a", 2, 20)))) == [
        (0, 0, 5, 12.5),
        (1, 1, 15, 37.5),
        (2, 2, 20, 50.0),
    ]


def test_scores_of_a_few_are_joined_and_the_share_is_for_one_score() -> None:
    assert told(bands(work(("a", 0, 2), ("a", 1, 6), ("a", 3, 10), ("a", 4, 2)))) == [
        (0, 1, 8, 20.0),
        (2, 2, 0, 0.0),
        (3, 4, 12, 30.0),
    ]


def test_a_band_of_a_school_tells_nothing_of_the_other_schools_either() -> None:
    found = bands(work(("a", 0, 10), ("a", 1, 10), ("b", 0, 1), ("b", 1, 20)), ["a"])
    assert told(found) == [(0, 1, 20, 50.0)]


@pytest.mark.parametrize("said", [[("a", 1, 9), ("b", 1, 90)], [("a", 1, 90), ("b", 1, 9)]])
def test_few_pupils_have_no_picture_nor_have_those_who_would_leave_few(said: list[tuple[str, int, int]]) -> None:
    assert bands(work(*said), ["a"]).empty


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 15), st.integers(1, 9)), min_size=1, max_size=40))
def test_every_pupil_is_in_a_band_and_no_band_tells_of_a_few(said: list[tuple[str, int, int]]) -> None:
    rows = work(*said)
    found = bands(rows, ["a"])
    own = rows[rows["school"].eq("a")]
    if found.empty:
        return
    assert found["n"].sum() == own["times"].sum()
    assert list(found["first"][1:]) == list(found["last"][:-1] + 1)
    assert not found["n"].between(1, FEW).any()
    others = rows[rows["school"].eq("b")]
    for first, last in zip(found["first"], found["last"], strict=True):
        assert not 1 <= others.loc[others["primary"].between(first, last), "times"].sum() <= FEW


def test_boundaries_are_the_scales_or_what_the_rows_speak_for() -> None:
    marked = work(("a", 3, 9), ("a", 7, 9), ("a", 9, 9), ("a", 12, 9)).assign(
        mark=pd.array([2, 3, 3, 4], dtype="Int64")
    )
    assert boundaries(marked, (6, 10, 15)) == {3: 6, 4: 10, 5: 15}
    assert boundaries(marked) == {3: 7, 4: 12}, "nobody got «5»"
    assert boundaries(marked.assign(mark=pd.array([None] * 4, dtype="Int64"))) == {}
