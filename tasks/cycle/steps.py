"""The steps that a plan means for a year and its approved schools, and those that the record still lacks.

Steps that no plan means, made by request, belong in dates.py. Imports neither Prefect nor pandas.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sqlmodel import Session, col, select

from models.records import Cycle, JournalEntry, Step
from models.roadmap.definition import Roadmap, Unit
from models.roadmap.plan import Occurrence
from models.steps.status import Move, Status
from tasks.cycle.calendars import calendar_of, in_force
from tasks.record.book import approved_schools, recorded_definition, steps_of, version_of
from tasks.record.writer import Author, StepMove, record

Plan = Iterable[Occurrence]


def create_missing_steps(session: Session, cycle: Cycle, *, as_of: date, author: Author) -> int:
    """Create the steps that the plan and the target group mean and the record lacks; their number.

    A school has steps from the day it was approved: what fell due before is not asked of it.
    """
    roadmap, plan = recorded_definition(session, cycle)
    known = {(step.measure, step.occurrence, step.unit) for step in steps_of(session, cycle)}
    meant = steps_meant(session, cycle, roadmap, plan.values())
    new = [step for step in meant if (step.measure, step.occurrence, step.unit) not in known]
    record(session, cycle, [StepMove(step, Move.CREATE) for step in new], as_of=as_of, author=author)
    return len(new)


def steps_meant(session: Session, cycle: Cycle, roadmap: Roadmap, plan: Plan) -> list[Step]:
    """The steps that a plan means for the cycle's year and its approved schools; none of them is written."""
    entered = {member.school: member.entered_on for member in approved_schools(session, cycle)}
    calendar = calendar_of(session, cycle)
    version = version_of(session, cycle)
    return [
        step
        for occurrence in plan
        if occurrence.year == cycle.year
        for step in _steps_of_occurrence(cycle, version, roadmap, in_force(occurrence, calendar), entered)
    ]


def _steps_of_occurrence(
    cycle: Cycle, version: str, roadmap: Roadmap, occurrence: Occurrence, entered: dict[str, date]
) -> Iterable[Step]:
    if roadmap.by_code[occurrence.measure].unit is Unit.ROADMAP:
        units = [""]
    else:
        units = [school for school, day in entered.items() if occurrence.due_on is None or occurrence.due_on >= day]
    assert cycle.id is not None
    for unit in units:
        yield Step(
            cycle_id=cycle.id,
            measure=occurrence.measure,
            occurrence=occurrence.key,
            unit=unit,
            opens_on=occurrence.opens_on,
            due_on=occurrence.due_on,
            status=Status.PLANNED,
            planned_by=version,
        )


class LastMove(NamedTuple):
    """What happened to a step last, and on what evidence."""

    move: Move
    evidence: str


def last_moves(session: Session, cycle: Cycle) -> dict[int, LastMove]:
    """The latest move of each of the cycle's steps, by the step's id; a new version of the plan moves no step."""
    query = select(JournalEntry.step_id, JournalEntry.move, JournalEntry.evidence)
    query = query.where(JournalEntry.cycle_id == cycle.id, JournalEntry.move != Move.REPLAN)
    entries = session.exec(query.order_by(col(JournalEntry.seq)))
    return {step_id: LastMove(Move(move), evidence) for step_id, move, evidence in entries}
