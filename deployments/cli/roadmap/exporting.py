"""`vekha roadmap export`, `gantt`: a roadmap back to paper, as a plan or with what has been done."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from deployments.cli.console import AsOfOption, CycleOption, JsonOption, meant, tell, written
from models.errors import VekhaError
from models.language import _
from models.roadmap.definition import Roadmap
from tasks.clock import TODAY, day_meant
from tasks.database import reading
from tasks.reading.roadmap import read_roadmap
from tasks.record.execution import Progress, open_years, read_progress
from tasks.settings import Settings, settings

app = typer.Typer()

PLANS = (".docx", ".xlsx")
PICTURES = (".svg", ".png")

_Name = Annotated[str, typer.Argument(help=_("Название дорожной карты или путь к её файлу."))]


@app.command(help=_("Вернуть план в Word или Excel: таблица приказа, а с --with-status — и отметки об исполнении."))
def export(
    name: _Name,
    to: Annotated[Path, typer.Option("--to", help=_("Куда записать: план.docx или план.xlsx."))],
    with_status: Annotated[
        bool, typer.Option("--with-status", help=_("Добавить «Отметку об исполнении» из открытых циклов."))
    ] = False,
    as_of: AsOfOption = TODAY,
    cycle: CycleOption = 0,
    as_json: JsonOption = False,
) -> None:
    """Cells are as printed, without markup; officials stay masked as in the roadmap's file."""
    _require_suffix(to, PLANS)
    home = settings()
    progress = _progress(home, name, cycle, as_of) if with_status else None
    roadmap = progress.roadmap if progress else read_roadmap(name)
    day = progress.as_of if progress else day_meant(as_of, roadmap.time_zone)
    _write(to, _plan(to.suffix.casefold(), roadmap, progress, day), roadmap, day, as_json=as_json)


@app.command(help=_("Нарисовать план на оси времени: сроки, связи, сегодняшний день, исполненное и просроченное."))
def gantt(
    name: _Name,
    to: Annotated[Path, typer.Option("--output", "-o", help=_("Куда записать: план.svg или план.png."))],
    as_of: AsOfOption = TODAY,
    cycle: CycleOption = 0,
    as_json: JsonOption = False,
) -> None:
    """Colours say how the open cycles stand; where none is open, the plain plan is drawn."""
    from tasks.documents.gantt.chart import draw

    _require_suffix(to, PICTURES)
    home = settings()
    progress = _progress(home, name, cycle, as_of) if _is_running(home, name) else None
    roadmap = progress.roadmap if progress else read_roadmap(name)
    day = progress.as_of if progress else day_meant(as_of, roadmap.time_zone)
    form: Literal["svg", "png"] = "svg" if to.suffix.casefold() == ".svg" else "png"
    if progress:
        picture = draw(roadmap, day, form, progress.plan, progress.states, progress.supplied)
    else:
        picture = draw(roadmap, day, form)
    _write(to, picture, roadmap, day, as_json=as_json)


def _plan(form: str, roadmap: Roadmap, progress: Progress | None, day: date) -> bytes:
    """The file's content; the modules that write it are heavy and imported only here."""
    executions = progress.executions if progress else None
    if form == ".docx":
        from tasks.documents.plan.docx import plan_document

        return plan_document(roadmap, executions, day)
    from tasks.documents.plan.xlsx import plan_workbook

    return plan_workbook(roadmap, executions, day)


def _progress(home: Settings, name: str, cycle: int, as_of: str) -> Progress:
    """How the cycles stand: all that are open, or the one of the named year."""
    of = meant(home, _roadmap_name(home, name), cycle, as_of)
    with reading(home) as session:
        years = [cycle] if cycle else open_years(session, of.roadmap)
    return read_progress(home, of.roadmap, years, of.as_of)


def _is_running(home: Settings, name: str) -> bool:
    """Whether a cycle of the roadmap was ever opened here."""
    return bool(_cycles(home, _roadmap_name(home, name)))


def _roadmap_name(home: Settings, name: str) -> str:
    """The name under which cycles know it: a name may be said as it is, or by the roadmap's file."""
    return name if _cycles(home, name) else read_roadmap(name).name


def _cycles(home: Settings, roadmap: str) -> list[int]:
    """The years of the roadmap's cycles; none where nothing was ever done."""
    if home.database_url is None and not (home.root / "vekha.db").exists():
        return []
    with reading(home) as session:
        return open_years(session, roadmap)


def _require_suffix(path: Path, known: Sequence[str]) -> None:
    if path.suffix.casefold() not in known:
        wanted = _(" или ").join(known)
        raise VekhaError(
            _("{path}: не понять, в каком виде записать. Окончание имени должно быть {wanted}.").format(
                path=path, wanted=wanted
            )
        )
    if not path.absolute().parent.is_dir():
        raise VekhaError(_("{path}: такой папки нет. Создайте её или назовите другую.").format(path=path))


def _write(path: Path, content: bytes, roadmap: Roadmap, day: date, *, as_json: bool) -> None:
    """Write the file and say so."""
    with written(path):
        path.write_bytes(content)
    count = len(roadmap.measures)
    said = _("Записано: {path}, мероприятий: {count}.").format(path=path, count=count)
    tell(said, {"path": str(path), "measures": count, "as_of": day.isoformat()}, as_json)
