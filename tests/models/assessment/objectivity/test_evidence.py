"""All answers in one frame: n is kept, what is not known is said, and many questions alone make no signs."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.assessment.objectivity.evidence import COLUMNS, judged, unavailable, with_unanswered


def answers(ps: Sequence[float | None], **common: Any) -> pd.DataFrame:
    table = pd.DataFrame({"school": [f"s{place:03d}" for place in range(len(ps))], "p": ps})
    cells: dict[str, Any] = {
        "year": 2024,
        "procedure": "ВПР",
        "value": 1.0,
        "expected": 0.0,
        "statistic": 2.0,
        "n": 30,
        "why": "",
    }
    return table.assign(**(cells | common))


def test_p_is_corrected_for_the_number_of_questions_of_its_marker_and_year_by_hand() -> None:
    found = judged({"NO1": answers([0.01, 0.04, 0.03, 0.5])}, 0.1)
    # Sorted 0.01, 0.03, 0.04, 0.5 times 4/1, 4/2, 4/3, 4/4, made monotone from the end.
    assert found["q"].tolist() == pytest.approx([0.04, 0.053333, 0.053333, 0.5], rel=1e-4)
    assert found["status"].tolist() == ["sign", "sign", "sign", "no_sign"]


def test_markers_and_years_are_corrected_apart() -> None:
    many = answers([0.04] + [0.9] * 9)
    found = judged({"NO1": many, "NO2": answers([0.04]), "NO4": answers([0.04], year=2023)}, 0.1)
    signs = found[found["status"].eq("sign")]
    assert set(signs["marker"]) == {"NO2", "NO4"}


def test_what_is_not_available_is_no_zero_and_takes_no_part_in_the_correction() -> None:
    units = pd.DataFrame({"school": ["x"], "year": [2024], "procedure": ["ВПР"], "n": [7]})
    both = pd.concat([answers([0.04]), unavailable(units, "few_participants")])
    row = judged({"NO1": both}, 0.1).set_index("school")
    assert row.loc["x", "status"] == "not_available"
    assert row.loc["x", "why"] == "few_participants"
    assert pd.isna(row.loc["x", ["value", "statistic", "p", "q"]]).all()
    assert row.loc["x", "n"] == 7
    assert row.loc["s000", "q"] == pytest.approx(0.04)


def test_the_sample_is_graded_by_the_pupils_it_rests_on() -> None:
    table = answers([0.5] * 4).assign(n=[19, 20, 49, 50])
    assert judged({"NO1": table}, 0.1)["sample"].tolist() == ["<20", "20–49", "20–49", "≥50"]


def test_no_answers_make_an_empty_frame() -> None:
    found = judged({"NO1": answers([])}, 0.1)
    assert list(found.columns) == COLUMNS
    assert found.empty


def test_whoever_was_not_answered_is_named_with_the_reason() -> None:
    units = answers([0.1, 0.2])[["school", "year", "procedure", "n"]]
    found = with_unanswered(answers([0.1]), units, "no_journal")
    assert found["why"].tolist() == ["", "no_journal"]


@settings(deadline=None, max_examples=20)
@given(st.lists(st.floats(0, 1), max_size=30), st.floats(0.01, 0.5))
def test_a_stricter_level_never_finds_more_and_q_is_never_less_than_p(ps: list[float], level: float) -> None:
    loose, strict = (judged({"NO1": answers(list(ps))}, one) for one in (level, level / 2))
    assert (loose["q"] >= loose["p"] - 1e-9).all()
    assert set(strict.loc[strict["status"].eq("sign"), "school"]) <= set(
        loose.loc[loose["status"].eq("sign"), "school"]
    )
