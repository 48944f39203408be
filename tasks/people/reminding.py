"""The ladder of reminders over all steps at once: an indexed query a rung finds what nobody was told of.

The rungs themselves belong in models/roadmap/reminders.py, the words in models/people. Imports neither Prefect nor
pandas.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col, select

from models.people.budget import UNFINISHED
from models.people.contacts import COORDINATOR
from models.people.notices import NoticeKind, owed
from models.records import Cycle, Notice, NoticeStep, School, Step
from models.roadmap.calendar import WorkingCalendar
from models.roadmap.definition import Measure, Roadmap
from models.roadmap.order import Scope
from models.roadmap.reminders import day_of
from models.steps.book import Book
from models.steps.holds import by_what_is_held, holds_on
from models.steps.status import Status
from tasks.channels.outbox import queue
from tasks.cycle.calendars import calendar_of
from tasks.people.snoozing import silenced
from tasks.people.telling import Group, Telling, facts_of, register_of
from tasks.record.book import recorded_definition, standing_holds
from tasks.settings import Settings

# No deadline that is further away than this is looked at, whatever the ladder says.
FURTHEST = 400


@dataclass(frozen=True)
class Rung:
    """A rung that has come, and the deadlines for which it is the latest."""

    number: int
    deadlines: Sequence[date]


@dataclass(frozen=True)
class Audience:
    """Who hears of which measures: measure → (role, how far its holder reaches). others: measures that nobody does.

    only: the one measure that is asked about; empty: every one but the others
    """

    kind: NoticeKind
    roles: Mapping[str, tuple[str, Scope]]
    others: Collection[str]
    only: str = ""


def remind(session: Session, settings: Settings, cycle: Cycle, as_of: date) -> int:
    """Owe every rung that has come by that day and that nobody was told of; how many are new.

    The cycle must be held by this transaction. Of missed rungs only the latest is told.
    """
    assert cycle.id is not None
    roadmap, plan = recorded_definition(session, cycle)
    calendar = calendar_of(session, cycle)
    came = list(reminders_due(session, cycle, roadmap, calendar, as_of))
    steps = [step for _kind, group in came for step in group.steps]
    book = replace(
        Book(roadmap, plan, {}),
        holds=by_what_is_held(standing_holds(session, cycle.roadmap)),
        snoozed=silenced(session, roadmap, steps, settings, as_of),
    )
    due = [(kind, group) for kind, one in came if (group := still_reminded(one, book, as_of))]
    told = Telling(cycle, book, register_of(session, steps), calendar, as_of)
    return queue(session, cycle.id, as_of, [owed(kind, facts_of(told, kind, group)) for kind, group in due])


def still_reminded(group: Group, book: Book, as_of: date) -> Group | None:
    """The group without the steps that are on hold and those that its people have put off; None when none is left."""
    kept = [step for step in group.steps if step.id not in book.snoozed and not holds_on(step, book, as_of)]
    return replace(group, steps=kept) if kept else None


def reminders_due(
    session: Session, cycle: Cycle, roadmap: Roadmap, calendar: WorkingCalendar, as_of: date, measure: str = ""
) -> Iterator[tuple[NoticeKind, Group]]:
    """The untold rungs of all measures, or of one: steps grouped by occurrence, holder, deadline and rung."""
    asked = [one for one in roadmap.measures if one.action is None and measure in ("", one.code)]
    leading = {one.code: (one.leading_party, roadmap.party_by_code[one.leading_party].scope) for one in asked}
    superior = {one.code: role for one in asked if (role := _superior(roadmap, one))}
    for rung in _rungs(session, cycle, roadmap, calendar, as_of):
        roles = {NoticeKind.OVERDUE if rung.number > 0 else NoticeKind.REMINDER: leading}
        if roadmap.reminders.is_escalated(rung.number):
            roles[NoticeKind.ESCALATION] = superior
        for kind, heard in roles.items():
            audience = Audience(kind, heard, frozenset(roadmap.by_code) - frozenset(heard), measure)
            yield from ((kind, group) for group in _untold(session, cycle, audience, rung, calendar))


def _superior(roadmap: Roadmap, measure: Measure) -> tuple[str, Scope] | None:
    """The role above the leading party, and how far it reaches; None when there is nobody above."""
    party = roadmap.party_by_code[measure.leading_party]
    code = party.superior or COORDINATOR
    above = roadmap.party_by_code.get(code)
    return None if code == party.code else (code, above.scope if above else Scope.ROADMAP)


def _rungs(session: Session, cycle: Cycle, roadmap: Roadmap, calendar: WorkingCalendar, as_of: date) -> list[Rung]:
    """The latest rung of each deadline of the cycle that somebody has not met yet, ascending."""
    days = sa.select(col(Step.due_on)).where(
        col(Step.cycle_id) == cycle.id,
        col(Step.status).in_(UNFINISHED),
        col(Step.due_on) <= date.fromordinal(as_of.toordinal() + FURTHEST),
    )
    found: dict[int, list[date]] = defaultdict(list)
    for due_on in sorted(filter(None, session.connection().execute(days.distinct()).scalars())):
        rung = roadmap.reminders.rung_on(as_of, due_on, calendar)
        if rung is not None:
            found[rung].append(due_on)
    return [Rung(number, found[number]) for number in sorted(found)]


def _untold(session: Session, cycle: Cycle, audience: Audience, rung: Rung, calendar: WorkingCalendar) -> list[Group]:
    """The steps at this rung of which no notice tells, by occurrence, holder and deadline."""
    scope = _scope_of(audience.roles)
    # What nobody hears of is left out, rather than the rest asked for: the index by deadlines is to be used.
    whose = col(Step.measure) == audience.only if audience.only else col(Step.measure).not_in(audience.others)
    query = (
        select(Step, scope)
        .join(School, col(School.login) == col(Step.unit), isouter=True)
        .where(col(Step.cycle_id) == cycle.id, col(Step.status).in_(_statuses(audience.kind)))
        .where(col(Step.due_on).in_(rung.deadlines), whose, ~_told(audience.kind, rung, scope))
    )
    groups: dict[tuple[str, str, str, date | None], list[Step]] = defaultdict(list)
    for step, place in sorted(session.exec(query), key=lambda one: one[0].id or 0):
        if step.measure in audience.roles and _is_late_enough(step, rung, calendar):
            groups[step.measure, step.occurrence, place, step.due_on].append(step)
    return [
        Group(audience.roles[measure][0], place, steps, rung.number)
        for (measure, _occurrence, place, _due_on), steps in sorted(groups.items())
    ]


def _is_late_enough(step: Step, rung: Rung, calendar: WorkingCalendar) -> bool:
    """Whether the rung came after the step opened: nobody is reminded by one that had come before."""
    assert step.due_on is not None
    return rung.number > 0 or step.opens_on is None or step.opens_on < day_of(rung.number, step.due_on, calendar)


def _scope_of(roles: Mapping[str, tuple[str, Scope]]) -> sa.ColumnElement[str]:
    """Where the holder of the measure's role is: the step's school, its municipality, or the whole roadmap."""

    def of(scope: Scope) -> Collection[str]:
        return [code for code, (_role, reach) in roles.items() if reach is scope]

    return sa.case(
        (col(Step.measure).in_(of(Scope.SCHOOL)), col(Step.unit)),
        (col(Step.measure).in_(of(Scope.MUNICIPALITY)), sa.func.coalesce(col(School.municipality), "")),
        else_="",
    )


def _statuses(kind: NoticeKind) -> Collection[Status]:
    """Before the deadline what is open is reminded of; after it everything that is not handed in."""
    return {Status.OPEN} if kind is NoticeKind.REMINDER else UNFINISHED


def _told(kind: NoticeKind, rung: Rung, scope: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    """Whether a notice of this kind, deadline and rung tells the holder of this very step.

    Who told of the schools that were late has not told of another, which came later or whose hold ended since.
    """
    return (
        sa.select(sa.literal(1))
        .select_from(Notice)
        .join(NoticeStep, col(NoticeStep.notice_id) == col(Notice.id))
        .where(
            col(NoticeStep.step_id) == col(Step.id),
            col(Notice.kind) == kind.value,
            col(Notice.due_on) == col(Step.due_on),
            col(Notice.rung) == rung.number,
            col(Notice.scope) == scope,
        )
        .exists()
    )
