"""What docs/analysis.md says of the forecasts is what they do: they come true, and useless ones are left out."""

import re
from functools import cache
from pathlib import Path

import pytest

from benchmarks.readiness import ASKED, Study, study, tables
from models.assessment.readiness.trial import LOW, QUESTIONS, SHARE

DOCUMENT = (Path(__file__).parents[2] / "docs" / "analysis.md").read_text("utf8")
MATHS = "ОГЭ, математика"
SEEDS = range(101, 107)


@cache
def found() -> Study:
    return study(SEEDS)


def told(kind: str, question: str) -> list[str]:
    """The cells of the document's line on all exams together."""
    line = re.search(rf"^\| {kind} \| {question} \| все вместе \|(.*)\|$", DOCUMENT, re.M)
    assert line is not None
    return [cell.strip() for cell in line.group(1).split("|")]


def test_a_small_study_prints_every_kind_and_question() -> None:
    small = study([7], schools=40)
    lines = list(tables(small))
    for kind in ("told", "hidden", "noise"):
        assert sum(line.startswith(f"| {kind} | ") for line in lines) == 12
    assert small.answered("told", SHARE, MATHS) == 1
    assert small.answered("noise", SHARE) <= 0.2


@pytest.mark.proof
@pytest.mark.parametrize("question", QUESTIONS)
def test_where_nothing_tells_of_the_exam_nothing_is_answered(question: str) -> None:
    # 30 exams; a rule with a 2.5 per cent tail would answer at most a few of them.
    assert found().answered("noise", question) <= 0.1


@pytest.mark.proof
def test_where_works_tell_of_the_exam_it_is_answered_and_better_than_the_base_rate() -> None:
    assert found().answered("told", SHARE, MATHS) == 1
    assert found().skill("told", SHARE) > 0.2


@pytest.mark.proof
@pytest.mark.parametrize("kind", ["told", "hidden"])
def test_the_intervals_hold_what_came_at_least_as_often_as_they_say(kind: str) -> None:
    # Six regions' years are easy or hard together: one year alone may fall short by several points.
    assert found().coverage(kind) >= ASKED.parameters.readiness.confidence - 0.05


@pytest.mark.proof
def test_a_higher_band_comes_true_more_often() -> None:
    bands = found().calibration("told", LOW, ASKED.parameters.readiness.bands)
    assert list(bands["band"]) == [0, 1, 2, 3]
    assert bands["observed"].is_monotonic_increasing
    few = bands[bands["band"].eq(0)].iloc[0]
    assert few["observed"] < 5


@pytest.mark.proof
@pytest.mark.parametrize(("kind", "question"), [("told", SHARE), ("told", LOW), ("hidden", SHARE), ("noise", SHARE)])
def test_it_is_answered_as_often_as_the_document_says(kind: str, question: str) -> None:
    expected = float(told(kind, question)[0]) / 100
    # Ours are 30 exams of six regions, the document's a hundred of twenty.
    error = (max(expected * (1 - expected), 0.02) * (1 / 30 + 1 / 100)) ** 0.5
    assert abs(found().answered(kind, question) - expected) <= 3 * error
