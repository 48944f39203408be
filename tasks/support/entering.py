"""Approved plans as steps of the running cycle: in one transaction, by the doors that versions and requests use.

A measure of the catalogue is one measure of the roadmap, however many schools have it; what plans of earlier years have
settled is not done twice (earlier.py). Running this again changes nothing. Imports neither Prefect nor pandas.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from models.errors import VekhaError
from models.language import _
from models.records import Cycle, Step
from models.steps.status import FINAL, MOVES, Move, Status
from models.support.catalogue import Catalogue
from models.support.entering import with_measures
from models.support.plan import Item
from models.wording import in_digits
from tasks.cycle.adoption import adopt
from tasks.cycle.steps import last_moves
from tasks.record.book import approved_schools, recorded_definition, steps_of, version_of
from tasks.record.writer import Author, StepMove, record
from tasks.support.earlier import OCCURRENCE, Key, settled
from tasks.support.versions import last_approved

EVIDENCE = "support-plan:"


@dataclass(frozen=True)
class Entered:
    """What approved plans did to the cycle: measures new in its roadmap, and steps by what became of them.

    earlier: items without a step of this year, for an earlier one has seen to them
    """

    measures: tuple[str, ...]
    requested: int = 0
    dated: int = 0
    waived: int = 0
    returned: int = 0
    earlier: int = 0


@dataclass(frozen=True)
class _Wanted:
    """An item of an approved plan, with the plan's version."""

    item: Item
    version: int


def enter(session: Session, cycle: Cycle, catalogue: Catalogue, reason: str, *, as_of: date, author: Author) -> Entered:
    """Make the steps what the approved plans say: request, date, waive, take back. The cycle is held by the caller."""
    every = _wanted(session, cycle)
    earlier = settled(session, cycle) - {*_steps(session, cycle)}
    wanted = {key: one for key, one in every.items() if key not in earlier}
    roadmap, _plan = recorded_definition(session, cycle)
    lacking = {code for code, _school in wanted if code not in roadmap.by_code}
    extended = with_measures(roadmap, catalogue, lacking)
    new = tuple(code for code in extended.by_code if code not in roadmap.by_code)
    if new:
        adopt(session, cycle, extended, renamed={}, reason=reason, as_of=as_of, author=author)
    steps = _steps(session, cycle)
    moves = [*_moves(session, cycle, wanted, steps, reason, as_of)]
    record(session, cycle, moves, as_of=as_of, author=author)
    requested, dated, waived, returned = (
        sum(move.move is one for move in moves) for one in (Move.REQUEST, Move.DATE, Move.WAIVE, Move.REJOIN)
    )
    return Entered(new, requested, dated, waived, returned, earlier=len(every) - len(wanted))


def _wanted(session: Session, cycle: Cycle) -> dict[Key, _Wanted]:
    """By measure and school, what the last approved plans of the target group ask for."""
    members = {member.school for member in approved_schools(session, cycle)}
    return {
        (item.code, school): _Wanted(item, plan.row.version)
        for school, plan in sorted(last_approved(session, cycle).items())
        if school in members
        for item in plan.items
    }


def _steps(session: Session, cycle: Cycle) -> dict[Key, Step]:
    """By measure and school, the steps that plans have made in this cycle."""
    key = f"{OCCURRENCE}{cycle.year}"
    return {(step.measure, step.unit): step for step in steps_of(session, cycle) if step.occurrence == key}


def _moves(
    session: Session, cycle: Cycle, wanted: Mapping[Key, _Wanted], steps: Mapping[Key, Step], reason: str, as_of: date
) -> Iterator[StepMove]:
    new = {key: one for key, one in wanted.items() if key not in steps}
    _refuse_past(new, as_of)
    version, last = version_of(session, cycle), last_moves(session, cycle)
    for key, one in new.items():
        yield StepMove(_step(cycle, key, one.item, version), Move.REQUEST, reason, _evidence(one))
    members = {member.school for member in approved_schools(session, cycle)}
    for key, step in steps.items():
        said = wanted.get(key)
        if said is None:
            if step.status not in FINAL and step.unit in members:
                yield StepMove(
                    step, Move.WAIVE, _("мера исключена из плана школы ({why})").format(why=reason), EVIDENCE
                )
        elif step.status is Status.WAIVED and last[step.id or 0].evidence == EVIDENCE:
            yield StepMove(step, Move.REJOIN, reason, _evidence(said), _days(said.item))
        elif step.status in MOVES[Move.DATE].from_ and (step.opens_on, step.due_on) != _days(said.item):
            yield StepMove(step, Move.DATE, reason, _evidence(said), _days(said.item))


def _refuse_past(new: Mapping[Key, _Wanted], as_of: date) -> None:
    """A step is not born overdue: all such items are told at once."""
    past = [(key, one.item.due_on) for key, one in new.items() if one.item.due_on < as_of]
    if past:
        listed = "; ".join(f"{school} {code} — {in_digits(due)}" for (code, school), due in past)
        told = _("Срок этих мер уже прошёл: {listed}. Перенесите: vekha plan change ШКОЛА --due МЕРА=ДАТА --reason …")
        raise VekhaError(told.format(listed=listed))


def _step(cycle: Cycle, key: Key, item: Item, version: str) -> Step:
    return Step(
        cycle_id=cycle.id or 0,
        measure=key[0],
        occurrence=f"{OCCURRENCE}{cycle.year}",
        unit=key[1],
        opens_on=item.opens_on,
        due_on=item.due_on,
        status=Status.PLANNED,
        planned_by=version,
    )


def _days(item: Item) -> tuple[date, date]:
    return item.opens_on, item.due_on


def _evidence(one: _Wanted) -> str:
    return f"{EVIDENCE}{one.version}"
