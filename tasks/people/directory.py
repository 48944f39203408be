"""Everybody who was ever bound to a role: the one answer that a contacts file and the record give together. Reads only.

The file stays what it is; what is recorded comes after it, in the order of recording. What a binding means belongs in
models/people/contacts.py, recording one in bindings.py.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, func, select

from models.people.contacts import Appointment, Binding, Contacts, Place
from models.records import RoleBinding, RoleBindingEnd
from tasks.database import reading
from tasks.people.contacts import changed_at, read_contacts
from tasks.settings import Settings


@dataclass(frozen=True)
class Recorded:
    """A binding with its last day as it came to be, and the end that said so."""

    binding: RoleBinding
    end: RoleBindingEnd | None

    @property
    def place(self) -> Place:
        """Where it holds."""
        return Place(self.binding.school, self.binding.municipality)

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds, or held; None where none is known."""
        if self.end is None:
            return self.binding.ends_on
        return min(self.binding.ends_on or date.max, self.end.left_on - timedelta(days=1))


class _Fact(NamedTuple):
    """A recorded binding as contacts are made of it; hashable, so that the same facts are the same contacts."""

    role: str
    person: str
    channels: str
    school: str
    municipality: str
    starts_on: date
    ends_on: date | None
    substitute_for: str
    is_beside: bool
    left_on: date | None


def contacts_of(session: Session, settings: Settings) -> Contacts:
    """Everybody who was ever bound: by the contacts file, then by the record, in the order of recording."""
    path = settings.contacts_path
    return _together(path, changed_at(path), tuple(_facts(session)))


def contacts_here(settings: Settings) -> Contacts:
    """The same of a home that may have no database yet."""
    url = sa.make_url(settings.database)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
        return read_contacts(settings.contacts_path)
    with reading(settings) as session:
        return contacts_of(session, settings)


def history(session: Session, role: str = "") -> list[Recorded]:
    """Every binding of the role (of all roles, when empty) that was ever recorded, oldest first."""
    ends = session.exec(select(RoleBindingEnd).where(_is_last_word()))
    by_binding = {one.binding_id: one for one in ends}
    query = select(RoleBinding).order_by(col(RoleBinding.id))
    rows = session.exec(query.where(RoleBinding.role == role) if role else query)
    return [Recorded(row, by_binding.get(row.id or 0)) for row in rows]


def _facts(session: Session) -> Iterator[_Fact]:
    ended = sa.select(col(RoleBindingEnd.binding_id), col(RoleBindingEnd.left_on))
    ends = ended.where(_is_last_word()).subquery()
    said: list[Any] = [getattr(RoleBinding, name) for name in _Fact._fields if name != "left_on"]
    query = sa.select(*said, ends.c.left_on).outerjoin(ends, ends.c.binding_id == col(RoleBinding.id))
    return (_Fact(*row) for row in session.execute(query.order_by(col(RoleBinding.id))))


def _is_last_word() -> sa.ColumnElement[bool]:
    """Of the ends of each binding the one that was recorded last."""
    return col(RoleBindingEnd.id).in_(select(func.max(RoleBindingEnd.id)).group_by(col(RoleBindingEnd.binding_id)))


@lru_cache(maxsize=4)
def _together(path: Path, _changed: int, facts: tuple[_Fact, ...]) -> Contacts:
    """The file's bindings and the recorded ones; the same file and facts are the same object: every measure asks."""
    roles: dict[str, list[Binding]] = {role: [*bindings] for role, bindings in read_contacts(path).roles.items()}
    for fact in facts:
        if made := _binding(fact):
            roles.setdefault(fact.role, []).append(made)
    return Contacts(roles={role: tuple(bindings) for role, bindings in roles.items()})


def _binding(fact: _Fact) -> Binding | None:
    """The fact as contacts have it; None when it ended before it began."""
    last = min((day for day in (fact.ends_on, _eve(fact.left_on)) if day), default=None)
    if last and last < fact.starts_on:
        return None
    kind = Binding if fact.is_beside else Appointment
    return kind.model_validate(
        {
            "people": [{"name": fact.person, **json.loads(fact.channels)}],
            "school": fact.school,
            "municipality": fact.municipality,
            "from": fact.starts_on,
            "until": last,
            "substitute_for": fact.substitute_for,
        }
    )


def _eve(day: date | None) -> date | None:
    return day - timedelta(days=1) if day else None
