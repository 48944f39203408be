"""Migration 0003: what was recorded before steps kept a version still verifies, and is told its version later."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlmodel import Session, col, select

import migrations
from models.records import GENESIS, Cycle, JournalEntry, Step
from models.roadmap.plan import as_json, occurrences
from models.steps.journal import entry_hash
from models.steps.status import Move
from tasks.cycle.adoption import adopt
from tasks.database import engine
from tasks.record.writer import verify
from tests.factories import BORIS, MARCH, a_step, an_entry, six, six_with

FORMER = "a" * 64
THEN = datetime(2024, 1, 15, 9)


def recorded_then() -> Iterator[tuple[str, dict[str, Any]]]:
    """One cycle with a step that waits and one that was waived, as migration 0002 had them: table and row."""
    roadmap = six()
    definition = {"definition": roadmap.model_dump_json(), "plan": as_json(occurrences(roadmap))}
    yield "roadmap_version", {"id": 7, "name": "six", "sha256": FORMER, "recorded_at": THEN, **definition}
    waiting, waived = a_step("A1", id=1, cycle_id=1), a_step("C3", id=2, cycle_id=1)
    entries = [
        _entry_of(waiting, 1, move=Move.CREATE),
        _entry_of(waived, 2, move=Move.CREATE),
        _entry_of(waived, 3, move=Move.WAIVE, from_status="planned", to_status="waived", reason="лишнее"),
    ]
    head = GENESIS
    for entry in entries:
        entry.previous = head
        head = entry.hash = entry_hash("six/2024", entry)
    cycle = {"id": 1, "roadmap": "six", "year": 2024, "version_id": 7, "simulated": False, "opened_at": THEN}
    yield "cycle", cycle | {"head_seq": len(entries), "head_hash": head}
    closed = {"status": "waived", "reason": "лишнее", "closed_on": entries[-1].as_of, "version": 2}
    yield "step", waiting.model_dump(exclude={"planned_by"}) | {"status": "planned"}
    yield "step", waived.model_dump(exclude={"planned_by"}) | closed
    for entry in entries:
        row = entry.model_dump(exclude={"planned_by"}) | {"id": entry.seq, "at": entry.at.replace(tzinfo=None)}
        yield "journal_entry", row | {"move": entry.move.value, "to_status": str(entry.to_status)}


def _entry_of(step: Step, seq: int, **said: Any) -> JournalEntry:
    same = ("measure", "occurrence", "opens_on", "due_on")
    return an_entry(seq, step_id=step.id, **{name: getattr(step, name) for name in same}, **said)


@pytest.fixture
def upgraded(tmp_path: Path) -> Iterator[sa.Engine]:
    """A database of then, brought to the present."""
    config, made = Config(), engine(f"sqlite:///{tmp_path / 'earlier.db'}")
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    config.attributes["engine"] = made
    command.upgrade(config, "0002")
    tables = sa.MetaData()
    tables.reflect(made)
    with made.begin() as connection:
        for table, row in recorded_then():
            connection.execute(sa.insert(tables.tables[table]).values(**row))
    command.upgrade(config, "head")
    yield made
    made.dispose()


def versions(session: Session) -> dict[str, str]:
    """Measure → the version that its step is planned by."""
    return {step.measure: step.planned_by for step in session.exec(select(Step).order_by(col(Step.id)))}


def test_the_journal_of_then_still_verifies(upgraded: sa.Engine) -> None:
    with Session(upgraded) as session:
        assert verify(session, session.get_one(Cycle, 1)).problems == ()
        assert versions(session) == {"A1": "", "C3": ""}


def test_adopting_another_version_tells_each_step_the_one_it_was_planned_by(upgraded: sa.Engine) -> None:
    with Session(upgraded) as session:
        cycle, roadmap = session.get_one(Cycle, 1), six_with("B2", title="Иначе названо")
        told = adopt(session, cycle, roadmap, renamed={}, reason="приказ № 9", as_of=MARCH, author=BORIS)
        found = versions(session)
        assert (found["A1"], found["C3"]) == (told.after, FORMER)
        assert verify(session, cycle).problems == ()
