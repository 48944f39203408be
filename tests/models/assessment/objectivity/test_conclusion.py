"""What several signs come to, and what changes nothing: order, files, strangers."""

from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.assessment.fingerprint import result_sha
from models.assessment.layout import Frames, typed
from models.assessment.objectivity.conclusion import ANALYSIS, MARKERS, compute, concluded
from models.assessment.objectivity.evidence import ASPECTS, judged
from models.assessment.objectivity.marked_works import marked_works
from models.assessment.parameters import ObjectivityParameters
from tests.models.assessment.factories import context, frames
from tests.models.assessment.objectivity.regions import data_of, names, register, works

ASKED = context(2023, 2024)
RUSSIAN = "русский язык"


def evidence(*signs: tuple[str, int]) -> pd.DataFrame:
    """Evidence of one school «x» with just these signs (marker, year), and every other marker silent."""
    answers = {
        marker: pd.DataFrame(
            {
                "school": "x",
                "year": [2023, 2024],
                "procedure": "ВПР, 5 класс, математика",
                "p": [0.001 if (marker, year) in signs else 0.9 for year in (2023, 2024)],
                "value": 1.0,
                "expected": 0.0,
                "statistic": 1.0,
                "n": 30,
                "why": "",
            }
        )
        for marker in ASPECTS
    }
    return judged(answers, 0.1)


def conclusion(*signs: tuple[str, int]) -> list[tuple[str, int, str]]:
    found = concluded(evidence(*signs), 2024)
    return [(str(row["markers"]), int(row["aspects"]), str(row["repeated"])) for row in found.to_dict("records")]


def test_one_sign_is_no_conclusion() -> None:
    for marker in ASPECTS:
        assert conclusion((marker, 2024)) == []


def test_two_signs_that_look_at_different_things_are_one() -> None:
    assert conclusion(("NO2", 2024), ("NO5", 2024)) == [("NO2; NO5", 2, "")]


@pytest.mark.parametrize("same", [("NO1", "NO7"), ("NO3", "NO3'")])
def test_two_signs_of_one_thing_are_one_piece_of_evidence(same: tuple[str, str]) -> None:
    assert conclusion(*((marker, 2024) for marker in same)) == []


def test_the_same_sign_in_two_years_is_a_conclusion_unless_it_is_the_level() -> None:
    assert conclusion(("NO4", 2023), ("NO4", 2024)) == [("NO4", 1, "NO4")]
    assert conclusion(("NO1", 2023), ("NO1", 2024)) == []
    assert conclusion(("NO4", 2023), ("NO5", 2024)) == []


def test_signs_of_earlier_years_alone_say_nothing_of_this_one() -> None:
    assert conclusion(("NO2", 2023), ("NO5", 2023)) == []


def test_every_marker_has_its_aspect() -> None:
    assert set(MARKERS) == set(ASPECTS)


def test_the_four_works_are_marked_as_regional_lists_do() -> None:
    found = judged(
        {
            "NO1": answer(["ВПР, 4 класс, русский язык", "ВПР, 5 класс, математика"], [0.001, 0.9]),
            "NO3": answer(["ВПР, 4 класс, русский язык", "ВПР, 5 класс, математика"], [0.001, 0.001]),
            "NO2": answer(["ВПР, все работы"], [0.001]),
        },
        0.1,
    )
    (row,) = marked_works(found, 2024, ObjectivityParameters()).to_dict("records")
    assert (row["4 РУ"], row["5 МА"], row["marked"], row["whole"]) == (1, 1, 2, 1)
    assert pd.isna(row["4 МА"])
    assert pd.isna(row["5 РУ"])


def answer(procedures: list[str], ps: list[float]) -> pd.DataFrame:
    numbers: dict[str, Any] = {"value": 1.0, "expected": 0.0, "statistic": 1.0, "n": 30, "why": ""}
    return pd.DataFrame({"school": "x", "year": 2024, "procedure": procedures, "p": ps}).assign(**numbers)


@cache
def region(seed: int, schools: int = 22) -> Frames:
    """Two years, two grades, two subjects of schools drawn alike, with journals, tasks and exams."""
    rng = np.random.default_rng(seed)
    parts = [
        works(
            {one: rng.binomial(20, 0.5, 12).tolist() for one in names(schools)}, year=year, grade=grade, subject=subject
        )
        for year in (2023, 2024)
        for grade in (4, 5)
        for subject in (RUSSIAN, "математика")
    ]
    vpr = pd.concat(parts, ignore_index=True)
    vpr["journal_mark"] = (vpr["mark"] + rng.integers(-1, 2, len(vpr))).clip(2, 5)
    return data_of(vpr, vpr_tasks=points_of(vpr), tasks=levels(vpr), gia=exams_of(schools, rng))


def points_of(vpr: pd.DataFrame) -> pd.DataFrame:
    basic = vpr["primary"].clip(upper=11)
    halves = [vpr.assign(task="1", score=basic), vpr.assign(task="2", score=vpr["primary"] - basic)]
    return typed("vpr_tasks", pd.concat(halves).assign(max_score=12))


def levels(vpr: pd.DataFrame) -> pd.DataFrame:
    works_of = vpr[["year", "grade", "subject"]].drop_duplicates()
    return typed(
        "tasks", pd.concat([works_of.assign(task=task, level=level) for task, level in (("1", "Б"), ("2", "П"))])
    )


def exams_of(schools: int, rng: np.random.Generator) -> pd.DataFrame:
    cells: list[dict[str, Any]] = [
        {"year": year, "exam": "ОГЭ", "subject": "математика", "held_on": "2024-06-01", "state": 0, "school": one}
        | {"pupil": f"{one}-{place}-{year}", "mark": int(rng.integers(2, 6))}
        for year in (2023, 2024)
        for one in names(schools)
        for place in range(10)
    ]
    return typed("gia", pd.DataFrame(cells))


def test_everything_is_answered_where_all_data_are_there_and_n_is_always_kept() -> None:
    found = compute(region(1), ASKED).details["evidence"]
    assert set(found.loc[found["p"].notna(), "marker"]) == set(MARKERS) - {"NO7"}  # twelve pupils are too few for it
    assert found["n"].notna().all()
    assert (found["why"].eq("") == found["p"].notna()).all()


@settings(max_examples=4, deadline=None)
@given(st.integers(0, 3), st.integers(0, 999), st.floats(0, 1))
def test_neither_row_order_nor_file_splits_change_the_answer(seed: int, shuffle: int, cut: float) -> None:
    data = region(seed)
    mixed = {kind: table.sample(frac=1, random_state=shuffle) for kind, table in data.items()}
    split = {
        kind: pd.concat([table.iloc[int(cut * len(table)) :], table.iloc[: int(cut * len(table))]])
        for kind, table in mixed.items()
    }
    assert result_sha(compute(split, ASKED)) == result_sha(compute(data, ASKED))


def stranger(data: Frames, **cells: Any) -> Frames:
    """The region and one school more, of these works."""
    school = "edu689999"
    vpr = works({school: [*range(8, 21)] * 3}, year=2024, **cells)
    kinds = pd.concat([data["schools"], register([school], **{school: "Гимназия"})])
    return {**data, "vpr": pd.concat([data["vpr"], vpr]), "schools": kinds}


@settings(max_examples=3, deadline=None)
@given(st.integers(0, 3), st.sampled_from([{"grade": 8}, {"subject": "история"}]))
def test_a_school_that_wrote_other_works_changes_nothing(seed: int, cells: dict[str, Any]) -> None:
    data = region(seed)
    assert result_sha(compute(stranger(data, **cells), ASKED)) == result_sha(compute(data, ASKED))


@pytest.mark.parametrize("seed", range(4))
def test_a_selective_school_of_the_same_works_leaves_level_and_whatever_is_not_relative(seed: int) -> None:
    """Markers are relative to the region, so a new school may move p; it moves no school's own n, reason or value (but
    for values that are standardised within the region), nothing in other years, and nothing at all of the level. NO2
    counts pupils near the boundaries that the whole region's rows make certain: which these are a new school may move.
    """
    data = region(seed)
    before, after = (compute(one, ASKED).details["evidence"] for one in (data, stranger(data, grade=5)))
    after = after[after["school"].ne("edu689999")].reset_index(drop=True)
    own = ["school", "year", "procedure", "marker", "n", "why"]
    agreed = before["marker"].eq("NO2")
    pd.testing.assert_frame_equal(after.loc[~agreed, own], before.loc[~agreed, own])
    pd.testing.assert_frame_equal(after.loc[agreed, own[:4]], before.loc[agreed, own[:4]])
    raw = ~before["marker"].isin(["NO2", "NO4", "NO5", "NO8"])
    pd.testing.assert_frame_equal(after.loc[raw, ["value"]], before.loc[raw, ["value"]])
    untouched = before["marker"].isin(["NO1", "NO7"]) | before["year"].eq(2023)
    pd.testing.assert_frame_equal(after[untouched], before[untouched])


def test_selected_cells_give_the_same_answer_as_all_of_them() -> None:
    data = region(2)
    assert result_sha(compute(ANALYSIS.select(data, ASKED), ASKED)) == result_sha(compute(data, ASKED))


def test_no_data_are_no_schools_and_no_error() -> None:
    found = compute(frames(), ASKED)
    assert found.table.empty
    assert (found.facts["schools"], found.facts["listed"]) == (0, 0)
    assert set(str(found.facts["unanswered"]).split("; ")) == set(MARKERS)


def test_one_year_alone_is_enough_to_ask() -> None:
    found = compute(region(1), context(2024))
    assert found.facts["compared_with"] == ""
    assert set(found.details["evidence"].loc[lambda rows: rows["marker"].eq("NO6"), "why"]) == {"no_earlier_year"}
