"""A substitute is told what is theirs, and for which days, in the transaction that records who they stand in for.

Recording it belongs in bindings.py. Imports neither Prefect nor pandas.
"""

from datetime import date

from sqlmodel import Session

from models.people.notices import Facts, NoticeKind, owed
from models.records import Cycle, RoleBinding, School
from models.roadmap.order import Party
from tasks.channels.outbox import queue
from tasks.people.digests import said_to, tallied
from tasks.record.book import recorded_definition


def tell_substitute(session: Session, cycle: Cycle, party: Party, binding: RoleBinding, *, as_of: date) -> None:
    """Owe whoever stands in the days and what is open; nobody, once the days are over."""
    assert cycle.id is not None
    assert binding.id is not None, "who stands in is recorded"
    if not binding.ends_on or binding.ends_on < as_of:
        return
    roadmap, _plan = recorded_definition(session, cycle)
    school = session.get(School, binding.school)
    scope = binding.school or binding.municipality
    facts = Facts(
        roadmap=cycle.roadmap,
        year=cycle.year,
        as_of=as_of,
        party=party.code,
        scope=scope,
        unit=binding.school,
        schools=(school.name,) if school else (),
        since=binding.starts_on,
        due_on=binding.ends_on,
        late=party.title,
        version=binding.id,
        lines=said_to(tallied(session, cycle, roadmap, as_of), party.code, scope),
        roadmap_title=roadmap.title,
    )
    queue(session, cycle.id, as_of, [owed(NoticeKind.SUBSTITUTION, facts)])
