"""The town of the stories, built once for the session and copied for each: sixteen schools, results of two years."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tasks.database import engine, migrate
from tasks.sample.generation import Kind, Region, generate
from tasks.settings import Settings
from tests.stories.town import Town

GRADES_THAT_COUNT = ("_5_Русский", "_5_Математика", "_6_Русский", "_6_Математика")


@pytest.fixture(scope="session")
def region(tmp_path_factory: pytest.TempPathFactory) -> Region:
    return generate(tmp_path_factory.mktemp("stories"), seed=11, schools=16, pupils_per_school=110)


@pytest.fixture(scope="session")
def founded(region: Region, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the registers and the results of 2023 and 2024; one file of 2024 is the wrong one."""
    root = tmp_path_factory.mktemp("town") / "home"
    town = Town(Settings(home=root, database_url=f"sqlite:///{root / 'vekha.db'}"))
    migrate(town.home)
    wrong = {path.name: path for path in region.of(Kind.WRONG)}
    for file in region.files:
        is_counted = file.kind is not Kind.VPR or any(part in file.path.name for part in GRADES_THAT_COUNT)
        is_regular = file.kind not in (Kind.WRONG, Kind.RIGHT, Kind.LATER, Kind.MISTAKES)
        if is_regular and is_counted and file.year in (None, 2023, 2024):
            town.loads(wrong.get(file.path.name, file.path) if file.year == 2024 else file.path)
    town.opens_the_year()
    engine(town.home.database).dispose()
    return root


@pytest.fixture
def town(founded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Town]:
    """A copy of the founded town; the environment points at it too."""
    root = tmp_path / "home"
    shutil.copytree(founded, root)
    monkeypatch.setenv("VEKHA_HOME", str(root))
    monkeypatch.delenv("VEKHA_DATABASE_URL")
    chosen = Settings()
    yield Town(chosen)
    engine(chosen.database).dispose()


@pytest.fixture
def right_file(region: Region) -> Path:
    """What arrives in place of the file whose marks do not follow its scores."""
    return region.of(Kind.RIGHT)[0]


@pytest.fixture
def later_file(region: Region) -> Path:
    """A correction of results that were thought final: it puts one more school on the list."""
    return region.of(Kind.LATER)[0]
