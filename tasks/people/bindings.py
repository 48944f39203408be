"""What people decide of roles: who holds one from when until when, who stands in for whom, that somebody leaves it.

Each is one transaction; nothing is changed or deleted, an end is a new fact. Who holds a role belongs in directory.py.
Imports neither Prefect nor pandas.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from pydantic import ValidationError
from sqlmodel import Session, select

from models.errors import NotFound, VekhaError
from models.language import _
from models.people.contacts import COORDINATOR, EVERYWHERE, Contacts, Holding, Person, Place, as_called, held_at
from models.records import Cycle, RoleBinding, RoleBindingEnd, School
from models.roadmap.naming import suggestion
from models.roadmap.order import Party, Scope
from models.wording import in_digits
from tasks.cycle.group import refuse_unknown_schools
from tasks.people.contacts import remedy_of
from tasks.people.directory import contacts_of, history
from tasks.people.standing_in import tell_substitute
from tasks.record.writer import Author
from tasks.settings import Settings


@dataclass(frozen=True)
class Said:
    """What is said of a new binding: who holds the role, where, from which day to which, in whose stead, and why.

    slack, email: may both be empty when somebody of that name is known already
    is_beside:    along with those who are bound there, not in their place
    """

    person: str
    slack: str = ""
    email: str = ""
    place: Place = EVERYWHERE
    starts_on: date | None = None
    ends_on: date | None = None
    substitute_for: str = ""
    is_beside: bool = False
    reason: str = ""


@dataclass(frozen=True)
class Bound:
    """A binding, whether it is new, and who would hold the role in that place on its first day without it."""

    binding: RoleBinding
    before: tuple[Holding, ...]
    is_new: bool = True


def bind(
    session: Session, settings: Settings, cycle: Cycle, party: Party, said: Said, *, as_of: date, author: Author
) -> Bound:
    """Record that a person holds the role; said again in the same words, nothing new is recorded.

    cycle: the year in which it is said; whoever stands in for somebody is told what is theirs in it
    VekhaError or NotFound when what is said makes no sense, with what to say instead.
    """
    contacts = contacts_of(session, settings)
    person = _person_meant(contacts, said)
    _refuse_no_such_place(session, party, said.place)
    starts_on = said.starts_on or as_of
    _refuse_no_such_time(starts_on, said)
    if said.substitute_for:
        _refuse_nobody_to_stand_in_for(contacts, party, said, starts_on)
    row = _row(party, person, said, starts_on, as_of, author)
    before = held_at(contacts, party.code, said.place, starts_on)
    if known := _said_before(session, row):
        return Bound(known, before, is_new=False)
    session.add(row)
    session.flush()
    if said.substitute_for:
        tell_substitute(session, cycle, party, row, as_of=as_of)
    return Bound(row, before)


def unbind(
    session: Session, settings: Settings, party: Party, said: Said, left_on: date, *, as_of: date, author: Author
) -> list[RoleBinding]:
    """End what is recorded of the role in that place, of everybody or of the person named; the bindings that ended.

    left_on: the first day on which they no longer hold it
    NotFound, saying who does hold the role, when the record has nothing to end.
    """
    standing = [
        one.binding
        for one in history(session, party.code)
        if one.place == said.place
        and (one.last_day is None or one.last_day >= left_on)
        and (not said.person or as_called(one.binding.person) == as_called(said.person))
    ]
    if not standing:
        raise NotFound(_nothing_to_end(contacts_of(session, settings), party, said.place, left_on))
    session.add_all(_end(binding, said, left_on, as_of, author) for binding in standing)
    session.flush()
    return standing


def _row(party: Party, person: Person, said: Said, starts_on: date, as_of: date, author: Author) -> RoleBinding:
    return RoleBinding(
        role=party.code,
        person=person.name,
        channels=person.model_dump_json(exclude={"name"}, exclude_defaults=True),
        school=said.place.school,
        municipality=said.place.municipality,
        starts_on=starts_on,
        ends_on=said.ends_on,
        substitute_for=said.substitute_for.strip(),
        is_beside=said.is_beside,
        reason=said.reason.strip(),
        as_of=as_of,
        at=datetime.now(UTC),
        actor=author.actor,
        via=author.via,
    )


def _end(binding: RoleBinding, said: Said, left_on: date, as_of: date, author: Author) -> RoleBindingEnd:
    assert binding.id is not None, "what is ended is recorded"
    return RoleBindingEnd(
        binding_id=binding.id,
        left_on=left_on,
        reason=said.reason.strip(),
        as_of=as_of,
        at=datetime.now(UTC),
        actor=author.actor,
        via=author.via,
    )


def _person_meant(contacts: Contacts, said: Said) -> Person:
    """The person as said; with the channels that are known already where none is said."""
    known = contacts.people.get(as_called(said.person))
    if known and not said.slack and not said.email:
        return known
    try:
        return Person(name=said.person.strip(), slack=said.slack, email=said.email)
    except ValidationError as wrong:
        told = "; ".join(f"{'.'.join(map(str, one['loc']))}: {remedy_of(one)}".lstrip(": ") for one in wrong.errors())
        raise VekhaError(_("Назначить не получилось: {told}.").format(told=told)) from wrong


def _refuse_no_such_place(session: Session, party: Party, place: Place) -> None:
    """A place that the register lacks, or in which nobody would ever look for the role's holder."""
    if place.school and place.municipality:
        raise VekhaError(_("Назовите одно: школу или муниципалитет."))
    if party.code != COORDINATOR and party.scope is Scope.ROADMAP and place != EVERYWHERE:
        told = _("Роль «{role}» — одна на всю дорожную карту: школу и муниципалитет называть не нужно.")
        raise VekhaError(told.format(role=party.title))
    if party.code != COORDINATOR and party.scope is Scope.MUNICIPALITY and place.school:
        told = _("Роль «{role}» — одна на муниципалитет: назовите его (--municipality), а не школу.")
        raise VekhaError(told.format(role=party.title))
    if place.school:
        refuse_unknown_schools(session, [place.school])
    if place.municipality:
        known = sorted(set(session.exec(select(School.municipality))))
        if place.municipality not in known:
            told = _("Муниципалитета «{name}» в реестре школ нет. {hint}")
            raise NotFound(told.format(name=place.municipality, hint=suggestion(place.municipality, known)))


def _refuse_no_such_time(starts_on: date, said: Said) -> None:
    if said.ends_on and said.ends_on < starts_on:
        told = _("Последний день {last} раньше первого, {first}: поменяйте --from и --to.")
        raise VekhaError(told.format(last=in_digits(said.ends_on), first=in_digits(starts_on)))
    if said.substitute_for and not said.ends_on:
        raise VekhaError(_("Замещают до какого-то дня: назовите последний, --to."))


def _refuse_nobody_to_stand_in_for(contacts: Contacts, party: Party, said: Said, starts_on: date) -> None:
    """One stands in for whoever holds the role in the same place on the first day."""
    holding = held_at(contacts, party.code, said.place, starts_on)
    away = as_called(said.substitute_for)
    if away == as_called(said.person):
        raise VekhaError(_("Сам себя не замещают: назовите в --substitute того, кого не будет."))
    if not any(away in (as_called(one.person.name), as_called(one.instead_of)) for one in holding):
        told = _("{away} {day} роли «{role}» здесь не держит. Держит: {holders}.")
        names = ", ".join(one.person.name for one in holding) or _("никто")
        raise NotFound(told.format(away=said.substitute_for, day=in_digits(starts_on), role=party.title, holders=names))


def _said_before(session: Session, row: RoleBinding) -> RoleBinding | None:
    """The last binding of the role in that place, when it says the same and nobody has ended it."""
    same = ("person", "channels", "starts_on", "ends_on", "substitute_for", "is_beside")
    here = [one for one in history(session, row.role) if one.place == Place(row.school, row.municipality)]
    last = here[-1] if here else None
    if last is None or last.end or any(getattr(last.binding, name) != getattr(row, name) for name in same):
        return None
    return last.binding


def _nothing_to_end(contacts: Contacts, party: Party, place: Place, day: date) -> str:
    holding = held_at(contacts, party.code, place, day)
    if not holding:
        return _("Роль «{role}» здесь {day} никто не держит.").format(role=party.title, day=in_digits(day))
    names = ", ".join(one.person.name for one in holding)
    told = _("Такого назначения в записи нет. По contacts.yaml роль «{role}» держит: {names}; закончите там, until.")
    return told.format(role=party.title, names=names)
