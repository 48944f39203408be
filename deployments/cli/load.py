"""`vekha load`: files of results and registers. What a file is and what is wrong with it is decided in tasks."""

from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from deployments.cli.console import JsonOption, author, complain, console, tell_json
from deployments.cli.preview import foresee, refusals
from models.errors import FileRefused
from models.language import _

if TYPE_CHECKING:
    from tasks.data.loading import LoadReport


class Kind(StrEnum):
    """What a file can be asked to be; tasks/reading/recognising.py says what each is."""

    VPR = "vpr"
    VPR_MARKS = "vpr_marks"
    VPR_JOURNAL = "vpr_journal"
    VPR_PRIMARY = "vpr_primary"
    VPR_COMPLETION = "vpr_completion"
    VPR_PLANNED = "vpr_planned"
    VPR_GROUPS = "vpr_groups"
    OGE = "oge"
    EGE = "ege"
    SCHOOLS = "schools"
    ASSIGNMENTS = "assignments"
    TASKS = "tasks"
    SCALES = "scales"
    BIAS = "bias"
    ANSWERS = "answers"
    MENTORS = "mentors"
    NEIGHBOURS = "neighbours"
    CONDITIONS = "conditions"
    CURATORS = "curators"
    PARTNERS = "partners"
    CROSSWALK = "crosswalk"


def load(
    files: Annotated[
        list[Path], typer.Argument(help="Файлы .xlsx и .csv: отчёты ВПР, протоколы ГИА, реестр школ, шкалы.")
    ],
    as_kind: Annotated[
        Kind | None,
        typer.Option("--as", help="Чем файлы должны быть; другой файл будет отклонён."),
    ] = None,
    keep_until: Annotated[
        str, typer.Option("--keep-until", help="До какого дня хранить; иначе — сколько нужно дорожной карте.")
    ] = "",
    look_first: Annotated[bool, typer.Option("--preview", help="Показать, что изменится, ничего не загружая.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Загрузить файлы: каждый целиком или никак; в отказе названы все ошибки сразу."""
    if look_first:
        foresee(files, as_kind, as_json=as_json)
    # pandas takes a second to import: only who loads files waits for it.
    from tasks.clock import read_day
    from tasks.data.loading import load_file
    from tasks.database import migrate
    from tasks.running.nudge import data_loaded
    from tasks.settings import settings

    chosen, until = settings(), read_day(keep_until) if keep_until else None
    migrate(chosen)  # loading is often the first thing that is done in a home
    done: list[LoadReport] = []
    refused: dict[str, FileRefused] = {}
    for path in files:
        try:
            done.append(load_file(path, actor=author().via, settings=chosen, expected=as_kind, delete_after=until))
        except FileRefused as refusal:
            refused[str(path)] = refusal
    if any(not report.was_known for report in done):
        data_loaded(chosen)
    if as_json:
        tell_json({"loaded": [asdict(report) for report in done], "refused": refusals(refused)})
    else:
        _show(done, refused)
    raise typer.Exit(1 if refused else 0)


def _show(done: list["LoadReport"], refused: dict[str, FileRefused]) -> None:
    if done:
        console.print(_loaded_table(done))
    for report in done:
        for warning in report.warnings:
            console.print(f"! {report.file}: {warning}", markup=False, soft_wrap=True)
    for refusal in refused.values():
        complain(refusal)


def _loaded_table(done: list["LoadReport"]) -> Table:
    from tasks.reading.recognising import KINDS

    table = Table(title=_("Загружено"), title_justify="left")
    for heading in (_("Файл"), _("Что это"), _("О чём"), _("Строк"), _("Итог")):
        table.add_column(heading)
    for report in done:
        cells = (report.file, _(KINDS[report.kind]), report.slot, str(report.rows), _outcome(report))
        table.add_row(*map(Text, cells))
    return table


def _outcome(report: "LoadReport") -> str:
    if report.was_known:
        return _("уже был загружен, набор № {id}").format(id=report.dataset_id)
    if report.superseded:
        replaced = ", ".join(f"№ {number}" for number in report.superseded)
        return _("набор № {id} вместо {replaced}").format(id=report.dataset_id, replaced=replaced)
    return _("набор № {id}").format(id=report.dataset_id)
