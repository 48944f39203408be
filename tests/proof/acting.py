"""What people and files do to steps in the story; a deed is known by the journal entry that it leaves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from sqlmodel import Session, select

from models.records import Dataset, JournalEntry
from models.steps.status import Move
from tasks.cycle.dates import Dates, set_dates
from tasks.cycle.group import Approval, approve_group
from tasks.data.loading import load_file
from tasks.database import writing
from tasks.people import handover
from tasks.people.deliverables import Evidence
from tasks.people.handover import Outcome
from tasks.people.step_ref import StepRef
from tasks.reading.roadmap import read_roadmap
from tasks.record.writer import Author, locked_cycle
from tasks.settings import Settings
from tests.proof.region import SCHOOLS

SIX, YEAR = read_roadmap(str(Path(__file__).parent / "six.yaml")), 2024
SOMEBODY = Author("Осокина Е. Н.", "cli:test")
ONE, TWO, THREE, FOUR = SCHOOLS
DEEDS: Mapping[Move, Callable[..., Outcome]] = {
    Move.RETURN: handover.give_back,
    Move.WAIVE: handover.waive,
    Move.REOPEN: handover.reopen,
}


@dataclass(frozen=True)
class World:
    """Where the story happens: a home of Vekha, the files that arrive, and a calendar that no death sets back.

    ends: the last day of the story that is played
    """

    settings: Settings
    inputs: Path
    calendar: Path
    ends: date


class Deed(Protocol):
    """What happens one day."""

    def is_recorded(self, session: Session, world: World, day: date) -> bool:
        """Whether the record knows of it already."""

    def do(self, world: World, day: date) -> None:
        """Do it, in one transaction."""


@dataclass(frozen=True)
class Arrives:
    """A file of data is loaded."""

    name: str

    def is_recorded(self, session: Session, world: World, day: date) -> bool:
        digest = sha256((world.inputs / self.name).read_bytes()).hexdigest()
        return session.exec(select(Dataset.id).where(Dataset.sha256 == digest)).first() is not None

    def do(self, world: World, day: date) -> None:
        load_file(world.inputs / self.name, actor="cli:test", settings=world.settings)


@dataclass(frozen=True)
class Moves:
    """Somebody moves a step. said: the reason, or the number of the document; paper: the title of the only one."""

    move: Move
    measure: str
    unit: str = ""
    said: str = ""
    paper: str = ""
    file: str = ""

    def is_recorded(self, session: Session, world: World, day: date) -> bool:
        return is_in_journal(session, self.move, self.measure, self.unit, day)

    def do(self, world: World, day: date) -> None:
        ref = StepRef(SIX.name, YEAR, self.measure, self.unit)
        with writing(world.settings) as session:
            if self.move in (Move.SUBMIT, Move.DELIVER):
                papers = [Evidence(self.paper, number=self.said, dated_on=day)] if self.said else []
                papers += [Evidence(path=world.inputs / self.file)] if self.file else []
                handover.submit(session, world.settings, ref, papers, as_of=day, author=SOMEBODY)
            elif self.move is Move.ACCEPT:
                handover.accept(session, ref, as_of=day, author=SOMEBODY)
            else:
                DEEDS[self.move](session, ref, self.said, as_of=day, author=SOMEBODY)


@dataclass(frozen=True)
class Approved:
    """A list of schools is approved: the fourth one enters, leaves or comes back; `move` of its P3 tells."""

    schools: tuple[str, ...]
    move: Move

    def is_recorded(self, session: Session, world: World, day: date) -> bool:
        return is_in_journal(session, self.move, "P3", FOUR, day)

    def do(self, world: World, day: date) -> None:
        with writing(world.settings) as session:
            cycle = locked_cycle(session, SIX.name, YEAR)
            approval = Approval(f"{len(self.schools)}-од", day, SOMEBODY.actor, "решение комиссии")
            approve_group(session, cycle, self.schools, approval, as_of=day, author=SOMEBODY)


@dataclass(frozen=True)
class Dated:
    """P5 gets its dates."""

    dates: Dates

    def is_recorded(self, session: Session, world: World, day: date) -> bool:
        return is_in_journal(session, Move.DATE, "P5", "", day)

    def do(self, world: World, day: date) -> None:
        with writing(world.settings) as session:
            cycle = locked_cycle(session, SIX.name, YEAR)
            set_dates(session, cycle, "P5", self.dates, as_of=day, author=SOMEBODY)


def is_in_journal(session: Session, move: Move, measure: str, unit: str, day: date) -> bool:
    """Whether the journal has such an entry of that day."""
    said = (JournalEntry.move == move, JournalEntry.measure == measure, JournalEntry.unit == unit)
    return session.exec(select(JournalEntry.id).where(*said, JournalEntry.as_of == day)).first() is not None


def submitted(measure: str, unit: str = "", said: str = "1", file: str = "") -> Moves:
    return Moves(Move.SUBMIT, measure, unit, said, file=file)


def accepted(measure: str, unit: str = "") -> Moves:
    return Moves(Move.ACCEPT, measure, unit)
