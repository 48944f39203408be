"""`vekha link`: signed links for people without the command line: give one, look at them, take one back."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer
from rich.table import Table
from sqlmodel import Session

from deployments.cli.console import (
    AsOfOption,
    CycleOption,
    JsonOption,
    Meant,
    RoadmapOption,
    SchoolOption,
    WindowOption,
    author,
    console,
    meant,
    refuse_empty,
    tell,
    tell_json,
)
from models.errors import VekhaError
from models.language import _
from models.people.contacts import Person, holders
from models.people.links import LinkPurpose
from models.records import SignedLink, Step
from models.wording import in_digits
from tasks.clock import TODAY
from tasks.database import reading, writing
from tasks.people.directory import contacts_of
from tasks.people.entitled import accepting, areas, leading, refuse_others
from tasks.people.links import all_links, mint, revoke
from tasks.people.persons import address_of, person_id, person_meant
from tasks.people.step_ref import StepRef, find_step
from tasks.record.book import find_cycle, read_book
from tasks.settings import Settings, settings

app = typer.Typer(
    help="Ссылки для тех, кто не работает с командами: выдать, посмотреть, отозвать.", no_args_is_help=True
)

WhoseOption = Annotated[str, typer.Option("--person", help="Чья: почта, идентификатор Slack или имя из контактов.")]


@app.command("mint")
def give(
    purpose: Annotated[LinkPurpose, typer.Argument(metavar="ДЛЯ_ЧЕГО", help="hand_in, accept, why или calendar.")],
    person: WhoseOption,
    measure: Annotated[str, typer.Argument(metavar="МЕРОПРИЯТИЕ", help="Код; не нужен для calendar.")] = "",
    school: SchoolOption = "",
    days: Annotated[int, typer.Option(min=1, max=366, help="Сколько дней действует.")] = 14,
    window: WindowOption = "",
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Выдать ссылку: одному человеку, для одного дела и одного шага, на срок."""
    if purpose.is_of_a_step is not bool(measure):
        raise VekhaError(_("Мероприятие называют для hand_in, accept и why; для calendar — не называют."))
    home, now = settings(), datetime.now(UTC)
    of = meant(home, roadmap, cycle, as_of)
    with writing(home) as session:
        whose = person_meant(contacts_of(session, home), person)
        step = None
        if measure:
            step = _step(session, home, of, StepRef(of.roadmap, of.year, measure, school, window), purpose, whose)
        until = now + timedelta(days=days)
        said = mint(session, home, purpose, whose, step, now=now, until=until, by=author().actor)
        until_day = in_digits(until.date())
    told = _("{link}\nДля чего: {purpose}; действует до {day}. Показывается один раз.")
    answer = {"link": said, "purpose": purpose.value, "until": until.isoformat()}
    tell(told.format(link=said, purpose=purpose.label, day=until_day), answer, as_json)


def _step(session: Session, home: Settings, of: Meant, ref: StepRef, purpose: LinkPurpose, whose: Person) -> Step:
    """The step that is meant; a deed's link is given only to who may do the deed that day."""
    cycle = find_cycle(session, of.roadmap, of.year)
    book = read_book(session, cycle, [ref.measure])
    step = find_step(ref, cycle, book)
    if purpose.is_deed:
        parties = (leading(book.roadmap, step),) if purpose is LinkPurpose.HAND_IN else accepting(book, step)
        area, contacts = areas(session, [step]).get(step.unit, ""), contacts_of(session, home)
        people = tuple(one for party in parties for one in holders(contacts, party, step.unit, of.as_of, area))
        refuse_others(book.roadmap, parties[0], step, people, lambda one: address_of(one) == address_of(whose))
    return step


@app.command("list")
def look(
    person: WhoseOption = "",
    valid: Annotated[bool, typer.Option("--valid", help="Только те, что ещё действуют.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Показать выданные ссылки: для чего, кому (обезличенно), до какого дня и действуют ли."""
    home, now = settings(), datetime.now(UTC)
    refuse_empty(home)
    with reading(home) as session:
        whose = person_id(home, person_meant(contacts_of(session, home), person)) if person else ""
        found = [one for one in all_links(session, whose) if not valid or _state(one, now) == _("действует")]
        steps = {one.step_id: session.get(Step, one.step_id) for one in found if one.step_id}
    if as_json:
        tell_json([one.model_dump(mode="json") for one in found])
    elif found:
        console.print(_table(found, steps, now))
    else:
        console.print(_("Ссылок нет."))


@app.command("revoke")
def take_back(
    ids: Annotated[list[str] | None, typer.Argument(metavar="ССЫЛКА…", help="Номера из vekha link list.")] = None,
    person: WhoseOption = "",
    as_json: JsonOption = False,
) -> None:
    """Отозвать ссылки: названные или все ссылки человека."""
    home = settings()
    refuse_empty(home)
    if bool(ids) is bool(person):
        raise VekhaError(_("Назовите номера ссылок или человека (--person): одно из двух."))
    with writing(home) as session:
        if person:
            whose = person_id(home, person_meant(contacts_of(session, home), person))
            ids = [one.id for one in all_links(session, whose)]
        count = revoke(session, ids or [], now=datetime.now(UTC))
    tell(_("Отозвано ссылок, которые ещё действовали: {count}.").format(count=count), {"revoked": count}, as_json)


def _table(found: Sequence[SignedLink], steps: Mapping[int, Step | None], now: datetime) -> Table:
    table = Table(_("Номер"), _("Для чего"), _("Шаг"), _("Кому"), _("До"), _("Состояние"))
    for one in found:
        step = steps.get(one.step_id or 0)
        named = " ".join(part for part in (step.measure, step.unit) if part) if step else "—"
        table.add_row(
            one.id, one.purpose.label, named, one.person[:8], in_digits(one.expires_at.date()), _state(one, now)
        )
    return table


def _state(one: SignedLink, now: datetime) -> str:
    if one.revoked_at:
        return _("отозвана")
    if one.spent_at:
        return _("использована")
    return _("действует") if now < one.expires_at else _("истекла")
