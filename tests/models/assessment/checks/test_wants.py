"""A check that is given only what it wants finds what it finds in everything."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.assessment.checks.registry import CHECKS, WANTS
from models.assessment.layout import Frames, empty, typed
from models.assessment.wanted import rows_wanted
from tests.models.assessment.factories import context

SCHOOLS = ("edu680101", "edu680102", "edu680103")
works = st.fixed_dictionaries(
    {
        "year": st.sampled_from([2021, 2022, 2023]),
        "grade": st.sampled_from([5, 6]),
        "subject": st.sampled_from(["математика", "русский язык", "физика"]),
        "school": st.sampled_from(SCHOOLS),
        "pupil": st.sampled_from(["a", "b", "c"]),
        "primary": st.sampled_from([1, 5, 9, None]),
        "mark": st.sampled_from([2, 3, 5, None]),
    }
)
exams = st.fixed_dictionaries(
    {
        "year": st.sampled_from([2022, 2023]),
        "exam": st.just("ОГЭ"),
        "subject": st.sampled_from(["математика", "физика"]),
        "held_on": st.just("2023-06-01"),
        "state": st.sampled_from([0, 1]),
        "school": st.sampled_from(SCHOOLS),
        "pupil": st.sampled_from(["x", "y"]),
        "mark": st.sampled_from([2, 4, None]),
    }
)
SOME = {"pupils": 1, "school": SCHOOLS[0]}, {"pupils": 30, "school": SCHOOLS[1]}


def found(name: str, frames: Frames) -> list[Any]:
    """Its findings, told by what they say."""
    return sorted(CHECKS[name](frames, context(2022, 2023)), key=repr)


def region(marks: Sequence[dict[str, Any]], states: Sequence[dict[str, Any]]) -> Frames:
    def of(kind: str, rows: Sequence[dict[str, Any]]) -> pd.DataFrame:
        return typed(kind, pd.DataFrame(rows)) if rows else empty(kind)

    return {"vpr": of("vpr", marks), "gia": of("gia", states), "schools": of("schools", SOME)}


@pytest.mark.parametrize("name", WANTS)
@settings(max_examples=8, deadline=None)
@given(marks=st.lists(works, max_size=20), states=st.lists(exams, max_size=5))
def test_a_part_is_enough(name: str, marks: list[dict[str, Any]], states: list[dict[str, Any]]) -> None:
    whole = region(marks, states)
    wants = WANTS[name](context(2022, 2023))
    parts = {kind: rows_wanted(whole, kind, wants[kind]) if kind in wants else rows for kind, rows in whole.items()}
    assert found(name, parts) == found(name, whole)
