"""What docs/analysis.md says of the markers is what they do: honest schools are left alone, large effects are found."""

import re
from functools import cache
from math import sqrt
from pathlib import Path

import pytest

from benchmarks.objectivity import ANY, CONCLUSION, Study, study, tables
from tasks.sample.objectivity.planting import ALIKE, KINDS

DOCUMENT = (Path(__file__).parents[2] / "docs" / "analysis.md").read_text("utf8")
# Of honest schools the conclusion names at most so many; the document says 0.0 per cent of 6,560.
MOST_HONEST_NAMED = 0.005
SEEDS = range(101, 106)


@cache
def found() -> Study:
    return study(SEEDS)


def told() -> dict[str, float]:
    """Kind → the share that the document prints in bold, at the largest size."""
    shares = re.findall(r"^\|[^|]*\| [\d,]+(?: %)? \| \*\*(\d+)\*\* \|", DOCUMENT, re.M)
    return dict(zip(KINDS, (int(share) / 100 for share in shares), strict=True))


def test_a_small_study_names_no_honest_school_and_prints_every_kind() -> None:
    small = study([7], schools=120, each=1)
    assert small.rate(CONCLUSION) <= 0.02
    assert small.rate(f"raw {ANY}") > 0.9
    lines = list(tables(small))
    assert sum(line.startswith("| overstated |") for line in lines) == 3
    assert sum(line.startswith("| strong |") for line in lines) == 2


def test_a_region_too_small_for_what_is_planted_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 72"):
        study([1], schools=60)


@pytest.mark.proof
def test_honest_schools_are_hardly_ever_named_and_the_raw_rules_name_most() -> None:
    assert found().rate(CONCLUSION) <= MOST_HONEST_NAMED
    for kind in ALIKE:
        assert found().rate(CONCLUSION, kind) <= 0.05
    for marker, (least, most) in {"NO1": (0.25, 0.5), "NO2": (0.8, 1), "NO3": (0.25, 0.5), "NO8": (0.35, 0.6)}.items():
        assert least <= found().rate(f"raw {marker}") <= most


@pytest.mark.proof
@pytest.mark.parametrize("kind", KINDS)
def test_the_largest_effect_is_found_as_often_as_the_document_says(kind: str) -> None:
    size = KINDS[kind][-1]
    expected, many = told()[kind], found().many(kind, size)
    # Both numbers are estimates: ours of ten schools, the document's of forty.
    error = sqrt(max(expected * (1 - expected), 0.02) * (1 / many + 1 / 40))
    assert abs(found().rate(CONCLUSION, kind, size) - expected) <= 3 * error
