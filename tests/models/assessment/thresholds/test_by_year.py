"""The tables say what their sources say, and nothing of years that no source names."""

import csv
import hashlib

import pytest

from models.assessment.names import ACTIONS
from models.assessment.thresholds.by_year import TABLES, mark_scales, minimum_score, term


@pytest.mark.parametrize(
    ("year", "subject", "minimum"),
    [
        (2012, "русский язык", 36),
        (2019, "русский язык", 24),
        (2023, "русский язык", 24),
        (2017, "математика профильная", 27),
        (2026, "математика профильная", 27),
        (2026, "обществознание", 42),
        (2013, "русский язык", None),
        (2024, "обществознание", None),
        (2031, "русский язык", None),
        (2023, "математика базовая", None),
    ],
)
def test_a_minimum_holds_in_its_years_only(year: int, subject: str, minimum: int | None) -> None:
    assert minimum_score(year, subject) == minimum


def test_scales_are_those_of_the_published_table() -> None:
    assert mark_scales()[2021, 5, "русский язык"] == (18, 29, 39)
    assert mark_scales()[2022, 8, "математика"] == (8, 15, 21)
    assert (2026, 4, "русский язык") not in mark_scales()  # redesigned since: 24 points, not 38


def test_scales_rise_up_to_the_highest_score() -> None:
    with (TABLES / "mark_scales.csv").open(encoding="utf8", newline="") as file:
        for row in csv.DictReader(file):
            cuts = [int(row[name]) for name in ("from_3", "from_4", "from_5", "highest") if row[name]]
            assert cuts[0] > 0
            assert cuts == sorted(set(cuts)), row


def test_the_autumn_of_2022_is_another_term() -> None:
    assert term(2022) == term(2020) == "осень"
    assert term(2021) == term(2023) == "весна"


def rows(table: str) -> list[dict[str, str]]:
    with (TABLES / f"{table}.csv").open(encoding="utf8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("table", ["minimum_scores", "mark_scales", "moved_terms"])
def test_every_row_has_its_source(table: str) -> None:
    assert rows(table)
    assert all(row["source"] for row in rows(table))


@pytest.mark.parametrize(("table", "keys"), [("minimum_scores", ("subject",)), ("mark_scales", ("subject", "grade"))])
def test_no_year_has_two_thresholds(table: str, keys: tuple[str, ...]) -> None:
    spans = [
        (*(row[key] for key in keys), year)
        for row in rows(table)
        for year in range(int(row["first_year"]), int(row["last_year"]) + 1)
    ]
    assert len(spans) == len(set(spans))


def test_who_changes_a_table_bumps_the_versions_of_the_analyses_that_read_it() -> None:
    """Answers are kept by fingerprint, and a fingerprint holds the version: mend both numbers here together."""
    read = [TABLES / f"{table}.csv" for table in ("minimum_scores", "moved_terms")]
    known = hashlib.sha256(b"".join(path.read_bytes() for path in read)).hexdigest()[:12]
    versions = {name: ACTIONS[name] for name in ("low_results", "school_lists", "teacher_support", "dynamics")}
    assert (known, versions) == (
        "bda1f0a3bf1e",
        {"low_results": 2, "school_lists": 1, "teacher_support": 3, "dynamics": 3},
    )
