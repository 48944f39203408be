"""Whatever legally happens, steps and journal say the same; whatever is tampered with afterwards, it is found."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel, col, select

from models.errors import ForbiddenMove
from models.records import JournalEntry, Step
from models.steps.journal import projection_of, replay
from models.steps.status import MOVES, Move
from tasks.database import writing
from tasks.record.writer import Author, StepMove, record, verify
from tasks.settings import Settings
from tests.factories import FIRST, JANUARY, SECOND, held, opened

# Every move that a step can make once it is there.
ON_A_STEP = [move for move in Move if MOVES[move].from_]
DEEDS = st.tuples(st.integers(0, 5), st.sampled_from(ON_A_STEP), st.text("абв \u0301\n", max_size=3), st.integers(0, 9))
SPOILED: dict[type[SQLModel], tuple[str, ...]] = {
    JournalEntry: tuple(name for name in JournalEntry.model_fields if name != "id"),
    Step: tuple(name for name in Step.model_fields if name != "id"),
}
QUICK = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


class _Undo(Exception):
    """Ends an example without a trace."""


@pytest.fixture
def played(home: Settings) -> Settings:
    opened(home, FIRST, SECOND)
    return home


def in_an_undone_transaction(home: Settings, story: Callable[[Session], None]) -> None:
    try:
        with writing(home) as session:
            story(session)
            raise _Undo
    except _Undo:
        return


def play(session: Session, deeds: list[tuple[int, Move, str, int]]) -> int:
    """Try each deed on the cycle's steps; how many were legal."""
    cycle, steps, legal, days = held(session), list(session.exec(select(Step).order_by(col(Step.id)))), 0, 0
    for which, move, reason, later in deeds:
        days += later
        step = steps[which % len(steps)]
        dates = (JANUARY, JANUARY + timedelta(days)) if move is Move.DATE else None
        try:
            deed = StepMove(step, move, reason, evidence=f"{days}", dates=dates)
            record(session, cycle, [deed], as_of=JANUARY + timedelta(days), author=Author(f"лицо {which}", "test"))
            legal += 1
        except ForbiddenMove:
            continue
    return legal


@QUICK
@given(st.lists(DEEDS, max_size=25))
def test_after_any_legal_history_the_steps_are_what_the_journal_replays_to(
    played: Settings, deeds: list[tuple[int, Move, str, int]]
) -> None:
    def story(session: Session) -> None:
        legal = play(session, deeds)
        entries = session.exec(select(JournalEntry).order_by(col(JournalEntry.seq))).all()
        steps = session.exec(select(Step)).all()
        assert {(s.measure, s.occurrence, s.unit): projection_of(s) for s in steps} == replay(entries)
        assert len(entries) == len(steps) + legal
        assert verify(session, held(session)).holds

    in_an_undone_transaction(played, story)


@settings(QUICK, max_examples=100)
@given(st.lists(DEEDS, max_size=10), st.sampled_from([JournalEntry, Step]), st.data())
def test_any_single_tampering_with_a_row_is_found(
    played: Settings,
    deeds: list[tuple[int, Move, str, int]],
    table: type[JournalEntry] | type[Step],
    data: st.DataObject,
) -> None:
    def story(session: Session) -> None:
        play(session, deeds)
        # Constraints that need the other rows wait, so that the tampering itself is judged.
        session.connection().exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        rows = cast(Sequence[JournalEntry | Step], session.exec(select(table)).all())
        row = data.draw(st.sampled_from(rows))
        if data.draw(st.booleans()):
            session.delete(row)
        else:
            _spoil(row, data.draw(st.sampled_from(SPOILED[table])), data)
        assert _refused_or_found(session)

    in_an_undone_transaction(played, story)


def _refused_or_found(session: Session) -> bool:
    """Whether the database itself refuses the tampering, or else verifying finds it."""
    try:
        session.flush()
    except IntegrityError:
        return True
    return not verify(session, held(session)).holds


def _spoil(row: JournalEntry | Step, field: str, data: st.DataObject) -> None:
    """Another value of the same type in one column."""
    present = getattr(row, field)
    if isinstance(present, int):
        setattr(row, field, present + data.draw(st.sampled_from([-1, 1, 7])))
    elif field in ("opens_on", "due_on", "closed_on", "as_of"):
        setattr(row, field, (present or date(2024, 1, 1)) + timedelta(1))
    elif field == "at":
        setattr(row, field, present + timedelta(seconds=1))
    elif field in ("status", "move"):
        setattr(row, field, data.draw(st.sampled_from([one for one in type(present) if one is not present])))
    elif field in ("from_status", "to_status"):
        setattr(row, field, "waived" if present != "waived" else "open")
    else:
        setattr(row, field, f"{present}x")
