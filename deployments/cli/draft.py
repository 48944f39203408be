"""`vekha draft`: write the papers that Vekha has prepared for a measure's steps, to be looked at before handing in."""

from pathlib import Path
from typing import Annotated

import typer

from deployments.cli.console import (
    AsOfOption,
    CycleOption,
    JsonOption,
    RoadmapOption,
    SchoolOption,
    WindowOption,
    console,
    meant,
    tell_json,
    written,
)
from models.errors import VekhaError
from models.language import _
from tasks.clock import TODAY
from tasks.drafting.contract import Draft
from tasks.people.step_ref import StepRef
from tasks.settings import settings


def draft(
    measure: Annotated[str, typer.Argument(metavar="МЕРОПРИЯТИЕ", help="Код мероприятия: T29.")],
    to: Annotated[Path, typer.Option("--to", help="Папка, куда записать черновики.")] = Path(),
    school: SchoolOption = "",
    window: WindowOption = "",
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Записать черновики документов: одной школы или всех. Сдать черновик как есть — vekha submit … --draft."""
    from tasks.drafting.handing_in import drafts_of

    of = meant(settings(), roadmap, cycle, as_of)
    found = drafts_of(settings(), StepRef(of.roadmap, of.year, measure, school, window), of.as_of)
    files = _write(found, to)
    if as_json:
        tell_json(
            [{"unit": one.step.unit, "files": files[place], "lacks": [*one.lacks]} for place, one in enumerate(found)]
        )
        return
    for place, one in enumerate(found):
        for name in files[place]:
            console.print(name, markup=False, soft_wrap=True)
        if one.lacks:
            said = _("{unit}: черновика нет, не хватает: {lacks}.")
            console.print(said.format(unit=one.step.unit or measure, lacks="; ".join(one.lacks)), markup=False)


def _write(found: list[Draft], folder: Path) -> list[list[str]]:
    """Write every paper; the names of each draft's files. One that is there already stops all before any is written."""
    papers = [[(folder / paper.file_name, paper.content) for paper in one.documents.values()] for one in found]
    there = [str(path) for of_one in papers for path, _content in of_one if path.exists()]
    if there:
        told = _("Такие файлы уже есть, их могли править: {files}. Назовите другую папку (--to).")
        raise VekhaError(told.format(files=", ".join(there)))
    for path, content in (paper for of_one in papers for paper in of_one):
        with written(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return [[str(path) for path, _content in of_one] for of_one in papers]
