"""`vekha sample`: an invented region as the real systems would export it. What is invented, tasks/sample decides."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from deployments.cli.console import JsonOption, console, tell_json, written
from models.language import _

if TYPE_CHECKING:
    from tasks.sample.generation import Region


def sample(
    folder: Annotated[Path, typer.Argument(help="Папка, в которую записать регион.", file_okay=False)],
    seed: Annotated[int, typer.Option("--seed", min=0, help="Зерно: при том же зерне те же файлы.")] = 7,
    schools: Annotated[int, typer.Option("--schools", min=16, max=4000, help="Сколько школ.")] = 40,
    as_json: JsonOption = False,
) -> None:
    """Создать вымышленный регион: реестры, ВПР, ОГЭ и ЕГЭ за 2022–2025 годы, каждый год в форматах своего времени."""
    # numpy and pandas take a second to import: only who generates waits for it.
    from tasks.sample.generation import generate

    with written(folder):
        region = generate(folder, seed=seed, schools=schools)
    if as_json:
        tell_json(_as_object(region))
    else:
        _show(region)


def _as_object(region: "Region") -> dict[str, object]:
    files = [{"kind": file.kind.value, "year": file.year, "path": str(file.path)} for file in region.files]
    return {"schools": region.schools, "pupils": region.pupils, "truth": str(region.truth), "files": files}


def _show(region: "Region") -> None:
    """What was written where."""
    title = _("Вымышленный регион: школ {schools}, обучающихся {pupils}, файлов {files}")
    counts = {"schools": region.schools, "pupils": region.pupils, "files": len(region.files)}
    table = Table(title=title.format(**counts), title_justify="left")
    for heading in (_("Что"), _("Год"), _("Файлов"), _("Папка")):
        table.add_column(heading)
    written = Counter((file.year or 0, file.kind, file.path.parent) for file in region.files)
    for (year, kind, place), many in sorted(written.items(), key=lambda entry: entry[0][0]):
        table.add_row(_title(kind.value), str(year or ""), str(many), str(place.relative_to(region.folder)))
    console.print(table)
    console.print(
        _("Что заложено (в расчёты не загружается): {path}").format(path=region.truth), markup=False, soft_wrap=True
    )


def _title(kind: str) -> str:
    """What people call a kind of file."""
    titles = {
        "schools": _("Реестр школ"),
        "assignments": _("Кто кого учит"),
        "tasks": _("Что проверяют задания"),
        "scales": _("Шкалы отметок ВПР"),
        "mentors": _("Кто может быть наставником"),
        "neighbours": _("Соседние муниципалитеты"),
        "conditions": _("Условия работы школ"),
        "curators": _("Кто может быть куратором"),
        "partners": _("Школы, готовые помогать"),
        "vpr": _("ВПР, индивидуальные результаты"),
        "reports": _("ВПР, отчёты 2–7"),
        "flat": _("Плоские таблицы региона"),
        "gia": _("Протоколы ОГЭ и ЕГЭ"),
        "appeals": _("Апелляции"),
        "answers": _("Ответы на опрос о рисках"),
        "crosswalk": _("Сопоставление шифров ВПР и ГИА, от некоторых школ"),
        "mistakes": _("С ошибками: не загрузятся"),
        "wrong": _("Отметки не по баллам: загрузятся, но проверка остановит"),
        "right": _("Исправленный файл"),
        "later": _("Позднее уточнение результатов"),
    }
    return titles[kind]
