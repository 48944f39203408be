"""What is shared of small groups: an attacker who has the whole release works out no hidden cell."""

from collections.abc import Sequence
from random import Random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from models.assessment.small_cells import Release, is_small, released
from models.assessment.worked_out import Level

KEYS = ("school", "procedure")
MARGINS: tuple[Level, ...] = (("municipality", "procedure"), ("procedure",), ("school",), ("municipality",), ())


def table(*cells: tuple[str, str, int, int]) -> pd.DataFrame:
    """school, procedure, n, part; the municipality is the school's first letter."""
    made = pd.DataFrame(cells, columns=["school", "procedure", "n", "part"])
    return made.assign(municipality=made["school"].str[0])


def hidden(release: Release, level: Level = KEYS) -> list[bool]:
    return [bool(one) for one in release[level]["is_hidden"]]


@pytest.mark.parametrize(
    ("n", "part", "small"),
    [(9, 0, True), (10, 0, False), (10, 1, True), (10, 4, True), (20, 5, False), (20, 15, False), (20, 16, True),
     (20, 19, True), (20, 20, False)],
)  # fmt: skip
def test_a_cell_of_few_is_small(n: int, part: int, small: bool) -> None:
    assert bool(is_small(pd.Series([n]), pd.Series([part]))[0]) is small


def test_alone_a_small_cell_hides_nothing_else() -> None:
    release = released(table(("a1", "м", 20, 3), ("a2", "м", 30, 10)), KEYS)
    assert hidden(release) == [True, False]
    assert release[KEYS]["part"].isna().tolist() == [True, False]


def test_a_total_that_would_give_it_away_hides_one_more() -> None:
    cells = table(("a1", "м", 20, 3), ("a2", "м", 30, 10), ("a3", "м", 25, 9))
    release = released(cells, KEYS, [("procedure",)])
    assert hidden(release) == [True, False, True], "the smaller of the two others"
    assert hidden(release, ("procedure",)) == [False]


def test_a_total_of_one_school_is_hidden_with_it() -> None:
    release = released(table(("a1", "м", 20, 3), ("b1", "м", 30, 10)), KEYS, [("municipality", "procedure")])
    assert hidden(release) == [True, False]
    assert hidden(release, ("municipality", "procedure")) == [True, False]


def test_hidden_cells_that_must_all_be_nobody_are_no_secret_and_one_more_goes() -> None:
    cells = table(("a1", "м", 5, 0), ("a2", "м", 6, 0), ("a3", "м", 40, 20))
    assert hidden(released(cells, KEYS, [("procedure",)])) == [True, True, True]


def test_where_nothing_is_small_all_is_shown() -> None:
    cells = table(("a1", "м", 20, 10), ("a2", "м", 30, 10), ("b1", "м", 25, 0))
    release = released(cells, KEYS, MARGINS)
    assert not any(any(hidden(release, level)) for level in release)
    assert release[KEYS]["part"].tolist() == [10, 10, 0]


CELLS = st.lists(
    st.tuples(
        st.sampled_from(["a1", "a2", "a3", "b1", "b2"]), st.sampled_from("мрф"), st.integers(1, 30), st.floats(0, 1)
    ),
    min_size=1,
    max_size=15,
    unique_by=lambda one: one[:2],
).map(lambda cells: table(*((school, work, n, round(share * n)) for school, work, n, share in cells)))
SOME_MARGINS = st.lists(st.sampled_from(MARGINS), unique=True, max_size=5)


@settings(max_examples=25, deadline=None)
@given(CELLS, SOME_MARGINS)
def test_no_hidden_cell_can_be_worked_out(cells: pd.DataFrame, margins: list[Level]) -> None:
    nothing_is_worked_out(cells, margins)


@pytest.mark.proof
@settings(max_examples=500, deadline=None)
@given(CELLS, SOME_MARGINS)
def test_nor_in_many_tables(cells: pd.DataFrame, margins: list[Level]) -> None:
    nothing_is_worked_out(cells, margins)


def nothing_is_worked_out(cells: pd.DataFrame, margins: list[Level]) -> None:
    for level, place, span in attacked(cells, released(cells, KEYS, margins)):
        assert span >= 1 - 1e-4, (level, place, span)


@settings(max_examples=10, deadline=None)
@given(CELLS, SOME_MARGINS, st.randoms(use_true_random=False))
def test_what_is_shown_is_true_and_the_order_of_rows_changes_nothing(
    cells: pd.DataFrame, margins: list[Level], chance: Random
) -> None:
    release = released(cells, KEYS, margins)
    order = list(range(len(cells)))
    chance.shuffle(order)
    again = released(cells.iloc[order], KEYS, margins)
    for level, shown in release.items():
        pd.testing.assert_frame_equal(shown, again[level])
        true = cells.groupby(list(level))["part"].sum().reset_index(drop=True) if level else cells["part"].sum()
        is_true = shown["part"].isna() | shown["part"].eq(true)
        assert bool(is_true.all())
        assert not bool((~shown["is_hidden"] & is_small(shown["n"], shown["part"].fillna(0))).any())


def attacked(cells: pd.DataFrame, release: Release) -> list[tuple[Level, int, float]]:
    """For each hidden cell, how far apart its least and greatest answers are to who has the whole release."""
    cells = cells.reset_index(drop=True)
    equations, totals, secrets = [], [], []
    for level, shown in release.items():
        for place, row in enumerate(shown.to_dict("records")):
            same = np.ones(len(cells), dtype=bool)
            for key in level:
                same &= cells[key].eq(row[key]).to_numpy()
            if row["is_hidden"]:
                secrets.append((level, place, same))
            else:
                equations.append(same.astype(float))
                totals.append(int(row["part"]))
    return [(level, place, _span(cells, same, equations, totals)) for level, place, same in secrets]


def _span(cells: pd.DataFrame, asked: np.ndarray, equations: Sequence[np.ndarray], totals: Sequence[int]) -> float:
    bounds = [(0, int(n)) for n in cells["n"]]
    known = {"A_eq": np.array(equations), "b_eq": totals} if equations else {}
    least, most = (linprog(sign * asked, bounds=bounds, **known).fun for sign in (1.0, -1.0))
    return float(-most - least)


# ── Corrections ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_correction_that_tells_of_one_pupil_is_hidden() -> None:
    before = released(table(("a1", "м", 20, 10), ("a2", "м", 30, 12)), KEYS)
    after = released(table(("a1", "м", 20, 9), ("a2", "м", 30, 12)), KEYS, previous=before)
    assert hidden(before) == [False, False]
    assert hidden(after) == [True, False]


def test_a_pupil_who_was_added_is_hidden_too_and_many_are_not() -> None:
    before = released(table(("a1", "м", 20, 10), ("a2", "м", 30, 12)), KEYS)
    after = released(table(("a1", "м", 21, 10), ("a2", "м", 60, 25)), KEYS, previous=before)
    assert hidden(after) == [True, False]


def test_what_was_hidden_stays_hidden_while_it_is_the_same() -> None:
    cells = table(("a1", "м", 20, 3), ("a2", "м", 30, 10), ("a3", "м", 25, 9))
    before = released(cells, KEYS, [("procedure",)])
    assert hidden(released(cells, KEYS, previous=before)) == [True, False, True], "the earlier total is still known"
    assert hidden(released(cells, KEYS)) == [True, False, False]
    new = released(pd.concat([cells, table(("a4", "м", 40, 20))]), KEYS, previous=before)
    assert hidden(new) == [True, False, True, False]
