"""What docs/analysis.md says of the effect of support holds: intervals cover, and before and after is shown failing."""

import re
from functools import cache
from pathlib import Path

import pytest

from benchmarks.effect import CHANGE, EFFECTS, METHODS, NAIVE, NAIVE_LOW, Study, study, table

DOCUMENT = (Path(__file__).parents[2] / "docs" / "analysis.md").read_text("utf8")
SEEDS = range(1, 201)


@cache
def changes() -> Study:
    return study(SEEDS, methods=(CHANGE,))


@cache
def naive() -> Study:
    return study(SEEDS, effects=(0.0,), methods=(NAIVE, NAIVE_LOW))


def printed(method: str, size: float) -> tuple[float, float]:
    """The bias and the coverage, per cent, that the document prints."""
    start = re.escape(f"| {method} | " + f"{size:.1f}".replace(".", ","))
    (bias, coverage) = re.findall(start + r" \| \d+ \| ([+-]\d,\d+) \| [\d,]+ \| ([\d,]+) \|", DOCUMENT)[0]
    return float(bias.replace(",", ".")), float(coverage.replace(",", "."))


def test_a_small_study_asks_every_method_and_prints_every_effect() -> None:
    found = study([7], schools=120, effects=(0.0, 0.4))
    assert set(found.answers["method"]) == set(METHODS)
    lines = list(table(study([7, 8], schools=120, effects=(0.0, 0.4), methods=(CHANGE, NAIVE))))
    assert sum(line.startswith(f"| {CHANGE} |") for line in lines) == 2
    assert len(lines) == 6


@pytest.mark.proof
@pytest.mark.parametrize("size", EFFECTS)
def test_the_interval_covers_and_the_estimate_is_not_biased(size: float) -> None:
    found = changes().told(CHANGE, size)
    assert found.regions == len(SEEDS)
    assert 0.92 <= found.coverage <= 0.98
    assert abs(found.bias) <= 2 * found.error
    assert (found.bias, 100 * found.coverage) == pytest.approx(printed(CHANGE, size), abs=0.006)


@pytest.mark.proof
@pytest.mark.parametrize(("method", "bias", "covered"), [(NAIVE, 0.15, 0.5), (NAIVE_LOW, 0.7, 0.01)])
def test_before_and_after_finds_an_effect_where_there_is_none(method: str, bias: float, covered: float) -> None:
    found = naive().told(method, 0.0)
    assert found.bias >= bias
    assert found.coverage <= covered
    assert found.positive >= 0.5
    assert (found.bias, 100 * found.coverage) == pytest.approx(printed(method, 0.0), abs=0.006)
