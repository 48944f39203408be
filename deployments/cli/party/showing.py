"""`vekha party show`: who holds which role on a day, who stands in for whom, which roles nobody holds."""

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
    console,
    meant,
    say,
    tell_json,
)
from deployments.cli.party.said import definition_of, party_said, plain, term_said, where_said
from models.language import _
from models.people.counting import few_of
from models.people.roster import Post, coordinator_of, named, roster
from models.records import School
from models.wording import in_digits
from tasks.clock import TODAY
from tasks.database import reading
from tasks.people.directory import Recorded, contacts_of, history
from tasks.record.book import approved_schools, find_cycle
from tasks.settings import settings

# A role that more people than this hold, each in a place of their own, is told in one line.
FEW = 6

app = typer.Typer()


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
    definition = definition_of(session, of)
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
    where = few_of([one for one in map(where_said, post.places) if one])
    return f"{post.title} ({where})" if where else post.title


def _row(post: Post) -> tuple[str, ...]:
    where = few_of([one for one in map(where_said, post.places) if one]) or _("вся дорожная карта")
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
        cells = (row.person, where_said(one.place) or _("вся дорожная карта"), term_said(row.starts_on, one.last_day))
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
        "recorded": [plain(one.binding) | {"last_day": one.last_day} for one in seen.recorded],
    }
