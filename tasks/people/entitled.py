"""Whether a person may act on a step that day: who holds the role that the deed belongs to. Reads only.

What a binding means belongs in models/people/contacts.py. Imports neither Prefect nor pandas.
"""

from collections.abc import Callable
from datetime import date

from sqlmodel import Session

from models.errors import VekhaError
from models.language import _
from models.people.contacts import COORDINATOR, Contacts, Person, holders, recipients
from models.records import School, Step
from models.roadmap.definition import Roadmap

Who = Callable[[Person], bool]


class NotEntitled(VekhaError):
    """The deed belongs to a role that this person does not hold that day."""


def leading(roadmap: Roadmap, step: Step) -> str:
    """The party that hands the step in."""
    return roadmap.by_code[step.measure].leading_party


def accepting(roadmap: Roadmap, step: Step) -> str:
    """The party that accepts it."""
    return roadmap.by_code[step.measure].acceptance or COORDINATOR


def holders_of(session: Session, contacts: Contacts, party: str, step: Step, on: date) -> tuple[Person, ...]:
    """Who holds the role for that step's school (or for the roadmap) that day."""
    return holders(contacts, party, step.unit, on, _area(session, step))


def told_of(session: Session, contacts: Contacts, party: str, step: Step, on: date) -> tuple[Person, ...]:
    """Who is told of the step that day: the role's holders, else the coordinator in their place."""
    return recipients(contacts, party, step.unit, on, _area(session, step))


def refuse_others(roadmap: Roadmap, party: str, step: Step, people: tuple[Person, ...], is_meant: Who) -> None:
    """Raise NotEntitled unless one of these people is the one who acts."""
    if any(is_meant(person) for person in people):
        return
    known = roadmap.party_by_code.get(party)
    title = known.title if known else _("координатор")
    whose = _("{code}, {school}").format(code=step.measure, school=step.unit) if step.unit else step.measure
    told = _("{whose}: это может только «{role}», а эта роль сегодня не за вами. Назначает координатор.")
    raise NotEntitled(told.format(whose=whose, role=title))


def _area(session: Session, step: Step) -> str:
    school = session.get(School, step.unit) if step.unit else None
    return school.municipality if school else ""
