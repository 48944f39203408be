"""A contacts file for the demo: generated people in every role of a roadmap. None of them exists."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from models.people.contacts import COORDINATOR, Person
from models.roadmap.order import Party, Scope

_SURNAMES = ("Полынина", "Мшистов", "Ясенева", "Заречный", "Осокина", "Вересков", "Рябинина", "Луговой")
# Enough for a name of one's own in each school's roles of an ordinary demo: people are found by name.
_INITIALS = tuple(f"{first}. {second}." for second, first in product("ИПНСДАВГМЛ", "АВЕМОИНСТЛ"))


def sample_contacts(parties: Iterable[Party], schools: Mapping[str, str]) -> str:
    """The text of a contacts.yaml that binds one generated person to each place of each role.

    schools: login → municipality
    """
    people = _people()
    lines = ["# Вымышленные люди: замените их своими. Роль → где и когда → кто.", f"{COORDINATOR}:"]
    lines += _binding("", next(people))
    for party in parties:
        if party.code != COORDINATOR:
            lines.append(f"{party.code}:")
            for where in _places(party.scope, schools):
                lines += _binding(where, next(people))
    return "\n".join(lines) + "\n"


def sample_substitute() -> Person:
    """Somebody who holds no role yet and can stand in for a time."""
    return Person(name="Вяземская Т. С.", email="substitute@example.org")


def _places(scope: Scope, schools: Mapping[str, str]) -> list[str]:
    """Where the role has holders of its own: lines of the file, empty for the whole roadmap."""
    if scope is Scope.SCHOOL and schools:
        return [f"school: {login}" for login in sorted(schools)]
    if scope is Scope.MUNICIPALITY and schools:
        return [f'municipality: "{name}"' for name in sorted(set(schools.values()))]
    return [""]


def _binding(where: str, person: str) -> list[str]:
    return [f"  - {where}", f"    people: [{person}]"] if where else [f"  - people: [{person}]"]


def _people() -> Iterator[str]:
    """As many people as are asked for, each different by number."""
    number = 0
    while True:
        for surname, first in product(_SURNAMES, _INITIALS):
            number += 1
            yield f'{{name: "{surname} {first}", slack: U0DEMO{number:05d}, email: person{number}@example.org}}'
