"""Handing in, accepting, returning, waiving, reopening: what each allows, refuses and leaves behind."""

from datetime import date
from threading import Barrier, Thread

import pytest
from sqlmodel import col, select

from models.errors import ForbiddenMove, StaleVersion
from models.people.notices import NoticeKind
from models.records import Basis, Deliverable, Notice
from models.steps.gate import judge
from models.steps.state import State
from models.steps.status import Move, Status
from tasks.database import reading, writing
from tasks.people import handover
from tasks.people.handover import Outcome
from tasks.people.step_ref import StepRef
from tasks.record.book import find_cycle, read_book
from tasks.record.writer import verify
from tasks.settings import Settings
from tests.factories import (
    ANNA,
    BORIS,
    FEBRUARY,
    FIRST,
    JANUARY,
    MARCH,
    MAY,
    accept,
    done,
    hand_in,
    held,
    journal,
    opened,
    paper,
    ref,
    six_with,
    the_step,
    waive,
)


def give_back(home: Settings, of: StepRef, reason: str = "нет подписи") -> Outcome:
    with writing(home) as session:
        return handover.give_back(session, of, reason, as_of=FEBRUARY, author=ANNA)


def reopen(home: Settings, of: StepRef, reason: str = "ошибка") -> Outcome:
    with writing(home) as session:
        return handover.reopen(session, of, reason, as_of=MARCH, author=ANNA)


def documents(home: Settings) -> list[Deliverable]:
    with reading(home) as session:
        return list(session.exec(select(Deliverable).order_by(col(Deliverable.id))))


def notices(home: Settings, kind: NoticeKind) -> list[Notice]:
    with reading(home) as session:
        return list(session.exec(select(Notice).where(Notice.kind == kind)))


# ── Handing in ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_handed_in_waits_for_its_acceptor(any_home: Settings) -> None:
    opened(any_home)
    outcome = hand_in(any_home, ref("A1"))
    assert (outcome.status, outcome.sentence) == (Status.SUBMITTED, "Сдано, ждёт приёмки: Координатор.")
    (document,) = documents(any_home)
    assert (document.title, document.number, document.dated_on) == ("Справка", "1", JANUARY)
    assert document.journal_seq == journal(any_home)[-1].seq


def test_without_an_acceptor_handing_in_closes_at_once(any_home: Settings) -> None:
    opened(any_home, FIRST)
    done(any_home, ref("A1"))
    done(any_home, ref("B2", FIRST))
    outcome = hand_in(any_home, ref("C3"), as_of=MAY)
    assert (outcome.status, outcome.sentence) == (Status.DONE, "Исполнено 15.05.2024.")
    assert [(entry.move, entry.via) for entry in journal(any_home)][-2:] == [
        (Move.SUBMIT, BORIS.via),
        (Move.ACCEPT, "rule"),
    ]


def test_early_handing_in_is_allowed_when_the_prerequisites_hold(home: Settings) -> None:
    opened(home, FIRST)
    done(home, ref("A1"), as_of=JANUARY)
    assert hand_in(home, ref("B2", FIRST), as_of=JANUARY).status is Status.SUBMITTED


def test_handing_in_past_a_closed_gate_is_refused_and_names_what_is_missing(home: Settings) -> None:
    opened(home, FIRST)
    with pytest.raises(ForbiddenMove, match="Сдавать рано, не исполнено: A1 «Анализ результатов»"):
        hand_in(home, ref("B2", FIRST))
    assert documents(home) == []


def test_what_vekha_computes_is_not_handed_in(home: Settings) -> None:
    opened(home, roadmap=six_with("A1", action="low_results"))
    with pytest.raises(ForbiddenMove, match="A1 считает сама Веха"):
        hand_in(home, ref("A1"))


def test_a_step_without_dates_is_not_handed_in(home: Settings) -> None:
    opened(home)
    with pytest.raises(ForbiddenMove, match="vekha dates F6"):
        hand_in(home, ref("F6"))


# ── Accepting and returning ─────────────────────────────────────────────────────────────────────────────────────────


def test_an_accepted_step_is_done_and_remembers_what_it_rests_on(any_home: Settings) -> None:
    opened(any_home, FIRST)
    done(any_home, ref("A1"))
    done(any_home, ref("B2", FIRST))
    before, step = the_step(any_home, "A1"), the_step(any_home, "B2", FIRST)
    with reading(any_home) as session:
        (basis,) = session.exec(select(Basis)).all()
    assert (basis.step_id, basis.prerequisite_id, basis.result) == (step.id, before.id, before.result)
    assert before.result


def test_only_what_was_handed_in_can_be_accepted_or_returned(home: Settings) -> None:
    opened(home)
    for deed in (accept, give_back):
        with pytest.raises(ForbiddenMove, match="сейчас нельзя, шаг — «запланировано»"):
            deed(home, ref("A1"))


def test_returning_tells_the_leading_party_once_and_sets_the_documents_aside(any_home: Settings) -> None:
    opened(any_home)
    hand_in(any_home, ref("A1"))
    outcome = give_back(any_home, ref("A1"))
    assert (outcome.status, outcome.sentence) == (Status.OPEN, "Возвращено: нет подписи")
    assert [document.superseded for document in documents(any_home)] == [True]
    (notice,) = notices(any_home, NoticeKind.RETURNED)
    assert notice.party == "ministry"
    assert "нет подписи" in notice.text


def test_a_second_return_is_told_again(home: Settings) -> None:
    opened(home)
    for reason in ("нет подписи", "нет печати"):
        hand_in(home, ref("A1"))
        give_back(home, ref("A1"), reason)
    assert [("печати" in one.text) for one in notices(home, NoticeKind.RETURNED)] == [False, True]


def test_what_was_returned_is_handed_in_whole_again(home: Settings) -> None:
    opened(home, FIRST)
    done(home, ref("A1"))
    hand_in(home, ref("B2", FIRST))
    give_back(home, ref("B2", FIRST))
    assert hand_in(home, ref("B2", FIRST), paper("9")).sentence == "Принято. Осталось сдать: Рисковый профиль."


@pytest.mark.parametrize("deed", [give_back, waive, reopen])
def test_what_changes_a_mind_needs_a_reason(home: Settings, deed: object) -> None:
    opened(home)
    (done if deed is reopen else hand_in)(home, ref("A1"))
    before = len(journal(home))
    with pytest.raises(ForbiddenMove, match="нужна причина"):
        deed(home, ref("A1"), "  ")  # type: ignore[operator]
    assert len(journal(home)) == before


# ── Closed steps ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_waived_step_opens_what_waits_for_it(home: Settings) -> None:
    opened(home, FIRST)
    assert waive(home, ref("A1")).sentence == "Снято: не требуется"
    assert hand_in(home, ref("B2", FIRST)).status is Status.SUBMITTED


def test_a_done_step_is_not_handed_in_again_just_so(home: Settings) -> None:
    opened(home)
    done(home, ref("A1"))
    with pytest.raises(ForbiddenMove, match="vekha reopen"):
        hand_in(home, ref("A1"))


def test_a_reopened_step_is_handed_in_anew(any_home: Settings) -> None:
    opened(any_home)
    done(any_home, ref("A1"))
    assert reopen(any_home, ref("A1")).status is Status.OPEN
    assert hand_in(any_home, ref("A1"), paper("2"), as_of=MARCH).status is Status.SUBMITTED
    assert [(one.number, one.superseded) for one in documents(any_home)] == [("1", True), ("2", False)]


def test_a_stale_step_is_opened_by_handing_in_anew(any_home: Settings) -> None:
    opened(any_home, FIRST)
    done(any_home, ref("A1"))
    done(any_home, ref("B2", FIRST))
    reopen(any_home, ref("A1"))
    done(any_home, ref("A1"), paper("исправленная"), as_of=MARCH)
    assert hand_in(any_home, ref("B2", FIRST), as_of=MARCH).status is Status.SUBMITTED
    moves = [(entry.move, entry.reason) for entry in journal(any_home) if entry.measure == "B2"]
    assert moves[-2:] == [(Move.REOPEN, "Опирается на изменившееся: A1."), (Move.SUBMIT, "")]


def test_a_basis_that_came_out_the_same_again_asks_nothing_of_anybody(home: Settings) -> None:
    opened(home, FIRST)
    done(home, ref("A1"))
    done(home, ref("B2", FIRST))
    reopen(home, ref("A1"))
    done(home, ref("A1"), as_of=MARCH)
    with pytest.raises(ForbiddenMove, match="Шаг уже исполнен"):
        hand_in(home, ref("B2", FIRST), as_of=MARCH)


def test_what_changed_between_handing_in_and_acceptance_is_said_and_makes_the_document_stale(
    any_home: Settings,
) -> None:
    opened(any_home, FIRST)
    done(any_home, ref("A1"))
    hand_in(any_home, ref("B2", FIRST))
    reopen(any_home, ref("A1"))
    done(any_home, ref("A1"), paper("исправленная"), as_of=MARCH)
    with writing(any_home) as session:
        outcome = handover.accept(session, ref("B2", FIRST), as_of=MARCH, author=ANNA)
    assert outcome.sentence == "Исполнено 15.03.2024. После сдачи изменилось: A1, документ устарел."
    with reading(any_home) as session:
        book = read_book(session, find_cycle(session, "six", 2024))
        assert judge(the_step(any_home, "B2", FIRST), book, MARCH).state is State.STALE


# ── Two at once ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_who_acts_on_an_old_version_is_told(any_home: Settings) -> None:
    opened(any_home)
    seen = the_step(any_home, "A1").version
    hand_in(any_home, ref("A1"))
    with pytest.raises(StaleVersion) as told:
        hand_in(any_home, ref("A1", version=seen))
    assert str(told.value) == (
        "A1: пока вы смотрели, шаг изменился: сдача (Борис, 15.02.2024). "
        "Сейчас он — «сдано, ждёт приёмки»; посмотрите и повторите."
    )


def test_of_two_who_accept_at_once_one_wins_and_the_other_is_told(any_home: Settings) -> None:
    opened(any_home)
    hand_in(any_home, ref("A1"))
    version = the_step(any_home, "A1").version
    told: list[object] = []
    ready = Barrier(2)

    def judge(deed: object) -> None:
        ready.wait()
        try:
            told.append(deed(any_home, ref("A1", version=version)).status)  # type: ignore[operator]
        except StaleVersion as late:
            told.append(type(late))

    threads = [Thread(target=judge, args=[deed]) for deed in (accept, give_back)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(told) == 2
    assert StaleVersion in told
    won = next(one for one in told if one is not StaleVersion)
    assert the_step(any_home, "A1").status is won
    assert [entry.move for entry in journal(any_home)][-1] in (Move.ACCEPT, Move.RETURN)
    assert len(journal(any_home)) == 2 + _created(any_home)


def _created(home: Settings) -> int:
    return sum(entry.move is Move.CREATE for entry in journal(home))


def test_the_day_of_closing_is_the_day_that_was_said(home: Settings) -> None:
    opened(home)
    done(home, ref("A1"), as_of=date(2024, 2, 20))
    assert the_step(home, "A1").closed_on == date(2024, 2, 20)


def test_a_document_that_is_edited_after_it_was_handed_in_is_found(any_home: Settings) -> None:
    opened(any_home)
    done(any_home, ref("A1"))
    with writing(any_home) as session:
        assert verify(session, held(session)).holds
        document = session.exec(select(Deliverable)).one()
        document.number = "2"
        session.add(document)
    with reading(any_home) as session:
        (problem,) = verify(session, held(session)).problems
    assert problem.startswith("Документы шага A1")
    assert problem.endswith("изменены после сдачи.")
