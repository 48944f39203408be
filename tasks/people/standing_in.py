"""A substitute is told what is theirs, and for which days: once, as soon as it is known who they stand in for.

Of a recorded binding they are told in the transaction that records it (bindings.py), of one in the contacts file by the
next sweep. Imports neither Prefect nor pandas.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from sqlmodel import Session, col, select

from models.people.contacts import Binding, Place
from models.people.notices import Facts, NoticeKind, owed
from models.people.roster import coordinator_of
from models.records import Cycle, Notice, RoleBinding, School
from models.roadmap.definition import Roadmap
from models.roadmap.order import Party
from tasks.channels.outbox import queue
from tasks.people.contacts import read_contacts
from tasks.people.digests import said_to, tallied
from tasks.record.book import recorded_definition
from tasks.settings import Settings


@dataclass(frozen=True)
class _Days:
    """Where and from which day to which somebody stands in, and what tells this binding from every other."""

    place: Place
    since: date | None
    until: date
    binding: str


def tell_substitute(session: Session, cycle: Cycle, party: Party, binding: RoleBinding, *, as_of: date) -> int:
    """Owe whoever stands in the days and what is open; nobody, once the days are over. How many are new."""
    assert binding.id is not None, "who stands in is recorded"
    place = Place(binding.school, binding.municipality)
    if not binding.ends_on:
        return 0
    return _tell(session, cycle, party, _Days(place, binding.starts_on, binding.ends_on, str(binding.id)), as_of)


def tell_substitutes_of_file(session: Session, settings: Settings, cycle: Cycle, as_of: date) -> int:
    """The same for everybody who stands in by the contacts file and has not been told; how many are new."""
    roadmap, _plan = recorded_definition(session, cycle)
    return sum(_tell(session, cycle, party, days, as_of) for party, days in _standing_in(roadmap, settings))


def _standing_in(roadmap: Roadmap, settings: Settings) -> Iterator[tuple[Party, _Days]]:
    """Whose roles somebody is to hold for a time in another's stead, as far as the roadmap has these roles."""
    parties = {one.code: one for one in (coordinator_of(roadmap.parties), *roadmap.parties)}
    for role, bindings in read_contacts(settings.contacts_path).roles.items():
        for one in bindings:
            if role in parties and one.substitute_for and one.ends_on:
                yield parties[role], _Days(one.place, one.starts_on, one.ends_on, _words_of(one))


def _words_of(binding: Binding) -> str:
    """A binding of the file has no number: the hash of all it says."""
    return sha256(binding.model_dump_json().encode()).hexdigest()[:16]


def _tell(session: Session, cycle: Cycle, party: Party, days: _Days, as_of: date) -> int:
    assert cycle.id is not None
    if days.until < as_of:
        return 0
    roadmap, _plan = recorded_definition(session, cycle)
    facts = _facts(session, cycle, party, days, as_of)
    key = owed(NoticeKind.SUBSTITUTION, facts).key
    if session.exec(select(Notice.id).where(col(Notice.key) == key)).first() is not None:
        return 0
    lines = said_to(tallied(session, cycle, roadmap, as_of), party.code, facts.scope)
    told = replace(facts, lines=lines, roadmap_title=roadmap.title)
    return queue(session, cycle.id, as_of, [owed(NoticeKind.SUBSTITUTION, told)])


def _facts(session: Session, cycle: Cycle, party: Party, days: _Days, as_of: date) -> Facts:
    school = session.get(School, days.place.school)
    return Facts(
        roadmap=cycle.roadmap,
        year=cycle.year,
        as_of=as_of,
        party=party.code,
        scope=days.place.school or days.place.municipality,
        unit=days.place.school,
        schools=(school.name,) if school else (),
        since=days.since or as_of,
        due_on=days.until,
        late=party.title,
        binding=days.binding,
    )
