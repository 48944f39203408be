"""What a run is called: its roadmap, the year that it is about, what it does; never year 0."""

from pathlib import Path

import pytest

from tasks.running.asking import year_shown
from tasks.settings import Settings
from tests.factories import SIX, opened


@pytest.mark.parametrize(
    ("roadmap", "as_of", "year"),
    [("kirsanov-2024", "2025-03-01", 2025), (str(SIX), "01.02.2024", 2024), ("six", "2024-02-01", 2024)],
)
def test_a_year_that_is_not_named_is_that_of_the_day(roadmap: str, as_of: str, year: int, home: Settings) -> None:
    opened(home)
    assert year_shown(home, roadmap, as_of) == year


@pytest.mark.parametrize(("roadmap", "as_of"), [("нет-такой", "2024-02-01"), ("kirsanov-2024", "вчера")])
def test_what_makes_no_sense_is_named_as_it_was_said(roadmap: str, as_of: str, home: Settings) -> None:
    assert year_shown(home, roadmap, as_of) == as_of


def test_every_flow_that_may_be_asked_without_a_year_is_named_by_it() -> None:
    flows = Path(__file__).parents[2] / "flows"
    assert [path.name for path in flows.glob("*.py") if "{cycle}" in path.read_text("utf8")] == []
