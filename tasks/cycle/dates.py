"""Dates that a plan does not know: of a measure done on request, or set by another document.

Imports neither Prefect nor pandas.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, select

from models.errors import VekhaError
from models.language import _
from models.records import Cycle, Step
from models.roadmap.definition import Roadmap
from models.roadmap.plan import AWAITING_DATES, Occurrence, why_no_steps_of_a_target
from models.roadmap.schedule.period import Period
from models.steps.status import MOVES, Move, Status
from models.wording import in_digits
from tasks.cycle.group import refuse_unknown_schools
from tasks.record.book import measure_of, recorded_definition, steps_of, version_of
from tasks.record.writer import Author, StepMove, record

REQUEST = "request-"


@dataclass(frozen=True)
class Dates:
    """When a measure is to be done, inclusive, and why then (a request, another document)."""

    opens_on: date
    due_on: date
    reason: str


def request_step(
    session: Session, cycle: Cycle, measure: str, unit: str, dates: Dates, *, as_of: date, author: Author
) -> Step:
    """A step of a measure that is done on request, with a deadline of its own. The cycle is held by the caller."""
    definition, plan = recorded_definition(session, cycle)
    _refuse_planned(definition, plan.values(), measure)
    _refuse_outside(definition, dates)
    if dates.due_on < as_of:
        raise VekhaError(_("Срок {due} уже прошёл: укажите будущий.").format(due=in_digits(dates.due_on)))
    if wrong := definition.by_code[measure].why_not_for(unit):
        raise VekhaError(wrong)
    refuse_unknown_schools(session, [unit] if unit else [])
    assert cycle.id is not None
    number = 1 + _requests_made(session, cycle, measure)
    step = Step(
        cycle_id=cycle.id,
        measure=measure,
        occurrence=f"{REQUEST}{number}",
        unit=unit,
        opens_on=dates.opens_on,
        due_on=dates.due_on,
        status=Status.PLANNED,
        planned_by=version_of(session, cycle),
    )
    record(session, cycle, [StepMove(step, Move.REQUEST, reason=dates.reason)], as_of=as_of, author=author)
    return step


def _refuse_planned(roadmap: Roadmap, plan: Collection[Occurrence], code: str) -> None:
    """Only what has no day in the plan is done on request."""
    if measure_of(roadmap, code).is_target:
        raise VekhaError(_("{code} — {reason}.").format(code=code, reason=why_no_steps_of_a_target()))
    if any(occurrence.measure == code for occurrence in plan):
        raise VekhaError(_("{code} идёт по срокам дорожной карты, запрос ему не нужен.").format(code=code))


def _refuse_outside(roadmap: Roadmap, dates: Dates) -> None:
    """No step lies outside the plan's period."""
    period = Period.parse(roadmap.period)
    if dates.opens_on < period.start or dates.due_on > period.end:
        told = _("Срок с {opens} по {due} вне периода дорожной карты ({start}–{end}): проверьте год.")
        raise VekhaError(
            told.format(
                opens=in_digits(dates.opens_on),
                due=in_digits(dates.due_on),
                start=in_digits(period.start),
                end=in_digits(period.end),
            )
        )


def _requests_made(session: Session, cycle: Cycle, measure: str) -> int:
    """How often the measure was requested, in all years of the roadmap: a request's number names one step."""
    query = (
        select(func.count(func.distinct(col(Step.occurrence))))
        .join(Cycle, col(Cycle.id) == col(Step.cycle_id))
        .where(Cycle.roadmap == cycle.roadmap, Step.measure == measure, col(Step.occurrence).startswith(REQUEST))
    )
    return session.exec(query).one()


def set_dates(session: Session, cycle: Cycle, measure: str, dates: Dates, *, as_of: date, author: Author) -> int:
    """Give dates, or other dates, to a measure whose dates another document sets; the number of steps that got them."""
    if dates.due_on < dates.opens_on:
        late, early = in_digits(dates.due_on), in_digits(dates.opens_on)
        raise VekhaError(_("Конец {due} раньше начала {opens}.").format(due=late, opens=early))
    definition, _plan = recorded_definition(session, cycle)
    measure_of(definition, measure)
    _refuse_outside(definition, dates)
    dated = MOVES[Move.DATE].from_
    awaiting = [
        step for step in steps_of(session, cycle, measure) if step.occurrence == AWAITING_DATES and step.status in dated
    ]
    if not awaiting:
        raise VekhaError(_("У мероприятия {code} нет шагов, которые ждут дат.").format(code=measure))
    moves = [StepMove(step, Move.DATE, reason=dates.reason, dates=(dates.opens_on, dates.due_on)) for step in awaiting]
    record(session, cycle, moves, as_of=as_of, author=author)
    return len(moves)
