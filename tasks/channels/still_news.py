"""Which queued facts are still news: what was handed in, moved, held or outdone meanwhile is not told any more.

The rule itself belongs in models/people/budget.py. Imports neither Prefect nor pandas.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from models.people.budget import Item, StepNow, still_holds, superseded
from models.people.notices import NoticeKind
from models.records import Cycle, DataFinding, Notice, NoticeStatus, School, Step
from models.steps.book import Book
from models.steps.holds import by_what_is_held, holds_on
from tasks.channels.worlds import world_of
from tasks.record.book import recorded_definition, standing_holds

# Kinds whose truth no step decides.
TIMELESS = frozenset({NoticeKind.PHASE_COMPLETE, NoticeKind.ACCEPTED, NoticeKind.DIGEST, NoticeKind.SUBSTITUTION})
Place = tuple[int, str, str]
# A step of a place, by its school.
Spot = tuple[Place, str]


def item_of(notice: Notice) -> Item:
    """The fact as the budget sees it."""
    assert notice.id is not None
    about = (str(notice.cycle_id), notice.measure, notice.occurrence, notice.party, notice.scope, notice.unit)
    return Item(notice.id, NoticeKind(notice.kind), about, notice.as_of, notice.rung, notice.due_on)


def needless(session: Session, notices: Sequence[Notice], now: datetime) -> Mapping[int, NoticeStatus]:
    """The ids of the facts that are no news any more at that moment, each with the status that says why."""
    items = {one.number: one for one in map(item_of, notices)}
    judged = [one for one in notices if NoticeKind(one.kind) not in TIMELESS and one.occurrence]
    steps, findings = _steps(session, judged), _findings(session, judged)
    held = _held(session, [one for one in judged if one.kind == NoticeKind.REMINDER], now)
    gone: dict[int, NoticeStatus] = {}
    for one in judged:
        item = items[one.id or 0]
        spoken_of, has_findings = _spoken_of(one, steps), _place(one) in findings
        if not still_holds(item, list(spoken_of.values()), has_findings):
            gone[item.number] = NoticeStatus.UNNEEDED
        elif not still_holds(item, [step for spot, step in spoken_of.items() if spot not in held], has_findings):
            gone[item.number] = NoticeStatus.ON_HOLD
    outdone = superseded(item for number, item in items.items() if number not in gone)
    return gone | dict.fromkeys(outdone, NoticeStatus.UNNEEDED)


def _place(notice: Notice) -> Place:
    return notice.cycle_id, notice.measure, notice.occurrence


def _spoken_of(notice: Notice, steps: Mapping[Place, Sequence[tuple[str, str, StepNow]]]) -> Mapping[Spot, StepNow]:
    """The steps of the fact's occurrence in its school, its municipality, or everywhere."""
    return {
        (_place(notice), unit): step
        for unit, municipality, step in steps.get(_place(notice), ())
        if (not notice.unit or unit == notice.unit) and notice.scope in ("", unit, municipality)
    }


def _steps(session: Session, notices: Sequence[Notice]) -> Mapping[Place, list[tuple[str, str, StepNow]]]:
    """Each place's steps, with their school and its municipality."""
    found: dict[Place, list[tuple[str, str, StepNow]]] = defaultdict(list)
    query = (
        select(  # type: ignore[call-overload]  # sqlmodel types no more than four columns
            Step.cycle_id, Step.measure, Step.occurrence, Step.unit, School.municipality,
            Step.status, Step.due_on, Step.reason,
        )
        .join(School, col(School.login) == col(Step.unit), isouter=True)
        .where(_in_places(Step, notices))
    )  # fmt: skip
    for cycle, measure, occurrence, unit, municipality, status, due_on, reason in session.exec(query):
        found[cycle, measure, occurrence].append((unit, municipality or "", StepNow(status, due_on, reason)))
    return found


def _held(session: Session, reminders: Sequence[Notice], now: datetime) -> Collection[Spot]:
    """Which of the steps that calm reminders speak of are on hold that day; red ones tell of what was late before."""
    found: set[Spot] = set()
    for number in {one.cycle_id for one in reminders}:
        cycle = session.get_one(Cycle, number)
        holds = standing_holds(session, cycle.roadmap)
        if not holds:
            continue
        book = Book(*recorded_definition(session, cycle), {}, holds=by_what_is_held(holds))
        today = world_of(session, cycle, now).here().date()
        steps = session.exec(select(Step).where(_in_places(Step, [one for one in reminders if one.cycle_id == number])))
        found |= {((number, step.measure, step.occurrence), step.unit) for step in steps if holds_on(step, book, today)}
    return found


def _findings(session: Session, notices: Sequence[Notice]) -> Collection[Place]:
    """Where a data check still finds something."""
    blocked = [one for one in notices if one.kind == NoticeKind.BLOCKED_BY_DATA]
    query = select(DataFinding.cycle_id, DataFinding.measure, DataFinding.occurrence).where(
        _in_places(DataFinding, blocked)
    )
    return set(session.exec(query)) if blocked else frozenset()


def _in_places(table: type[Step] | type[DataFinding], notices: Iterable[Notice]) -> sa.ColumnElement[bool]:
    places = {_place(one) for one in notices}
    return sa.and_(
        col(table.cycle_id).in_({cycle for cycle, _measure, _occurrence in places}),
        col(table.measure).in_({measure for _cycle, measure, _occurrence in places}),
        col(table.occurrence).in_({occurrence for _cycle, _measure, occurrence in places}),
    )
