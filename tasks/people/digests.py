"""The weekly digest, owed once a week to each holder of a role and to the coordinator: what is open, late, handed in.

The sentences belong in models/people/digest.py. Co-executors get nothing else. Imports neither Prefect nor pandas.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from models.people.contacts import COORDINATOR
from models.people.digest import Tally, lines, overall, week_of
from models.people.notices import Facts, NoticeKind, owed
from models.people.roster import coordinator_of
from models.records import Cycle, Notice, School, Step
from models.roadmap.definition import Roadmap
from models.steps.status import Status
from tasks.channels.outbox import queue
from tasks.cycle.calendars import calendar_of
from tasks.record.book import recorded_definition

WEEK = timedelta(days=7)

Tallies = Mapping[tuple[str, str], Tally]


def owe_digests(session: Session, cycle: Cycle, as_of: date) -> int:
    """Owe the week's digests on its first working day, or on the first later one on which anybody looks."""
    assert cycle.id is not None
    if not calendar_of(session, cycle).is_working(as_of) or _are_owed(session, cycle, as_of):
        return 0
    roadmap, _plan = recorded_definition(session, cycle)
    found = tallied(session, cycle, roadmap, as_of)
    titles = {one.code: one.title for one in (coordinator_of(roadmap.parties), *roadmap.parties)}
    names = dict(session.exec(select(School.login, School.name)).all())
    told = [
        Facts(
            roadmap=cycle.roadmap,
            year=cycle.year,
            as_of=as_of,
            party=party,
            scope=scope,
            week=week_of(as_of),
            lines=said_to(found, party, scope),
            late=titles[party],
            schools=(names[scope],) if scope in names else (),
            roadmap_title=roadmap.title,
        )
        for (party, scope), tally in found.items()
        if party and (not tally.is_empty or party == COORDINATOR)
    ]
    return queue(session, cycle.id, as_of, [owed(NoticeKind.DIGEST, facts) for facts in told])


def _are_owed(session: Session, cycle: Cycle, as_of: date) -> bool:
    monday = as_of - timedelta(days=as_of.weekday())
    query = select(Notice.id).where(Notice.cycle_id == cycle.id, Notice.kind == NoticeKind.DIGEST.value)
    return session.exec(query.where(col(Notice.as_of) >= monday).limit(1)).first() is not None


def said_to(found: Tallies, party: str, scope: str) -> tuple[str, ...]:
    """What is counted for that holder of a role, in words; for the roadmap's coordinator how all of it stands too."""
    everything = overall(found["", ""]) if (party, scope) == (COORDINATOR, "") else ()
    return (*lines(found.get((party, scope), Tally())), *everything)


def tallied(session: Session, cycle: Cycle, roadmap: Roadmap, as_of: date) -> Tallies:
    """(role, where its holder is) → what is counted for it; both empty: for the whole roadmap."""
    found: dict[tuple[str, str], Tally] = defaultdict(Tally, {(COORDINATOR, ""): Tally(), ("", ""): Tally()})
    for measure, unit, area, status, due_on in _steps(session, cycle, as_of):
        said = roadmap.by_code.get(measure)
        if said is None or said.action:
            continue
        leader = roadmap.party_by_code[said.leading_party]
        late = _count(found["", ""], status, due_on, as_of)
        found["", ""].late.update([leader.title] * late)
        for code in said.parties:
            tally = found[code, roadmap.party_by_code[code].scope.place(unit, area or "")]
            if code == leader.code:
                _count(tally, status, due_on, as_of)
            if status is Status.OPEN and due_on is not None:
                (tally.own if code == leader.code else tally.shared).add((due_on, measure))
    return found


def _count(tally: Tally, status: Status, due_on: date | None, as_of: date) -> bool:
    """Count one step; whether it is late."""
    is_late = status in (Status.PLANNED, Status.OPEN) and due_on is not None and due_on < as_of
    tally.opened += status is Status.OPEN
    tally.submitted += status is Status.SUBMITTED
    tally.closed += status in (Status.DONE, Status.WAIVED)
    tally.overdue += is_late
    return is_late


def _steps(session: Session, cycle: Cycle, as_of: date) -> Iterator[tuple[str, str, str | None, Status, date | None]]:
    """What is open, late, handed in, or was closed in the week: measure, school, municipality, status, deadline."""
    is_late = sa.and_(col(Step.status) == Status.PLANNED, col(Step.due_on) < as_of)
    is_fresh = col(Step.closed_on) > as_of - WEEK
    query = (
        select(Step.measure, Step.unit, School.municipality, Step.status, Step.due_on)  # type: ignore[call-overload]
        .join(School, col(School.login) == col(Step.unit), isouter=True)
        .where(col(Step.cycle_id) == cycle.id)
        .where(sa.or_(col(Step.status).in_((Status.OPEN, Status.SUBMITTED)), is_late, is_fresh))
        .order_by(col(Step.id))
    )
    yield from session.exec(query)
