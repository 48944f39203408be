"""A school's crosswalk is purged alone: the list that was made through it goes, results stay."""

from pathlib import Path

from sqlmodel import select

from models.records import Dataset, Deliverable, ResultTable
from models.roadmap.needs import DataNeed
from models.steps.state import State
from tasks.data.loading import load_file
from tasks.database import reading
from tasks.keeping.purging import Which, purge
from tasks.people.evidence import place
from tasks.running.examine import stands
from tasks.running.wish import Wish
from tasks.settings import Settings
from tests.factories import ANNA, JANUARY, opened
from tests.tasks.keeping.counted import a_roadmap, look
from tests.tasks.reading.files import CROSSWALK, DENSE, SCHOOLS, text_file, vpr_report

NEEDS = (*(DataNeed(kind=kind, years=(2024,)) for kind in ("vpr", "ege")), DataNeed(kind="crosswalk"))


def load(home: Settings, path: Path) -> int:
    return load_file(path, actor="cli:test", settings=home).dataset_id


def listed(home: Settings, folder: Path) -> int:
    """The list of pupils before exams is computed; the crosswalk's number."""
    load(home, text_file(folder / "schools.csv", SCHOOLS))
    load(home, vpr_report(folder / "vpr.xlsx"))
    load(home, text_file(folder / "p.csv", DENSE))
    opened(home, roadmap=a_roadmap(action="pupils_before_exams", data=NEEDS), simulated=True)
    assert look(home) == 0, "without a crosswalk the measure waits"
    assert "сопоставление шифров" in stands(home, "A1", Wish("six", 2024, JANUARY)).sentence
    number = load(home, text_file(folder / "c.csv", CROSSWALK))
    assert look(home) > 0
    return number


def test_the_list_goes_with_its_crosswalk_and_the_results_stay(any_home: Settings, tmp_path: Path) -> None:
    number = listed(any_home, tmp_path)
    with reading(any_home) as session:
        papers = [one.sha256 for one in session.exec(select(Deliverable)) if one.sha256]
        assert session.exec(select(ResultTable)).first() is not None
    assert papers
    (audit,) = purge(any_home, Which(slot="2023+2024/сопоставление/edu680101"), reason="школа отозвала", author=ANNA)
    assert (audit.dataset_id, audit.kind, audit.steps) == (number, "crosswalk", 1)
    with reading(any_home) as session:
        assert session.exec(select(ResultTable)).all() == []
        assert {one.kind for one in session.exec(select(Dataset))} == {"schools", "vpr", "ege"}
    assert not [paper for paper in papers if place(any_home, paper).exists()]
    assert stands(any_home, "A1", Wish("six", 2024, JANUARY)).state is not State.DONE
