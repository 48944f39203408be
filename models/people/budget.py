"""Who may be told now, and what waits: one message a person a day, red ones at once, quiet hours, nothing told twice.

Pure: given what is owed, what was sent and the moment. What a message says belongs in composing.py, finding the people
and keeping the messages in tasks/channels.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from models.people.facts import NoticeKind
from models.roadmap.calendar import WorkingCalendar
from models.steps.status import Status

LADDER = frozenset({NoticeKind.REMINDER, NoticeKind.OVERDUE, NoticeKind.ESCALATION})
UNFINISHED = frozenset({Status.PLANNED, Status.OPEN})
# What is news only for as long as some step that it speaks of stands so.
STILL = {
    NoticeKind.OPENED: {Status.OPEN},
    NoticeKind.TO_ACCEPT: {Status.SUBMITTED},
    NoticeKind.STALE: {Status.DONE},
    NoticeKind.SUSPECT: {Status.SUBMITTED, Status.DONE},
    NoticeKind.LAPSED: {Status.WAIVED},
    NoticeKind.EXTENDED: UNFINISHED,
}


@dataclass(frozen=True)
class Item:
    """A fact as sending sees it.

    number:  the fact's id; ids grow with time
    about:   what it speaks of, and to whom: equal for the rungs of one ladder and for the opening that they follow
    steps:   the ids of the steps of which it speaks; empty when no step decides it
    """

    number: int
    kind: NoticeKind
    about: tuple[str, ...]
    as_of: date
    rung: int | None = None
    due_on: date | None = None
    steps: frozenset[int] = frozenset()


@dataclass(frozen=True)
class StepNow:
    """A step that a fact speaks of, as it stands at the moment of sending. closed_on: when it was done or dropped."""

    status: Status
    due_on: date | None = None
    reason: str = ""
    closed_on: date | None = None


@dataclass(frozen=True)
class Quiet:
    """When nobody is disturbed: from an hour of the evening to one of the morning, and on days off."""

    since: time = time(20)
    until: time = time(7)

    def disturbs(self, moment: datetime, calendar: WorkingCalendar) -> bool:
        """Whether a message at that local moment comes at a quiet hour or on a day off."""
        return not calendar.is_working(moment.date()) or not self._is_awake(moment.time())

    def ends(self, moment: datetime, calendar: WorkingCalendar) -> datetime:
        """The next working morning after that local moment."""
        day = moment.date() if moment.time() < self.until else moment.date() + timedelta(days=1)
        return datetime.combine(calendar.next_working_day(day), self.until, moment.tzinfo)

    def _is_awake(self, at: time) -> bool:
        if self.until <= self.since:
            return self.until <= at < self.since
        return not self.since <= at < self.until


@dataclass(frozen=True)
class Reader:
    """What decides about one reader at one moment.

    moment:    local, with the reader's time zone
    told_on:   the last day on which a message that was not red was made for the reader; None: never
    awaits:    such a message is made and has not come through yet: what is owed meanwhile joins the next one
    """

    moment: datetime
    calendar: WorkingCalendar
    quiet: Quiet = Quiet()
    told_on: date | None = None
    awaits: bool = False


@dataclass(frozen=True)
class Decision:
    """What becomes of a reader's items: told now, in one message, or kept until a moment (the earliest; later is free).

    is_red: the message carries nothing that the budget counts
    """

    now: tuple[Item, ...]
    later: tuple[Item, ...]
    until: datetime | None = None

    @property
    def is_red(self) -> bool:
        """Whether only red facts are told."""
        return all(item.kind.is_red for item in self.now)


def decide(items: Sequence[Item], reader: Reader) -> Decision:
    """One message with everything, when the day and the hour allow it; else the red ones at once and the rest later."""
    calm = [item for item in items if not item.kind.is_red]
    if not calm:
        return Decision(tuple(items), ())
    spent = reader.told_on is not None and reader.told_on >= reader.moment.date()
    if not spent and not reader.awaits and not reader.quiet.disturbs(reader.moment, reader.calendar):
        return Decision(tuple(items), ())
    red = tuple(item for item in items if item.kind.is_red)
    return Decision(red, tuple(calm), _next_chance(reader, spent))


def _next_chance(reader: Reader, spent: bool) -> datetime:
    """The morning of the next working day; the present moment's own one when only the hour is quiet."""
    if spent and reader.told_on is not None:
        after = datetime.combine(reader.told_on + timedelta(days=1), time.min, reader.moment.tzinfo)
        return reader.quiet.ends(max(after, reader.moment), reader.calendar)
    return reader.quiet.ends(reader.moment, reader.calendar)


def superseded(items: Iterable[Item]) -> frozenset[int]:
    """The facts that later ones make needless: of a ladder only the latest rung is told, of digests the latest week.

    A reminder before the deadline says nothing that the opening told together with it does not say; an overdue says
    more than the opening. A fact of several schools is needless only where all of them are told of later.
    """
    told: dict[tuple[str, ...], set[int]] = {}
    dropped: set[int] = set()
    for item in sorted(items, key=_weight, reverse=True):
        family = _family(item)
        if family is None:
            continue
        if family in told and item.steps <= told[family]:
            dropped.add(item.number)
        told.setdefault(family, set()).update(item.steps)
    return frozenset(dropped)


def _family(item: Item) -> tuple[str, ...] | None:
    """Facts of which only the last is worth telling; None for one that is told beside all others."""
    if item.kind in LADDER or item.kind is NoticeKind.OPENED:
        voice = "escalation" if item.kind is NoticeKind.ESCALATION else "ladder"
        return (voice, *item.about)
    return ("digest", *item.about) if item.kind is NoticeKind.DIGEST else None


def _weight(item: Item) -> tuple[date, int, int, int]:
    """The later deadline, then what says more, then the later rung, then the later fact."""
    says = {NoticeKind.REMINDER: 0, NoticeKind.OPENED: 1}.get(item.kind, 2)
    rung = item.rung if item.rung is not None else 0
    return item.due_on or date.min, says, rung, item.number


def still_holds(item: Item, steps: Collection[StepNow], has_findings: bool = True) -> bool:
    """Whether the fact is still news at the moment of sending: nobody is reminded of what was handed in meanwhile.

    steps:        those that it speaks of; has_findings: whether the data check still finds something
    """
    if item.kind is NoticeKind.LAPSED:
        # What was dropped that day or later was dropped by another order.
        steps = [step for step in steps if step.closed_on is None or step.closed_on < item.as_of]
    if item.kind in STILL:
        return any(step.status in STILL[item.kind] for step in steps)
    if item.kind in LADDER:
        return any(step.status in UNFINISHED and step.due_on == item.due_on for step in steps)
    if item.kind is NoticeKind.RETURNED:
        return any(step.status is Status.OPEN and step.reason for step in steps)
    return item.kind is not NoticeKind.BLOCKED_BY_DATA or has_findings
