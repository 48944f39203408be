"""From steps to owed notices: whom a measure's steps concern, grouped so that each holder of a role gets one message.

Writing the outbox belongs in tasks/channels/outbox.py. Imports neither Prefect nor pandas.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from sqlmodel import Session, col, select

from models.people.budget import UNFINISHED
from models.people.contacts import COORDINATOR
from models.people.notices import Facts, NoticeKind, OwedNotice, owed
from models.records import Cycle, Notice, Step
from models.roadmap.definition import Phase
from models.steps.book import Book
from models.steps.gate import judge
from models.steps.holds import holds_on
from models.steps.state import State
from tasks.channels.outbox import queue
from tasks.cycle.calendars import calendar_of
from tasks.people.reminding import reminders_due, still_reminded
from tasks.people.suspicions import lapsed_drops, suspect_steps
from tasks.people.telling import NOTHING, Besides, Telling, beside, by_holder, facts_of, register_of


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
    """One notice for each measure, occurrence and holder of the party."""
    told = Telling(cycle, book, register_of(session, beside(steps, book)), calendar_of(session, cycle), as_of)
    groups = by_holder(book, steps, told.register, besides.party)
    return [owed(kind, facts_of(told, kind, group, besides)) for group in groups]


def owed_today(session: Session, cycle: Cycle, book: Book, steps: Sequence[Step], as_of: date) -> list[OwedNotice]:
    """What the verdicts on steps, of a measure or of several, owe today and the outbox lacks."""
    groups: dict[NoticeKind, list[Step]] = defaultdict(list)
    for step in steps:
        for kind in _kinds_today(step, book, as_of):
            groups[kind].append(step)
    found = [one for kind, group in groups.items() for one in owed_for(session, cycle, book, kind, group, as_of=as_of)]
    found += unblocked(session, cycle, book, steps, groups[NoticeKind.BLOCKED_BY_DATA], as_of)
    found += suspect_steps(session, cycle, book, steps, as_of) + lapsed_drops(session, cycle, book, steps, as_of)
    if found:
        known = set(session.exec(select(Notice.key).where(col(Notice.key).in_([one.key for one in found]))))
        found = [one for one in found if one.key not in known]
    return [*found, *reminders_of(session, cycle, book, steps, as_of)]


def reminders_of(session: Session, cycle: Cycle, book: Book, steps: Sequence[Step], as_of: date) -> list[OwedNotice]:
    """The rungs of the ladder that have come for these steps and that nobody was told of."""
    calendar = calendar_of(session, cycle)
    rungs = {due_on: book.roadmap.reminders.rung_on(as_of, due_on, calendar) for due_on in _awaited_days(steps)}
    if not any(rung is not None for rung in rungs.values()):
        return []
    measures = {step.measure for step in steps}
    only = measures.pop() if len(measures) == 1 else ""
    groups = [
        (kind, group)
        for kind, due in reminders_due(session, cycle, book.roadmap, calendar, as_of, only)
        if (group := still_reminded(due, book, as_of))
    ]
    wanted = {step.id for step in steps}
    told = Telling(cycle, book, register_of(session, steps), calendar, as_of)
    return [owed(kind, facts_of(told, kind, one)) for kind, one in groups if wanted.issuperset(s.id for s in one.steps)]


def _awaited_days(steps: Iterable[Step]) -> set[date]:
    """The deadlines of the steps that are not handed in."""
    return {step.due_on for step in steps if step.due_on is not None and step.status in UNFINISHED}


def unblocked(
    session: Session, cycle: Cycle, book: Book, steps: Sequence[Step], blocked: Sequence[Step], as_of: date
) -> list[OwedNotice]:
    """The news that data which were told to be wrong are right by now: it answers the last such notice."""
    codes = {step.measure for step in steps}
    query = select(Notice).where(col(Notice.cycle_id) == cycle.id, col(Notice.measure).in_(codes))
    told = session.exec(query.where(col(Notice.kind) == NoticeKind.BLOCKED_BY_DATA).order_by(col(Notice.id))).all()
    last = {(one.measure, one.occurrence, one.party, one.scope): one.key for one in told if one.occurrence}
    if not last:
        return []
    telling = Telling(cycle, book, register_of(session, steps), calendar_of(session, cycle), as_of)
    still = {(one.measure, one.occurrence) for one in blocked}
    return [
        owed(NoticeKind.UNBLOCKED, replace(facts_of(telling, NoticeKind.UNBLOCKED, group), answers=key))
        for group in by_holder(book, steps, telling.register)
        if (key := last.get((group.steps[0].measure, group.steps[0].occurrence, group.party, group.scope)))
        and (group.steps[0].measure, group.steps[0].occurrence) not in still
    ]


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
    if verdict.state is State.STALE and book.roadmap.by_code[step.measure].action is None:
        yield NoticeKind.STALE
