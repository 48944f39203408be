"""What is planted is found through the real files and readers: all of it by thresholds, by statistics what they can."""

import re
from pathlib import Path

import pytest

from benchmarks.truth import study, table
from tasks.sample.scoring import STATISTICAL, Score

DOCUMENT = (Path(__file__).parents[2] / "docs" / "analysis.md").read_text("utf8")


def test_the_table_marks_what_is_statistics() -> None:
    lines = list(table({"classes_low": Score(3, 3, 1.0, 1.0), "non_objective": Score(6, 3, 1.0, 0.5)}))
    assert lines[2:] == ["| classes_low | 3 | 3 | 1.00 | 1.00 |", "| non_objective * | 6 | 3 | 1.00 | 0.50 |"]


@pytest.mark.proof
def test_thresholds_find_all_that_is_planted_and_nothing_else_in_each_pair_of_years() -> None:
    scores = study(range(301, 304), schools=16, pupils=90)
    thresholds = {kind: score for kind, score in scores.items() if kind not in STATISTICAL}
    assert {(score.precision, score.recall) for score in thresholds.values()} == {(1.0, 1.0)}
    told = set(re.findall(r"^\| `([a-z0-9_]+)` \|", DOCUMENT, re.M))
    assert set(scores) == told, "the document speaks of every kind"
    assert all(score.planted for kind, score in thresholds.items() if kind != "branches_just_under")
