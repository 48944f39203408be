"""Who holds which role, where and when: the bindings of a contacts file, and the question of who is meant today.

Reading the file belongs in tasks/people/contacts.py. Roadmaps name roles only; people are nowhere but here.
"""

import re
from datetime import date
from typing import Annotated, Self
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


class Binding(_Frozen):
    """People who hold a role: in one school, in one municipality, or everywhere; between two days, both inclusive."""

    people: Annotated[tuple[Person, ...], Field(min_length=1)]
    school: str = ""
    municipality: str = ""
    starts_on: date | None = Field(default=None, alias="from")
    ends_on: date | None = Field(default=None, alias="until")

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


class Contacts(_Frozen):
    """Every binding, by role."""

    roles: dict[str, tuple[Binding, ...]] = {}


def holders(contacts: Contacts, party: str, scope: str, on: date, municipality: str = "") -> tuple[Person, ...]:
    """Who holds the role that day: the school's own holders, else its municipality's, else the roadmap's, else nobody.

    scope:        a school's login, a municipality, or empty for the whole roadmap
    municipality: where the school is, so that its municipality's holder can stand in
    """
    in_force = [binding for binding in contacts.roles.get(party, ()) if binding.holds_on(on)]
    for school, area in ((scope, ""), ("", scope), ("", municipality), ("", "")):
        bound = [b for b in in_force if (b.school, b.municipality) == (school, area)]
        if bound:
            return tuple(dict.fromkeys(person for binding in bound for person in binding.people))
    return ()


def places_held(contacts: Contacts, party: str, on: date) -> frozenset[tuple[str, str]]:
    """Where somebody holds the role that day, as (school, municipality): both empty stand for the whole roadmap."""
    return frozenset((one.school, one.municipality) for one in contacts.roles.get(party, ()) if one.holds_on(on))


def recipients(contacts: Contacts, party: str, scope: str, on: date, municipality: str = "") -> tuple[Person, ...]:
    """Who is told: the role's holders, or the coordinator when nobody is bound (then somebody must bind them)."""
    found = holders(contacts, party, scope, on, municipality)
    return found or holders(contacts, COORDINATOR, scope, on, municipality)
