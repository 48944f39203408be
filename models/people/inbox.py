"""What is on whom: what a person or a role owes, by urgency, what is missing, how it is handed in, what to accept.

A pure function over the book and the contacts, for a command or a web board. What it reads: tasks/people/inbox.py.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from models.language import _
from models.people.contacts import COORDINATOR
from models.people.ownership import Desk, Ownership, Whose
from models.people.timing import time_of
from models.records import Step
from models.roadmap.definition import Measure
from models.steps.book import Book
from models.steps.gate import DUE_SOON, Verdict, judge
from models.steps.state import State
from models.steps.status import Status
from models.steps.waivers import lapsed_drop

# Where a command names the school, until it is known of how many schools the same is said.
SCHOOL = "--school ?"


class Urgency(StrEnum):
    """How soon something must be done about a step, the most urgent first."""

    OVERDUE = "overdue"
    RETURNED = "returned"
    DUE_SOON = "due_soon"
    SUSPECT = "suspect"
    LAPSED = "lapsed"
    STALE = "stale"
    OPEN = "open"
    TO_ACCEPT = "to_accept"
    UNHELD = "unheld"
    STOPPED = "stopped"
    HELD = "held"

    @property
    def label(self) -> str:
        """The urgency as people read it."""
        return {
            Urgency.OVERDUE: _("Просрочено"),
            Urgency.RETURNED: _("Возвращено на доработку"),
            Urgency.DUE_SOON: _("Скоро срок"),
            Urgency.SUSPECT: _("Под вопросом"),
            Urgency.LAPSED: _("Снятие истекло"),
            Urgency.STALE: _("Устарело, сдать заново"),
            Urgency.OPEN: _("Открыто"),
            Urgency.TO_ACCEPT: _("Ждёт вашей приёмки"),
            Urgency.UNHELD: _("Некому исполнять"),
            Urgency.STOPPED: _("Стоит из-за данных"),
            Urgency.HELD: _("Приостановлено"),
        }[self]


@dataclass(frozen=True)
class Item:
    """One thing to do, for the schools that share all of it; none of them for the whole roadmap.

    year, occurrence: of which cycle, which of the measure's times; due_on: its last day, inclusive
    sentence: what else is to be known: what to mend, what it stands for; handed_in, missing: titles of its documents
    command:  how to do it; empty where only others can do anything
    """

    urgency: Urgency
    year: int
    measure: str
    title: str
    place: str
    party: str
    occurrence: str
    units: tuple[str, ...]
    due_on: date | None
    sentence: str
    handed_in: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    command: str = ""


def inbox(desk: Desk, whose: Whose, as_of: date) -> tuple[Item, ...]:
    """Everything that is theirs on that day, the most urgent first, then the earliest due, then as printed."""
    is_theirs = Ownership(desk, whose, as_of)
    steps = (step for units in desk.book.steps.values() for step in units.values())
    found = (
        item
        for step in steps
        if step.cycle_id in desk.years and step.cycle_id not in desk.book.closed
        for item in _items(desk, step, is_theirs, as_of)
    )
    order, urgency = {code: number for number, code in enumerate(desk.book.roadmap.by_code)}, list(Urgency)

    def in_order(one: Item) -> tuple[int, date, int, tuple[str, ...]]:
        return urgency.index(one.urgency), one.due_on or date.max, order[one.measure], one.units

    return tuple(sorted(_put_together(found), key=in_order))


def acceptors(step: Step, measure: Measure, book: Book) -> tuple[str, ...]:
    """The parties whose word a step that was handed in awaits now."""
    if step.status is not Status.SUBMITTED:
        return ()
    turn = book.turns.get(step.id or 0)
    return turn.parties if turn else measure.acceptors


def _items(desk: Desk, step: Step, is_theirs: Ownership, as_of: date) -> Iterator[Item]:
    """What they must do of this step: its work, its acceptance, or finding somebody who would."""
    measure = desk.book.roadmap.by_code.get(step.measure)
    if measure is None:
        return
    if step.status is Status.WAIVED:
        # Only the coordinator can open it again.
        if lapsed_drop(step, desk.book, as_of) and is_theirs.of(COORDINATOR, step):
            yield _item(desk, step, measure, Urgency.LAPSED, judge(step, desk.book, as_of), as_of)
        return
    if any(is_theirs.of(one, step) or is_theirs.for_want_of(one, step) for one in acceptors(step, measure, desk.book)):
        yield _item(desk, step, measure, Urgency.TO_ACCEPT, judge(step, desk.book, as_of), as_of)
    if step.status is Status.SUBMITTED:
        return
    is_leading = is_theirs.of(measure.leading_party, step)
    if not is_leading and not is_theirs.for_want_of(measure.leading_party, step):
        return
    verdict = judge(step, desk.book, as_of)
    if urgency := _urgency(step, measure, verdict, as_of):
        is_nobodys = not is_leading and urgency is not Urgency.HELD and measure.action is None
        yield _item(desk, step, measure, Urgency.UNHELD if is_nobodys else urgency, verdict, as_of)


def _urgency(step: Step, measure: Measure, verdict: Verdict, as_of: date) -> Urgency | None:
    """How soon its leading party must act; None while it need not."""
    if verdict.is_held:
        return Urgency.HELD
    if verdict.state is State.DATA_CHECK_FAILED:
        return Urgency.STOPPED
    if measure.action:
        return None
    if verdict.state is State.BLOCKED:
        return Urgency.RETURNED if step.reason else Urgency.OPEN
    if verdict.state is State.OPEN:
        is_soon = step.due_on is not None and as_of >= step.due_on - DUE_SOON
        return Urgency.DUE_SOON if is_soon else Urgency.OPEN
    known = {State.OVERDUE: Urgency.OVERDUE, State.SUSPECT: Urgency.SUSPECT, State.STALE: Urgency.STALE}
    return known.get(verdict.state)


def _item(desk: Desk, step: Step, measure: Measure, urgency: Urgency, verdict: Verdict, as_of: date) -> Item:
    handed_in = () if urgency in (Urgency.STALE, Urgency.SUSPECT) else tuple(desk.papers.get(step.id or 0, ()))
    year = desk.years[step.cycle_id]
    return Item(
        urgency=urgency,
        year=year,
        measure=measure.code,
        title=measure.title,
        place=measure.place,
        party=measure.leading_party,
        occurrence=step.occurrence,
        units=(step.unit,) if step.unit else (),
        due_on=step.due_on,
        sentence=_sentence(step, urgency, verdict),
        handed_in=handed_in,
        missing=() if measure.action else tuple(title for title in measure.deliverables if title not in handed_in),
        command=_command(desk.book, step, measure, urgency, verdict, year, as_of),
    )


def _sentence(step: Step, urgency: Urgency, verdict: Verdict) -> str:
    """What is to be known beside the urgency and the day; mostly nothing."""
    if urgency in (Urgency.RETURNED, Urgency.OVERDUE) and step.reason and step.status is Status.OPEN:
        return _("Исправить: {reason}").format(reason=step.reason)
    is_told = urgency in (Urgency.SUSPECT, Urgency.LAPSED, Urgency.STALE, Urgency.STOPPED, Urgency.HELD)
    return verdict.sentence if is_told or (urgency is Urgency.OVERDUE and not verdict.is_passable) else ""


def _command(
    book: Book, step: Step, measure: Measure, urgency: Urgency, verdict: Verdict, year: int, as_of: date
) -> str:
    """How it is done from the command line; empty where only others can do anything."""
    named = " ".join(
        part for part in (step.measure, SCHOOL if step.unit else "", time_of(step, book, year, as_of)) if part
    )
    if urgency is Urgency.TO_ACCEPT:
        return f"vekha accept {named}"
    if urgency is Urgency.LAPSED:
        return f"vekha reopen {named} --reason …"
    if urgency is Urgency.UNHELD:
        return f"vekha party bind {measure.leading_party} --person … --email …{f' {SCHOOL}' if step.unit else ''}"
    is_possible = verdict.is_passable or urgency is Urgency.STALE
    return f"vekha submit {named} --file …" if is_possible and urgency is not Urgency.STOPPED else ""


def _put_together(items: Iterable[Item]) -> Iterator[Item]:
    """What several schools share in everything is one item; its command names the school, or leaves it to be named."""
    alike: dict[Item, list[str]] = defaultdict(list)
    for one in items:
        alike[replace(one, units=())].extend(one.units)
    for one, units in alike.items():
        school = f"--school {units[0]}" if len(units) == 1 else "--school …"
        yield replace(one, units=tuple(sorted(units)), command=one.command.replace(SCHOOL, school))
