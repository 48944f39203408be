"""Acceptance from hand to hand: stages in turn, signatures of several, comments, returning from any stage."""

from datetime import date

import pytest
from sqlmodel import col, select

from models.errors import ForbiddenMove
from models.people.notices import NoticeKind
from models.records import Notice
from models.roadmap.acceptance import Signatures, Stage
from models.roadmap.definition import Roadmap
from models.steps.decisions import Signature
from models.steps.status import Move, Status
from tasks.database import reading, writing
from tasks.people import handover
from tasks.people.handover import Outcome
from tasks.record.book import find_cycle, read_book
from tasks.record.standing import rows
from tasks.record.writer import verify
from tasks.settings import Settings
from tests.factories import (
    ANNA,
    FEBRUARY,
    FIRST,
    MARCH,
    done,
    hand_in,
    held,
    journal,
    opened,
    ref,
    six_with,
    the_step,
)

HERS = ref("B2", FIRST)


def chain() -> Roadmap:
    """B2 goes school → municipality, within three working days → two of three."""
    last = Stage(signatures=Signatures(of=("ministry", "coordinator", "municipality"), at_least=2))
    return six_with("B2", acceptance=(Stage(party="school"), Stage(party="municipality", days=3), last))


def handed_in(home: Settings) -> Outcome:
    """The school's B2 is in; A1, before it, is done."""
    opened(home, FIRST, roadmap=chain())
    done(home, ref("A1"))
    return hand_in(home, HERS)


def accept(home: Settings, role: str = "", comment: str = "", as_of: date = FEBRUARY) -> Outcome:
    with writing(home) as session:
        return handover.accept(session, HERS, as_of=as_of, author=ANNA, role=role, comment=comment)


def told(home: Settings, kind: NoticeKind) -> list[tuple[str, str]]:
    with reading(home) as session:
        query = select(Notice).where(Notice.kind == kind, Notice.measure == "B2").order_by(col(Notice.id))
        return [(one.party, one.scope) for one in session.exec(query)]


def test_a_step_is_done_with_the_last_word_and_each_is_in_the_journal(any_home: Settings) -> None:
    assert handed_in(any_home).sentence == "Сдано, ждёт приёмки: ОО."
    first = accept(any_home, comment="проверено")
    assert (first.status, first.sentence) == (
        Status.SUBMITTED, "Согласовано. Сдано, ждёт приёмки: МОУО, до 20.02.2024.",
    )  # fmt: skip
    accept(any_home)
    one = accept(any_home, "coordinator")
    assert one.sentence == "Согласовано. Сдано, ждёт приёмки: подписей — 1 из: Министерство, МОУО."
    last = accept(any_home, "ministry", "без замечаний")
    assert (last.status, last.sentence) == (Status.DONE, "Исполнено 15.02.2024.")
    signed = [(one.move, Signature.from_evidence(one.evidence), one.reason) for one in journal(any_home)[-4:]]
    assert signed == [
        (Move.ENDORSE, Signature(0, "school"), "проверено"),
        (Move.ENDORSE, Signature(1, "municipality"), ""),
        (Move.ENDORSE, Signature(2, "coordinator"), ""),
        (Move.ACCEPT, Signature(2, "ministry"), "без замечаний"),
    ]
    with writing(any_home) as session:
        assert verify(session, held(session)).holds


def test_who_has_the_word_is_told_once_when_their_stage_begins(any_home: Settings) -> None:
    handed_in(any_home)
    assert told(any_home, NoticeKind.TO_ACCEPT) == [("school", FIRST)]
    accept(any_home)
    assert told(any_home, NoticeKind.TO_ACCEPT)[1:] == [("municipality", "Кирсанов")]
    accept(any_home)
    all_three = [("ministry", ""), ("coordinator", ""), ("municipality", "Кирсанов")]
    assert told(any_home, NoticeKind.TO_ACCEPT)[2:] == all_three
    accept(any_home, "coordinator")
    assert len(told(any_home, NoticeKind.TO_ACCEPT)) == 5  # nobody is told again for somebody else's signature
    accept(any_home, "ministry")
    assert told(any_home, NoticeKind.ACCEPTED) == [("school", FIRST)]


def test_until_when_a_stage_is_asked_to_answer_is_told_and_shown(home: Settings) -> None:
    handed_in(home)
    accept(home)
    with reading(home) as session:
        row = next(
            one for one in rows(session, find_cycle(session, "six", 2024), MARCH) if one.unit and one.code == "B2"
        )
        text = session.exec(select(Notice.text).where(Notice.party == "municipality")).one()
    assert row.reason == "Сдано, ждёт приёмки: МОУО, до 20.02.2024."
    assert "Принять до 20.02.2024." in text
    assert f"vekha accept B2 --school {FIRST}" in text


def test_nobody_has_a_word_out_of_turn_nor_two(home: Settings) -> None:
    handed_in(home)
    with pytest.raises(ForbiddenMove, match="Роль «ministry» сейчас не принимает"):
        accept(home, "ministry")
    accept(home, "school")
    accept(home, "municipality")
    accept(home, "municipality")
    with pytest.raises(ForbiddenMove, match="Роль «municipality» сейчас не принимает"):
        accept(home, "municipality")
    with pytest.raises(ForbiddenMove, match="Кто подписывает"):
        accept(home)


@pytest.mark.parametrize("stage", [0, 1, 2])
def test_any_stage_returns_it_and_all_words_are_asked_for_anew(home: Settings, stage: int) -> None:
    handed_in(home)
    for role in ("school", "municipality")[:stage]:
        accept(home, role)
    with writing(home) as session:
        outcome = handover.give_back(session, HERS, "нет печати", as_of=FEBRUARY, author=ANNA)
    assert outcome.sentence == "Возвращено: нет печати"
    assert hand_in(home, HERS, as_of=MARCH).sentence == "Сдано, ждёт приёмки: ОО."


def test_who_returns_by_a_role_must_have_the_word(home: Settings) -> None:
    handed_in(home)
    with pytest.raises(ForbiddenMove, match="сейчас не принимает"), writing(home) as session:
        handover.give_back(session, HERS, "нет печати", as_of=FEBRUARY, author=ANNA, role="ministry")
    with writing(home) as session:
        handover.give_back(session, HERS, "нет печати", as_of=FEBRUARY, author=ANNA, role="school")
    assert Signature.from_evidence(journal(home)[-1].evidence) == Signature(0, "school")


def test_a_single_acceptor_need_not_say_who_they_are_and_nobody_else_may(home: Settings) -> None:
    opened(home)
    hand_in(home, ref("A1"))
    with writing(home) as session, pytest.raises(ForbiddenMove, match="Ждут: coordinator"):
        handover.accept(session, ref("A1"), as_of=FEBRUARY, author=ANNA, role="ministry")
    with writing(home) as session:
        handover.accept(session, ref("A1"), as_of=FEBRUARY, author=ANNA, role="coordinator", comment="хорошо")
    assert the_step(home, "A1").status is Status.DONE
    assert journal(home)[-1].reason == "хорошо"


def test_a_role_that_somebody_only_said_stays_said(home: Settings) -> None:
    handed_in(home)
    accept(home, "school")
    assert (journal(home)[-1].actor, journal(home)[-1].via) == (ANNA.actor, ANNA.via)


def test_whose_turn_it_is_is_read_for_all_schools_at_once(home: Settings) -> None:
    handed_in(home)
    with reading(home) as session:
        book = read_book(session, find_cycle(session, "six", 2024))
    assert [turn.parties for turn in book.turns.values()] == [("school",)]
