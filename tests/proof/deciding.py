"""What people decide in the story beside moving steps: orders and their end, later deadlines, holds, who holds a role.

Each is known by the row or the journal entry that it leaves.
"""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, SQLModel, select

from models.people.contacts import Place
from models.records import Hold, HoldRelease, RoleBinding, RoleBindingEnd, WaiverKind
from models.steps.book import Held
from models.steps.decisions import Grant
from models.steps.status import Move
from tasks.database import writing
from tasks.people.bindings import Said, bind, unbind
from tasks.people.extending import extend
from tasks.people.holding import hold, release
from tasks.people.step_ref import StepRef
from tasks.people.waiving import take_back, waive_many
from tasks.record.writer import locked_cycle
from tests.proof.acting import SIX, SOMEBODY, YEAR, World, is_in_journal


@dataclass(frozen=True)
class Extended:
    """The deadline of a measure is moved on."""

    measure: str
    to: date

    def is_recorded(self, session: Session, world: World, day: date) -> bool:
        return is_in_journal(session, Move.EXTEND, self.measure, "", day)

    def do(self, world: World, day: date) -> None:
        ref = StepRef(SIX.name, YEAR, self.measure)
        with writing(world.settings) as session:
            extend(session, ref, (), self.to, "карантин", "начальник отдела", as_of=day, author=SOMEBODY)


@dataclass(frozen=True)
class LetPast:
    """An order lets a measure past its gate; or (is_over) it is taken back."""

    measure: str
    is_over: bool = False

    def is_recorded(self, session: Session, world: World, day: date) -> bool:
        return is_in_journal(session, Move.REVOKE if self.is_over else Move.PASS, self.measure, "", day)

    def do(self, world: World, day: date) -> None:
        ref = StepRef(SIX.name, YEAR, self.measure)
        with writing(world.settings) as session:
            if self.is_over:
                take_back(session, ref, (), "приказ отменён", as_of=day, author=SOMEBODY)
            else:
                grant = Grant("приказ № 12", day, "начальник отдела")
                waive_many(session, ref, (), WaiverKind.GATE, "сроки", grant, as_of=day, author=SOMEBODY)


@dataclass(frozen=True)
class Dropped:
    """An order drops a school's step until a day."""

    measure: str
    unit: str
    until: date

    def is_recorded(self, session: Session, world: World, day: date) -> bool:
        return is_in_journal(session, Move.WAIVE, self.measure, self.unit, day)

    def do(self, world: World, day: date) -> None:
        ref, grant = StepRef(SIX.name, YEAR, self.measure), Grant("приказ № 14", day, "начальник отдела", self.until)
        with writing(world.settings) as session:
            waive_many(session, ref, (self.unit,), WaiverKind.DROP, "ремонт", grant, as_of=day, author=SOMEBODY)


@dataclass(frozen=True)
class OnHold:
    """A measure is put on hold; or (is_over) goes on."""

    measure: str
    is_over: bool = False

    def is_recorded(self, session: Session, world: World, day: date) -> bool:
        return _has(session, HoldRelease if self.is_over else Hold)

    def do(self, world: World, day: date) -> None:
        what = Held(measure=self.measure)
        with writing(world.settings) as session:
            cycle = locked_cycle(session, SIX.name, YEAR)
            if self.is_over:
                release(session, cycle, 0, what, as_of=day, author=SOMEBODY)
            else:
                hold(session, cycle, what, "карантин", as_of=day, author=SOMEBODY)


@dataclass(frozen=True)
class Holds:
    """Somebody comes to hold a role in a municipality; or (is_over) leaves it."""

    role: str
    said: Said
    is_over: bool = False

    def is_recorded(self, session: Session, world: World, day: date) -> bool:
        return _has(session, RoleBindingEnd if self.is_over else RoleBinding)

    def do(self, world: World, day: date) -> None:
        party, at = SIX.party_by_code[self.role], world.settings
        with writing(at) as session:
            if self.is_over:
                unbind(session, at, party, self.said, day, as_of=day, author=SOMEBODY)
            else:
                cycle = locked_cycle(session, SIX.name, YEAR)
                bind(session, at, cycle, party, self.said, as_of=day, author=SOMEBODY)


def _has(session: Session, table: type[SQLModel]) -> bool:
    """The story has one of each kind."""
    return session.exec(select(table)).first() is not None


LUGOVOY = Said("Луговой О. Д.", slack="U0VEKHA04", place=Place("", "Заречье"))
