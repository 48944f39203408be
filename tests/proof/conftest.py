"""What proofs stand on: a region loaded from its files alone, and the story of the six measures that nobody disturbed.

The truth about the region is deleted before anything is read.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tasks.data.loading import load_file
from tasks.database import engine, migrate
from tasks.sample.generation import Kind, generate
from tasks.settings import Settings
from tests.proof.dying import Undisturbed, undisturbed_in
from tests.proof.lives import Theatre
from tests.proof.story import STORY

SEED, SCHOOLS, PUPILS = 23, 16, 90
YEARS = (2023, 2024)


@dataclass(frozen=True)
class LoadedRegion:
    """A home with two years of results, and the files that they came from."""

    settings: Settings
    inputs: Path


@pytest.fixture(scope="package")
def region(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LoadedRegion]:
    folder = tmp_path_factory.mktemp("region")
    written = generate(folder / "sample", SEED, SCHOOLS, PUPILS)
    shutil.rmtree(written.truth.parent)
    settings = Settings(home=folder / "home", database_url=f"sqlite:///{folder / 'home' / 'vekha.db'}")
    migrate(settings)
    kinds = (Kind.ASSIGNMENTS, Kind.TASKS, Kind.SCALES, Kind.VPR, Kind.GIA, Kind.APPEALS, Kind.CROSSWALK)
    results = [path for year in YEARS for path in written.of(*kinds, year=year)]
    for path in (*written.of(Kind.SCHOOLS), *results):
        load_file(path, actor="cli:test", settings=settings)
    yield LoadedRegion(settings, written.folder / "input")
    engine(settings.database).dispose()


@pytest.fixture(scope="module")
def theatre(tmp_path_factory: pytest.TempPathFactory) -> Theatre:
    return Theatre(tmp_path_factory.mktemp("theatre"), ends=max(STORY))


@pytest.fixture(scope="module")
def undisturbed(theatre: Theatre) -> Undisturbed:
    return undisturbed_in(theatre)
