"""The town of the stories, built once for the session and copied for each: sixteen schools, results of two years."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tasks.database import migrate
from tasks.sample.generation import Kind, Region, generate
from tests.stories.town import SEPTEMBER, Town

GRADES_THAT_COUNT = ("_5_Русский", "_5_Математика", "_6_Русский", "_6_Математика")


@pytest.fixture(scope="session")
def region(tmp_path_factory: pytest.TempPathFactory) -> Region:
    return generate(tmp_path_factory.mktemp("stories"), seed=11, schools=16, pupils_per_school=110)


@pytest.fixture(scope="session")
def founded(region: Region, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the registers and the results of 2023 and 2024; one file of 2024 is the wrong one."""
    root = tmp_path_factory.mktemp("town") / "home"
    wrong = {path.name: path for path in region.of(Kind.WRONG)}
    with Town.at(root) as town:
        migrate(town.home)
        for file in region.files:
            is_counted = file.kind is not Kind.VPR or any(part in file.path.name for part in GRADES_THAT_COUNT)
            is_regular = file.kind not in (Kind.WRONG, Kind.RIGHT, Kind.LATER, Kind.MISTAKES)
            if is_regular and is_counted and file.year in (None, 2023, 2024):
                town.loads(wrong.get(file.path.name, file.path) if file.year == 2024 else file.path)
        town.opens_the_year()
    return root


@pytest.fixture(scope="session")
def counted(founded: Path, right_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The town in September: the results of 2024 are in and counted; two schools work by the roadmap."""
    root = tmp_path_factory.mktemp("counted") / "home"
    with Town.copied(founded, root) as town:
        town.loads(right_file)
        town.approves(town.schools()[:2], date(2024, 8, 1))
        town.closes("T08", date(2024, 8, 1))
        town.lives(SEPTEMBER)
    return root


@pytest.fixture
def town(founded: Path, tmp_path: Path) -> Iterator[Town]:
    """A copy of the founded town; the environment points at it too."""
    with Town.copied(founded, tmp_path / "home") as copy:
        yield copy


@pytest.fixture
def september(counted: Path, tmp_path: Path) -> Iterator[Town]:
    """A copy of the town whose results are counted; the environment points at it too."""
    with Town.copied(counted, tmp_path / "home") as copy:
        yield copy


@pytest.fixture(scope="session")
def right_file(region: Region) -> Path:
    """What arrives in place of the file whose marks do not follow its scores."""
    return region.of(Kind.RIGHT)[0]


@pytest.fixture(scope="session")
def later_file(region: Region) -> Path:
    """A correction of results that were thought final: it puts one more school on the list."""
    return region.of(Kind.LATER)[0]
