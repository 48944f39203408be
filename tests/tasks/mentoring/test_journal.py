"""A school's journal of meetings: every pair of the year, every meeting up to the day, in codes."""

import pytest

from models.errors import NotFound
from tasks.database import reading, writing
from tasks.mentoring import meetings, pairs
from tasks.mentoring.journal import journals
from tasks.settings import Settings
from tests.factories import ANNA, FEBRUARY, FIRST, MARCH, MAY, SECOND, THIRD, held, opened, register
from tests.tasks.drafting.printed import printed
from tests.tasks.mentoring.school_year import M1, M2, T1, T2, appoint


@pytest.fixture
def year(any_home: Settings) -> Settings:
    """A pair that has met twice, and one whose mentor has left."""
    opened(any_home, FIRST)
    with writing(any_home) as session:
        register(session, SECOND, THIRD)
    appoint(any_home, (T1, M1), (T2, M2))
    with writing(any_home) as session:
        cycle = held(session)
        for on, topic in ((MARCH, "Дроби"), (MAY, "Проценты")):
            meetings.met(session, cycle, T1, on, topic, "протокол № 3", as_of=MAY, author=ANNA)
        pairs.leave(session, cycle, M2, "уволился", as_of=MARCH, author=ANNA)
    return any_home


def test_every_pair_and_every_meeting_is_there(year: Settings) -> None:
    with reading(year) as session:
        (paper,) = journals(session, held(session), MAY)
    said = printed(paper)
    assert "Пар: 2, встреч: 2; тихих — без встреч 6 недель и дольше: 0." in said
    assert "У-1 | математика | У-1 | Школа № 2 | 15.02.2024 | 2 | 15.05.2024" in said
    assert "У-2 | математика | У-1 | Школа № 3 | 15.02.2024 (по 15.03.2024) | 0 | —" in said
    assert "15.03.2024 | У-1 | математика | У-1 | Дроби | протокол № 3" in said


def test_what_was_held_later_is_not_in_an_earlier_journal(year: Settings) -> None:
    with reading(year) as session:
        (paper,) = journals(session, held(session), MARCH, FIRST)
    assert "Проценты" not in printed(paper)


def test_without_pairs_there_is_nothing_to_write(year: Settings) -> None:
    with reading(year) as session, pytest.raises(NotFound, match="Пар наставников нет"):
        journals(session, held(session), FEBRUARY, SECOND)
