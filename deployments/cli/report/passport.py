"""`vekha report passport`: a page for each school, from one reading of record and data. Rules: tasks/passport."""

from pathlib import Path
from typing import Annotated

import typer

from deployments.cli.console import (
    AsOfOption,
    CycleOption,
    JsonOption,
    RoadmapOption,
    meant,
    tell,
    written,
)
from models.errors import VekhaError
from models.language import _
from tasks.clock import TODAY
from tasks.settings import settings

app = typer.Typer()


@app.command()
def passport(
    logins: Annotated[list[str] | None, typer.Argument(help="Логины школ.")] = None,
    municipality: Annotated[str, typer.Option("--municipality", help="Все школы муниципалитета, как в реестре.")] = "",
    everyone: Annotated[bool, typer.Option("--all", help="Все школы реестра.")] = False,
    folder: Annotated[Path, typer.Option("--to", help="Папка для документов.", file_okay=False)] = Path("."),
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Составить паспорта школ: страница на школу (.docx) — кто она, её результаты рядом с регионом, её мероприятия."""
    if sum((bool(logins), bool(municipality), everyone)) != 1:
        raise VekhaError(_("Назовите школы одним способом: логины, --municipality или --all."))
    home = settings()
    of = meant(home, roadmap, cycle, as_of)
    from tasks.database import reading
    from tasks.passport.material import material
    from tasks.passport.writing import chosen_schools, passports

    with reading(home) as session:
        told = material(session, home, of.roadmap, of.year, of.as_of)
    schools = chosen_schools(told, logins or [], municipality)
    names = []
    with written(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for document in passports(told, schools):
            (folder / document.file_name).write_bytes(document.content)
            names.append(document.file_name)
    said = _("Паспортов составлено: {count}. Папка: {folder}").format(count=len(names), folder=folder)
    tell(said, {"folder": str(folder), "files": names}, as_json)
