"""The region as a whole: the same seed, the same bytes; truth apart from inputs; sizes as asked for."""

import hashlib
from pathlib import Path

import pytest

from tasks.sample.generation import Kind, Region, generate, generate_register
from tests.tasks.sample.conftest import PUPILS, SCHOOLS, SEED


def digests(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_same_seed_makes_the_same_bytes(region: Region, tmp_path: Path) -> None:
    again = generate(tmp_path / "again", SEED, SCHOOLS, PUPILS)
    assert digests(again.folder) == digests(region.folder)


def test_every_input_is_listed_and_the_truth_is_no_input(region: Region) -> None:
    listed = {file.path for file in region.files}
    assert listed == {path for path in (region.folder / "input").rglob("*") if path.is_file()}
    assert not region.truth.is_relative_to(region.folder / "input")


def test_files_are_found_by_kind_and_year(region: Region) -> None:
    assert len(region.of(Kind.VPR, year=2024)) == 23
    assert len(region.of(Kind.VPR)) == 92
    assert len(region.of(Kind.ASSIGNMENTS, Kind.TASKS, year=2022)) == 2
    assert region.of(Kind.SCHOOLS) == (region.folder / "input" / "schools.csv",)


def test_too_few_schools_for_the_stories_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at least 16"):
        generate(tmp_path, schools=15)
    assert not list(tmp_path.iterdir())


def test_the_stories_may_be_lived_in_other_years(tmp_path: Path) -> None:
    """What is planted is proved as it is drawn: a region whose truth did not hold would not be written."""
    earlier = generate(tmp_path, SEED, SCHOOLS, PUPILS, first_year=2021)
    assert {file.year for file in earlier.files} == {None, 2021, 2022, 2023, 2024}
    assert {path.parent.name for path in earlier.of(Kind.WRONG, Kind.RIGHT, Kind.LATER, year=2023)} == {
        "wrong", "right", "later"
    }  # fmt: skip


def test_a_register_alone_is_the_regions_own(region: Region, tmp_path: Path) -> None:
    alone = generate_register(tmp_path, SEED, SCHOOLS, PUPILS)
    assert [file.kind for file in alone.files] == [Kind.SCHOOLS]
    assert alone.of(Kind.SCHOOLS)[0].read_bytes() == region.of(Kind.SCHOOLS)[0].read_bytes()
    assert not alone.truth.exists()
