"""Who hears that something stands in doubt: once, who handed it in and who decides; nobody when it is settled."""

from datetime import date

from sqlmodel import col, select

from models.people.notices import NoticeKind
from models.records import Notice, WaiverKind
from models.roadmap.definition import Phase
from models.steps.book import Held
from models.steps.decisions import Grant
from tasks.database import reading, writing
from tasks.people.handover import reopen
from tasks.people.holding import hold
from tasks.people.waiving import waive_many
from tasks.running.examine import examine
from tasks.running.phase import due_phases
from tasks.running.wish import Wish
from tasks.settings import Settings
from tests.factories import ANNA, FEBRUARY, FIRST, MARCH, MAY, SECOND, done, hand_in, held, opened, ref

LAST = date(2024, 4, 1)
ORDER = Grant("приказ № 12", date(2024, 2, 1), "заместитель министра", LAST)


def let_past(home: Settings, *schools: str, grant: Grant = ORDER, as_of: date = FEBRUARY) -> None:
    with writing(home) as session:
        waive_many(session, ref("B2"), schools, WaiverKind.GATE, "справка задержана", grant, as_of=as_of, author=ANNA)


def heard(home: Settings, day: date = MAY) -> list[tuple[str, str]]:
    """Role and school of everybody who has been told of a doubt, after the measure is examined that day, twice."""
    for _time in range(2):
        examine(home, "B2", Wish("six", 2024, day))
    with reading(home) as session:
        query = select(Notice.party, Notice.scope).where(Notice.kind == NoticeKind.SUSPECT)
        return list(session.exec(query.order_by(col(Notice.id))))


def words(home: Settings) -> list[str]:
    with reading(home) as session:
        return list(session.exec(select(Notice.text).where(Notice.kind == NoticeKind.SUSPECT).order_by(col(Notice.id))))


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
