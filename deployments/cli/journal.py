"""`vekha journal`: who did what, when and why, and whether anybody touched it afterwards."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from deployments.cli.console import (
    CycleOption,
    JsonOption,
    RoadmapOption,
    SchoolOption,
    console,
    meant,
    tell_json,
)
from models.language import _
from models.records import JournalEntry
from models.steps.decisions import words_of
from tasks.clock import TODAY
from tasks.database import reading
from tasks.record.book import find_cycle
from tasks.record.journal import DECLARED, Audit, audit, last_entries
from tasks.settings import settings

app = typer.Typer(help="Журнал: показать записи, проверить, что они не тронуты.", no_args_is_help=True)


@app.command()
def show(
    measure: Annotated[str, typer.Option("--measure", "-m", help="Только одно мероприятие.")] = "",
    school: SchoolOption = "",
    last: Annotated[int, typer.Option("--last", min=1, help="Сколько последних записей.")] = 30,
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_json: JsonOption = False,
) -> None:
    """Показать последние записи: что сделано, кем, когда, почему."""
    of = meant(settings(), roadmap, cycle, TODAY)
    with reading() as session:
        entries = last_entries(session, find_cycle(session, of.roadmap, of.year), last, measure, school)
    if as_json:
        tell_json([entry.model_dump(mode="json", exclude={"id", "cycle_id", "step_id"}) for entry in entries])
    elif entries:
        console.print(_table(entries, f"{of.roadmap}/{of.year}"))
    else:
        console.print(_("Таких записей в журнале {year} года нет.").format(year=of.year))


@app.command()
def verify(
    roadmap: RoadmapOption = "",
    cycle: Annotated[int, typer.Option("--cycle", "-c", help="Только этот год.", show_default=False)] = 0,
    head: Annotated[str, typer.Option("--head", help="Хеш, выписанный раньше: найдёт и укороченный журнал.")] = "",
    as_json: JsonOption = False,
) -> None:
    """Пересчитать цепочку записей и шаги всех лет. Правка, пропажа и подмена будут названы."""
    of = meant(settings(), roadmap, cycle, TODAY)
    with reading() as session:
        found = audit(session, of.roadmap, cycle, head.strip())
    if as_json:
        tell_json(_as_object(found))
    else:
        _say(found)
    raise typer.Exit(0 if found.holds else 1)


def _as_object(found: Audit) -> dict[str, object]:
    """`head` is that of the latest year."""
    return {
        "holds": found.holds,
        "entries": sum(one.entries for one in found.cycles),
        "head": found.cycles[-1].head,
        "problems": found.problems,
        "cycles": [{**asdict(one), "holds": one.holds} for one in found.cycles],
    }


def _say(found: Audit) -> None:
    for one in found.cycles:
        if one.holds:
            said = _("Журнал {cycle} цел: записей {entries}, последний хеш {head}.")
            console.print(said.format(cycle=one.cycle, entries=one.entries, head=one.head), soft_wrap=True)
    for problem in found.problems:
        console.print(Text.assemble(("✖ ", "red"), problem), soft_wrap=True)


def _table(entries: Sequence[JournalEntry], title: str) -> Table:
    heads = "№", _("Записано"), _("На дату"), _("Шаг"), _("Что сделано"), _("Кто"), _("Почему")
    table = Table(*heads, title=title, title_justify="left")
    for one in entries:
        step = " ".join(part for part in (one.measure, one.unit, one.occurrence) if part)
        who = _("{actor} (назвался сам)").format(actor=one.actor) if one.via.endswith(DECLARED) else one.actor
        when = f"{one.at:%d.%m.%Y %H:%M} UTC"
        said = "; ".join(filter(None, (one.reason, words_of(one.evidence))))
        cells = (str(one.seq), when, f"{one.as_of:%d.%m.%Y}", step, one.move.label, who, said)
        table.add_row(*map(Text, cells))
    return table
