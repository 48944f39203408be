"""The record: steps and journal in one transaction, all or none; what was tampered with is found."""

from datetime import date

import pytest
from sqlmodel import Session, col, delete, select

from models.errors import ForbiddenMove, NotFound, StaleVersion, VekhaError
from models.records import GENESIS, Cycle, JournalEntry, Step
from models.steps.journal import entry_hash
from models.steps.status import Move, Status
from tasks.cycle.years import open_cycle
from tasks.database import reading, writing
from tasks.record.book import find_cycle
from tasks.record.writer import StepMove, Verification, cycle_name, locked_cycle, record, verify
from tasks.settings import Settings
from tests.factories import (
    ANNA,
    BORIS,
    FEBRUARY,
    FIRST,
    JANUARY,
    MARCH,
    SECOND,
    done,
    hand_in,
    held,
    journal,
    opened,
    ref,
    six,
    statuses,
    the_step,
)


def verified(home: Settings, head: str | None = None) -> Verification:
    with reading(home) as session:
        return verify(session, find_cycle(session, "six", 2024), head)


def lived(home: Settings) -> str:
    """A little history; the head of its journal."""
    opened(home, FIRST, SECOND)
    done(home, ref("A1"))
    hand_in(home, ref("B2", FIRST), as_of=MARCH)
    return verified(home).head


# ── Writing ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_move_writes_the_step_and_one_entry_that_says_everything(any_home: Settings) -> None:
    opened(any_home)
    with writing(any_home) as session:
        cycle, step = held(session), _first(session)
        record(session, cycle, [StepMove(step, Move.WAIVE, reason=" лишнее ")], as_of=FEBRUARY, author=BORIS)
    step, entry = the_step(any_home, "A1"), journal(any_home)[-1]
    assert (step.status, step.reason, step.closed_on, step.version) == (Status.WAIVED, "лишнее", FEBRUARY, 2)
    assert (entry.move, entry.from_status, entry.to_status) == (Move.WAIVE, "planned", "waived")
    assert (entry.actor, entry.via, entry.reason, entry.as_of) == (BORIS.actor, BORIS.via, "лишнее", FEBRUARY)
    assert verified(any_home).holds


def test_entries_are_numbered_from_one_and_linked_from_genesis(any_home: Settings) -> None:
    lived(any_home)
    entries = journal(any_home)
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    assert [entry.previous for entry in entries] == [GENESIS, *(entry.hash for entry in entries[:-1])]


def test_a_step_that_changed_meanwhile_is_not_moved(any_home: Settings) -> None:
    opened(any_home)
    read_earlier = the_step(any_home, "A1")
    hand_in(any_home, ref("A1"))
    with pytest.raises(StaleVersion, match="A1"), writing(any_home) as session:
        record(session, held(session), [StepMove(read_earlier, Move.OPEN)], as_of=FEBRUARY, author=ANNA)
    assert the_step(any_home, "A1").status is Status.SUBMITTED


def test_all_moves_are_made_or_none(any_home: Settings) -> None:
    opened(any_home, FIRST, SECOND)
    before = statuses(any_home), len(journal(any_home))
    one, two, three = (the_step(any_home, *named) for named in (("A1",), ("B2", FIRST), ("B2", SECOND)))
    moves = [StepMove(one, Move.OPEN), StepMove(two, Move.OPEN), StepMove(three, Move.ACCEPT)]
    with pytest.raises(ForbiddenMove), writing(any_home) as session:
        record(session, held(session), moves, as_of=FEBRUARY, author=ANNA)
    assert (statuses(any_home), len(journal(any_home))) == before
    assert verified(any_home).holds


def test_several_moves_of_one_step_follow_each_other(home: Settings) -> None:
    opened(home)
    with writing(home) as session:
        step = _first(session)
        moves = [StepMove(step, Move.OPEN), StepMove(step, Move.SUBMIT, evidence="e"), StepMove(step, Move.ACCEPT)]
        record(session, held(session), moves, as_of=FEBRUARY, author=ANNA)
    step = the_step(home, "A1")
    assert (step.status, step.version, step.result) == (Status.DONE, 4, "e")
    assert verified(home).holds


def test_no_moves_leave_no_trace(home: Settings) -> None:
    opened(home)
    with writing(home) as session:
        record(session, held(session), [], as_of=date(2025, 1, 1), author=ANNA)
    with reading(home) as session:
        assert find_cycle(session, "six", 2024).last_as_of == JANUARY


def test_a_day_before_the_last_recorded_one_is_not_written_down(home: Settings) -> None:
    opened(home)
    hand_in(home, ref("A1"), as_of=MARCH)
    told = r"Цикл уже прожит до 15\.03\.2024, 15\.02\.2024 в нём прошло"
    with writing(home) as session:
        accepting = [StepMove(session.get_one(Step, the_step(home, "A1").id), Move.ACCEPT)]
        with pytest.raises(VekhaError, match=told):
            record(session, held(session), accepting, as_of=FEBRUARY, author=ANNA)
    assert the_step(home, "A1").status is Status.SUBMITTED


def test_a_live_cycle_records_no_day_to_come_and_a_played_one_does(home: Settings) -> None:
    far = date(2142, 1, 1)
    with pytest.raises(VekhaError, match=r"01\.01\.2142 ещё не наступило"):
        opened(home, as_of=far)
    opened(home, as_of=far, simulated=True)
    assert journal(home)[-1].as_of == far


def test_a_cycle_that_is_not_open_is_named(home: Settings) -> None:
    with pytest.raises(NotFound, match="Цикл 2031 года дорожной карты «six» не открыт"), writing(home) as session:
        locked_cycle(session, "six", 2031)


# ── Verifying ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_empty_journal_holds_and_its_head_is_genesis(any_home: Settings) -> None:
    with writing(any_home) as session:
        roadmap = six().model_copy(update={"measures": ()})
        open_cycle(session, roadmap, 2024, as_of=JANUARY, author=ANNA)
    assert verified(any_home, GENESIS) == Verification("six/2024", 0, GENESIS, ())


def test_an_untouched_journal_holds_and_so_does_every_earlier_head(any_home: Settings) -> None:
    lived(any_home)
    for entry in journal(any_home):
        assert verified(any_home, entry.hash).holds


def test_an_edited_entry_is_found(any_home: Settings) -> None:
    lived(any_home)
    with writing(any_home) as session:
        _entry(session, 3).actor = "Никто"
    assert verified(any_home).problems == ("Запись 3 изменена после внесения.",)


def test_an_edited_step_is_found(any_home: Settings) -> None:
    lived(any_home)
    with writing(any_home) as session:
        _first(session).due_on = date(2024, 3, 31)
    assert verified(any_home).problems == ("Шаг A1 2024-01-01/2024-02-29 изменён помимо журнала.",)


def test_an_entry_removed_from_the_middle_is_found(any_home: Settings) -> None:
    lived(any_home)
    with writing(any_home) as session:
        session.delete(_entry(session, 2))
    assert "Записи 2 нет: после 1 идёт 3." in verified(any_home).problems


def test_a_step_removed_with_all_its_entries_is_found(any_home: Settings) -> None:
    lived(any_home)
    with writing(any_home) as session:
        step = _first(session)
        for entry in session.exec(select(JournalEntry).where(JournalEntry.step_id == step.id)):
            session.delete(entry)
        session.flush()
        for table in ("deliverable", "basis", "notice_step"):
            session.connection().exec_driver_sql(f"DELETE FROM {table} WHERE step_id = {step.id}")
        session.connection().exec_driver_sql(f"DELETE FROM basis WHERE prerequisite_id = {step.id}")
        session.delete(step)
    assert not verified(any_home).holds


def test_a_truncated_end_is_found_by_the_cycles_head_and_by_an_exported_one(any_home: Settings) -> None:
    head = lived(any_home)
    _truncate(any_home)
    assert "журнал укорочен" in verified(any_home).problems[-1]
    with writing(any_home) as session:  # who truncates well also corrects the head
        cycle, last = held(session), _entry(session, len(journal(any_home)))
        cycle.head_seq, cycle.head_hash = last.seq, last.hash
    assert verified(any_home).holds
    assert verified(any_home, head).problems == (f"Записи с хешем {head} в журнале нет: он укорочен или переписан.",)


def test_a_chain_rewritten_from_the_beginning_is_found_only_by_an_exported_head(any_home: Settings) -> None:
    head = lived(any_home)
    with writing(any_home) as session:
        cycle, previous = held(session), GENESIS
        for entry in session.exec(select(JournalEntry).order_by(col(JournalEntry.seq))):
            entry.actor, entry.previous = "Никто", previous
            entry.hash = previous = entry_hash(cycle_name(cycle), entry)
        cycle.head_hash = previous
    assert verified(any_home).holds
    assert not verified(any_home, head).holds


def test_an_emptied_journal_is_found(home: Settings) -> None:
    lived(home)
    with writing(home) as session:
        session.exec(delete(JournalEntry))
        held(session).head_seq = 0
    assert not verified(home).holds


def _truncate(home: Settings) -> None:
    """Take the last entry away and put its step back to what it was."""
    with writing(home) as session:
        last = session.exec(select(JournalEntry).order_by(col(JournalEntry.seq).desc())).first()
        assert last is not None
        step = session.get_one(Step, last.step_id)
        step.status, step.version, step.result = Status(last.from_status), step.version - 1, ""
        session.delete(last)


def _entry(session: Session, seq: int) -> JournalEntry:
    return session.exec(select(JournalEntry).where(JournalEntry.seq == seq)).one()


def _first(session: Session) -> Step:
    cycle = session.exec(select(Cycle)).one()
    return session.exec(select(Step).where(Step.measure == "A1", Step.cycle_id == cycle.id)).one()
