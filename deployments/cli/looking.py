"""What people look at: how the steps stand. Answers within two seconds."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from deployments.cli.console import (
    AsOfOption,
    CycleOption,
    JsonOption,
    Meant,
    RoadmapOption,
    console,
    meant,
    tell,
    tell_json,
    written,
)
from models.language import _
from models.roadmap.definition import Phase, Roadmap
from models.steps.state import State
from models.steps.summary import Examination
from tasks.clock import TODAY
from tasks.cycle.agenda import party_meant
from tasks.database import reading
from tasks.keeping.retention import overdue
from tasks.record.book import bound_book, find_cycle, read_book
from tasks.record.standing import Row, measures_of, rows_of
from tasks.settings import settings

STYLES = {
    State.DATA_CHECK_FAILED: "bold red",
    State.OVERDUE: "red",
    State.BLOCKED: "magenta",
    State.SUSPECT: "yellow",
    State.STALE: "yellow",
    State.SUBMITTED: "cyan",
    State.OPEN: "blue",
    State.WAITING: "dim",
    State.WAIVED: "dim",
    State.DONE: "green",
}

ATTENTION = (State.DATA_CHECK_FAILED, State.OVERDUE, State.BLOCKED, State.SUSPECT, State.STALE)


def status(
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    phase: Annotated[Phase | None, typer.Option("--phase", help="Только один этап.")] = None,
    party: Annotated[str, typer.Option("--party", help="Только то, что ведёт роль: код или название.")] = "",
    late: Annotated[bool, typer.Option("--late", help="Только просроченное, остановленное и устаревшее.")] = False,
    xlsx: Annotated[Path | None, typer.Option("--xlsx", help="Записать рабочую таблицу координатора.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Показать, как обстоят дела: по мероприятиям; с --late — по шагам, которые требуют внимания."""
    home = settings()
    of = meant(home, roadmap, cycle, as_of)
    with reading(home) as session:
        found = find_cycle(session, of.roadmap, of.year)
        book = bound_book(session, read_book(session, found), home, of.as_of)
        led = _led_by(book.roadmap, party)
        steps = [row for row in rows_of(session, found, book, of.as_of) if phase is None or row.phase == phase]
        standing = [one for one in measures_of(found, book, of.as_of, phase) if one.measure in led]
        titles = {one.code: one.title for one in book.roadmap.measures}
        expired = len(overdue(session, of.as_of))
    if party:
        steps = [row for row in steps if row.code in led]
    if late:
        steps = _needing_attention(steps)
    if xlsx is not None:
        from tasks.documents.status_table import status_workbook

        with written(xlsx):
            xlsx.write_bytes(status_workbook(steps, of.as_of))
        said = _("Записано: {path}, шагов: {count}.").format(path=xlsx, count=len(steps))
        tell(said, {"path": str(xlsx), "steps": len(steps)}, as_json)
    elif as_json:
        listed = [row.as_json() for row in steps]
        tell_json({**_about(of), "steps": listed, "measures": _plain(standing), "expired_datasets": expired})
    elif late:
        _show_late(steps)
    else:
        _show_measures(standing, titles, f"{of.roadmap}, {of.as_of:%d.%m.%Y}")
    if expired and not as_json:
        said = _("Срок хранения истёк, наборов данных: {count}. Какие — vekha data list --expired.")
        console.print(said.format(count=expired), markup=False)


def _led_by(roadmap: Roadmap, party: str) -> frozenset[str]:
    """The codes of the measures that a role leads; of all of them where none is named."""
    code = party_meant(roadmap, party) if party else ""
    return frozenset(one.code for one in roadmap.measures if code in ("", one.leading_party))


def _about(of: Meant) -> dict[str, object]:
    return {"roadmap": of.roadmap, "cycle": of.year, "as_of": of.as_of.isoformat()}


def _plain(standing: Sequence[Examination]) -> list[dict[str, object]]:
    return [
        {"measure": one.measure, "state": one.state.value, "sentence": one.sentence, "counts": one.counts}
        for one in standing
    ]


def _show_measures(standing: Sequence[Examination], titles: Mapping[str, str], title: str) -> None:
    heads = _("Код"), _("Мероприятие"), _("Состояние"), _("Как обстоит")
    table = Table(*heads, title=title, title_justify="left", expand=False)
    for one in standing:
        table.add_row(one.measure, Text(titles[one.measure]), _painted(one.state), Text(one.sentence))
    console.print(table)


def _painted(state: State) -> Text:
    return Text(state.label, style=STYLES[state])


def _needing_attention(steps: Sequence[Row]) -> list[Row]:
    """What a person must look at, the worst first, then the earliest due."""
    found = [row for row in steps if row.state in ATTENTION]
    return sorted(found, key=lambda row: (ATTENTION.index(row.state), row.deadline or date.max))


def _show_late(steps: Sequence[Row]) -> None:
    if not steps:
        console.print(_("Просроченного, остановленного и устаревшего нет."))
        return
    table = Table(_("Код"), _("Школа"), _("Срок"), _("Кто"), _("Состояние"), _("Почему"))
    for row in steps:
        due = f"{row.deadline:%d.%m.%Y}" if row.deadline else "—"
        table.add_row(row.code, Text(row.school), due, Text(row.party), _painted(row.state), Text(row.reason))
    console.print(table)
