"""Putting on hold and releasing, on both databases: what stops meanwhile, and what is left for good."""

from datetime import date
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlmodel import select

from models.errors import ForbiddenMove, NotFound, VekhaError
from models.people.notices import NoticeKind
from models.records import Hold, HoldRelease, Notice
from models.steps.book import Held
from models.steps.state import State
from models.steps.status import Status
from tasks.database import reading, writing
from tasks.people import holding
from tasks.record.book import find_cycle
from tasks.record.writer import verify
from tasks.running.examine import examine, stands
from tasks.running.wish import Wish
from tasks.settings import Settings
from tests.factories import (
    ANNA,
    BORIS,
    FEBRUARY,
    FIRST,
    JANUARY,
    MARCH,
    SECOND,
    accept,
    done,
    hand_in,
    journal,
    opened,
    ref,
    statuses,
    the_step,
)

APRIL, LAST = date(2024, 4, 15), date(2024, 4, 20)
SCHOOL, MEASURE = Held(FIRST), Held(measure="B2")


@pytest.fixture
def year(any_home: Settings) -> Settings:
    opened(any_home, FIRST, SECOND)
    done(any_home, ref("A1"))
    return any_home


def hold(home: Settings, what: Held = SCHOOL, until: date | None = None, as_of: date = MARCH, **said: Any) -> int:
    with writing(home) as session:
        cycle = find_cycle(session, "six", said.pop("year", 2024))
        reason = said.pop("reason", "карантин")
        made, _steps = holding.hold(session, cycle, what, reason, until, as_of=as_of, author=ANNA, **said)
        assert made.id is not None
        return made.id


def release(home: Settings, number: int = 0, what: Held = SCHOOL, as_of: date = APRIL) -> list[Hold]:
    with writing(home) as session:
        cycle = find_cycle(session, "six", 2024)
        return holding.release(session, cycle, number, what, "карантин снят", as_of=as_of, author=BORIS)


def lives(home: Settings, day: date, code: str = "B2") -> State:
    return examine(home, code, Wish("six", 2024, day)).state


def notices(home: Settings) -> list[tuple[str, str]]:
    with reading(home) as session:
        return [(one.kind, one.scope) for one in session.exec(select(Notice).order_by(Notice.id))]  # type: ignore[arg-type]


def test_while_a_school_is_on_hold_only_the_others_open(year: Settings) -> None:
    hold(year)
    lives(year, MARCH)
    assert the_step(year, "B2", FIRST).status is Status.PLANNED
    assert the_step(year, "B2", SECOND).status is Status.OPEN
    assert [one for one in notices(year) if one[0] == NoticeKind.OPENED] == [(NoticeKind.OPENED, SECOND)]


def test_when_the_hold_is_over_by_itself_the_step_opens(year: Settings) -> None:
    hold(year, until=LAST)
    lives(year, LAST)
    assert the_step(year, "B2", FIRST).status is Status.PLANNED
    lives(year, date(2024, 4, 21))
    assert the_step(year, "B2", FIRST).status is Status.OPEN


def test_nobody_is_reminded_of_what_is_on_hold_nor_that_it_is_late(year: Settings) -> None:
    lives(year, MARCH)
    before = len(notices(year))
    hold(year, MEASURE)
    for day in (date(2024, 4, 28), date(2024, 5, 1), date(2024, 6, 1)):
        assert lives(year, day) is State.BLOCKED
    assert len(notices(year)) == before
    release(year, what=MEASURE, as_of=date(2024, 6, 1))
    assert lives(year, date(2024, 6, 2)) is State.OVERDUE
    late = [(NoticeKind.OVERDUE, FIRST), (NoticeKind.OVERDUE, SECOND)]
    assert notices(year)[before:] == [*late, (NoticeKind.ESCALATION, "")]


def test_handing_in_is_refused_until_the_hold_is_released_or_over(year: Settings) -> None:
    hold(year, until=LAST)
    with pytest.raises(ForbiddenMove, match=r"приостановлено: карантин, до 20.04.2024"):
        hand_in(year, ref("B2", FIRST), as_of=APRIL)
    assert hand_in(year, ref("B2", SECOND), as_of=APRIL).status is Status.SUBMITTED
    assert hand_in(year, ref("B2", FIRST), as_of=date(2024, 4, 21)).status is Status.SUBMITTED


def test_what_was_handed_in_before_may_be_accepted(year: Settings) -> None:
    hand_in(year, ref("B2", FIRST), as_of=MARCH)
    hold(year)
    assert accept(year, ref("B2", FIRST), as_of=APRIL).status is Status.DONE


def test_deadlines_stay_and_the_journal_has_no_entry_of_it(year: Settings) -> None:
    before, due = statuses(year), the_step(year, "B2", FIRST).due_on
    hold(year)
    release(year)
    assert (statuses(year), the_step(year, "B2", FIRST).due_on) == (before, due)
    with reading(year) as session:
        assert verify(session, find_cycle(session, "six", 2024)).holds


def test_a_release_leaves_the_hold_and_says_who_and_why(year: Settings) -> None:
    number = hold(year)
    assert [one.id for one in release(year, number)] == [number]
    with reading(year) as session:
        (kept,) = holding.kept_holds(session, "six")
    assert (kept.hold.actor, kept.hold.reason, kept.hold.since) == ("Анна", "карантин", MARCH)
    assert kept.release is not None
    assert (kept.release.actor, kept.release.reason, kept.release.released_on) == ("Борис", "карантин снят", APRIL)
    assert lives(year, APRIL) is State.OPEN


def test_said_again_in_the_same_words_nothing_new_is_recorded(year: Settings) -> None:
    assert hold(year) == hold(year, as_of=APRIL)
    assert hold(year, until=LAST) != hold(year)


def test_what_is_released_is_found_by_its_number_or_by_exactly_what_was_held(year: Settings) -> None:
    school, measure = hold(year), hold(year, MEASURE)
    with pytest.raises(NotFound, match=rf"Приостановлено: № {school} — {FIRST}; № {measure} — B2."):
        release(year, what=Held(FIRST, "B2"))
    assert [one.id for one in release(year, what=MEASURE)] == [measure]
    release(year, school)
    with pytest.raises(NotFound, match="Ничего не приостановлено"):
        release(year, school)


def test_a_hold_is_of_every_year_of_the_roadmap_unless_one_is_named(year: Settings) -> None:
    hold(year, Held(measure="D4"))
    hold(year, MEASURE, only_this_year=True)
    opened(year, FIRST, year=2025, as_of=MARCH)
    wish = Wish("six", 2025, date(2025, 4, 1))
    assert stands(year, "D4", wish).state is State.BLOCKED


def test_of_a_hold_and_a_hand_in_at_once_either_comes_first_and_the_other_knows(year: Settings) -> None:
    start, refused = Barrier(2), list[str]()

    def hand_in_at_once() -> None:
        start.wait()
        try:
            hand_in(year, ref("B2", FIRST), as_of=MARCH)
        except ForbiddenMove as told:
            refused.append(str(told))

    other = Thread(target=hand_in_at_once)
    other.start()
    start.wait()
    hold(year)
    other.join()
    with reading(year) as session:
        (kept,) = holding.kept_holds(session, "six")
    submitted = [entry.at for entry in journal(year) if (entry.measure, entry.unit) == ("B2", FIRST)][1:]
    assert all(at < kept.hold.at for at in submitted)
    assert bool(refused) != bool(submitted)


@pytest.mark.parametrize(
    ("what", "said", "told"),
    [
        (Held(), {}, "Назовите, что приостановить"),
        (Held(measure="B2", phase="analysis"), {}, "Назовите одно"),
        (SCHOOL, {"reason": " "}, "Назовите причину"),
        (SCHOOL, {"until": FEBRUARY}, "Последний день, 15.02.2024, уже прошёл: назовите день не раньше 15.03.2024"),
        (Held("edu1"), {}, "В реестре нет школ: edu1"),
        (Held(measure="B22"), {}, "Мероприятия B22 в дорожной карте нет"),
        (Held(FIRST, "A1"), {}, "A1 исполняется один раз за всех"),
        (SCHOOL, {"as_of": JANUARY}, "Цикл уже прожит до 15.02.2024"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(home: Settings, what: Held, said: dict[str, Any], told: str) -> None:
    opened(home, FIRST)
    done(home, ref("A1"))
    with pytest.raises(VekhaError, match=told):
        hold(home, what, **said)
    with reading(home) as session:
        assert session.exec(select(Hold)).all() == []
        assert session.exec(select(HoldRelease)).all() == []
