"""One small region for the whole session: sixteen schools of some 110 pupils."""

from pathlib import Path

import pytest

from tasks.sample.generation import Region, generate
from tests.tasks.sample.files_by_hand import Written, read_region

SEED, SCHOOLS, PUPILS = 11, 16, 110


@pytest.fixture(scope="session")
def region(tmp_path_factory: pytest.TempPathFactory) -> Region:
    return generate(tmp_path_factory.mktemp("sample"), SEED, SCHOOLS, PUPILS)


@pytest.fixture(scope="session")
def written(region: Region) -> Written:
    return read_region(region.folder / "input")


@pytest.fixture(scope="session")
def inputs(region: Region) -> Path:
    return region.folder / "input"
