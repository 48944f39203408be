"""Charts in the Prefect UI: the region's, as pictures that any browser draws, small enough for Prefect's database."""

import re
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import pytest
from matplotlib.image import imread

from flows.loading import loading
from flows.phases import PHASES
from models.roadmap.definition import Phase
from models.roadmap.needs import DataNeed
from tasks.documents.rendering import MOST_SHOWN_BYTES
from tests.flows.prefect_api import charts, ended, run_of
from tests.flows.stories import KIRSANOV, YEAR, Home, with_changed
from tests.tasks.reading.files import SCHOOLS, grade_five, text_file

NEEDS = (DataNeed(kind="vpr", years=(2024,)), DataNeed(kind="schools"))
PICTURE = re.compile(r"!\[(.+?)\]\(data:image/png;base64,([^)]+)\)")


@pytest.fixture
def analysed(server: str, own_home: Home, tmp_path: Path) -> list[str]:
    """The pages with charts that the analysis published once the list of schools had been computed."""
    own_home.opened(simulated=True, roadmap=with_changed("T01", data=NEEDS, checks=()))
    register = text_file(tmp_path / "schools.csv", SCHOOLS)
    assert ended(loading, f"{register};{grade_five(tmp_path / 'vpr.xlsx')}").is_completed()
    return charts(server, run_of(ended(PHASES[Phase.ANALYSIS], KIRSANOV, YEAR, "2024-02-01")))


def test_a_computed_measure_shows_the_regions_charts_and_no_schools(analysed: list[str]) -> None:
    (page,) = analysed
    pictures = PICTURE.findall(page)
    assert [title for title, _held in pictures] == ["Регион: доля участников ниже минимума по процедурам"]
    assert PICTURE.sub("", page).strip() == "", "a school's chart, or its name, is in the letter only"
    for _title, held in pictures:
        assert len(held) <= MOST_SHOWN_BYTES
        high, wide, _colours = imread(BytesIO(b64decode(held))).shape
        assert min(high, wide) > 100


def test_what_was_shown_is_not_shown_again_until_it_changes(analysed: list[str], server: str) -> None:
    again = run_of(ended(PHASES[Phase.ANALYSIS], KIRSANOV, YEAR, "2024-02-01"))
    assert analysed
    assert charts(server, again) == []
