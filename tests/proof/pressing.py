"""What people press in Slack in the story: a form filled in, a reminder put off. Known by what each leaves behind."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlmodel import Session, select

from models.people.buttons import Deed, Subject
from models.records import Snooze, Step
from models.steps.status import Move
from tasks.database import reading
from tasks.pressing.desk import answer_form, answer_once
from tasks.pressing.payload import Filled, Press
from tests.proof.acting import SIX, YEAR, World, is_in_journal

DUBRAVIN = "U0VEKHA05"
NOON = time(9)  # in Moscow


@dataclass(frozen=True)
class HandedInByForm:
    """The head of a school fills in the form under a notice. Delivered again after a death, as Slack does."""

    measure: str
    unit: str
    number: str

    def is_recorded(self, session: Session, world: World, day: date) -> bool:
        return is_in_journal(session, Move.SUBMIT, self.measure, self.unit, day)

    def do(self, world: World, day: date) -> None:
        step, title = _step(world, self.measure, self.unit), SIX.by_code[self.measure].deliverables[0]
        subject = _subject(step)
        pressed = f"{self.measure} {day}"
        form = Filled(pressed, DUBRAVIN, subject, step.id or 0, step.version, title, "", self.number, day)
        reply = answer_form(world.settings, form, datetime.combine(day, NOON, UTC))
        assert reply is not None
        assert not reply.wrong, reply.wrong


@dataclass(frozen=True)
class PutOff:
    """The head of a school wants no reminder for some working days."""

    measure: str
    unit: str
    days: int

    def is_recorded(self, session: Session, world: World, day: date) -> bool:
        return session.exec(select(Snooze)).first() is not None

    def do(self, world: World, day: date) -> None:
        subject = _subject(_step(world, self.measure, self.unit))
        press = Press(f"{self.measure} {day}", DUBRAVIN, Deed.SNOOZE, subject, str(self.days), "", "")
        reply = answer_once(world.settings, press, datetime.combine(day, NOON, UTC))
        assert reply is not None
        assert "Напомню" in reply.said, reply.said


def _step(world: World, measure: str, unit: str) -> Step:
    with reading(world.settings) as session:
        return session.exec(select(Step).where(Step.measure == measure, Step.unit == unit)).one()


def _subject(step: Step) -> Subject:
    return Subject(SIX.name, YEAR, step.measure, step.occurrence, SIX.by_code[step.measure].leading_party, step.unit)
