"""What people decide of mentors, on both databases."""

import pytest

from models.errors import NotFound, VekhaError
from models.records import Wish
from tasks.database import reading, writing
from tasks.mentoring import pairs
from tasks.mentoring.pairs import Mentor, Need
from tasks.settings import Settings
from tests.factories import BORIS, FEBRUARY, FIRST, MARCH, SECOND, THIRD, held, opened, register
from tests.tasks.mentoring.school_year import M1, M2, T1, T2, all_pairs, appoint, who_stands


@pytest.fixture
def year(any_home: Settings) -> Settings:
    opened(any_home, FIRST)
    with writing(any_home) as session:
        register(session, SECOND, THIRD)
    return any_home


def say(home: Settings, need: Need, mentor: Mentor, what: Wish, reason: str = "просьба школы") -> None:
    with writing(home) as session:
        pairs.wish(session, held(session), need, mentor, what, reason, as_of=MARCH, author=BORIS)


def test_approved_pairs_stand_by_the_order_that_made_them(year: Settings) -> None:
    made = appoint(year, (T1, M1), (T2, M2))
    assert who_stands(year) == {T1: M1, T2: M2}
    assert {(one.order_number, one.approved_by, one.began_on) for one in made} == {("17", "Анна", FEBRUARY)}


def test_approving_again_makes_nothing_new(year: Settings) -> None:
    appoint(year, (T1, M1))
    assert appoint(year, (T1, M1), as_of=MARCH) == []


def test_another_mentor_ends_the_pair_before_and_keeps_its_row(year: Settings) -> None:
    appoint(year, (T1, M1))
    appoint(year, (T1, M2), as_of=MARCH)
    assert who_stands(year) == {T1: M2}
    with reading(year) as session:
        first, second = all_pairs(session)
    assert (first.ended_on, first.reason) == (MARCH, "назначен другой наставник")
    assert second.ended_on is None


def test_a_mentor_who_leaves_ends_only_their_pairs(year: Settings) -> None:
    appoint(year, (T1, M1), (T2, M2))
    with writing(year) as session:
        ended = pairs.leave(session, held(session), M1, "уволился", as_of=MARCH, author=BORIS)
    assert [(pairs.need_of(one), one.ended_on, one.reason) for one in ended] == [(T1, MARCH, "уволился")]
    assert who_stands(year) == {T2: M2}


def test_who_has_left_can_neither_leave_again_nor_be_appointed(year: Settings) -> None:
    appoint(year, (T1, M1))
    with writing(year) as session:
        pairs.leave(session, held(session), M1, "уволился", as_of=MARCH, author=BORIS)
    with pytest.raises(VekhaError, match="уже выбыл"), writing(year) as session:
        pairs.leave(session, held(session), M1, "уволился", as_of=MARCH, author=BORIS)
    with pytest.raises(VekhaError, match="выбыли"):
        appoint(year, (T1, M1))
    assert who_stands(year) == {}


def test_nobody_leaves_whom_nobody_has(year: Settings) -> None:
    with pytest.raises(NotFound, match="ни у кого нет"), writing(year) as session:
        pairs.leave(session, held(session), M1, "уволился", as_of=MARCH, author=BORIS)


def test_the_last_word_on_a_pair_counts(year: Settings) -> None:
    say(year, T1, M1, Wish.PINNED)
    say(year, T1, M1, Wish.FORBIDDEN, "передумали")
    with reading(year) as session:
        (said,) = pairs.wishes(session, held(session))
    assert (said.wish, said.reason, said.said_by) == (Wish.FORBIDDEN, "передумали", "Борис")


def test_forbidding_a_pair_that_stands_ends_it(year: Settings) -> None:
    appoint(year, (T1, M1), (T2, M1))
    say(year, T1, M1, Wish.FORBIDDEN)
    assert who_stands(year) == {T2: M1}


@pytest.mark.parametrize(
    ("need", "mentor", "reason", "told"),
    [
        (T1, M1, " ", "Назовите причину"),
        (T1, Mentor(FIRST, "У-9"), "так", "из другой школы"),
        (T1, Mentor("edu689999", "У-9"), "так", "В реестре нет школ: edu689999"),
        (T1._replace(subject="физика"), M1, "так", ""),
        (T1, M2, "так", f"уже закреплён {SECOND} У-1"),
    ],
)
def test_what_cannot_be_wished_is_refused_in_words(
    year: Settings, need: Need, mentor: Mentor, reason: str, told: str
) -> None:
    say(year, T1, M1, Wish.PINNED)
    if not told:
        say(year, need, mentor, Wish.PINNED, reason)
        return
    with pytest.raises(VekhaError, match=told):
        say(year, need, mentor, Wish.PINNED, reason)
