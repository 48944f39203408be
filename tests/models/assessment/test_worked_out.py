"""Where totals nest, the answers left are found without a solver: the same as the solver finds."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.assessment.worked_out import Level, System, by_equations, worked_out

NESTED: tuple[Level, ...] = (("municipality",), ())


def table(*cells: tuple[str, int, int]) -> pd.DataFrame:
    """school, n, part; the municipality is the school's first letter."""
    made = pd.DataFrame(cells, columns=["school", "n", "part"])
    return made.assign(municipality=made["school"].str[0])


def system_of(cells: pd.DataFrame, *margins: Level) -> System:
    return System.of(cells.sort_values("school").reset_index(drop=True), ("school",), margins)


CELLS = st.lists(
    st.tuples(st.sampled_from(["a1", "a2", "a3", "b1", "b2", "b3", "c1", "c2"]), st.integers(0, 12), st.floats(0, 1)),
    min_size=1,
    max_size=8,
    unique_by=lambda one: one[0],
).map(lambda cells: table(*((school, n, round(share * n)) for school, n, share in cells)))


@settings(max_examples=60, deadline=None)
@given(CELLS, st.lists(st.sampled_from(NESTED), unique=True), st.data())
def test_nested_totals_leave_the_answers_that_a_solver_finds(
    cells: pd.DataFrame, margins: list[Level], data: st.DataObject
) -> None:
    system = system_of(cells, *margins)
    hidden = np.array(data.draw(st.lists(st.booleans(), min_size=len(system.n), max_size=len(system.n))), dtype=bool)
    assert system.chain is not None
    assert worked_out(system, hidden) == by_equations(system, hidden)


def test_the_last_hidden_school_of_a_shown_municipality_is_worked_out() -> None:
    system = system_of(table(("a1", 20, 3), ("a2", 30, 10), ("b1", 25, 9)), *NESTED)
    hidden = np.array([True, False, False, False, False, False])
    assert worked_out(system, hidden) == {0}
    assert worked_out(system, np.array([True, True, False, False, False, False])) == set()


def test_a_total_of_a_certain_and_an_uncertain_part_is_uncertain() -> None:
    system = system_of(table(("a1", 0, 0), ("b1", 1, 0)), ())
    hidden = np.array([True, True, True])
    assert worked_out(system, hidden) == by_equations(system, hidden) == {0}


def test_nobody_below_the_minimum_in_a_whole_municipality_is_worked_out() -> None:
    system = system_of(table(("a1", 5, 0), ("a2", 6, 0), ("b1", 25, 9)), *NESTED)
    assert worked_out(system, np.array([True, True, False, False, False, False])) == {0, 1}


def test_totals_that_cross_are_no_chain() -> None:
    cells = table(("a1", 5, 2), ("a2", 6, 3), ("b1", 7, 1)).assign(kind=["х", "у", "х"])
    assert system_of(cells, ("municipality",), ("kind",)).chain is None
    assert system_of(cells, ("kind",)).chain == (("school",), ("kind",))


@pytest.mark.parametrize("schools", [400, 4000])
def test_a_region_is_looked_at_in_one_go(schools: int) -> None:
    """No answer is missing or wrong for all of a large region: hidden alone in its municipality is worked out."""
    cells = pd.DataFrame({"school": [f"{n:05}" for n in range(schools)], "n": 20, "part": 7})
    cells = cells.assign(municipality=[f"{n // 20:03}" for n in range(schools)])
    system = system_of(cells, *NESTED)
    hidden = np.zeros(len(system.n), dtype=bool)
    hidden[:schools:20] = True
    hidden[1] = True
    assert worked_out(system, hidden) == set(range(20, schools, 20))
