"""`vekha report analysis`: an analysis's letter and workbook, for the region, municipalities or schools."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.table import Table
from rich.text import Text

from deployments.cli.console import AsOfOption, JsonOption, console, refuse_empty, tell_json, written
from models.assessment.names import ACTIONS
from models.assessment.parameters import Parameters
from models.errors import NotFound, VekhaError
from models.language import _
from tasks.clock import TODAY, day_meant
from tasks.reports.asking import Asked, Copies
from tasks.settings import settings

if TYPE_CHECKING:
    from tasks.reports.analysis import Copy, Papers

app = typer.Typer()
MOSCOW = "Europe/Moscow"


@app.command(
    help=_("Справка и книга по расчёту: по всем школам, по муниципалитетам или по школам. Без имени — какие есть.")
)
def analysis(
    name: Annotated[str, typer.Argument(help=_("Расчёт; без имени — перечень."))] = "",
    years: Annotated[str, typer.Option("--years", help=_("Годы результатов: 2023,2024; иначе все загруженные."))] = "",
    municipality: Annotated[
        list[str] | None, typer.Option("--municipality", "-m", help=_("Копия муниципалитета."))
    ] = None,
    school: Annotated[list[str] | None, typer.Option("--school", "-s", help=_("Копия школы: её логин."))] = None,
    each: Annotated[
        Literal["municipality", "school"] | None, typer.Option("--each", help=_("Копии всем: municipality или school."))
    ] = None,
    to: Annotated[Path | None, typer.Option("--to", help=_("В какую папку записать."), file_okay=False)] = None,
    look_first: Annotated[
        bool, typer.Option("--preview", help=_("Показать, что получится, ничего не записывая."))
    ] = False,
    replace: Annotated[bool, typer.Option("--replace", help=_("Записать поверх прежних файлов."))] = False,
    listed: Annotated[bool, typer.Option("--list", help=_("Какие есть расчёты и что им нужно."))] = False,
    roadmap: Annotated[str, typer.Option("--roadmap", "-r", help=_("Чьи пороги; иначе обычные."))] = "",
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """No step, no journal; who shares the papers answers for that. What they tell is kept, for corrections' sake."""
    if listed or not name:
        _tell_names(as_json=as_json)
        return
    if to is None and not look_first:
        raise VekhaError(_("Куда записать? Назовите папку: --to ПАПКА; посмотреть без записи — --preview."))
    copies = Copies(tuple(municipality or ()), tuple(school or ()), each or "")
    found = _made(_asked(name, years, roadmap, as_of, copies))
    paths = []
    if to is not None and not look_first:
        paths = _write(found.copies, to, replace=replace)
        _keep_told(name, found)
    _tell(found.copies, paths, as_json=as_json)


def _asked(name: str, years: str, roadmap: str, as_of: str, copies: Copies) -> Asked:
    if name not in ACTIONS:
        raise NotFound(_("Расчёта «{name}» нет. Есть: {known}.").format(name=name, known=", ".join(ACTIONS)))
    parameters, title, zone, whose = Parameters(), _("обычные"), MOSCOW, ""
    if roadmap:
        from tasks.reading.roadmap import read_roadmap

        found = read_roadmap(roadmap)
        parameters, title, zone = found.assessment, _("«{title}»").format(title=found.title), found.time_zone
        whose = found.name
    return Asked(name, _years(years), parameters, title, day_meant(as_of, zone), copies, whose)


def _years(said: str) -> tuple[int, ...]:
    words = said.replace(",", " ").split()
    wrong = [word for word in words if not (word.isdecimal() and len(word) == 4)]
    if wrong:
        raise VekhaError(_("Годы пишут через запятую, 2023,2024; не годы: {wrong}.").format(wrong=", ".join(wrong)))
    return tuple(sorted({int(word) for word in words}))


def _made(asked: Asked) -> "Papers":
    # pandas takes a second to import: only who asks for papers waits for it.
    from tasks.database import reading
    from tasks.reports.analysis import papers

    home = settings()
    refuse_empty(home)
    with reading(home) as session:
        return papers(session, home, asked)


def _keep_told(analysis: str, found: "Papers") -> None:
    from tasks.data.releases import keep_told
    from tasks.database import writing

    with writing(settings()) as session:
        keep_told(session, settings(), analysis, found.told)


def _write(found: "Sequence[Copy]", folder: Path, *, replace: bool) -> list[Path]:
    """Write every copy into its folder; whatever stands there already is told at once and kept."""
    files = {folder / path: document for copy in found for path, document in copy.files}
    there = [str(path) for path in files if path.exists()]
    if there and not replace:
        told = _("Уже есть, ничего не записано (--replace — записать поверх): {files}.")
        raise VekhaError(told.format(files="; ".join(there[:5]) + (" …" if len(there) > 5 else "")))
    with written(folder):
        for path, document in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(document.content)
    return list(files)


def _tell(found: "Sequence[Copy]", paths: Sequence[Path], *, as_json: bool) -> None:
    if as_json:
        told = [
            {"copy": one.folder, "found": one.sentences, "files": [str(path) for path, _document in one.files]}
            for one in found
        ]
        tell_json({"copies": told, "written": [*map(str, paths)]})
        return
    table = Table(_("Чья копия"), _("Что найдено"), _("Файлы"), title_justify="left", show_lines=True)
    for one in found:
        files = "\n".join(document.file_name for document in one.documents)
        table.add_row(Text(one.folder or _("все школы")), Text("\n".join(one.sentences)), Text(files))
    console.print(table)
    said = _("Записано файлов: {number}.").format(number=len(paths)) if paths else _("Ничего не записано.")
    console.print(said, markup=False)


def _tell_names(*, as_json: bool) -> None:
    from models.assessment.registry import ANALYSES
    from tasks.documents.analyses.registry import PAPERS
    from tasks.reports.having import needed

    rows = [(name, PAPERS[name].title(), needed(ANALYSES[name])) for name in ANALYSES]
    if as_json:
        tell_json([dict(zip(("name", "title", "needs"), row, strict=True)) for row in rows])
        return
    table = Table(_("Имя"), _("Документ"), _("Что нужно загрузить"), title_justify="left")
    for row in rows:
        table.add_row(*map(Text, row))
    console.print(table)
