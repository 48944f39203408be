"""Reads what an inbox is made of, a few queries however many steps. Imports neither Prefect nor pandas.

What is on whom belongs in models/people/inbox.py, showing it in deployments/cli/inbox.py.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from models.errors import NotFound
from models.language import _
from models.people.contacts import COORDINATOR, Contacts, Person, held_at
from models.people.inbox import Item, inbox
from models.people.ownership import Desk, Whose
from models.records import Cycle, Deliverable, School, Step
from models.roadmap.definition import Measure
from models.roadmap.naming import suggestion
from models.steps.status import FINAL
from tasks.people.directory import contacts_of
from tasks.record.book import bound_book, read_book, recorded_definition
from tasks.settings import Settings


@dataclass(frozen=True)
class Seen:
    """An inbox as it is shown.

    items: what is in it; schools: names by login
    substitutes: who stands in for the person that day, and until when, where anybody does
    """

    items: tuple[Item, ...]
    schools: Mapping[str, str]
    substitutes: tuple[tuple[Person, date | None], ...] = ()


def inbox_of(session: Session, settings: Settings, cycle: Cycle, whose: Whose, as_of: date, year: int = 0) -> Seen:
    """What is theirs on that day, in every open year of the cycle's roadmap or in one; only what concerns them is read.

    NotFound, with the nearest name, when nobody of that name was ever bound.
    """
    contacts = contacts_of(session, settings)
    if whose.person:
        _refuse_unknown(contacts, whose.person)
    roadmap, _plan = recorded_definition(session, cycle)
    roles = roles_of(contacts, whose, as_of)
    measures = [one.code for one in roadmap.measures if _concerns(roles, one)]
    book = bound_book(session, read_book(session, cycle, measures), settings, as_of)
    cycles = session.exec(select(Cycle).where(Cycle.roadmap == cycle.roadmap, col(Cycle.closed_at).is_(None)))
    years = {one.id: one.year for one in cycles if one.id is not None and year in (0, one.year)}
    register = list(session.exec(select(School)))
    areas = {one.login: one.municipality for one in register}
    desk = Desk(book, contacts, years, areas, _papers(session, years, measures))
    return Seen(
        items=inbox(desk, whose, as_of),
        schools={one.login: one.name for one in register},
        substitutes=tuple(_substitutes(contacts, whose.person, as_of)) if whose.person else (),
    )


def roles_of(contacts: Contacts, whose: Whose, as_of: date) -> frozenset[str]:
    """The roles that they hold that day, in whatever place."""
    if not whose.person:
        return frozenset({whose.role})
    return frozenset(
        role
        for role, place in contacts.by_place
        if any(one.person.is_called(whose.person) for one in held_at(contacts, role, place, as_of))
    )


def _concerns(roles: Collection[str], measure: Measure) -> bool:
    """Whether they may have anything to do with the measure; the coordinator may have with every one."""
    return COORDINATOR in roles or not {measure.leading_party, *measure.acceptors}.isdisjoint(roles)


def _papers(session: Session, cycles: Collection[int], measures: Collection[str]) -> Mapping[int, list[str]]:
    """Titles of the documents that count, of steps that are not closed, by step."""
    found: dict[int, list[str]] = defaultdict(list)
    query = (
        select(Deliverable.step_id, Deliverable.title)
        .join(Step, col(Step.id) == col(Deliverable.step_id))
        .where(col(Step.cycle_id).in_(cycles), col(Step.measure).in_(measures), col(Step.status).not_in(FINAL))
        .where(col(Deliverable.superseded).is_(False))
    )
    for step, title in session.exec(query.order_by(col(Deliverable.id))):
        found[step].append(title)
    return found


def _substitutes(contacts: Contacts, who: str, on: date) -> Iterator[tuple[Person, date | None]]:
    """Who stands in for the person that day; each once."""
    away = next(person for person in contacts.people.values() if person.is_called(who))
    found = (one for role, place in contacts.by_place for one in held_at(contacts, role, place, on))
    yield from dict.fromkeys((one.person, one.binding.ends_on) for one in found if away.is_called(one.instead_of))


def _refuse_unknown(contacts: Contacts, who: str) -> None:
    if not any(person.is_called(who) for person in contacts.people.values()):
        hint = suggestion(who, [person.name for person in contacts.people.values()])
        told = _("«{who}» ни на одну роль не назначали. {hint}")
        raise NotFound(told.format(who=who, hint=hint).strip())
