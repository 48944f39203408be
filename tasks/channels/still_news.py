"""Which queued facts are still news: what was handed in, moved or outdone meanwhile is not told any more.

The rule itself belongs in models/people/budget.py. Imports neither Prefect nor pandas.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import sqlalchemy as sa
from sqlmodel import Session, col, select

from models.people.budget import Item, StepNow, still_holds, superseded
from models.people.notices import NoticeKind
from models.records import DataFinding, Notice, School, Step

# Kinds whose truth no step decides.
TIMELESS = frozenset({NoticeKind.PHASE_COMPLETE, NoticeKind.ACCEPTED, NoticeKind.DIGEST, NoticeKind.SUBSTITUTION})
Place = tuple[int, str, str]


def item_of(notice: Notice) -> Item:
    """The fact as the budget sees it."""
    assert notice.id is not None
    about = (str(notice.cycle_id), notice.measure, notice.occurrence, notice.party, notice.scope, notice.unit)
    return Item(notice.id, NoticeKind(notice.kind), about, notice.as_of, notice.rung, notice.due_on)


def needless(session: Session, notices: Sequence[Notice]) -> frozenset[int]:
    """The ids of the facts that are no news any more."""
    items = {one.number: one for one in map(item_of, notices)}
    judged = [one for one in notices if NoticeKind(one.kind) not in TIMELESS and one.occurrence]
    steps, findings = _steps(session, judged), _findings(session, judged)
    gone = {
        one.id
        for one in judged
        if one.id is not None and not still_holds(items[one.id], _spoken_of(one, steps), (_place(one) in findings))
    }
    return frozenset(gone) | superseded(item for number, item in items.items() if number not in gone)


def _place(notice: Notice) -> Place:
    return notice.cycle_id, notice.measure, notice.occurrence


def _spoken_of(notice: Notice, steps: Mapping[Place, Sequence[tuple[str, str, StepNow]]]) -> list[StepNow]:
    """The steps of the fact's occurrence in its school, its municipality, or everywhere."""
    return [
        step
        for unit, municipality, step in steps.get(_place(notice), ())
        if (not notice.unit or unit == notice.unit) and notice.scope in ("", unit, municipality)
    ]


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
