"""From steps to owed notices: whom a measure's steps concern, grouped so that each holder of a role gets one message.

Writing the outbox belongs in tasks/channels/outbox.py. Imports neither Prefect nor pandas.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from sqlmodel import Session, col, select

from models.people.contacts import COORDINATOR
from models.people.notices import Facts, NoticeKind, OwedNotice, owed
from models.records import Cycle, Notice, School, Step
from models.roadmap.definition import Measure, Phase
from models.roadmap.order import Scope
from models.steps.book import Book
from models.steps.data import wrong_data
from models.steps.gate import DUE_SOON, judge
from models.steps.holds import holds_on
from models.steps.prerequisites import awaited_steps, needed_by, unmet_prerequisites
from models.steps.state import State
from models.steps.status import FINAL, Status
from tasks.channels.outbox import queue


@dataclass(frozen=True)
class _Told:
    """Steps of one occurrence of which one holder of a party is told; members: all that this holder has."""

    party: str
    scope: str
    steps: Sequence[Step]
    members: Sequence[Step]


@dataclass(frozen=True)
class Besides:
    """What a notice of steps says beyond what the record has of them.

    why: a person's words; party: who is told, the leading party when empty; was_due_on, accept_by: as in Facts
    """

    why: str = ""
    party: str = ""
    was_due_on: date | None = None
    accept_by: date | None = None


NOTHING = Besides()


def owe(
    session: Session,
    cycle: Cycle,
    book: Book,
    kind: NoticeKind,
    steps: Sequence[Step],
    *,
    as_of: date,
    besides: Besides = NOTHING,
) -> None:
    """Put into the outbox what these steps of one measure owe their leading party, or the one that is said."""
    assert cycle.id is not None
    queue(session, cycle.id, as_of, owed_for(session, cycle, book, kind, steps, as_of=as_of, besides=besides))


def owed_for(
    session: Session,
    cycle: Cycle,
    book: Book,
    kind: NoticeKind,
    steps: Sequence[Step],
    *,
    as_of: date,
    besides: Besides = NOTHING,
) -> list[OwedNotice]:
    """One notice for each occurrence and holder of the party."""
    beside = _beside(steps, book)
    register = _register(session, beside)
    members = _by_holder(book, beside, register, besides.party)
    groups = _by_holder(book, steps, register, besides.party)
    told = [
        _Told(besides.party or book.roadmap.by_code[group[0].measure].leading_party, scope, group, members[key, scope])
        for (key, scope), group in groups.items()
    ]
    return [owed(kind, _facts(cycle, book, kind, one, register, as_of=as_of, besides=besides)) for one in told]


def owed_today(session: Session, cycle: Cycle, book: Book, steps: Sequence[Step], as_of: date) -> list[OwedNotice]:
    """What the verdicts on a measure's steps owe today and the outbox lacks."""
    groups: dict[NoticeKind, list[Step]] = defaultdict(list)
    for step in steps:
        for kind in _kinds_today(step, book, as_of):
            groups[kind].append(step)
    if not groups:
        return []
    found = [one for kind, group in groups.items() for one in owed_for(session, cycle, book, kind, group, as_of=as_of)]
    known = set(session.exec(select(Notice.key).where(col(Notice.key).in_([one.key for one in found]))))
    return [one for one in found if one.key not in known]


def phase_complete(cycle: Cycle, book: Book, phase: Phase, day: date) -> OwedNotice:
    """The news for the coordinator that everything in a phase was done or waived by that day."""
    facts = Facts(
        roadmap=cycle.roadmap,
        year=cycle.year,
        as_of=day,
        party=COORDINATOR,
        phase=phase.label,
        roadmap_title=book.roadmap.title,
    )
    return owed(NoticeKind.PHASE_COMPLETE, facts)


def is_known(session: Session, notice: OwedNotice) -> bool:
    """Whether the outbox has the notice already."""
    return session.exec(select(Notice.id).where(Notice.key == notice.key)).first() is not None


def announce(session: Session, cycle: Cycle, notice: OwedNotice) -> bool:
    """Put one notice of the cycle into the outbox; whether it is new."""
    assert cycle.id is not None
    return queue(session, cycle.id, cycle.last_as_of or date.min, [notice]) > 0


def _kinds_today(step: Step, book: Book, as_of: date) -> Iterator[NoticeKind]:
    if holds_on(step, book, as_of):
        return
    verdict = judge(step, book, as_of)
    if verdict.state is State.DATA_CHECK_FAILED:
        yield NoticeKind.BLOCKED_BY_DATA
    if book.roadmap.by_code[step.measure].action is None:
        if verdict.state is State.STALE:
            yield NoticeKind.STALE
        if step.id in book.snoozed:
            return
        if verdict.is_overdue:
            yield NoticeKind.OVERDUE
        elif step.status is Status.OPEN and step.due_on is not None and as_of >= step.due_on - DUE_SOON:
            yield NoticeKind.DUE_SOON


def _register(session: Session, steps: Iterable[Step]) -> Mapping[str, School]:
    units = {step.unit for step in steps if step.unit}
    return {school.login: school for school in session.exec(select(School).where(col(School.login).in_(units)))}


def _by_holder(
    book: Book, steps: Sequence[Step], register: Mapping[str, School], told: str
) -> Mapping[tuple[str, str], list[Step]]:
    """Steps by (occurrence, scope of the holder of the party that is told, the leading one when empty)."""
    groups: dict[tuple[str, str], list[Step]] = defaultdict(list)
    for step in steps:
        party = book.roadmap.party_by_code[told or book.roadmap.by_code[step.measure].leading_party]
        groups[step.occurrence, _scope(step, party.scope, register)].append(step)
    return groups


def _scope(step: Step, scope: Scope, register: Mapping[str, School]) -> str:
    if scope is Scope.SCHOOL:
        return step.unit
    if scope is Scope.MUNICIPALITY and step.unit in register:
        return register[step.unit].municipality
    return ""


def _facts(
    cycle: Cycle,
    book: Book,
    kind: NoticeKind,
    told: _Told,
    register: Mapping[str, School],
    *,
    as_of: date,
    besides: Besides,
) -> Facts:
    """What the notice says of these steps of one occurrence; they share dates."""
    group, first = told.steps, told.steps[0]
    measure = book.roadmap.by_code[first.measure]
    named = tuple(register[step.unit].name if step.unit in register else step.unit for step in group if step.unit)
    wrong = dict.fromkeys(found.message for step in group for found in wrong_data(step, book))
    return Facts(
        roadmap=cycle.roadmap,
        year=cycle.year,
        as_of=as_of,
        party=told.party,
        scope=told.scope,
        measure=measure.code,
        title=measure.title,
        place=measure.place,
        occurrence=first.occurrence,
        unit=first.unit if len(group) == 1 else "",
        units=tuple(sorted(step.unit for step in group)),
        members=len(told.members),
        step=_time_of(first, cycle, book, as_of),
        awaited="; ".join(unmet_prerequisites(first, book, as_of)) if kind is NoticeKind.OVERDUE else "",
        schools=named,
        due_on=first.due_on,
        was_due_on=besides.was_due_on,
        accept_by=besides.accept_by,
        deliverables=measure.deliverables if told.party == measure.leading_party and not measure.action else (),
        reason=besides.why,
        version=max(step.version for step in group),
        result=_present_results(told.members, measure, book) if kind is NoticeKind.STALE else "",
        findings=tuple(wrong),
    )


def _beside(steps: Iterable[Step], book: Book) -> list[Step]:
    """All steps of these steps' occurrences, the steps themselves among them."""
    keys = dict.fromkeys((step.measure, step.occurrence) for step in steps)
    return [one for key in keys for one in book.steps.get(key, {}).values()]


def _time_of(step: Step, cycle: Cycle, book: Book, as_of: date) -> str:
    """How a command tells this occurrence from the measure's others; empty when it is the only one, this year."""
    others = [key for code, key in book.plan if code == step.measure]
    if len(others) < 2 and step.occurrence in others:
        return "" if cycle.year == as_of.year else f"--cycle {cycle.year}"
    same_month = [key for key in others if key[:7] == step.occurrence[:7]]
    window = step.occurrence[:7] if len(same_month) == 1 else step.occurrence
    return f"--cycle {cycle.year} --window {window}"


def _present_results(steps: Iterable[Step], measure: Measure, book: Book) -> str:
    """One hash over what the steps' prerequisites now result in: stale steps are told of once a change."""
    results = sorted(
        prerequisite.result
        for step in steps
        for needed in needed_by(step, measure, book)
        if not needed.soft
        for prerequisite in awaited_steps(step, needed, book)
        if prerequisite.status in FINAL
    )
    return sha256("\n".join(results).encode()).hexdigest()
