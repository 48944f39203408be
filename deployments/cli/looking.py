"""What people look at: how the steps stand, and whether the journal holds. Answers within two seconds."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from deployments.cli.console import AsOfOption, CycleOption, JsonOption, RoadmapOption, console, meant
from models.language import _
from models.roadmap.definition import Phase
from models.steps.gate import State
from tasks.book import find_cycle
from tasks.clock import TODAY
from tasks.database import reading
from tasks.record import verify
from tasks.settings import settings
from tasks.standing import Row, measures, rows

STYLES = {
    State.DATA_CHECK_FAILED: "bold red",
    State.OVERDUE: "red",
    State.BLOCKED: "magenta",
    State.STALE: "yellow",
    State.SUBMITTED: "cyan",
    State.OPEN: "blue",
    State.WAITING: "dim",
    State.WAIVED: "dim",
    State.DONE: "green",
}

journal = typer.Typer(help="Журнал: проверить, что записи не тронуты.", no_args_is_help=True)


def status(
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    phase: Annotated[Phase | None, typer.Option("--phase", help="Только один этап.")] = None,
    late: Annotated[bool, typer.Option("--late", help="Только просроченное, остановленное и устаревшее.")] = False,
    xlsx: Annotated[Path | None, typer.Option("--xlsx", help="Записать рабочую таблицу координатора.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Показать, как обстоят дела: по мероприятиям; с --late — по шагам, которые требуют внимания."""
    home = settings()
    of = meant(home, roadmap, cycle, as_of)
    with reading(home) as session:
        found = find_cycle(session, of.roadmap, of.year)
        steps = [row for row in rows(session, found, of.as_of) if phase is None or row.phase == phase]
        standing = measures(session, found, of.as_of, phase)
    if xlsx is not None:
        from tasks.documents.status_table import write_status

        write_status(xlsx, steps, of.as_of)
        console.print(_("Записано: {path}, шагов: {count}.").format(path=xlsx, count=len(steps)))
    elif as_json:
        said = {"roadmap": of.roadmap, "cycle": of.year, "as_of": of.as_of.isoformat()}
        listed = [{**asdict(one), "counts": {k.value: n for k, n in one.counts.items()}} for one in standing]
        typer.echo(
            json.dumps({**said, "steps": [row.as_json() for row in steps], "measures": listed}, ensure_ascii=False)
        )
    elif late:
        _show_late(steps)
    else:
        _show_measures(
            [(one.measure, one.state, one.sentence) for one in standing], f"{of.roadmap}, {of.as_of:%d.%m.%Y}"
        )


def _show_measures(lines: Sequence[tuple[str, State, str]], title: str) -> None:
    table = Table("Код", "Состояние", "Как обстоит", title=title, title_justify="left", expand=False)
    for code, state, sentence in lines:
        table.add_row(code, f"[{STYLES[state]}]{state.label}[/]", sentence)
    console.print(table)


def _show_late(steps: Sequence[Row]) -> None:
    attention = (State.DATA_CHECK_FAILED, State.OVERDUE, State.BLOCKED, State.STALE)
    found = [row for row in steps if row.state in attention]
    if not found:
        console.print(_("Просроченного, остановленного и устаревшего нет."))
        return
    table = Table("Код", "Школа", "Срок", "Кто", "Состояние", "Почему")
    for row in sorted(found, key=lambda row: (attention.index(row.state), row.deadline or row.opens_on)):
        due = f"{row.deadline:%d.%m.%Y}" if row.deadline else "—"
        table.add_row(row.code, row.school, due, row.party, f"[{STYLES[row.state]}]{row.state.label}[/]", row.reason)
    console.print(table)


@journal.command("verify")
def verify_journal(
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    head: Annotated[str, typer.Option("--head", help="Хеш, выписанный раньше: найдёт и укороченный журнал.")] = "",
    as_json: JsonOption = False,
) -> None:
    """Пересчитать цепочку записей и шаги. Правка, пропажа и подмена будут названы."""
    of = meant(settings(), roadmap, cycle, TODAY)
    with reading() as session:
        found = verify(session, find_cycle(session, of.roadmap, of.year), head or None)
    if as_json:
        typer.echo(json.dumps({**asdict(found), "holds": found.holds}, ensure_ascii=False))
    elif found.holds:
        said = _("Журнал {cycle} цел: записей {entries}, последний хеш {head}.")
        console.print(said.format(cycle=found.cycle, entries=found.entries, head=found.head))
    else:
        for problem in found.problems:
            console.print(f"[red]✖[/] {problem}")
    raise typer.Exit(0 if found.holds else 1)
