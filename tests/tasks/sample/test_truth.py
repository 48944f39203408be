"""The truth, recounted by plain loops over the written files."""

import json
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tasks.sample.generation import Kind, Region, generate
from tests.tasks.sample import by_hand, files_by_hand
from tests.tasks.sample.conftest import PUPILS, SCHOOLS, SEED
from tests.tasks.sample.files_by_hand import Written

YEARS = (2022, 2023, 2024, 2025)
PLANTED_KINDS = ("schools_r1_only", "schools_r2_only", "schools_both", "schools_just_under", "schools_at_risk")
SCHOOL_KINDS = (*PLANTED_KINDS, "schools_at_edge")
# Forms of this year do not say how many points a task has: nobody can say which element was difficult.
WITHOUT_MAXIMA = 2022


@pytest.fixture(scope="session")
def truth(region: Region) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(region.truth.read_text(encoding="utf8"))
    return told


def test_the_schools_are_those_that_the_files_show(truth: dict[str, Any], written: Written) -> None:
    found = by_hand.schools_by_hand(written)
    assert {kind: truth[kind] for kind in SCHOOL_KINDS} == found


def test_every_kind_of_school_is_planted_in_every_pair_of_years(truth: dict[str, Any]) -> None:
    assert all(truth[kind][year] for kind in PLANTED_KINDS for year in ("2023", "2024", "2025"))
    assert [year for year, schools in truth["schools_at_edge"].items() if schools] == ["2024"]


@pytest.mark.parametrize("year", YEARS)
def test_what_is_below_the_schools_is_what_the_files_show(truth: dict[str, Any], written: Written, year: int) -> None:
    low, near = by_hand.teachers_by_hand(written, year)
    shown = {
        "pupils_at_risk": by_hand.pupils_by_hand(written, year),
        "pupils_just_under": by_hand.pupils_by_hand(written, year, range(1, 2)),
        "branches_low": by_hand.places_by_hand(written, year, of_branches=True),
        "branches_just_under": by_hand.places_by_hand(written, year, True, range(3, 4)),
        "classes_low": by_hand.places_by_hand(written, year, of_branches=False),
        "classes_just_under": by_hand.places_by_hand(written, year, False, range(3, 4)),
        "teachers_in_need": low,
        "teachers_just_under": near,
    }
    assert {kind: truth[kind][str(year)] for kind in shown} == shown
    assert all(shown[kind] for kind in shown if kind != "branches_just_under")


@pytest.mark.parametrize("year", YEARS)
def test_difficult_elements_are_those_that_the_files_show(truth: dict[str, Any], written: Written, year: int) -> None:
    if year == WITHOUT_MAXIMA:
        assert str(year) not in truth["elements_hard"]
        return
    hard, over = by_hand.elements_by_hand(written, year)
    assert truth["elements_hard"][str(year)] == hard != []
    assert truth["elements_just_over"][str(year)] == over != []


def test_branches_that_only_look_alike_are_planted(truth: dict[str, Any]) -> None:
    assert [year for year in truth["branches_just_under"] if truth["branches_just_under"][year]]


def test_what_is_not_planted_stays_clear_of_the_edge(truth: dict[str, Any], written: Written) -> None:
    shares = [100 * low / many for low, many in by_hand.counts_of_schools(written).values() if (low, many) != (20, 67)]
    assert not [share for share in shares if 27 < share < 30]
    assert 30 in shares, "six of twenty are planted"


def test_look_alikes_with_exactly_three_low_subjects_are_planted(written: Written) -> None:
    counts: dict[tuple[int, str, str], dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for row in written.vpr:
        if row["grade"] >= 5:
            pair = counts[row["year"], row["school"], row["class"]][row["subject"]]
            pair[0] += row["mark"] == 2
            pair[1] += 1
    low = [sum(100 * a >= 30 * b for a, b in subjects.values()) for subjects in counts.values()]
    assert {3, 4, 5} <= set(low)


def test_reserve_days_save_a_school_that_looked_low(inputs: Path, written: Written) -> None:
    rows = [row for path in sorted((inputs / "2025" / "gia").glob("ОГЭ*")) for row in files_by_hand.read_protocol(path)]
    main: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    reserve = max(row["day"] for row in rows)
    for row in rows:
        if not row["appeal"] and row["day"] != reserve:
            pair = main[row["code"], row["subject"]]
            pair[0] += row["result"] == 2
            pair[1] += 1
    looked = sum(100 * low >= 30 * many for low, many in main.values())
    final = by_hand.counts_of_schools(written)
    came = sum(100 * a >= 30 * b for (year, _, p), (a, b) in final.items() if year == 2025 and p[0] == "ОГЭ")
    assert looked > came


def test_a_later_correction_brings_one_more_school_onto_the_list(
    region: Region, truth: dict[str, Any], written: Written
) -> None:
    (path,) = region.of(Kind.LATER)
    corrected = files_by_hand.read_vpr(path)
    key = ("year", "grade", "subject")
    same = [corrected[0][name] for name in key]
    kept = [row for row in written.vpr if [row[name] for name in key] != same]
    after = replace(written, vpr=[*kept, *corrected])
    found = by_hand.schools_by_hand(after)
    assert {kind: truth["after_correction"][kind] for kind in SCHOOL_KINDS} == found
    assert truth["after_correction"]["pupils_at_risk"]["2024"] == by_hand.pupils_by_hand(after, 2024)
    (entered,) = set(found["schools_r1_only"]["2024"]) - set(truth["schools_r1_only"]["2024"])
    assert truth["schools_at_risk"]["2024"] == sorted([*found["schools_at_risk"]["2024"], entered])
    assert entered not in {school for kind in SCHOOL_KINDS[:4] for school in truth[kind]["2024"]}


def test_another_seed_is_another_region_and_as_true(region: Region, tmp_path: Path) -> None:
    other = generate(tmp_path, SEED + 1, SCHOOLS, PUPILS)  # it proves its schools, or raises
    told = json.loads(other.truth.read_text(encoding="utf8"))
    assert [told[kind] for kind in SCHOOL_KINDS] != [
        json.loads(region.truth.read_text(encoding="utf8"))[kind] for kind in SCHOOL_KINDS
    ]
    (year,) = [path for path in other.of(Kind.VPR, year=2025) if path.name == "ВПР_2025_5_Математика_Ф1.xlsx"]
    assert files_by_hand.read_vpr(year) != files_by_hand.read_vpr(region.folder / "input" / "2025" / "vpr" / year.name)
