"""When the list that a code came from is purged, the rows that took the code lose it, and keep everything else."""

from pathlib import Path

import pytest
from sqlmodel import select

from models.mentoring.helpers import Helped
from models.records import Dataset, HelperAppointment, HelperKind, MentorMeeting, MentorPair, MentorWish, Wish
from tasks.database import reading, writing
from tasks.keeping.purging import Which, purge
from tasks.mentoring import helping, meetings, pairs
from tasks.settings import Settings
from tests.factories import ANNA, FEBRUARY, FIRST, MARCH, SECOND, THIRD, held, opened
from tests.tasks.mentoring.school_year import M1, M2, MENTORS, ORDER, T1, T2, appoint, lists_loaded
from tests.tasks.mentoring.test_helping import CURATORS
from tests.tasks.survey.field import load

ASSIGNMENTS = f"Год;Логин;Филиал;Класс;Предмет;Код учителя\n2024;{FIRST};;5А;Математика;У-1\n"


@pytest.fixture
def year(any_home: Settings, tmp_path: Path) -> Settings:
    """Two pairs, a word against a third, a meeting, a curator: all by loaded lists."""
    opened(any_home, FIRST)
    lists_loaded(any_home, tmp_path)
    load(any_home, tmp_path, "assignments.csv", ASSIGNMENTS)
    load(any_home, tmp_path, "curators.csv", CURATORS)
    appoint(any_home, (T1, M1), (T2, M2))
    with writing(any_home) as session:
        cycle = held(session)
        meetings.met(session, cycle, T1, FEBRUARY, "Дроби", "№ 3", as_of=MARCH, author=ANNA)
        pairs.wish(session, cycle, T2, M1, Wish.FORBIDDEN, "ссора", as_of=MARCH, author=ANNA)
        helped = [Helped(FIRST, "К-1")]
        helping.approve(session, cycle, HelperKind.CURATOR, helped, ORDER, as_of=MARCH, author=ANNA)
    return any_home


def purged(home: Settings, kind: str) -> None:
    with reading(home) as session:
        ids = tuple(one.id or 0 for one in session.exec(select(Dataset).where(Dataset.kind == kind)))
    purge(home, Which(ids), reason="срок вышел", author=ANNA)


def mentors(home: Settings) -> list[str]:
    with reading(home) as session:
        return [one.mentor for one in session.exec(select(MentorPair).order_by(MentorPair.teacher))]


def test_mentors_become_numbers_that_are_one_persons_everywhere(year: Settings) -> None:
    purged(year, "mentors")
    first, second = mentors(year)
    assert first.startswith("№")
    assert first != second
    with reading(year) as session:
        assert session.exec(select(MentorWish)).one().mentor == first
        pair = session.exec(select(MentorPair).where(MentorPair.mentor == first)).one()
        assert (pair.school, pair.teacher, pair.order_number) == (FIRST, "У-1", "17")
        assert session.exec(select(MentorMeeting)).one().pair_id == pair.id


def test_a_teacher_whom_a_list_named_is_one_no_longer_and_others_stay(year: Settings) -> None:
    purged(year, "assignments")
    with reading(year) as session:
        teachers = sorted(one.teacher for one in session.exec(select(MentorPair)))
    assert teachers[0] == "У-2", "no purged list named this one"
    assert teachers[1].startswith("№")
    assert mentors(year) == ["У-1", "У-1"]


def test_a_code_that_another_list_still_names_stays(year: Settings, tmp_path: Path) -> None:
    load(year, tmp_path, "again.csv", MENTORS.replace(f"{THIRD};У-1;Математика;ООО;русский;2\n", ""))
    with reading(year) as session:
        whole = session.exec(select(Dataset).where(Dataset.kind == "mentors", Dataset.slot == "")).one()
    purge(year, Which((whole.id or 0,)), reason="срок вышел", author=ANNA)
    kept, gone = mentors(year)
    assert (kept, gone[0]) == ("У-1", "№"), f"{SECOND} is still on a list"


def test_curators_become_numbers_too(year: Settings) -> None:
    purged(year, "curators")
    with reading(year) as session:
        assert session.exec(select(HelperAppointment)).one().helper.startswith("№")


def test_a_purge_of_anything_else_leaves_codes_alone(year: Settings) -> None:
    purged(year, "schools")
    assert mentors(year) == ["У-1", "У-1"]
