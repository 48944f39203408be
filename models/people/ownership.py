"""Whose a step is: who is asked about, and whether they hold a role at it. Pure; what follows belongs in inbox.py."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from models.people.contacts import COORDINATOR, Contacts, holders
from models.people.roster import scope_of
from models.records import Step
from models.roadmap.order import Party
from models.steps.book import Book


@dataclass(frozen=True)
class Whose:
    """Whose inbox is meant: a person's by name, Slack id or address, or a role's, everywhere or in one place."""

    person: str = ""
    role: str = ""
    school: str = ""
    municipality: str = ""


@dataclass(frozen=True)
class Desk:
    """What an inbox is made of.

    years: the open cycles by id; areas: the municipality of each school; papers: titles of what is handed in, by step
    """

    book: Book
    contacts: Contacts
    years: Mapping[int, int]
    areas: Mapping[str, str]
    papers: Mapping[int, Sequence[str]] = field(default_factory=dict)


class Ownership:
    """Whether whose inbox it is holds a role at a step; asked of every step, each role and place is looked up once."""

    def __init__(self, desk: Desk, whose: Whose, as_of: date) -> None:
        self._desk, self._whose, self._as_of = desk, whose, as_of
        self._known: dict[tuple[str, str], tuple[bool, bool]] = {}

    def of(self, party: str, step: Step) -> bool:
        """Whether they hold the party for this step."""
        return self._is_asked_about(step) and self._looked_up(party, step.unit)[0]

    def for_want_of(self, party: str, step: Step) -> bool:
        """Whether nobody holds the party for this step, and they coordinate where it is."""
        return self.of(COORDINATOR, step) and bool(self._desk.contacts.roles) and self._looked_up(party, step.unit)[1]

    def _looked_up(self, party: str, unit: str) -> tuple[bool, bool]:
        """Whether they hold the party for the school; whether nobody does."""
        if (party, unit) not in self._known:
            area = self._desk.areas.get(unit, "")
            role = self._desk.book.roadmap.party_by_code.get(party) or Party(code=party, title=party)
            people = holders(self._desk.contacts, party, scope_of(role, unit, area), self._as_of, area)
            by_name = any(one.is_called(self._whose.person) for one in people)
            is_theirs = by_name if self._whose.person else party == self._whose.role
            self._known[party, unit] = is_theirs, not people
        return self._known[party, unit]

    def _is_asked_about(self, step: Step) -> bool:
        if self._whose.school and step.unit != self._whose.school:
            return False
        return not self._whose.municipality or self._desk.areas.get(step.unit) == self._whose.municipality
