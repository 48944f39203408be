"""Who hears of a waiver that holds no more: once, whose step it is and who decides; nobody when it is settled."""

from datetime import date

from sqlmodel import col, select

from models.people.notices import NoticeKind
from models.records import Notice, Step, WaiverKind
from models.roadmap.definition import Phase
from models.steps.book import Held
from models.steps.decisions import Grant
from tasks.database import reading, writing
from tasks.people.handover import reopen
from tasks.people.holding import hold
from tasks.people.waiving import drop, waive_many
from tasks.running.examine import examine
from tasks.running.phase import due_phases
from tasks.running.wish import Wish
from tasks.settings import Settings
from tests.factories import (
    ANNA,
    FEBRUARY,
    FIRST,
    MARCH,
    MAY,
    SECOND,
    approve,
    done,
    hand_in,
    held,
    opened,
    ref,
    the_step,
)

LAST = date(2024, 4, 1)
ORDER = Grant("приказ № 12", date(2024, 2, 1), "заместитель министра", LAST)


def let_past(home: Settings, *schools: str, grant: Grant = ORDER, as_of: date = FEBRUARY) -> None:
    with writing(home) as session:
        waive_many(session, ref("B2"), schools, WaiverKind.GATE, "справка задержана", grant, as_of=as_of, author=ANNA)


def heard(home: Settings, day: date = MAY, kind: NoticeKind = NoticeKind.SUSPECT) -> list[tuple[str, str]]:
    """Role and school of everybody who has been told so, after the measure is examined that day, twice."""
    for _time in range(2):
        examine(home, "B2", Wish("six", 2024, day))
    with reading(home) as session:
        query = select(Notice.party, Notice.scope).where(Notice.kind == kind)
        return list(session.exec(query.order_by(col(Notice.id))))


def words(home: Settings, kind: NoticeKind = NoticeKind.SUSPECT) -> list[str]:
    with reading(home) as session:
        return list(session.exec(select(Notice.text).where(Notice.kind == kind).order_by(col(Notice.id))))


def dropped(home: Settings, *schools: str, grant: Grant = ORDER, as_of: date = FEBRUARY) -> None:
    with writing(home) as session:
        waive_many(session, ref("B2"), schools, WaiverKind.DROP, "ремонт", grant, as_of=as_of, author=ANNA)


def opened_again(home: Settings, day: date) -> None:
    with writing(home) as session:
        reopen(session, ref("B2", FIRST), "снятие истекло", as_of=day, author=ANNA)


def test_who_handed_in_and_the_coordinator_hear_of_it_once(any_home: Settings) -> None:
    opened(any_home, FIRST, simulated=True)
    let_past(any_home, FIRST)
    done(any_home, ref("B2", FIRST))
    assert heard(any_home, LAST) == [], "its last day is still one of its own"
    assert Phase.RISK_SURVEY in due_phases(any_home, "six", 2024, MAY.isoformat())
    assert heard(any_home) == [("school", FIRST), ("coordinator", FIRST)]
    theirs, coordinators = words(any_home)
    assert "Допуск (приказ № 12 от 01.02.2024) истёк 01.04.2024. Не исполнено: A1 «Анализ результатов»." in theirs
    assert "решает координатор" in theirs
    assert f"vekha reopen B2 --school {FIRST} --reason …" in coordinators


def test_what_is_handed_in_and_not_accepted_yet_is_in_doubt_as_well(home: Settings) -> None:
    opened(home, FIRST, simulated=True)
    let_past(home, FIRST)
    hand_in(home, ref("B2", FIRST))
    assert heard(home) == [("school", FIRST), ("coordinator", FIRST)]


def test_another_school_that_falls_into_doubt_later_is_told_of_alone(home: Settings) -> None:
    opened(home, FIRST, SECOND, simulated=True)
    let_past(home, FIRST)
    let_past(home, SECOND, grant=Grant("приказ № 13", date(2024, 2, 1), "министр", MAY))
    for school in (FIRST, SECOND):
        done(home, ref("B2", school))
    assert heard(home) == [("school", FIRST), ("coordinator", FIRST)]
    assert heard(home, date(2024, 5, 16))[2:] == [("school", SECOND), ("coordinator", SECOND)]


def test_a_prerequisite_that_is_opened_again_puts_in_doubt_what_the_order_let_past(home: Settings) -> None:
    opened(home, FIRST, simulated=True)
    let_past(home, FIRST)
    done(home, ref("B2", FIRST))
    done(home, ref("A1"), as_of=MARCH)
    assert heard(home) == [], "what was missing has been done"
    with writing(home) as session:
        reopen(session, ref("A1"), "справка неверна", as_of=MAY, author=ANNA)
    assert heard(home) == [("school", FIRST), ("coordinator", FIRST)]


def test_a_new_order_that_lapses_in_its_turn_is_told_of_anew(home: Settings) -> None:
    opened(home, FIRST, simulated=True)
    let_past(home, FIRST)
    done(home, ref("B2", FIRST))
    assert len(heard(home, date(2024, 4, 2))) == 2
    let_past(home, FIRST, grant=Grant("приказ № 30", date(2024, 4, 2), "министр", MAY), as_of=date(2024, 4, 2))
    assert len(heard(home, MAY)) == 2
    assert len(heard(home, date(2024, 5, 16))) == 4


def test_of_what_is_on_hold_nothing_is_told(home: Settings) -> None:
    opened(home, FIRST, simulated=True)
    let_past(home, FIRST)
    done(home, ref("B2", FIRST))
    with writing(home) as session:
        hold(session, held(session), Held(school=FIRST), "карантин", as_of=MARCH, author=ANNA)
    assert heard(home) == []


def test_that_a_dropped_step_is_needed_again_its_party_and_the_coordinator_hear_once(any_home: Settings) -> None:
    opened(any_home, FIRST, SECOND, simulated=True)
    dropped(any_home, FIRST)
    assert heard(any_home, LAST, NoticeKind.LAPSED) == [], "its last day is still one of its own"
    assert Phase.RISK_SURVEY in due_phases(any_home, "six", 2024, MAY.isoformat())
    assert heard(any_home, MAY, NoticeKind.LAPSED) == [("school", FIRST), ("coordinator", FIRST)]
    theirs, coordinators = words(any_home, NoticeKind.LAPSED)
    assert "Приказ № 12 от 01.02.2024 действовал до 01.04.2024." in theirs
    assert f"vekha reopen B2 --school {FIRST} --reason …" in coordinators


def test_what_was_opened_again_and_dropped_for_good_is_needed_no_more(home: Settings) -> None:
    opened(home, FIRST, simulated=True)
    dropped(home, FIRST)
    opened_again(home, MARCH)
    with writing(home) as session:
        step = session.get_one(Step, the_step(home, "B2", FIRST).id)
        drop(session, held(session), [step], "лишнее", None, as_of=MARCH, author=ANNA)
    assert heard(home, MAY, NoticeKind.LAPSED) == []


def test_an_order_that_drops_it_anew_and_lapses_in_its_turn_is_told_of_anew(home: Settings) -> None:
    opened(home, FIRST, simulated=True)
    dropped(home, FIRST)
    assert len(heard(home, date(2024, 4, 2), NoticeKind.LAPSED)) == 2
    opened_again(home, date(2024, 4, 2))
    dropped(home, FIRST, grant=Grant("приказ № 30", date(2024, 4, 2), "министр", MAY), as_of=date(2024, 4, 2))
    assert len(heard(home, MAY, NoticeKind.LAPSED)) == 2
    assert len(heard(home, date(2024, 5, 16), NoticeKind.LAPSED)) == 4


def test_a_school_that_left_the_group_owes_nothing_that_an_order_dropped(home: Settings) -> None:
    opened(home, FIRST, SECOND, simulated=True)
    dropped(home, FIRST)
    with writing(home) as session:
        approve(session, held(session), [SECOND], MARCH)
    assert heard(home, MAY, NoticeKind.LAPSED) == []
