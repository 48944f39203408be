"""`vekha close`: end a year when everything in it is done or waived, or take that back."""

from typing import Annotated

import typer

from deployments.cli.console import AsOfOption, CycleOption, JsonOption, RoadmapOption, meant, tell
from models.language import _
from tasks.clock import TODAY
from tasks.cycle.years import close_cycle, open_again
from tasks.database import writing
from tasks.record.writer import locked_cycle
from tasks.settings import settings


def close(
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    undo: Annotated[bool, typer.Option("--undo", help="Открыть закрытый год снова.")] = False,
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Закрыть год: в нём больше ничего не меняется и не устаревает. Все шаги должны быть исполнены или сняты."""
    of = meant(settings(), roadmap, cycle, as_of)
    with writing() as session:
        held = locked_cycle(session, of.roadmap, of.year)
        open_again(session, held) if undo else close_cycle(session, held, of.as_of)
        entries, head = held.head_seq, held.head_hash
    if undo:
        said = _("Год {year} открыт снова.").format(year=of.year)
    else:
        told = _("Год {year} закрыт. Записей в журнале {entries}, последняя — {head}: сохраните этот хеш.")
        said = told.format(year=of.year, entries=entries, head=head)
    tell(said, {"year": of.year, "closed": not undo, "entries": entries, "head": head}, as_json)
