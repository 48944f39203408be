"""`vekha party bind` and `unbind`: who holds a role from now on, who stands in, who no longer does."""

from typing import Annotated

import typer

from deployments.cli.console import AsOfOption, JsonOption, RoadmapOption, SchoolOption, author, meant, tell
from deployments.cli.party.said import (
    MunicipalityOption,
    definition_of,
    party_said,
    plain,
    stopped,
    term_said,
    where_said,
)
from models.language import _
from models.people.contacts import Place
from models.people.roster import named
from models.roadmap.order import Party
from models.wording import in_digits
from tasks.clock import TODAY, read_day
from tasks.database import writing
from tasks.people.bindings import Bound, Said, bind, unbind
from tasks.record.book import find_cycle, recorded_definition
from tasks.settings import settings

app = typer.Typer()

RoleArgument = Annotated[str, typer.Argument(metavar="РОЛЬ", help="Код роли или её название, как в приказе.")]
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
        year = find_cycle(session, of.roadmap, of.year)
        party = party_said(recorded_definition(session, year)[0], role)
        made = bind(session, settings(), year, party, said, as_of=of.as_of, author=author())
    tell(_said_of(party, made), plain(made.binding) | {"is_new": made.is_new}, as_json)


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
        party = party_said(definition_of(session, of), role)
        ended = unbind(session, settings(), party, said, left_on, as_of=of.as_of, author=author())
    told = _("{role}{where}: с {day} не исполняет {who}")
    who = ", ".join(dict.fromkeys(one.person for one in ended))
    where = where_said(said.place)
    answer = told.format(role=party.title, where=f", {where}" if where else "", day=in_digits(left_on), who=who)
    tell(stopped(answer), [plain(one) for one in ended], as_json)


def _said_of(party: Party, made: Bound) -> str:
    """«ОО, edu680101: Мшистов В. П., с 01.10.2024 по 14.10.2024, замещает: Полынина А. И.»."""
    row = made.binding
    where = where_said(Place(row.school, row.municipality))
    parts = [f"{party.title}{f', {where}' if where else ''}: {row.person}", term_said(row.starts_on, row.ends_on)]
    before = [named(one) for one in made.before]
    if row.substitute_for:
        parts.append(_("замещает: {away}").format(away=row.substitute_for))
    elif before and not row.is_beside and made.is_new:
        parts.append(_("вместо: {before}").format(before=", ".join(before)))
    told = ", ".join(parts)
    return stopped(told) if made.is_new else _("{told} Так уже записано.").format(told=stopped(told))
