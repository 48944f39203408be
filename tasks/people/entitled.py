"""Whether a person may act on a step that day: who holds the role that the deed belongs to. Reads only.

What a binding means belongs in models/people/contacts.py. Imports neither Prefect nor pandas.
"""

from collections.abc import Callable, Iterable

from sqlmodel import Session, col, select

from models.errors import VekhaError
from models.language import _
from models.people.contacts import COORDINATOR, Person
from models.records import School, Step
from models.roadmap.definition import Roadmap
from models.steps.book import Book

Who = Callable[[Person], bool]


class NotEntitled(VekhaError):
    """The deed belongs to a role that this person does not hold that day."""


def leading(roadmap: Roadmap, step: Step) -> str:
    """The party that hands the step in."""
    return roadmap.by_code[step.measure].leading_party


def accepting(book: Book, step: Step) -> tuple[str, ...]:
    """The parties that may accept it: those whose turn it is, where several have a say."""
    turn = book.turns.get(step.id or 0)
    parties = turn.parties if turn else book.roadmap.by_code[step.measure].acceptors
    return parties or (COORDINATOR,)


def areas(session: Session, steps: Iterable[Step]) -> dict[str, str]:
    """The municipality of each school that these steps are for."""
    units = {step.unit for step in steps if step.unit}
    query = select(School.login, School.municipality).where(col(School.login).in_(units))
    return dict(session.exec(query).all()) if units else {}


def refuse_others(roadmap: Roadmap, party: str, step: Step, people: tuple[Person, ...], is_meant: Who) -> None:
    """Raise NotEntitled unless one of these people is the one who acts."""
    if not any(is_meant(person) for person in people):
        raise NotEntitled(not_yours(roadmap, party, step))


def not_yours(roadmap: Roadmap, party: str, step: Step) -> str:
    """What somebody is told who does not hold the role."""
    known = roadmap.party_by_code.get(party)
    title = known.title if known else _("координатор")
    whose = _("{code}, {school}").format(code=step.measure, school=step.unit) if step.unit else step.measure
    told = _("{whose}: это может только «{role}», а эта роль сегодня не за вами. Назначает координатор.")
    return told.format(whose=whose, role=title)
