"""Who holds which role, where and when: bindings of people to roles, and the question of who is meant on a day.

Reading a contacts file belongs in tasks/people/contacts.py, recording a binding in bindings.py beside it. Roadmaps name
roles only; people are nowhere but here.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, ClassVar, NamedTuple, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from models.language import _

COORDINATOR = "coordinator"

_SLACK = re.compile(r"[UWCGD][A-Z0-9]{6,}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


def _slack_id(value: str) -> str:
    if value and not _SLACK.fullmatch(value):
        raise ValueError(_("это не идентификатор Slack; он выглядит как U012ABCDEF (человек) или C012ABCDEF (канал)"))
    return value


def _address(value: str) -> str:
    if value and not _EMAIL.fullmatch(value):
        raise ValueError(_("это не адрес электронной почты; пример: ivanova@example.org"))
    return value


def _at_service(value: str) -> str:
    service, colon, address = value.partition(":")
    if not (service and colon and address):
        raise ValueError(_("сервис и адрес пишут через двоеточие: telegram:123456789"))
    return value


def _zone(value: str) -> str:
    try:
        return value and ZoneInfo(value).key
    except (ZoneInfoNotFoundError, ValueError):
        raise ValueError(_("такого часового пояса нет; пример: Europe/Moscow")) from None


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=False)


class Person(_Frozen):
    """Somebody who can be told: at least one of slack, email and apprise is there.

    slack:     a user's or a conversation's id
    apprise:   further addresses, each behind the name of its service («telegram:123456789»)
    channels:  in which order to try them («[email, slack]»); those that are not named come after
    time_zone: where the person's day begins, if not where the roadmap's does
    """

    name: Annotated[str, Field(min_length=1)]
    slack: Annotated[str, AfterValidator(_slack_id)] = ""
    email: Annotated[str, AfterValidator(_address)] = ""
    apprise: tuple[Annotated[str, AfterValidator(_at_service)], ...] = ()
    channels: tuple[str, ...] = ()
    time_zone: Annotated[str, AfterValidator(_zone)] = ""

    @model_validator(mode="after")
    def _can_be_told(self) -> Self:
        if not self.slack and not self.email and not self.apprise:
            raise ValueError(_("некуда писать: укажите slack или email"))
        return self

    @property
    def known_as(self) -> str:
        """The address by which the person is known among readers; never the name."""
        return self.slack or self.email.casefold() or self.apprise[0]

    def is_called(self, who: str) -> bool:
        """Whether these are their name, Slack id or address; case and spaces do not matter."""
        return as_called(who) in {as_called(self.name), self.slack.casefold(), self.email.casefold()} - {""}


def as_called(name: str) -> str:
    """A name as names are compared."""
    return " ".join(name.casefold().split())


class Place(NamedTuple):
    """Where a role is held: in one school, in one municipality, or (both empty) in the whole roadmap."""

    school: str = ""
    municipality: str = ""


EVERYWHERE = Place()


class Binding(_Frozen):
    """People who hold a role: in one school, in one municipality, or everywhere; between two days, both inclusive.

    substitute_for: the name of the one who is away, in whose stead these people are told and may act
    """

    # Bindings of one place hold together, unless one takes the place of those before it.
    replaces_others: ClassVar[bool] = False

    people: Annotated[tuple[Person, ...], Field(min_length=1)]
    school: str = ""
    municipality: str = ""
    starts_on: date | None = Field(default=None, alias="from")
    ends_on: date | None = Field(default=None, alias="until")
    substitute_for: str = ""

    @model_validator(mode="after")
    def _reaches_somewhere_and_sometime(self) -> Self:
        if self.school and self.municipality:
            raise ValueError(_("указаны и school, и municipality; оставьте одно"))
        if self.starts_on and self.ends_on and self.starts_on > self.ends_on:
            raise ValueError(_("начало (from) позже конца (until); поменяйте даты"))
        return self

    def holds_on(self, day: date) -> bool:
        """Whether the binding is in force on that day."""
        return (self.starts_on or day) <= day <= (self.ends_on or day)

    @property
    def place(self) -> Place:
        """Where it holds."""
        return Place(self.school, self.municipality)


class Appointment(Binding):
    """A binding that was recorded: while it is in force, nobody who was bound to its place before holds the role."""

    replaces_others: ClassVar[bool] = True


class Contacts(_Frozen):
    """Every binding, by role, the later recorded after the earlier."""

    roles: dict[str, tuple[Binding, ...]] = {}

    @cached_property
    def by_place(self) -> Mapping[tuple[str, Place], tuple[Binding, ...]]:
        """The bindings of each role in each place, in the same order."""
        found: dict[tuple[str, Place], list[Binding]] = defaultdict(list)
        for role, bindings in self.roles.items():
            for one in bindings:
                found[role, one.place].append(one)
        return {key: tuple(bindings) for key, bindings in found.items()}

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """Everybody who was ever bound, by name as names are compared; channels as they were given last."""
        bound = (one for bindings in self.roles.values() for one in bindings)
        return {as_called(person.name): person for one in bound for person in one.people}


@dataclass(frozen=True)
class Holding:
    """That somebody holds a role on a day, by which binding, and in whose stead (empty: in nobody's)."""

    person: Person
    binding: Binding
    instead_of: str = ""


def held_at(contacts: Contacts, party: str, place: Place, on: date) -> tuple[Holding, ...]:
    """Who holds the role in exactly this place that day: those bound since the last who was to hold it alone.

    Who is away is not among them; whoever stands in for them is. A substitute of somebody who does not hold the role
    counts for nothing.
    """
    in_force = [one for one in contacts.by_place.get((party, place), ()) if one.holds_on(on)]
    bound = [one for one in in_force if not one.substitute_for]
    since = max((index for index, one in enumerate(bound) if one.replaces_others), default=0)
    standing_in = {as_called(one.substitute_for): one for one in in_force if one.substitute_for}
    found = (one for binding in bound[since:] for person in binding.people
             for one in _on_duty(Holding(person, binding), standing_in, frozenset()))  # fmt: skip
    return tuple({one.person: one for one in found}.values())


def _on_duty(holding: Holding, standing_in: Mapping[str, Binding], away: frozenset[str]) -> Iterator[Holding]:
    """The holder, or whoever stands in for them, or for these in turn."""
    name = as_called(holding.person.name)
    binding = standing_in.get(name)
    if binding is None or name in away:
        yield holding
        return
    for person in binding.people:
        yield from _on_duty(Holding(person, binding, binding.substitute_for), standing_in, away | {name})


def holdings(contacts: Contacts, party: str, scope: str, on: date, municipality: str = "") -> tuple[Holding, ...]:
    """Who holds the role that day: the school's own holders, else its municipality's, else the roadmap's, else nobody.

    scope:        a school's login, a municipality, or empty for the whole roadmap
    municipality: where the school is, so that its municipality's holder can stand in
    """
    for place in dict.fromkeys((Place(scope), Place("", scope), Place("", municipality), EVERYWHERE)):
        if found := held_at(contacts, party, place, on):
            return found
    return ()


def holders(contacts: Contacts, party: str, scope: str, on: date, municipality: str = "") -> tuple[Person, ...]:
    """The people of `holdings`."""
    return tuple(one.person for one in holdings(contacts, party, scope, on, municipality))


def is_held_by(contacts: Contacts, who: str, party: str, scope: str, on: date, municipality: str = "") -> bool:
    """Whether the person of that name, Slack id or address holds the role that day, and so may act in it."""
    return any(one.is_called(who) for one in holders(contacts, party, scope, on, municipality))


def places_held(contacts: Contacts, party: str, on: date) -> frozenset[Place]:
    """Where somebody holds the role that day."""
    places = {one.place for one in contacts.roles.get(party, ())}
    return frozenset(place for place in places if held_at(contacts, party, place, on))


def recipients(contacts: Contacts, party: str, scope: str, on: date, municipality: str = "") -> tuple[Person, ...]:
    """Who is told: the role's holders, or the coordinator when nobody is bound (then somebody must bind them)."""
    found = holders(contacts, party, scope, on, municipality)
    return found or holders(contacts, COORDINATOR, scope, on, municipality)


def substitutes(contacts: Contacts, party: str, scope: str, on: date, municipality: str = "") -> tuple[Person, ...]:
    """Those of the role's holders who stand in for somebody that day."""
    return tuple(one.person for one in holdings(contacts, party, scope, on, municipality) if one.instead_of)


def unbound(
    contacts: Contacts, parties: Iterable[str], schools: Mapping[str, str], on: date
) -> frozenset[tuple[str, str]]:
    """The (role, school) that nobody holds on that day; none while nobody was ever bound to anything.

    schools: the municipality of each school to ask about. The empty school stands for the roadmap's own steps: their
    role is held when anybody holds it anywhere.
    """
    if not contacts.roles:
        return frozenset()
    held = {party: places_held(contacts, party, on) for party in parties}
    nobody = frozenset((party, "") for party, places in held.items() if not places)
    return nobody | frozenset(
        (party, school)
        for party, places in held.items()
        for school, municipality in schools.items()
        if places.isdisjoint([Place(school), Place("", municipality), EVERYWHERE])
    )
