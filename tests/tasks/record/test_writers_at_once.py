"""Several processes write one SQLite file as a matter of course: no error, no loss, the journal holds."""

import subprocess
import sys

import pytest
from sqlmodel import func, select

from models.records import JournalEntry
from tasks.database import reading
from tasks.record.book import find_cycle
from tasks.record.writer import verify
from tasks.settings import Settings
from tests.factories import FIRST, SECOND, journal, opened

PROCESSES = 5
WRITER = """
import sys
from datetime import date
from tasks.database import writing
from tasks.record.writer import Author, StepMove, locked_cycle, record
from models.records import Step
from models.steps.status import Move, Status
from sqlmodel import select

who, times = sys.argv[1], int(sys.argv[2])
for number in range(times):
    with writing() as session:
        cycle = locked_cycle(session, "six", 2024)
        step = session.exec(select(Step).where(Step.measure == "A1")).one()
        move = Move.WAIVE if step.status is not Status.WAIVED else Move.REOPEN
        moves = [StepMove(step, move, reason=f"{who}-{number}")]
        record(session, cycle, moves, as_of=date(2024, 2, 1), author=Author(who, "test"))
"""


def test_five_processes_at_once_lose_nothing(home: Settings) -> None:
    written_at_once(home, 20)


@pytest.mark.proof
def test_five_processes_of_two_hundred_transitions_lose_nothing(home: Settings) -> None:
    written_at_once(home, 200)


def written_at_once(home: Settings, times: int) -> None:
    opened(home, FIRST, SECOND)
    created = len(journal(home))
    programs = [
        subprocess.Popen([sys.executable, "-c", WRITER, f"process-{number}", str(times)], stderr=subprocess.PIPE)
        for number in range(PROCESSES)
    ]
    ended = [(program.communicate()[1], program.returncode) for program in programs]
    assert ended == [(b"", 0)] * PROCESSES
    reasons = {entry.reason for entry in journal(home)[created:]}
    assert reasons == {f"process-{who}-{number}" for who in range(PROCESSES) for number in range(times)}
    with reading(home) as session:
        assert session.exec(select(func.count()).select_from(JournalEntry)).one() == created + PROCESSES * times
        assert verify(session, find_cycle(session, "six", 2024)).holds
