"""Who holds which role in every place where somebody should, on a day. Pure; who is bound belongs in contacts.py."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from models.language import _
from models.people.contacts import COORDINATOR, Contacts, Holding, Place, holdings
from models.roadmap.order import Party, Scope
from models.wording import in_digits


@dataclass(frozen=True)
class Post:
    """A role in the places that the same people hold it in; nobody, where there are none of them."""

    role: str
    title: str
    places: tuple[Place, ...]
    holdings: tuple[Holding, ...]


def coordinator_of(parties: Iterable[Party]) -> Party:
    """The coordinator as the roadmap names the role, or as everybody does where it does not."""
    named = [one for one in parties if one.code == COORDINATOR]
    return named[0] if named else Party(code=COORDINATOR, title=_("Координатор"))


def scope_of(party: Party, unit: str, municipality: str) -> str:
    """Where a role's holder is sought first for a school's step; a coordinator may be each school's own."""
    scope = Scope.SCHOOL if party.code == COORDINATOR else party.scope
    return scope.place(unit, municipality)


def roster(contacts: Contacts, parties: Iterable[Party], schools: Mapping[str, str], on: date) -> list[Post]:
    """Every role in every place where the plan needs its holder, the coordinator's first; alike places together.

    schools: login → municipality, of the schools that the plan is for
    """
    known = {one.code: one for one in parties}
    posts = []
    for party in (coordinator_of(known.values()), *(one for one in known.values() if one.code != COORDINATOR)):
        alike: dict[tuple[Holding, ...], list[Place]] = defaultdict(list)
        for place, area in _places(party.scope, schools):
            alike[holdings(contacts, party.code, place.school or place.municipality, on, area)].append(place)
        posts += [Post(party.code, party.title, tuple(places), found) for found, places in alike.items()]
    return posts


def _places(scope: Scope, schools: Mapping[str, str]) -> Iterator[tuple[Place, str]]:
    """The places of a role, each with the municipality that it lies in."""
    if scope is Scope.SCHOOL:
        yield from ((Place(school), area) for school, area in sorted(schools.items()))
    elif scope is Scope.MUNICIPALITY:
        yield from ((Place("", area), area) for area in sorted(set(schools.values())))
    else:
        yield Place(), ""


def named(holding: Holding) -> str:
    """«Мшистов В. П. (замещает: Полынина А. И., по 14.10.2024)»."""
    name = holding.person.name
    if not holding.instead_of:
        return name
    told = _("{name} (замещает: {away}, по {day})")
    return told.format(name=name, away=holding.instead_of, day=in_digits(holding.binding.ends_on))
