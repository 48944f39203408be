"""`vekha inbox`: what is on a person or a role: what is owed, what is missing, how to hand it in. No pandas."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from itertools import groupby
from typing import Annotated

import typer

from deployments.cli.console import (
    AsOfOption,
    CycleOption,
    JsonOption,
    RoadmapOption,
    SchoolOption,
    meant,
    say,
    tell_json,
)
from deployments.cli.party.said import MunicipalityOption, party_said
from models.errors import VekhaError
from models.language import _
from models.people.counting import days, few_of
from models.people.inbox import Item, Urgency
from models.people.ownership import Whose
from models.wording import in_digits
from tasks.clock import TODAY
from tasks.database import reading
from tasks.people.inbox import Seen, inbox_of
from tasks.record.book import find_cycle, recorded_definition
from tasks.settings import settings

SIGNS = {
    Urgency.OVERDUE: "⚠",
    Urgency.RETURNED: "■",
    Urgency.DUE_SOON: "◷",
    Urgency.SUSPECT: "?",
    Urgency.LAPSED: "■",
    Urgency.STALE: "↻",
    Urgency.OPEN: "○",
    Urgency.TO_ACCEPT: "◐",
    Urgency.UNHELD: "■",
    Urgency.STOPPED: "✖",
    Urgency.HELD: "‖",
}


def inbox(
    person: Annotated[str, typer.Option("--person", help="Кто: фамилия и инициалы, Slack или почта.")] = "",
    role: Annotated[str, typer.Option("--role", help="Роль: её код или название, как в приказе.")] = "",
    school: SchoolOption = "",
    municipality: MunicipalityOption = "",
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Что на мне: что сдать и к какому сроку, чего не хватает, чем сдать, что ждёт моей приёмки."""
    if bool(person) == bool(role):
        raise VekhaError(_("Назовите, чьё: человека (--person) или роль (--role)."))
    of = meant(settings(), roadmap, cycle, as_of)
    with reading() as session:
        year = find_cycle(session, of.roadmap, of.year)
        party = party_said(recorded_definition(session, year)[0], role) if role else None
        whose = Whose(person, party.code if party else "", school, municipality)
        seen = inbox_of(session, settings(), year, whose, of.as_of, cycle)
    if as_json:
        tell_json({"as_of": of.as_of.isoformat(), "items": [asdict(one) for one in seen.items]})
        return
    who = person or (party.title if party else "")
    for line in lines(seen, ", ".join(part for part in (who, school, municipality) if part), of.as_of):
        say(line)


def lines(seen: Seen, who: str, as_of: date) -> Iterator[str]:
    """The inbox as people read it. who: whose it is, in words."""
    yield _("На {day}: {who}").format(day=in_digits(as_of), who=who)
    for person, until in seen.substitutes:
        told = _("Замещает {name}, по {day}: это сейчас на нём.")
        yield told.format(name=person.name, day=in_digits(until))
    if not seen.items:
        yield _("Ничего не нужно.")
    for urgency, items in groupby(seen.items, key=lambda one: one.urgency):
        listed = list(items)
        yield ""
        yield f"{SIGNS[urgency]} {urgency.label}: {sum(max(len(one.units), 1) for one in listed)}"
        for one in listed:
            yield from _told(one, seen, as_of)


def _told(one: Item, seen: Seen, as_of: date) -> Iterator[str]:
    """«  B2 «Анкетирование» (п. 2), Школа № 1 — срок 30.04.2024», then what is missing and how to do it."""
    schools = few_of([seen.schools.get(unit, unit) for unit in one.units])
    yield f"  {one.measure} «{one.title}» ({one.place}){f', {schools}' if schools else ''} — {_due(one, as_of)}"
    if one.sentence:
        yield f"    {one.sentence}"
    if papers := _papers(one):
        yield f"    {papers}"
    if one.command:
        yield f"    {one.command}"


def _due(one: Item, as_of: date) -> str:
    """«срок 30.04.2024», with how late it is when it is."""
    if one.due_on is None:
        return _("срок не назначен")
    due = _("срок {due}").format(due=in_digits(one.due_on))
    if one.urgency is not Urgency.OVERDUE:
        return due
    return _("{due}, опоздание: {days}").format(due=due, days=days((as_of - one.due_on).days))


def _papers(one: Item) -> str:
    """«Сдано: Анкеты. Не сдано: Рисковый профиль.»; nothing where there is nothing to hand in."""
    if one.urgency in (Urgency.HELD, Urgency.UNHELD):
        return ""
    said = [(_("Сдано: {titles}."), one.handed_in), (_("Не сдано: {titles}."), one.missing)]
    return " ".join(told.format(titles="; ".join(titles)) for told, titles in _present(said))


def _present(said: Sequence[tuple[str, Sequence[str]]]) -> Iterator[tuple[str, Sequence[str]]]:
    return ((told, titles) for told, titles in said if titles)
