"""Deadlines move on the record only: from which day to which, by whose decision, and who is told."""

from datetime import date

import pytest
from sqlmodel import col, select

from models.errors import ForbiddenMove, StaleVersion, VekhaError
from models.people.notices import NoticeKind
from models.records import Notice
from models.steps.decisions import Extension
from models.steps.status import Move
from tasks.cycle.calendars import calendar_today, moved_deadlines
from tasks.database import reading, writing
from tasks.people.extending import Extended, extend
from tasks.people.handover import give_back
from tasks.record.book import find_cycle
from tasks.record.slippage import read_slippage
from tasks.record.writer import verify
from tasks.settings import Settings
from tests.factories import (
    ANNA,
    FEBRUARY,
    FIRST,
    MARCH,
    MAY,
    SECOND,
    done,
    hand_in,
    held,
    journal,
    opened,
    ref,
    six,
    the_step,
)

DUE, LATER = date(2024, 4, 30), date(2024, 6, 14)


def move(
    home: Settings,
    measure: str,
    *schools: str,
    to: date = LATER,
    reason: str = "карантин",
    signer: str = "заместитель министра",
    as_of: date = FEBRUARY,
    version: int | None = None,
) -> list[Extended]:
    with writing(home) as session:
        return extend(session, ref(measure, version=version), schools, to, reason, signer, as_of=as_of, author=ANNA)


def notices(home: Settings) -> list[Notice]:
    with reading(home) as session:
        query = select(Notice).where(Notice.kind == NoticeKind.EXTENDED)
        return list(session.exec(query.order_by(col(Notice.party), col(Notice.scope))))


def test_the_journal_keeps_both_days_the_reason_and_who_decided(any_home: Settings) -> None:
    opened(any_home, FIRST)
    (moved,) = move(any_home, "B2", FIRST)
    assert moved.sentence == "Срок перенесён: был 30.04.2024, стал 14.06.2024."
    step, entry = the_step(any_home, "B2", FIRST), journal(any_home)[-1]
    assert (step.due_on, step.opens_on) == (LATER, date(2024, 3, 1))
    assert (entry.move, entry.due_on, entry.reason) == (Move.EXTEND, LATER, "карантин")
    assert Extension.from_evidence(entry.evidence) == Extension(DUE, LATER, "заместитель министра")
    with writing(any_home) as session:
        assert verify(session, held(session)).holds


def test_without_a_school_every_school_gets_the_new_deadline_and_what_is_done_stays(home: Settings) -> None:
    opened(home, FIRST, SECOND)
    done(home, ref("A1"))
    done(home, ref("B2", FIRST))
    assert [one.step.unit for one in move(home, "B2")] == [SECOND]
    assert the_step(home, "B2", FIRST).due_on == DUE


def test_the_leading_party_and_the_co_executors_are_told_once(any_home: Settings) -> None:
    opened(any_home, FIRST, SECOND)
    move(any_home, "B2")
    told = [(one.party, one.scope) for one in notices(any_home)]
    assert told == [("ministry", ""), ("school", FIRST), ("school", SECOND)]
    text = notices(any_home)[0].text
    assert "Срок перенесён: B2 «Анкетирование» (п. 2). Новый срок — 14.06.2024, был 30.04.2024." in text
    assert "Причина: карантин (заместитель министра)." in text


def test_a_deadline_moved_twice_is_told_twice_and_both_decisions_are_in_the_report(home: Settings) -> None:
    opened(home)
    move(home, "A1", to=date(2024, 3, 29))
    move(home, "A1", to=date(2024, 4, 30), reason="паводок", signer="министр", as_of=MARCH)
    assert len(notices(home)) == 2
    with reading(home) as session:
        found = read_slippage(session, find_cycle(session, "six", 2024), MAY)
    (slip,) = found.slips
    assert [(one.to, one.signer, one.reason) for one in slip.decisions] == [
        (date(2024, 3, 29), "заместитель министра", "карантин"),
        (date(2024, 4, 30), "министр", "паводок"),
    ]
    assert (slip.planned, found.summary.moved, found.summary.late) == (date(2024, 2, 29), 1, 1)


def test_a_step_that_was_returned_is_still_returned_with_a_later_deadline(home: Settings) -> None:
    opened(home)
    hand_in(home, ref("A1"))
    with writing(home) as session:
        give_back(session, ref("A1"), "нет подписи", as_of=FEBRUARY, author=ANNA)
    move(home, "A1")
    assert the_step(home, "A1").reason == "нет подписи"


def test_the_working_calendar_moves_nothing_that_a_person_has_moved(home: Settings) -> None:
    opened(home)
    move(home, "A1", to=date(2024, 3, 30))  # a Saturday, as it was signed
    with writing(home) as session:
        moved = moved_deadlines(session, held(session), calendar_today(six()))
    assert "A1" not in {one.step.measure for one in moved}


REFUSED = {
    "an earlier day": ({"to": date(2024, 2, 20)}, "A1: срок и так 29.02.2024"),
    "the same day": ({"to": date(2024, 2, 29)}, "на более поздний день"),
    "a day that is past": ({"to": date(2024, 3, 10), "as_of": MARCH}, "Срок 10.03.2024 уже прошёл"),
    "beyond the plan": ({"to": date(2026, 1, 15)}, "позже конца дорожной карты \\(31.12.2025\\)"),
    "nobody's decision": ({"signer": " "}, "Кто решил перенести срок"),
    "no reason": ({"reason": " "}, "нужна причина"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_move_that_nobody_could_answer_for_is_refused(home: Settings, case: str) -> None:
    opened(home)
    words, told = REFUSED[case]
    with pytest.raises(VekhaError, match=told):
        move(home, "A1", **words)  # type: ignore[arg-type]
    assert the_step(home, "A1").due_on == date(2024, 2, 29)


def test_what_is_done_has_no_deadline_to_move_and_what_has_no_dates_neither(home: Settings) -> None:
    opened(home)
    done(home, ref("A1"))
    with pytest.raises(ForbiddenMove, match="Перенос срока: сейчас нельзя, шаг — «исполнено»"):
        move(home, "A1")
    with pytest.raises(VekhaError, match="vekha dates F6"):
        move(home, "F6")


def test_who_moves_a_deadline_that_has_changed_since_they_looked_is_told(home: Settings) -> None:
    opened(home)
    seen = the_step(home, "A1").version
    move(home, "A1")
    with pytest.raises(StaleVersion, match=r"перенос срока \(Анна, 15.02.2024\)"):
        move(home, "A1", to=date(2024, 8, 1), version=seen)
