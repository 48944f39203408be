"""`vekha party`: who holds which role, from when until when, and who stands in for whom."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text
from sqlmodel import Session, col, select

from deployments.cli.console import (
    AsOfOption,
    JsonOption,
    Meant,
    RoadmapOption,
    SchoolOption,
    author,
    console,
    meant,
    say,
    tell,
    tell_json,
)
from models.language import _
from models.people.contacts import COORDINATOR, Place
from models.people.counting import few_of
from models.people.roster import Post, coordinator_of, named, roster
from models.records import RoleBinding, School
from models.roadmap.definition import Roadmap
from models.roadmap.order import Party
from models.wording import in_digits
from tasks.clock import TODAY, read_day
from tasks.cycle.agenda import party_meant
from tasks.database import reading, writing
from tasks.people.bindings import Bound, Said, bind, unbind
from tasks.people.directory import Recorded, contacts_of, history
from tasks.record.book import approved_schools, find_cycle, recorded_definition
from tasks.settings import settings

# A role that more people than this hold, each in a place of their own, is told in one line.
FEW = 6

app = typer.Typer(help="Кто исполняет роли: назначить, заменить на время, снять, показать.", no_args_is_help=True)

RoleArgument = Annotated[str, typer.Argument(metavar="РОЛЬ", help="Код роли или её название, как в приказе.")]
MunicipalityOption = Annotated[str, typer.Option("--municipality", help="Муниципалитет, как в реестре школ.")]
ToOption = Annotated[str, typer.Option("--to", help="Последний день; без него — пока не снимут.")]
WhyOption = Annotated[str, typer.Option("--reason", help="На каком основании: приказ, отпуск.")]


@app.command("bind")
def bound(
    role: RoleArgument,
    person: Annotated[str, typer.Option("--person", help="Кто: фамилия и инициалы.")],
    slack: Annotated[str, typer.Option("--slack", help="Идентификатор Slack, U012ABCDEF.")] = "",
    email: Annotated[str, typer.Option("--email", help="Адрес электронной почты.")] = "",
    school: SchoolOption = "",
    municipality: MunicipalityOption = "",
    start: Annotated[str, typer.Option("--from", help="Первый день; по умолчанию — сегодня.")] = "",
    end: ToOption = "",
    substitute: Annotated[str, typer.Option("--substitute", help="Кого замещает на это время.")] = "",
    beside: Annotated[bool, typer.Option("--beside", help="Вместе с теми, кто уже назначен, а не вместо них.")] = False,
    reason: WhyOption = "",
    roadmap: RoadmapOption = "",
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Назначить на роль; с --substitute — на время вместо того, кого не будет."""
    of = meant(settings(), roadmap, 0, as_of)
    said = Said(
        person=person,
        slack=slack,
        email=email,
        place=Place(school, municipality),
        starts_on=read_day(start) if start else None,
        ends_on=read_day(end) if end else None,
        substitute_for=substitute,
        is_beside=beside,
        reason=reason,
    )
    with writing() as session:
        party = party_said(_definition(session, of), role)
        made = bind(session, settings(), party, said, as_of=of.as_of, author=author())
    tell(_said_of(party, made), _plain(made.binding) | {"is_new": made.is_new}, as_json)


@app.command("unbind")
def unbound(
    role: RoleArgument,
    person: Annotated[str, typer.Option("--person", help="Кого снять; без него — всех, кто здесь назначен.")] = "",
    school: SchoolOption = "",
    municipality: MunicipalityOption = "",
    start: Annotated[str, typer.Option("--from", help="С какого дня не исполняет; по умолчанию — сегодня.")] = "",
    reason: WhyOption = "",
    roadmap: RoadmapOption = "",
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Снять с роли. Запись остаётся: видно, кто исполнял роль и до какого дня."""
    of = meant(settings(), roadmap, 0, as_of)
    said = Said(person, place=Place(school, municipality), reason=reason)
    left_on = read_day(start) if start else of.as_of
    with writing() as session:
        party = party_said(_definition(session, of), role)
        ended = unbind(session, settings(), party, said, left_on, as_of=of.as_of, author=author())
    told = _("{role}{where}: с {day} не исполняет {who}")
    who = ", ".join(dict.fromkeys(one.person for one in ended))
    where = _where(said.place)
    answer = told.format(role=party.title, where=f", {where}" if where else "", day=in_digits(left_on), who=who)
    tell(stopped(answer), [_plain(one) for one in ended], as_json)


@app.command("show")
def shown(
    role: Annotated[str, typer.Argument(metavar="РОЛЬ", help="Одна роль, со всеми её назначениями.")] = "",
    school: SchoolOption = "",
    roadmap: RoadmapOption = "",
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Показать, кто исполняет роли в этот день, кто кого замещает и какие роли не исполняет никто."""
    of = meant(settings(), roadmap, 0, as_of)
    with reading() as session:
        seen = _look(session, of, role, school)
    if as_json:
        tell_json(_as_object(seen))
        return
    console.print(_table(seen))
    if role and seen.recorded:
        console.print(_recorded_table(seen.recorded))
    if nobodys := [_with_places(post) for post in seen.posts if not post.holdings]:
        told = _("Никто не исполняет: {roles}. Их дела пока на координаторе. Назначить: vekha party bind РОЛЬ …")
        say(told.format(roles="; ".join(nobodys)))


@dataclass(frozen=True)
class Seen:
    """Roles and who holds them on a day; of one role, what is recorded of it as well."""

    as_of: date
    posts: Sequence[Post]
    recorded: Sequence[Recorded]
    is_of_one_role: bool


def _look(session: Session, of: Meant, role: str, school: str) -> Seen:
    definition = _definition(session, of)
    parties = [party_said(definition, role)] if role else [coordinator_of(definition.parties), *definition.parties]
    found = roster(contacts_of(session, settings()), parties, _schools(session, of, school), of.as_of)
    asked = [one for one in found if not role or one.role == parties[0].code]
    recorded = history(session, parties[0].code) if role else []
    return Seen(of.as_of, asked, [one for one in recorded if not school or one.binding.school == school], bool(role))


def _schools(session: Session, of: Meant, school: str) -> Mapping[str, str]:
    """The schools of the year's list, of the register where none is approved yet, or the one that is named."""
    members = {one.school for one in approved_schools(session, find_cycle(session, of.roadmap, of.year))}
    query = select(School).order_by(col(School.login))
    known = {one.login: one.municipality for one in session.exec(query)}
    wanted = {school} if school else members or known.keys()
    return {login: known.get(login, "") for login in sorted(wanted)}


def _definition(session: Session, of: Meant) -> Roadmap:
    return recorded_definition(session, find_cycle(session, of.roadmap, of.year))[0]


def party_said(definition: Roadmap, said: str) -> Party:
    """The role that is meant; the coordinator is one, whether the order names them or not."""
    named_so = coordinator_of(definition.parties)
    if said.casefold() in (COORDINATOR, named_so.title.casefold()):
        return named_so
    return definition.party_by_code[party_meant(definition, said)]


def _said_of(party: Party, made: Bound) -> str:
    """«ОО, edu680101: Мшистов В. П., с 01.10.2024 по 14.10.2024, замещает: Полынина А. И.»."""
    row = made.binding
    where = _where(Place(row.school, row.municipality))
    parts = [f"{party.title}{f', {where}' if where else ''}: {row.person}", _term(row.starts_on, row.ends_on)]
    before = [named(one) for one in made.before]
    if row.substitute_for:
        parts.append(_("замещает: {away}").format(away=row.substitute_for))
    elif before and not row.is_beside and made.is_new:
        parts.append(_("вместо: {before}").format(before=", ".join(before)))
    told = ", ".join(parts)
    return stopped(told) if made.is_new else _("{told} Так уже записано.").format(told=stopped(told))


def stopped(sentence: str) -> str:
    """The sentence with its full stop; initials end with one already."""
    return f"{sentence.rstrip('.')}."


def _term(first: date | None, last: date | None) -> str:
    told = _("с {first} по {last}") if last else _("с {first}")
    return told.format(first=in_digits(first), last=in_digits(last))


def _where(place: Place) -> str:
    return place.school or place.municipality


def _table(seen: Seen) -> Table:
    title = _("Кто исполняет роли, {day}").format(day=in_digits(seen.as_of))
    table = Table(_("Роль"), _("Где"), _("Кто"), _("Куда писать"), title=title, title_justify="left")
    for _role, of_it in groupby(seen.posts, key=lambda post: post.role):
        for cells in _rows(list(of_it), in_full=seen.is_of_one_role):
            table.add_row(*map(Text, cells))
    return table


def _rows(posts: Sequence[Post], *, in_full: bool) -> Iterator[tuple[str, ...]]:
    """A row for each post of a role; one for all of them where many people hold it, each in a place of their own."""
    held = [post for post in posts if post.holdings]
    if len(held) <= FEW or in_full:
        yield from map(_row, posts)
        return
    first = held[0]
    where = _("мест: {count}").format(count=sum(len(post.places) for post in held))
    who = _("у каждого свой: vekha party show {code}").format(code=first.role)
    yield f"{first.title} ({first.role})", where, who, "—"
    yield from (_row(post) for post in posts if not post.holdings)


def _with_places(post: Post) -> str:
    """«ОО (edu680104, edu680105)»."""
    where = few_of([one for one in map(_where, post.places) if one])
    return f"{post.title} ({where})" if where else post.title


def _row(post: Post) -> tuple[str, ...]:
    where = few_of([one for one in map(_where, post.places) if one]) or _("вся дорожная карта")
    who = ", ".join(map(named, post.holdings)) or _("никто")
    to = ", ".join(one.person.slack or one.person.email for one in post.holdings) or "—"
    return f"{post.title} ({post.role})", where, who, to


def _recorded_table(recorded: Sequence[Recorded]) -> Table:
    headings = (_("Кто"), _("Где"), _("Когда"), _("Замещает"), _("Основание"), _("Записал"))
    table = Table(*headings, title=_("Что записано"), title_justify="left")
    for one in recorded:
        row = one.binding
        why = "; ".join(said for said in (row.reason, one.end.reason if one.end else "") if said)
        by = f"{row.actor}, {in_digits(row.as_of)}"
        cells = (row.person, _where(one.place) or _("вся дорожная карта"), _term(row.starts_on, one.last_day))
        table.add_row(*map(Text, (*cells, row.substitute_for or "—", why or "—", by)))
    return table


def _as_object(seen: Seen) -> dict[str, object]:
    return {
        "as_of": seen.as_of.isoformat(),
        "roles": [
            {
                "role": post.role,
                "places": [place._asdict() for place in post.places],
                "holders": [
                    one.person.model_dump() | {"instead_of": one.instead_of, "until": one.binding.ends_on}
                    for one in post.holdings
                ],
            }
            for post in seen.posts
        ],
        "recorded": [_plain(one.binding) | {"last_day": one.last_day} for one in seen.recorded],
    }


def _plain(row: RoleBinding) -> dict[str, object]:
    return row.model_dump(mode="json", exclude={"at"})
