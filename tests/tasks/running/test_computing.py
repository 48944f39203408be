"""What a computed step leaves behind: its documents, and a record that still holds."""

from datetime import date
from pathlib import Path

from sqlmodel import col, select

from models.records import Deliverable
from models.roadmap.needs import DataNeed
from models.steps.book import Held
from models.steps.state import State
from models.steps.status import Status
from tasks.data.loading import load_file
from tasks.database import reading, writing
from tasks.people.holding import hold, release
from tasks.record.book import find_cycle
from tasks.record.writer import verify
from tasks.running.examine import examine
from tasks.running.wish import Wish
from tasks.settings import Settings
from tests.factories import ANNA, FEBRUARY, JANUARY, opened, six_with, the_step
from tests.tasks.reading.files import PUPILS, SCHOOLS, text_file, vpr_report

NEEDS = (DataNeed(kind="vpr", years=(2024,)), DataNeed(kind="schools"))


def papers(home: Settings) -> list[tuple[str, bool]]:
    """The documents of the step: how their names end, and whether they were superseded."""
    with reading(home) as session:
        found = session.exec(select(Deliverable).order_by(col(Deliverable.id)))
        return [(one.file_name.rpartition(".")[2], one.superseded) for one in found]


def looked(home: Settings, day: date = JANUARY) -> State:
    return examine(home, "A1", Wish("six", 2024, day)).state


def test_a_letter_is_kept_with_its_workbook_and_a_correction_supersedes_both(
    any_home: Settings, tmp_path: Path
) -> None:
    opened(any_home, roadmap=six_with("A1", action="objectivity", data=NEEDS, acceptance=None))
    load_file(text_file(tmp_path / "schools.csv", SCHOOLS), actor="cli:analyst", settings=any_home)
    load_file(vpr_report(tmp_path / "vpr.xlsx"), actor="cli:analyst", settings=any_home)
    assert looked(any_home) is State.DONE
    assert the_step(any_home, "A1").status is Status.DONE
    assert papers(any_home) == [("docx", False), ("xlsx", False)]
    load_file(vpr_report(tmp_path / "again.xlsx", PUPILS[:2]), actor="cli:analyst", settings=any_home)
    assert looked(any_home) is State.DONE
    assert papers(any_home) == [("docx", True), ("xlsx", True), ("docx", False), ("xlsx", False)]
    with reading(any_home) as session:
        assert verify(session, find_cycle(session, "six", 2024)).holds


def test_what_is_on_hold_is_not_computed_until_it_is_released(home: Settings, tmp_path: Path) -> None:
    opened(home, roadmap=six_with("A1", action="objectivity", data=NEEDS, acceptance=None))
    load_file(text_file(tmp_path / "schools.csv", SCHOOLS), actor="cli:analyst", settings=home)
    load_file(vpr_report(tmp_path / "vpr.xlsx"), actor="cli:analyst", settings=home)
    what = Held(measure="A1")
    with writing(home) as session:
        hold(session, find_cycle(session, "six", 2024), what, "приказ пересматривают", as_of=JANUARY, author=ANNA)
    assert looked(home) is State.BLOCKED
    assert papers(home) == []
    with writing(home) as session:
        release(session, find_cycle(session, "six", 2024), 0, what, as_of=FEBRUARY, author=ANNA)
    assert looked(home, FEBRUARY) is State.DONE
    assert len(papers(home)) == 2
