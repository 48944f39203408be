"""The cast's part in what needs a decision: deadlines moved, a gate passed, a school on hold, somebody away.

Each is the same function that a command calls. What is decided when belongs in decisions.py and the script.
"""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, select

from deployments.demo.decisions import Away, Decision, LetPast, Moved, Read, Resumed, Stopped
from deployments.demo.deeds import COORDINATOR
from models.people.contacts import Place, holders
from models.people.sample import sample_substitute
from models.records import Cycle, Step, WaiverKind
from models.steps.book import Held
from models.steps.decisions import Grant
from models.steps.status import Status
from tasks.database import writing
from tasks.people import handover, holding
from tasks.people.bindings import Said, bind
from tasks.people.directory import contacts_of
from tasks.people.extending import extend
from tasks.people.step_ref import StepRef
from tasks.people.waiving import waive_many
from tasks.record.book import approved_schools, recorded_definition
from tasks.record.writer import locked_cycle
from tasks.settings import Settings

SIGNER = "заместитель министра"


@dataclass(frozen=True)
class Office:
    """Where things are decided: a year of the roadmap, on a day."""

    settings: Settings
    roadmap: str
    year: int
    day: date

    def decide(self, what: Decision) -> None:
        """Do it, in one transaction."""
        with writing(self.settings) as session:
            cycle = locked_cycle(session, self.roadmap, self.year)
            match what:
                case Moved():
                    self._move(session, cycle, what)
                case LetPast():
                    self._let_past(session, what)
                case Stopped():
                    held = Held(school=school_at(session, cycle, what.school))
                    holding.hold(session, cycle, held, what.reason, as_of=self.day, author=COORDINATOR)
                case Resumed():
                    held = Held(school=school_at(session, cycle, what.school))
                    holding.release(session, cycle, 0, held, what.reason, as_of=self.day, author=COORDINATOR)
                case Away():
                    self._stand_in(session, cycle, what)
                case Read():
                    self._read(session, cycle, what)

    def _move(self, session: Session, cycle: Cycle, what: Moved) -> None:
        schools = [] if what.school is None else [school_at(session, cycle, what.school)]
        ref = StepRef(self.roadmap, self.year, what.measure)
        extend(session, ref, schools, what.to, what.reason, SIGNER, as_of=self.day, author=COORDINATOR)

    def _let_past(self, session: Session, what: LetPast) -> None:
        ref = StepRef(self.roadmap, self.year, what.measure)
        order = Grant(f"приказ № {self.year}-{self.day:%m%d}", self.day, SIGNER, what.until)
        waive_many(session, ref, [], WaiverKind.GATE, what.reason, order, as_of=self.day, author=COORDINATOR)

    def _stand_in(self, session: Session, cycle: Cycle, what: Away) -> None:
        school = school_at(session, cycle, what.school)
        role = recorded_definition(session, cycle)[0].party_by_code[what.role]
        (away, *_others) = holders(contacts_of(session, self.settings), what.role, school, what.starts_on)
        person = sample_substitute()
        said = Said(
            person=person.name,
            email=person.email,
            place=Place(school),
            starts_on=what.starts_on,
            ends_on=what.ends_on,
            substitute_for=away.name,
            reason=what.reason,
        )
        bind(session, self.settings, cycle, role, said, as_of=self.day, author=COORDINATOR)

    def _read(self, session: Session, cycle: Cycle, what: Read) -> None:
        unread = select(Step).where(Step.cycle_id == cycle.id, Step.measure == what.measure)
        for step in session.exec(unread.where(Step.status == Status.SUBMITTED)).all():
            ref = StepRef(self.roadmap, self.year, step.measure, step.unit, step.occurrence)
            handover.accept(session, ref, as_of=self.day, author=COORDINATOR)


def school_at(session: Session, cycle: Cycle, place: int) -> str:
    """The login of the school in that place of the approved list."""
    return approved_schools(session, cycle)[place].school
