"""What one person has in their calendar: the measures of every role that they hold, where and while they hold it.

One role's entries belong in models/roadmap/agenda.py, the file in tasks/documents/ics.py. Imports neither Prefect
nor pandas.
"""

from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime

from sqlmodel import Session, select

from models.people.contacts import Binding, Contacts, Person
from models.records import School
from models.roadmap.agenda import Dated, Entry, agenda, of_place
from models.roadmap.definition import Roadmap, Unit
from models.roadmap.order import Scope
from tasks.cycle.agenda import dated_for


def person_agenda(session: Session, roadmap: Roadmap, contacts: Contacts, person: Person) -> list[Entry]:
    """The person's entries in the order of time; what two of their roles share is there once."""
    register = {school.login: school for school in session.exec(select(School))}
    found: dict[str, Entry] = {}
    for party, binding in _offices(contacts, person):
        for entry in _of_office(session, roadmap, party, binding, register):
            found.setdefault(entry.uid, entry)
    return sorted(found.values(), key=lambda one: (one.first, one.last, one.uid))


def person_calendar(
    session: Session, roadmap: Roadmap, contacts: Contacts, person: Person, former: bytes = b""
) -> bytes:
    """The same as a file: upon the former one, where there is one; it names the roadmap, never the person."""
    from tasks.documents.ics import calendar_file

    entries = person_agenda(session, roadmap, contacts, person)
    return calendar_file(roadmap.title, entries, roadmap.order.signed_on, datetime.now(UTC), former)


def _offices(contacts: Contacts, person: Person) -> Iterator[tuple[str, Binding]]:
    for party, bindings in contacts.roles.items():
        yield from ((party, binding) for binding in bindings if person in binding.people)


def _of_office(
    session: Session, roadmap: Roadmap, party: str, binding: Binding, register: dict[str, School]
) -> Iterator[Entry]:
    """The entries of a role in one place, due while the person holds it there."""
    schools = _schools(roadmap, party, binding, register)
    held = [one for one in dated_for(session, roadmap, schools) if _is_held(binding, one.due_on)]
    units = {code: measure.unit for code, measure in roadmap.by_code.items()}
    yield from agenda(roadmap, party, _of(held, units, Unit.ROADMAP))
    place = binding.school or binding.municipality
    ours = agenda(roadmap, party, _of(held, units, Unit.SCHOOL))
    title = register[place].name if place in register else place
    yield from of_place(ours, place, title) if place else ours


def _of(held: Collection[Dated], units: dict[str, Unit], unit: Unit) -> list[Dated]:
    return [one for one in held if units[one.measure] is unit]


def _schools(roadmap: Roadmap, party: str, binding: Binding, register: dict[str, School]) -> Collection[str] | None:
    """The schools that the person answers for; None: all of them."""
    if binding.school:
        return [binding.school]
    known = roadmap.party_by_code.get(party)
    if binding.municipality and (known is None or known.scope is not Scope.ROADMAP):
        return [login for login, school in register.items() if school.municipality == binding.municipality]
    return None


def _is_held(binding: Binding, day: date) -> bool:
    return binding.holds_on(day)
