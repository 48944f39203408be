"""The effect as a measure: it rests on the approved lists, and another list makes it stale."""

from pathlib import Path

from sqlmodel import select

from models.records import Computation
from models.roadmap.needs import DataNeed
from models.steps.state import State
from tasks.data.loading import load_file
from tasks.database import reading, writing
from tasks.record.book import find_cycle, read_book
from tasks.record.supported import supported_schools
from tasks.running.examine import examine
from tasks.running.wish import Wish
from tasks.settings import Settings
from tests.factories import FEBRUARY, FIRST, SECOND, approve, held, opened, register, six_with
from tests.tasks.reading.files import SCHOOLS, text_file, vpr_report

ROADMAP = six_with("A1", action="effect_of_support", data=(DataNeed(kind="vpr", years=(2024,)),), acceptance=None)


def looked(home: Settings) -> State:
    return examine(home, "A1", Wish("six", 2024, FEBRUARY)).state


def is_outdated(home: Settings) -> bool:
    with reading(home) as session:
        return bool(read_book(session, find_cycle(session, "six", 2024)).outdated)


def fingerprint(home: Settings) -> str:
    with reading(home) as session:
        return session.exec(select(Computation.fingerprint)).one()


def test_another_list_makes_the_answer_stale_and_the_same_list_does_not(any_home: Settings, tmp_path: Path) -> None:
    opened(any_home, FIRST, SECOND, roadmap=ROADMAP)
    load_file(text_file(tmp_path / "schools.csv", SCHOOLS), actor="cli:analyst", settings=any_home)
    load_file(vpr_report(tmp_path / "vpr.xlsx"), actor="cli:analyst", settings=any_home)
    assert looked(any_home) is State.DONE
    before = fingerprint(any_home)
    with writing(any_home) as session:
        approve(session, held(session), [FIRST, SECOND], FEBRUARY)
    assert not is_outdated(any_home)
    with writing(any_home) as session:
        register(session, "edu680009")
        approve(session, held(session), [FIRST, SECOND, "edu680009"], FEBRUARY)
    assert is_outdated(any_home)
    assert looked(any_home) is State.DONE
    assert fingerprint(any_home) != before


def test_who_left_the_list_was_supported_all_the_same(any_home: Settings) -> None:
    opened(any_home, FIRST, SECOND, roadmap=ROADMAP)
    with writing(any_home) as session:
        approve(session, held(session), [FIRST], FEBRUARY)
    with reading(any_home) as session:
        assert [one.school for one in supported_schools(session, "six")] == [FIRST, SECOND]
        assert supported_schools(session, "another") == ()
