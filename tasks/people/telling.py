"""What a notice says of steps: whose they are, how a command names them, what they wait for; grouped by holder.

What is owed when belongs in owing.py and reminding.py. Imports neither Prefect nor pandas.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from sqlmodel import Session, col, select

from models.language import _
from models.people.notices import Facts, NoticeKind
from models.people.timing import time_of
from models.records import Cycle, School, Step
from models.roadmap.calendar import WorkingCalendar
from models.roadmap.definition import Measure
from models.roadmap.order import Scope
from models.steps.book import Book
from models.steps.data import wrong_data
from models.steps.prerequisites import awaited_steps, needed_by, unmet_prerequisites
from models.steps.status import FINAL, Status


@dataclass(frozen=True)
class Group:
    """Steps of one occurrence of which one holder of a role is told; rung: where on the ladder, if it is a reminder."""

    party: str
    scope: str
    steps: Sequence[Step]
    rung: int | None = None


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


@dataclass(frozen=True)
class Telling:
    """What all notices of one look rest on. register: the schools of the steps, by login."""

    cycle: Cycle
    book: Book
    register: Mapping[str, School]
    calendar: WorkingCalendar
    as_of: date


def register_of(session: Session, steps: Iterable[Step]) -> Mapping[str, School]:
    """The schools of these steps, by login."""
    units = {step.unit for step in steps if step.unit}
    return {school.login: school for school in session.exec(select(School).where(col(School.login).in_(units)))}


def by_holder(book: Book, steps: Sequence[Step], register: Mapping[str, School], told: str = "") -> list[Group]:
    """Steps by measure, occurrence and scope of the holder of the party that is told, the leading one when empty."""
    groups: dict[tuple[str, str, str, str], list[Step]] = defaultdict(list)
    for step in steps:
        party = told or book.roadmap.by_code[step.measure].leading_party
        scope = book.roadmap.party_by_code[party].scope
        groups[party, step.measure, step.occurrence, _place(step, scope, register)].append(step)
    return [Group(party, scope, group) for (party, _measure, _occurrence, scope), group in groups.items()]


def _place(step: Step, scope: Scope, register: Mapping[str, School]) -> str:
    return scope.place(step.unit, register[step.unit].municipality if step.unit in register else "")


def facts_of(told: Telling, kind: NoticeKind, group: Group, besides: Besides = NOTHING) -> Facts:
    """What the notice says of these steps of one occurrence; they share dates."""
    steps, first, book = group.steps, group.steps[0], told.book
    measure = book.roadmap.by_code[first.measure]
    named = tuple(told.register[s.unit].name if s.unit in told.register else s.unit for s in steps if s.unit)
    wrong = dict.fromkeys(found.message for step in steps for found in wrong_data(step, book))
    return Facts(
        roadmap=told.cycle.roadmap,
        year=told.cycle.year,
        as_of=told.as_of,
        party=group.party,
        scope=group.scope,
        measure=measure.code,
        title=measure.title,
        place=measure.place,
        occurrence=first.occurrence,
        unit=first.unit if len(steps) == 1 else "",
        units=tuple(sorted(step.unit for step in steps)),
        step=time_of(first, book, told.cycle.year, told.as_of),
        awaited=_awaited(first, book, told.as_of) if kind is NoticeKind.OVERDUE else "",
        schools=named,
        due_on=first.due_on,
        rung=group.rung,
        left=max(0, told.calendar.working_days_between(told.as_of, first.due_on)) if first.due_on else 0,
        was_due_on=besides.was_due_on,
        accept_by=besides.accept_by,
        deliverables=measure.deliverables if group.party == measure.leading_party and not measure.action else (),
        reason=besides.why,
        late=book.roadmap.party_by_code[measure.leading_party].title,
        version=max(step.version for step in steps),
        result=_present_results(_members(group, told), measure, book) if kind is NoticeKind.STALE else "",
        findings=tuple(wrong),
        steps=tuple(step.id for step in steps if step.id is not None),
    )


def _awaited(step: Step, book: Book, as_of: date) -> str:
    """What keeps the step from being handed in, as far as the book knows; it may hold no steps at all."""
    if (step.measure, step.occurrence) in book.steps:
        return "; ".join(unmet_prerequisites(step, book, as_of))
    if step.status is Status.PLANNED:
        return _("предшествующее (что именно, покажет vekha why {code})").format(code=step.measure)
    return ""


def _members(group: Group, told: Telling) -> list[Step]:
    """All steps of the group's occurrence that its holder has."""
    party = told.book.roadmap.party_by_code[group.party]
    everyone = beside(group.steps, told.book)
    return [step for step in everyone if _place(step, party.scope, told.register) == group.scope]


def beside(steps: Iterable[Step], book: Book) -> list[Step]:
    """All steps of these steps' occurrences, the steps themselves among them."""
    keys = dict.fromkeys((step.measure, step.occurrence) for step in steps)
    return [one for key in keys for one in book.steps.get(key, {}).values()]


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
