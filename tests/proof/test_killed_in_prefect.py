"""SIGKILL in the middle of a real phase run on a real Prefect server: run again, the record is the undisturbed one."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import col, func, select

from deployments.local_server import local_server
from models.records import JournalEntry
from tasks.cycle.group import Approval, approve_group
from tasks.cycle.years import open_cycle
from tasks.data.loading import load_file
from tasks.data.pseudonyms import pseudonyms
from tasks.database import engine, migrate, reading, writing
from tasks.reading.roadmap import read_roadmap
from tasks.record.writer import locked_cycle
from tasks.settings import Settings
from tests.proof.lives import ending
from tests.proof.region import SCHOOLS, write_inputs
from tests.proof.story import SOMEBODY

ROADMAP, YEAR, AS_OF = "kirsanov-2024", 2024, date(2024, 12, 15)
# By then six of the phase's measures may open; nothing was handed in all year.
PHASE = f"""
import asyncio
from flows.mentoring import mentoring
state = asyncio.run(mentoring("{ROADMAP}", {YEAR}, "{AS_OF}", return_state=True))
assert state.is_completed(), state
"""
PATIENCE_SECONDS = 180


@pytest.fixture
def server(tmp_path: Path) -> Iterator[None]:
    before = dict(os.environ)
    with local_server(Settings(home=tmp_path / "server")):
        yield
    os.environ.clear()
    os.environ.update(before)


def a_home(root: Path) -> Settings:
    """Kirsanov's year with four schools, before anything is examined."""
    (root / "inputs").mkdir(parents=True)
    write_inputs(root / "inputs")
    home = Settings(home=root / "home", database_url=f"sqlite:///{root / 'home' / 'vekha.db'}")
    migrate(home)
    pseudonyms(home)
    load_file(root / "inputs" / "schools.csv", actor="cli:test", settings=home)
    with writing(home) as session:
        open_cycle(session, read_roadmap(ROADMAP), YEAR, as_of=date(YEAR, 1, 1), author=SOMEBODY, simulated=True)
        cycle, day = locked_cycle(session, ROADMAP, YEAR), date(YEAR, 1, 10)
        approve_group(
            session, cycle, SCHOOLS, Approval("1", day, "Осокина Е. Н.", "решение комиссии"), as_of=day, author=SOMEBODY
        )
    engine(home.database).dispose()
    return home


@dataclass(frozen=True)
class Run:
    """A phase run in a process of its own, on a copy of a home; the environment points at the server."""

    home: Settings

    def start(self) -> "subprocess.Popen[bytes]":
        told = {"VEKHA_HOME": str(self.home.root), "VEKHA_DATABASE_URL": self.home.database}
        return subprocess.Popen([sys.executable, "-c", PHASE], env={**os.environ, **told})

    def entries(self) -> int:
        with reading(self.home) as session:
            return session.exec(select(func.count(col(JournalEntry.id)))).one()

    def kill_after_its_first_entry(self) -> int:
        """How many entries the run had written when it was killed."""
        before, until = self.entries(), time.monotonic() + PATIENCE_SECONDS
        with self.start() as process:
            while self.entries() == before:
                assert process.poll() is None, "the run ended and wrote nothing"
                assert time.monotonic() < until, "the run writes nothing"
                time.sleep(0.002)
            process.kill()
        return self.entries() - before


@pytest.mark.proof
@pytest.mark.usefixtures("server")
def test_a_phase_run_that_was_killed_is_made_good_by_the_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    template = a_home(tmp_path / "template")
    homes = []
    for name in ("undisturbed", "killed"):
        shutil.copytree(template.root, tmp_path / name)
        homes.append(Settings(home=tmp_path / name, database_url=f"sqlite:///{tmp_path / name / 'vekha.db'}"))
    undisturbed, killed = (Run(home) for home in homes)
    before = undisturbed.entries()
    assert undisturbed.start().wait(PATIENCE_SECONDS) == 0
    whole = undisturbed.entries() - before
    inside = killed.kill_after_its_first_entry()
    assert 0 < inside < whole
    assert killed.start().wait(PATIENCE_SECONDS) == 0
    assert ending(killed.home) == ending(undisturbed.home)
    assert killed.start().wait(PATIENCE_SECONDS) == 0
    assert ending(killed.home) == ending(undisturbed.home)
    with capsys.disabled():
        sys.stdout.write(f"\nPrefect: killed after {inside} of {whole} journal entries\n")
