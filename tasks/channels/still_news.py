"""Which queued facts are still news: what was handed in, moved, held or outdone meanwhile is not told any more.

The rule itself belongs in models/people/budget.py. Imports neither Prefect nor pandas.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models.people.budget import LADDER, Item, StepNow, still_holds, superseded
from models.people.notices import NoticeKind
from models.records import Cycle, DataFinding, Notice, NoticeStatus, NoticeStep, Step
from models.steps.book import Book
from models.steps.holds import by_what_is_held, holds_on
from tasks.channels.worlds import world_of
from tasks.record.book import recorded_definition, standing_holds

# Kinds whose truth no step decides.
TIMELESS = frozenset({NoticeKind.PHASE_COMPLETE, NoticeKind.ACCEPTED, NoticeKind.DIGEST, NoticeKind.SUBSTITUTION})
# Kinds that are told anew, of fewer schools, when some have handed in meanwhile or are on hold.
RETOLD = LADDER | {NoticeKind.OPENED}
Place = tuple[int, str, str]


def item_of(notice: Notice, steps: Iterable[Step] = ()) -> Item:
    """The fact as the budget sees it; steps: those of which it speaks."""
    assert notice.id is not None
    about = (str(notice.cycle_id), notice.measure, notice.occurrence, notice.party, notice.scope)
    numbers = frozenset(step.id for step in steps if step.id is not None)
    return Item(notice.id, NoticeKind(notice.kind), about, notice.as_of, notice.rung, notice.due_on, numbers)


@dataclass(frozen=True)
class News:
    """What became of facts by a moment; the rest is as true as it was.

    needless: the ids of those that are no news any more, each with the status that says why
    narrowed: of those that speak of several steps and are still true of some only, these steps
    """

    needless: Mapping[int, NoticeStatus]
    narrowed: Mapping[int, Sequence[Step]]


@dataclass(frozen=True)
class _Fact:
    """A fact and what decides about it. free: its steps, but of a calm reminder not those that are on hold by now."""

    item: Item
    steps: Sequence[Step]
    free: Sequence[Step]
    has_findings: bool

    @property
    def why_needless(self) -> NoticeStatus | None:
        """The status that says why it is no news; None when it is."""
        if not self._holds_of(self.steps):
            return NoticeStatus.UNNEEDED
        return None if self._holds_of(self.free) else NoticeStatus.ON_HOLD

    @property
    def true_of(self) -> list[Step]:
        """The steps of which it is still true."""
        return [step for step in self.free if self._holds_of([step])]

    def _holds_of(self, steps: Iterable[Step]) -> bool:
        stand = [StepNow(step.status, step.due_on, step.reason, step.closed_on) for step in steps]
        return still_holds(self.item, stand, self.has_findings)


def news_of(session: Session, notices: Sequence[Notice], now: datetime) -> News:
    """What is still news at that moment, and of which steps."""
    spoken_of = _spoken_of(session, notices)
    items = {one.id: item_of(one, spoken_of[one.id]) for one in notices if one.id is not None}
    facts = list(_facts(session, notices, items, spoken_of, now))
    gone = {one.item.number: status for one in facts if (status := one.why_needless)}
    outdone = superseded(item for number, item in items.items() if number not in gone)
    gone |= dict.fromkeys(outdone, NoticeStatus.UNNEEDED)
    told = [one for one in facts if one.item.number not in gone and one.item.kind in RETOLD]
    return News(gone, {one.item.number: kept for one in told if len(kept := one.true_of) < len(one.steps)})


def _facts(
    session: Session,
    notices: Sequence[Notice],
    items: Mapping[int, Item],
    spoken_of: Mapping[int, Sequence[Step]],
    now: datetime,
) -> Iterator[_Fact]:
    """Those about which steps decide."""
    judged = [one for one in notices if NoticeKind(one.kind) not in TIMELESS and one.occurrence]
    findings = _findings(session, judged)
    held = _held(session, [one for one in judged if one.kind == NoticeKind.REMINDER], spoken_of, now)
    for one in judged:
        item, steps = items[one.id or 0], spoken_of[one.id or 0]
        free = [step for step in steps if item.kind is not NoticeKind.REMINDER or step.id not in held]
        yield _Fact(item, steps, free, _place(one) in findings)


def _place(notice: Notice) -> Place:
    return notice.cycle_id, notice.measure, notice.occurrence


def _spoken_of(session: Session, notices: Iterable[Notice]) -> Mapping[int, Sequence[Step]]:
    """By fact, the steps of which it speaks."""
    found: dict[int, list[Step]] = defaultdict(list)
    query = select(NoticeStep.notice_id, Step).join(Step, col(Step.id) == col(NoticeStep.step_id))
    for number, step in session.exec(query.where(col(NoticeStep.notice_id).in_([one.id for one in notices]))):
        found[number].append(step)
    return found


def _held(
    session: Session, reminders: Sequence[Notice], spoken_of: Mapping[int, Sequence[Step]], now: datetime
) -> Collection[int | None]:
    """Which of the steps that calm reminders speak of are on hold that day; red ones tell of what was late before."""
    found: set[int | None] = set()
    for number in {one.cycle_id for one in reminders}:
        cycle = session.get_one(Cycle, number)
        holds = standing_holds(session, cycle.roadmap)
        if not holds:
            continue
        book = Book(*recorded_definition(session, cycle), {}, holds=by_what_is_held(holds))
        today = world_of(session, cycle, now).here().date()
        mine = [step for one in reminders if one.cycle_id == number for step in spoken_of[one.id or 0]]
        found |= {step.id for step in mine if holds_on(step, book, today)}
    return found


def _findings(session: Session, notices: Sequence[Notice]) -> Collection[Place]:
    """Where a data check still finds something."""
    blocked = {_place(one) for one in notices if one.kind == NoticeKind.BLOCKED_BY_DATA}
    query = select(DataFinding.cycle_id, DataFinding.measure, DataFinding.occurrence).where(
        col(DataFinding.cycle_id).in_({cycle for cycle, _measure, _occurrence in blocked}),
        col(DataFinding.measure).in_({measure for _cycle, measure, _occurrence in blocked}),
        col(DataFinding.occurrence).in_({occurrence for _cycle, _measure, occurrence in blocked}),
    )
    return set(session.exec(query)) if blocked else frozenset()
