"""The ladder of reminders over all steps at once: one indexed query finds the rungs that nobody was told of.

The rungs themselves belong in models/roadmap/reminders.py, the words in models/people. Imports neither Prefect nor
pandas.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col, select

from models.people.budget import UNFINISHED
from models.people.contacts import COORDINATOR
from models.people.notices import NoticeKind, owed
from models.records import Cycle, Notice, School, Step
from models.roadmap.calendar import WorkingCalendar
from models.roadmap.definition import Measure, Roadmap
from models.roadmap.order import Scope
from models.roadmap.reminders import day_of
from models.steps.book import Book
from models.steps.status import Status
from tasks.channels.outbox import queue
from tasks.cycle.calendars import calendar_of
from tasks.people.telling import Group, Telling, facts_of, register_of
from tasks.record.book import recorded_definition

# No deadline that is further away than this is looked at, whatever the ladder says.
FURTHEST = 400


@dataclass(frozen=True)
class Rung:
    """A rung that has come: of which deadline, which one, on which day."""

    due_on: date
    rung: int
    came_on: date


@dataclass(frozen=True)
class Audience:
    """Who hears of which measures: measure → (role, how far its holder reaches)."""

    kind: NoticeKind
    roles: Mapping[str, tuple[str, Scope]]
    rungs: Sequence[Rung]


def remind(session: Session, cycle: Cycle, as_of: date) -> int:
    """Owe every rung that has come by that day and that nobody was told of; how many are new.

    The cycle must be held by this transaction. Of missed rungs only the latest is told.
    """
    assert cycle.id is not None
    roadmap, plan = recorded_definition(session, cycle)
    calendar = calendar_of(session, cycle)
    due = list(reminders_due(session, cycle, roadmap, calendar, as_of))
    register = register_of(session, [step for _kind, group in due for step in group.steps])
    told = Telling(cycle, Book(roadmap, plan, {}), register, calendar, as_of)
    return queue(session, cycle.id, as_of, [owed(kind, facts_of(told, kind, group)) for kind, group in due])


def reminders_due(
    session: Session, cycle: Cycle, roadmap: Roadmap, calendar: WorkingCalendar, as_of: date, measure: str = ""
) -> Iterator[tuple[NoticeKind, Group]]:
    """The untold rungs of all measures, or of one: steps grouped by occurrence, holder, deadline and rung."""
    asked = [one for one in roadmap.measures if one.action is None and measure in ("", one.code)]
    rungs = _rungs(session, cycle, roadmap, calendar, as_of)
    leading = {one.code: (one.leading_party, roadmap.party_by_code[one.leading_party].scope) for one in asked}
    superior = {one.code: role for one in asked if (role := _superior(roadmap, one))}
    for audience in (
        Audience(NoticeKind.REMINDER, leading, [one for one in rungs if one.rung <= 0]),
        Audience(NoticeKind.OVERDUE, leading, [one for one in rungs if one.rung > 0]),
        Audience(NoticeKind.ESCALATION, superior, [one for one in rungs if roadmap.reminders.is_escalated(one.rung)]),
    ):
        if audience.rungs and audience.roles:
            yield from ((audience.kind, group) for group in _untold(session, cycle, audience))


def _superior(roadmap: Roadmap, measure: Measure) -> tuple[str, Scope] | None:
    """The role above the leading party, and how far it reaches; None when there is nobody above."""
    party = roadmap.party_by_code[measure.leading_party]
    code = party.superior or COORDINATOR
    above = roadmap.party_by_code.get(code)
    return None if code == party.code else (code, above.scope if above else Scope.ROADMAP)


def _rungs(session: Session, cycle: Cycle, roadmap: Roadmap, calendar: WorkingCalendar, as_of: date) -> list[Rung]:
    """The latest rung of each deadline of the cycle that somebody has not met yet."""
    days = sa.select(col(Step.due_on)).where(
        col(Step.cycle_id) == cycle.id,
        col(Step.status).in_(UNFINISHED),
        col(Step.due_on) <= date.fromordinal(as_of.toordinal() + FURTHEST),
    )
    found = []
    for due_on in sorted(filter(None, session.connection().execute(days.distinct()).scalars())):
        rung = roadmap.reminders.rung_on(as_of, due_on, calendar)
        if rung is not None:
            found.append(Rung(due_on, rung, day_of(rung, due_on, calendar)))
    return found


def _untold(session: Session, cycle: Cycle, audience: Audience) -> list[Group]:
    """The steps at these rungs of which no notice tells, by occurrence, holder, deadline and rung."""
    ladder = _ladder(audience.rungs)
    scope = _scope_of(audience.roles)
    query = (
        select(Step, ladder.c.rung, scope)
        .join(ladder, col(Step.due_on) == ladder.c.due_on)
        .join(School, col(School.login) == col(Step.unit), isouter=True)
        .where(col(Step.cycle_id) == cycle.id, *_at_the_rung(audience.kind, ladder))
        .where(col(Step.measure).in_(audience.roles), ~_told(cycle, audience.kind, ladder, scope))
        .order_by(col(Step.measure), col(Step.occurrence), col(Step.id))
    )
    groups: dict[tuple[str, str, str, date | None, int], list[Step]] = defaultdict(list)
    for step, rung, place in session.exec(query):
        groups[step.measure, step.occurrence, place, step.due_on, rung].append(step)
    return [
        Group(audience.roles[measure][0], place, steps, rung)
        for (measure, _occurrence, place, _due_on, rung), steps in groups.items()
    ]


def _ladder(rungs: Sequence[Rung]) -> sa.CTE:
    """The rungs as a table."""
    columns = (sa.column("due_on", sa.Date), sa.column("rung", sa.Integer), sa.column("came_on", sa.Date))
    return sa.values(*columns, name="ladder").data([(one.due_on, one.rung, one.came_on) for one in rungs]).cte("ladder")


def _scope_of(roles: Mapping[str, tuple[str, Scope]]) -> sa.ColumnElement[str]:
    """Where the holder of the measure's role is: the step's school, its municipality, or the whole roadmap."""

    def of(scope: Scope) -> Collection[str]:
        return [code for code, (_role, reach) in roles.items() if reach is scope]

    return sa.case(
        (col(Step.measure).in_(of(Scope.SCHOOL)), col(Step.unit)),
        (col(Step.measure).in_(of(Scope.MUNICIPALITY)), sa.func.coalesce(col(School.municipality), "")),
        else_="",
    )


def _at_the_rung(kind: NoticeKind, ladder: sa.CTE) -> tuple[sa.ColumnElement[bool], ...]:
    """Before the deadline what is open is reminded of, unless it opened since the rung came; after it all that is."""
    if kind is not NoticeKind.REMINDER:
        return (col(Step.status).in_(UNFINISHED),)
    opened_before = sa.or_(col(Step.opens_on).is_(None), col(Step.opens_on) < ladder.c.came_on)
    return col(Step.status) == Status.OPEN, opened_before


def _told(cycle: Cycle, kind: NoticeKind, ladder: sa.CTE, scope: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    """Whether a notice of this kind, deadline and rung speaks to the holder of the step; not of what came later."""
    return (
        sa.select(sa.literal(1))
        .where(
            col(Notice.cycle_id) == cycle.id,
            col(Notice.measure) == col(Step.measure),
            col(Notice.occurrence) == col(Step.occurrence),
            col(Notice.kind) == kind.value,
            col(Notice.due_on) == col(Step.due_on),
            col(Notice.rung) == ladder.c.rung,
            col(Notice.scope) == scope,
            col(Notice.newest) >= col(Step.id),
        )
        .exists()
    )
