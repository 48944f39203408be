"""`vekha why` and `vekha who`: what a step stands for and who can help; who closed it, when and on what. No pandas."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text
from sqlmodel import Session, select

from deployments.cli.console import (
    AsOfOption,
    CycleOption,
    JsonOption,
    RoadmapOption,
    SchoolOption,
    WindowOption,
    console,
    meant,
    tell,
    tell_json,
)
from models.language import _
from models.people.contacts import holdings
from models.people.roster import named, scope_of
from models.records import School
from models.roadmap.definition import Roadmap
from models.steps.status import FINAL
from models.wording import in_digits
from tasks.clock import TODAY
from tasks.database import reading
from tasks.people.directory import contacts_of
from tasks.people.step_ref import StepRef, find_steps
from tasks.people.why import Seen, look, rows, waiting
from tasks.record.book import find_cycle, read_book
from tasks.record.journal import Closing, closings
from tasks.settings import settings

StepMeasure = Annotated[str, typer.Argument(metavar="МЕРОПРИЯТИЕ", help="Код мероприятия: T05, T10.2.")]


def why_it_stands(
    measure: StepMeasure,
    school: SchoolOption = "",
    window: WindowOption = "",
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Почему стоит: чего не хватает, кто это может, с какого дня и что из-за этого ждёт. Без школы — по всем школам."""
    of = meant(settings(), roadmap, cycle, as_of)
    ref = StepRef(of.roadmap, of.year, measure, school, window)
    with reading() as session:
        seen = look(session, settings(), ref, of.as_of)
    if as_json:
        tell_json(as_object(seen, of.as_of))
        return
    for one in shown(seen, ref, of.as_of):
        console.print(one, markup=False, soft_wrap=isinstance(one, str))


def shown(seen: Seen, ref: StepRef, as_of: date) -> Iterator[str | Table]:
    """What people read of it: a table of what is missing, and what waits; of a closed step, how it stands."""
    if not seen.conditions:
        yield from (f"{ref}: {sentence}" for sentence in dict.fromkeys(seen.sentences.values()))
        return
    yield _table(seen, f"{ref}, {in_digits(as_of)}")
    if held := waiting(seen):
        yield held


def as_object(seen: Seen, as_of: date) -> dict[str, object]:
    """The same for a program."""
    return {
        "as_of": as_of.isoformat(),
        "steps": [
            {"code": one.measure, "unit": one.unit, "window": one.occurrence, "sentence": seen.sentences[one.id]}
            for one in seen.steps
        ],
        "conditions": [asdict(one) for one in seen.conditions],
        "held": [asdict(one) for one in seen.held],
    }


def _table(seen: Seen, title: str) -> Table:
    table = Table(_("Чего не хватает"), _("Кто может"), title=title, title_justify="left")
    for missing, who in rows(seen):
        table.add_row(Text(missing), Text(who))
    return table


def who_closed(
    measure: StepMeasure,
    school: SchoolOption = "",
    window: WindowOption = "",
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_json: JsonOption = False,
) -> None:
    """Кто закрыл шаг, когда и на каком основании: по журналу. Без школы — по всем школам."""
    of = meant(settings(), roadmap, cycle, TODAY)
    ref = StepRef(of.roadmap, of.year, measure, school, window)
    with reading() as session:
        held = find_cycle(session, of.roadmap, of.year)
        book = read_book(session, held, [measure])
        found = closings(session, held, [step for step in find_steps(ref, held, book) if step.status in FINAL])
        then = _held_then(session, book.roadmap, found)
    if as_json:
        tell_json([asdict(one) | {"held_by": who} for one, who in zip(found, then, strict=True)])
    elif not found:
        tell(_("{ref}: ещё не закрыто. Почему — vekha why {ref}.").format(ref=ref), {}, as_json)
    else:
        for line in _lines(found, then, book.roadmap):
            console.print(line, markup=False, soft_wrap=True)


def _held_then(session: Session, roadmap: Roadmap, found: Sequence[Closing]) -> list[list[str]]:
    """Who held the leading role of each on the day on which it was closed, as the record has it."""
    contacts = contacts_of(session, settings())
    areas = {one.login: one.municipality for one in session.exec(select(School))}
    told = []
    for one in found:
        role, area = roadmap.party_by_code[roadmap.by_code[one.measure].leading_party], areas.get(one.unit, "")
        held = holdings(contacts, role.code, scope_of(role, one.unit, area), one.as_of, area)
        told.append([named(holding) for holding in held])
    return told


def _lines(found: Sequence[Closing], then: Sequence[Sequence[str]], roadmap: Roadmap) -> Iterator[str]:
    for one, who in zip(found, then, strict=True):
        step = " ".join(part for part in (one.measure, one.unit, one.occurrence) if part)
        told = _("{step}: {move}, {day}, {actor}{declared}. Основание: {basis}.")
        declared = _(" (назвался сам)") if one.is_declared else ""
        basis = "; ".join(one.documents) or one.reason or _("не указано")
        line = told.format(
            step=step, move=one.move.label, day=in_digits(one.as_of), actor=one.actor, declared=declared, basis=basis
        )
        role = roadmap.party_by_code[roadmap.by_code[one.measure].leading_party].title
        held = _(" Роль «{role}» в тот день: {who}.").format(role=role, who=", ".join(who)) if who else ""
        yield line + held
