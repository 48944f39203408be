"""Fifty people act on one database at the same instant: each step moves once, everyone is answered, nothing is lost."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from sqlmodel import Session

from models.errors import ForbiddenMove, StaleVersion
from models.records import WaiverKind
from models.steps.decisions import Grant
from models.steps.status import Move, Status
from tasks.database import reading, writing
from tasks.people import handover
from tasks.people.extending import extend
from tasks.people.step_ref import StepRef
from tasks.people.waiving import waive_many
from tasks.record.book import find_cycle
from tasks.record.writer import Author, verify
from tasks.settings import Settings
from tests.factories import FEBRUARY, MARCH, done, hand_in, journal, opened, paper, ref, statuses, the_step

MANY = 50
SCHOOLS = [f"edu6801{number:02d}" for number in range(10)]
ORDER = Grant("приказ № 12", date(2024, 2, 1), "министр")
# The last day of A1, and of a closed handing-in: everyone's day is given once, the clock decides nothing.
LAST = date(2024, 2, 29)
Deed = Callable[[Session, Author], object]


def at_once(home: Settings, deeds: list[Deed]) -> list[str]:
    """Do them all in threads that start together; how each ended: «won», or the refusal's sentence."""
    ready = Barrier(len(deeds))

    def do(number: int) -> str:
        ready.wait()
        try:
            with writing(home) as session:
                deeds[number](session, Author(f"Участник {number}", "cli:test"))
        except (StaleVersion, ForbiddenMove) as refused:
            return str(refused)
        return "won"

    with ThreadPoolExecutor(len(deeds)) as people:
        return list(people.map(do, range(len(deeds))))


def deeds_on(home: Settings, of: StepRef) -> list[Deed]:
    """Everything that can be done with what was handed in, by turns."""

    def accept(session: Session, who: Author) -> object:
        return handover.accept(session, of, as_of=LAST, author=who)

    def give_back(session: Session, who: Author) -> object:
        return handover.give_back(session, of, "нет подписи", as_of=LAST, author=who)

    def drop(session: Session, who: Author) -> object:
        return waive_many(session, of, (), WaiverKind.DROP, "слияние", ORDER, as_of=LAST, author=who)

    def move(session: Session, who: Author) -> object:
        return extend(session, of, (), date(2024, 6, 3), "карантин", "министр", as_of=LAST, author=who)

    def submit(session: Session, who: Author) -> object:
        return handover.submit(session, home, of, [paper()], as_of=LAST, author=who)

    return [accept, give_back, drop, move, submit]


@pytest.mark.parametrize("place", [0, 3])
def test_of_fifty_who_saw_the_same_version_one_wins_and_the_others_are_told_who(any_home: Settings, place: int) -> None:
    opened(any_home)
    hand_in(any_home, ref("A1"))
    seen, before = the_step(any_home, "A1").version, len(journal(any_home))
    deeds = deeds_on(any_home, ref("A1", version=seen))
    ended = at_once(any_home, [deeds[(place + number) % len(deeds)] for number in range(MANY)])
    told = [one for one in ended if one != "won"]
    after = journal(any_home)[before:]
    winners = {entry.actor for entry in after}
    # Nobody hands in what is handed in already: that is refused by the table of moves, whoever was first.
    assert len(winners) == ended.count("won") == 1
    stale = [one for one in told if "пока вы смотрели" in one]
    assert all(winners.copy().pop() in one for one in stale)
    assert len(stale) + sum("сейчас нельзя" in one for one in told) == MANY - 1
    assert the_step(any_home, "A1").version == seen + len(after)
    with reading(any_home) as session:
        assert verify(session, find_cycle(session, "six", 2024)).holds


def test_fifty_hand_ins_of_ten_schools_submit_each_step_once(any_home: Settings) -> None:
    opened(any_home, *SCHOOLS)
    done(any_home, ref("A1"))
    papers = [paper("1", "Анкеты"), paper("2", "Рисковый профиль")]

    def submit(school: str) -> Deed:
        return lambda session, who: handover.submit(
            session, any_home, ref("B2", school), papers, as_of=MARCH, author=who
        )

    ended = at_once(any_home, [submit(school) for school in SCHOOLS for _time in range(MANY // len(SCHOOLS))])
    assert ended.count("won") == len(SCHOOLS)
    assert all("сейчас нельзя" in one for one in ended if one != "won")
    submitted = Counter(entry.unit for entry in journal(any_home) if entry.move is Move.SUBMIT and entry.unit)
    assert submitted == dict.fromkeys(SCHOOLS, 1)
    assert Counter(status for (code, *_rest), status in statuses(any_home).items() if code == "B2") == {
        Status.SUBMITTED: len(SCHOOLS)
    }
    with reading(any_home) as session:
        assert verify(session, find_cycle(session, "six", 2024)).holds


def test_the_day_that_is_said_decides_at_the_deadline_not_the_moment_of_the_lock(any_home: Settings) -> None:
    opened(any_home)
    ended = at_once(any_home, [deeds_on(any_home, ref("A1"))[4]] * MANY)
    assert ended.count("won") == 1
    (handed_in,) = [entry for entry in journal(any_home) if entry.move is Move.SUBMIT]
    assert handed_in.as_of == handed_in.due_on == LAST
    assert FEBRUARY < LAST
