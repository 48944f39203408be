"""A day in mid-play as people saw it: what was on whom and why a measure stood; at the end, what slipped and was told.

Shown by the same functions as `vekha inbox`, `why`, `report slippage` and `notices` show it: nothing is drawn here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date

from rich.console import Console, RenderableType
from rich.rule import Rule
from sqlmodel import Session

from deployments.cli.inbox import lines as inbox_shown
from deployments.cli.notices import shown as notices_shown
from deployments.cli.report.slippage import table as slippage_shown
from deployments.cli.report.slippage import total as slippage_total
from deployments.cli.why import as_object as why_as_object
from deployments.cli.why import shown as why_shown
from deployments.demo.deciding import school_at
from deployments.demo.decisions import Glance
from models.language import _
from models.people.contacts import Person, holders
from models.people.ownership import Whose
from models.records import Cycle, School
from models.wording import in_digits
from tasks.channels.ledger import Line, Wanted, ledger
from tasks.database import reading
from tasks.people.directory import contacts_of
from tasks.people.inbox import Seen as Inbox
from tasks.people.inbox import inbox_of
from tasks.people.step_ref import StepRef
from tasks.people.why import Seen as Stands
from tasks.people.why import look
from tasks.record.book import find_cycle
from tasks.record.slippage import Slippage, read_slippage
from tasks.settings import Settings


@dataclass(frozen=True)
class Desk:
    """Somebody's inbox on that day, with the role and school (empty: the whole roadmap) by which it is theirs."""

    role: str
    school: str
    person: Person
    inbox: Inbox


@dataclass(frozen=True)
class Glimpse:
    """What was seen on the day."""

    day: date
    desks: tuple[Desk, ...]
    asked: StepRef
    stands: Stands


@dataclass(frozen=True)
class Aftermath:
    """What came of it by the last day: the year's slipped deadlines, and what the first desk's holder was told."""

    glimpse: Glimpse
    last: date
    slippage: Slippage
    told: tuple[Line, ...]


def glimpse(settings: Settings, roadmap: str, glance: Glance) -> Glimpse:
    """What people see on the day of the glance, as the record has it now."""
    asked = StepRef(roadmap, glance.day.year, glance.why)
    with reading(settings) as session:
        cycle = find_cycle(session, roadmap, glance.day.year)
        desks = (_desk(session, settings, cycle, role, place, glance.day) for role, place in glance.desks)
        return Glimpse(glance.day, tuple(desks), asked, look(session, settings, asked, glance.day))


def _desk(session: Session, settings: Settings, cycle: Cycle, role: str, place: int | None, day: date) -> Desk:
    school = "" if place is None else school_at(session, cycle, place)
    area = getattr(session.get(School, school), "municipality", "")
    (person, *_others) = holders(contacts_of(session, settings), role, school, day, area)
    return Desk(role, school, person, inbox_of(session, settings, cycle, Whose(person=person.name), day))


def aftermath(settings: Settings, seen: Glimpse, last: date) -> Aftermath:
    """What the glance's year and people came to."""
    with reading(settings) as session:
        cycle = find_cycle(session, seen.asked.roadmap, seen.asked.year)
        slipped = read_slippage(session, cycle, last)
    told = ledger(settings, Wanted(person=seen.desks[0].person.name))
    return Aftermath(seen, last, slipped, told)


def show(console: Console, ended: Aftermath) -> None:
    """Each answer under the command that gives it."""
    seen = ended.glimpse
    console.print(Rule(_("{day}, посреди работы").format(day=in_digits(seen.day)), align="left"))
    on = f"--as-of {seen.day}"
    for desk in seen.desks:
        _answer(
            console,
            f'inbox --person "{desk.person.name}" {on}',
            inbox_shown(desk.inbox, desk.person.name, seen.day),
        )
    _answer(console, f"why {seen.asked} {on}", why_shown(seen.stands, seen.asked, seen.day))
    console.print(Rule(_("{day}, когда всё исполнено").format(day=in_digits(ended.last)), align="left"))
    _answer(console, f"report slippage --cycle {seen.asked.year}", _slipped(ended))
    _answer(console, f'notices --person "{seen.desks[0].person.name}"', notices_shown(ended.told))


def _slipped(ended: Aftermath) -> Iterator[RenderableType]:
    yield slippage_shown(ended.slippage, ended.last)
    yield slippage_total(ended.slippage.summary)


def _answer(console: Console, command: str, answer: Iterator[RenderableType]) -> None:
    console.print(f"$ vekha {command}", style="bold", markup=False, soft_wrap=True)
    for one in answer:
        console.print(one, markup=False, soft_wrap=isinstance(one, str))
    console.print()


def as_object(ended: Aftermath) -> Mapping[str, object]:
    """The same for a program; people by their roles, not by name."""
    seen = ended.glimpse
    return {
        "day": seen.day,
        "inboxes": [
            {"role": desk.role, "school": desk.school, "items": [asdict(one) for one in desk.inbox.items]}
            for desk in seen.desks
        ],
        "why": why_as_object(seen.stands, seen.day),
        "slippage": asdict(ended.slippage.summary),
        "ledger": [
            {"day": one.as_of, "kinds": one.kinds, "channel": one.channel, "outcome": one.outcome} for one in ended.told
        ],
    }
