"""The working calendar in the record: which one a cycle follows, what another would move, and the move itself.

Days off belong in models/roadmap/calendar.py. Imports neither Prefect nor pandas.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from hashlib import sha256

from sqlmodel import Session, select

from models.language import _
from models.records import CalendarVersion, Cycle, Step
from models.roadmap.calendar import WorkingCalendar, working_calendar
from models.roadmap.definition import Roadmap
from models.roadmap.plan import Occurrence
from models.steps.status import MOVES, Move
from tasks.record.book import recorded_definition, steps_of
from tasks.record.turns import calendar_of as calendar_of
from tasks.record.writer import Author, StepMove, record


def calendar_today(roadmap: Roadmap) -> WorkingCalendar:
    """The calendar that the roadmap and the library say now."""
    return working_calendar(roadmap.plan_period, roadmap.calendar)


def recorded_calendar(session: Session, calendar: WorkingCalendar) -> int:
    """The id of this very calendar in the record."""
    content = calendar.as_json()
    digest = sha256(content.encode()).hexdigest()
    version = session.exec(select(CalendarVersion).where(CalendarVersion.sha256 == digest)).one_or_none()
    if version is None:
        version = CalendarVersion(sha256=digest, content=content, recorded_at=datetime.now(UTC))
        session.add(version)
        session.flush()
    assert version.id is not None
    return version.id


def in_force(occurrence: Occurrence, calendar: WorkingCalendar) -> Occurrence:
    """The occurrence as the calendar has it due; its key keeps the order's own days."""
    return occurrence if occurrence.due_on is None else replace(occurrence, due_on=calendar.due(occurrence.due_on))


@dataclass(frozen=True)
class MovedDeadline:
    """A deadline that another calendar would move; `printed` is the day of the order in force, in no calendar moved."""

    step: Step
    printed: date
    due_on: date
    moves_to: date


def moved_deadlines(session: Session, cycle: Cycle, calendar: WorkingCalendar) -> list[MovedDeadline]:
    """Every deadline of the cycle that would move if it followed this calendar, by day and measure.

    What is handed in or closed stays, and so does a deadline that a person has set.
    """
    recorded = calendar_of(session, cycle)
    _roadmap, plan = recorded_definition(session, cycle)
    found = []
    for step in steps_of(session, cycle):
        # Not by the occurrence's key: a plan that was adopted since may print another day under it.
        planned = plan.get((step.measure, step.occurrence))
        printed = planned.due_on if planned else None
        if printed is None or step.due_on != recorded.due(printed) or step.status not in MOVES[Move.DATE].from_:
            continue
        if calendar.due(printed) != step.due_on:
            found.append(MovedDeadline(step, printed, step.due_on, calendar.due(printed)))
    return sorted(found, key=lambda one: (one.due_on, one.step.measure, one.step.unit))


def follow(session: Session, cycle: Cycle, calendar: WorkingCalendar, *, as_of: date, author: Author) -> int:
    """Let the cycle follow this calendar from now on; how many deadlines moved, each with its entry in the journal.

    The cycle must be held by this transaction.
    """
    reason = _("рабочий календарь: срок приказа {printed:%d.%m.%Y} перенесён по выходным")
    moves = [
        StepMove(
            moved.step,
            Move.DATE,
            reason=reason.format(printed=moved.printed),
            dates=(moved.step.opens_on, moved.moves_to),
        )
        for moved in moved_deadlines(session, cycle, calendar)
    ]
    record(session, cycle, moves, as_of=as_of, author=author)
    cycle.calendar_id = recorded_calendar(session, calendar)
    session.add(cycle)
    return len(moves)
