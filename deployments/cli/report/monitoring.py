"""`vekha report monitoring`: the region's summary of a reporting period, shown, as JSON, or as a paper."""

from pathlib import Path
from typing import Annotated

import typer

from deployments.cli.console import (
    AsOfOption,
    CycleOption,
    JsonOption,
    RoadmapOption,
    WindowOption,
    console,
    meant,
    say,
    tell_json,
    written,
)
from models.language import _
from tasks.clock import TODAY
from tasks.settings import settings

app = typer.Typer()


@app.command()
def monitoring(
    to: Annotated[Path | None, typer.Option("--to", help="Папка для отчёта (.docx).", file_okay=False)] = None,
    window: WindowOption = "",
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Свести период по журналу и отчётам кураторов: исполнено, поздно, просрочено, риски — по школам."""
    from tasks.database import reading
    from tasks.record.book import find_cycle, read_book
    from tasks.reports.monitoring import dashboard, monitoring_of, summary

    of = meant(settings(), roadmap, cycle, as_of)
    with reading() as session:
        held = find_cycle(session, of.roadmap, of.year)
        book = read_book(session, held)
        found = monitoring_of(session, held, book, of.as_of, window)
        paper = summary(session, book, found) if to else None
        shown = dashboard(session, found)
    if as_json:
        schools = [
            {"school": one.school, "reported": one.is_reported, "risks": [*one.risks], **one.counts}
            for one in found.schools
        ]
        tell_json({"start": found.start, "end": found.end, **found.totals, "schools": schools})
    else:
        console.print(shown, markup=False, soft_wrap=True)
    if to and paper:
        with written(to):
            to.mkdir(parents=True, exist_ok=True)
            (to / paper.file_name).write_bytes(paper.content)
        if not as_json:
            say(_("Отчёт записан: {path}").format(path=to / paper.file_name))
