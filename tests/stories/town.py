"""A town in which the stories happen: the true roadmap on a small invented region, its people and its calendar.

People act through the functions that the command line calls; a day is every measure examined until nothing moves.
"""

import hashlib
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import col, select

from models.people.notices import NoticeKind
from models.records import Cycle, Dataset, JournalEntry, Notice, School, Step
from models.steps.state import State
from tasks.cycle.group import Approval, approve_group
from tasks.data.loading import LoadReport, load_file
from tasks.database import engine, reading, writing
from tasks.people import handover
from tasks.people.deliverables import Evidence
from tasks.people.handover import Outcome
from tasks.people.step_ref import StepRef
from tasks.reading.roadmap import read_roadmap
from tasks.record.book import find_cycle, recorded_definition, steps_of
from tasks.record.writer import Author, locked_cycle, verify
from tasks.running.examine import examine, stands
from tasks.running.opening import open_roadmap_year
from tasks.running.wish import Redo, Wish
from tasks.settings import Settings

ROADMAP, YEAR = "kirsanov-2024", 2024
SEPTEMBER = date(2024, 9, 10)
COORDINATOR = Author("Координатор", "cli:coordinator")
LEADER = Author("Ведущая организация", "cli:leader")


@dataclass(frozen=True)
class Town:
    """A VEKHA_HOME with registers and results loaded and the year 2024 of the Kirsanov roadmap open."""

    home: Settings

    @classmethod
    @contextmanager
    def at(cls, root: Path) -> Iterator["Town"]:
        """The town in that folder; after the block its database is closed, and the folder may be copied."""
        home = Settings(home=root, database_url=f"sqlite:///{root / 'vekha.db'}")
        yield cls(home)
        engine(home.database).dispose()

    @classmethod
    @contextmanager
    def copied(cls, arranged: Path, root: Path) -> Iterator["Town"]:
        """Another town with the same record and the same files; the environment points at it inside the block."""
        shutil.copytree(arranged, root)
        with cls.at(root) as town, pytest.MonkeyPatch.context() as environment:
            environment.setenv("VEKHA_HOME", str(root))
            environment.delenv("VEKHA_DATABASE_URL", raising=False)
            yield town

    def opens_the_year(self) -> None:
        """The year opens on its first day."""
        open_roadmap_year(self.home, read_roadmap(ROADMAP), YEAR, "2024-01-01", author=COORDINATOR, simulated=True)

    def loads(self, path: Path) -> LoadReport:
        """An analyst loads a file."""
        return load_file(path, actor="cli:analyst", settings=self.home)

    def approves(self, schools: Sequence[str], day: date) -> None:
        """The authority's list of schools becomes the target group."""
        with writing(self.home) as session:
            cycle = locked_cycle(session, ROADMAP, YEAR)
            approval = Approval("17", day, COORDINATOR.actor)
            approve_group(session, cycle, schools, approval, as_of=day, author=COORDINATOR)

    def lives(self, day: date, redo: Redo = Redo.STALE) -> int:
        """Everything that can be done on that day is done; how many transitions that took."""
        with reading(self.home) as session:
            definition, _plan = recorded_definition(session, find_cycle(session, ROADMAP, YEAR))
        moved = 0
        while True:
            wish = Wish(ROADMAP, YEAR, day, redo if not moved else Redo.STALE)
            changed = sum(examine(self.home, one.code, wish).changed for one in definition.in_topological_order)
            if not changed:
                return moved
            moved += changed

    def hands_in(self, code: str, day: date, school: str = "") -> Outcome:
        """The leading party hands in every document by its registered number."""
        with writing(self.home) as session:
            definition, _plan = recorded_definition(session, find_cycle(session, ROADMAP, YEAR))
            titles = definition.by_code[code].deliverables
            papers = [Evidence(title=title, number=f"{code}/{day:%d%m}", dated_on=day) for title in titles]
            ref = StepRef(ROADMAP, YEAR, code, school)
            return handover.submit(session, self.home, ref, papers, as_of=day, author=LEADER)

    def accepts(self, code: str, day: date, school: str = "") -> Outcome:
        """The coordinator accepts."""
        with writing(self.home) as session:
            return handover.accept(session, StepRef(ROADMAP, YEAR, code, school), as_of=day, author=COORDINATOR)

    def gives_back(self, code: str, reason: str, day: date, school: str = "") -> Outcome:
        """The coordinator returns what was handed in."""
        with writing(self.home) as session:
            ref = StepRef(ROADMAP, YEAR, code, school)
            return handover.give_back(session, ref, reason, as_of=day, author=COORDINATOR)

    def closes(self, code: str, day: date, school: str = "") -> None:
        """Handed in and accepted on one day."""
        self.hands_in(code, day, school)
        self.accepts(code, day, school)

    def state(self, code: str, day: date) -> State:
        """How the measure stands on that day."""
        return stands(self.home, code, Wish(ROADMAP, YEAR, day)).state

    def sentence(self, code: str, day: date) -> str:
        """What a person is told of the measure on that day."""
        return stands(self.home, code, Wish(ROADMAP, YEAR, day)).sentence

    def steps(self, code: str) -> list[Step]:
        """The measure's steps."""
        with reading(self.home) as session:
            return steps_of(session, find_cycle(session, ROADMAP, YEAR), code)

    def notices(self, kind: NoticeKind, code: str = "") -> list[Notice]:
        """What was owed of a kind, of one measure or of all."""
        with reading(self.home) as session:
            query = select(Notice).where(Notice.kind == kind).order_by(col(Notice.id))
            return [one for one in session.exec(query) if code in ("", one.measure)]

    def schools(self) -> list[str]:
        """The logins of the register."""
        with reading(self.home) as session:
            return sorted(session.exec(select(School.login)))

    def datasets(self) -> list[Dataset]:
        """The current datasets."""
        with reading(self.home) as session:
            return list(session.exec(select(Dataset).where(col(Dataset.superseded_at).is_(None))))

    def record(self) -> tuple[list[str], list[str], list[tuple[str, int]]]:
        """Everything that a rerun must leave alone: the journal's hashes, the notices' keys, the steps' versions."""
        with reading(self.home) as session:
            hashes = list(session.exec(select(JournalEntry.hash).order_by(col(JournalEntry.id))))
            keys = sorted(session.exec(select(Notice.key)))
            versions = [(f"{s.measure} {s.occurrence} {s.unit}", s.version) for s in session.exec(select(Step))]
        return hashes, keys, sorted(versions)

    def journal_holds(self) -> bool:
        """Whether the journal and the steps are what they say of each other."""
        with reading(self.home) as session:
            return all(verify(session, cycle).holds for cycle in session.exec(select(Cycle)))

    def files(self) -> dict[str, str]:
        """Every file under the home except the database, by its content."""
        found = [path for path in self.home.root.rglob("*") if path.is_file() and not path.name.startswith("vekha.db")]
        return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}
