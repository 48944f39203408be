"""What docs/analysis.md says of the list of pupils is what it does."""

import re
from functools import cache
from pathlib import Path

import pytest

from benchmarks.pupils_before_exams import Study, study, tables

DOCUMENT = (Path(__file__).parents[2] / "docs" / "analysis.md").read_text("utf8")
MATHS = "ОГЭ, математика"
SEEDS = range(101, 105)


@cache
def found() -> Study:
    return study(SEEDS)


def told(kind: str) -> float:
    """The document's share of answers to all exams together, per cent."""
    section = DOCUMENT.split("## Обучающиеся перед ГИА")[1]
    line = re.search(rf"^\| {kind} \| все вместе \| (\d+) \|", section, re.M)
    assert line is not None
    return float(line.group(1))


def test_a_small_study_prints_every_kind_and_exam() -> None:
    lines = list(tables(study([7], schools=60)))
    for kind in ("told", "hidden", "noise"):
        assert sum(line.startswith(f"| {kind} | ") for line in lines) == 6


@pytest.mark.proof
@pytest.mark.parametrize("kind", ["hidden", "noise"])
def test_where_a_pupils_work_tells_nothing_it_is_hardly_ever_answered(kind: str) -> None:
    assert found().answered(kind) <= 0.15


@pytest.mark.proof
def test_where_it_tells_it_is_answered_and_better_than_the_schools_chance() -> None:
    assert found().answered("told", MATHS) == 1
    assert found().skill("told", MATHS) > 0.05
    expected = told("told") / 100
    # Ours are 20 exams of four regions, the document's a hundred of twenty.
    assert abs(found().answered("told") - expected) <= 3 * (expected * (1 - expected) * (1 / 20 + 1 / 100)) ** 0.5


@pytest.mark.proof
def test_a_higher_band_comes_true_more_often() -> None:
    bands = found().calibration("told")
    assert list(bands["band"]) == [0, 1, 2, 3]
    assert bands["observed"].is_monotonic_increasing
