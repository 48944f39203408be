"""`vekha data`: what is loaded, until when and what rests on it; how it is deleted. Rules: tasks/keeping."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from deployments.cli.console import JsonOption, author, console, refuse_empty, tell, tell_json
from models.language import _
from tasks.clock import day_here
from tasks.settings import Settings, settings

if TYPE_CHECKING:
    from models.records import DataAudit
    from tasks.keeping.inventory import Fate, Inside, Kept

app = typer.Typer(help="Загруженные данные: что есть, до какого дня, что на них стоит; удалить.", no_args_is_help=True)


@app.command("list")
def list_data(
    expired: Annotated[bool, typer.Option("--expired", help="Только те, чей срок хранения истёк.")] = False,
    purged: Annotated[bool, typer.Option("--purged", help="Что удалено: когда, кем и почему.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Показать наборы данных, и заменённые тоже: что это, кто загрузил, для чего, до какого дня хранится."""
    from tasks.database import reading
    from tasks.keeping.inventory import audits, kept

    with reading(_home()) as session:
        gone = audits(session) if purged else []
        found = [] if purged else [one for one in kept(session, day_here()) if one.overdue or not expired]
    if as_json:
        tell_json([one.model_dump(mode="json") for one in gone] if purged else [asdict(one) for one in found])
    elif purged:
        _show(_audit_table(gone) if gone else None, _("Ничего не удалялось."))
    else:
        _show(_kept_table(found) if found else None, _nothing(expired=expired))


@app.command()
def show(number: Annotated[int, typer.Argument(help="Номер набора.")], as_json: JsonOption = False) -> None:
    """Показать набор: его таблицы и столбцы, и какие посчитанные шаги на нём стоят."""
    from tasks.database import reading
    from tasks.keeping.inventory import inside

    home = _home()
    with reading(home) as session:
        found = inside(session, home, number, day_here())
    if as_json:
        tell_json(asdict(found))
    else:
        _show_inside(found)


@app.command()
def purge(
    numbers: Annotated[list[int] | None, typer.Argument(help="Номера наборов.")] = None,
    slot: Annotated[str, typer.Option("--slot", help="Всё, что загружено об этом, и заменённое тоже.")] = "",
    expired: Annotated[bool, typer.Option("--expired", help="Всё, чей срок хранения истёк.")] = False,
    reason: Annotated[str, typer.Option("--reason", help="Почему удаляется; останется навсегда.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Удалить; без этого — только показать.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Удалить наборы и всё, что из них посчитано; запись об удалении остаётся навсегда."""
    from tasks.database import reading
    from tasks.keeping.inventory import parting
    from tasks.keeping.purging import Which
    from tasks.keeping.purging import purge as delete

    home, which = _home(), Which(tuple(numbers or ()), slot, day_here() if expired else None)
    with reading(home) as session:
        goes = parting(session, which, day_here())
    audits = delete(home, which, reason=reason, author=author()) if yes else []
    if not as_json:
        _show(_kept_table(goes.datasets) if goes.datasets else None, _("Удалять нечего."))
        _show(_fate_table(goes.steps) if goes.steps else None, "")
    said = _("Удалено наборов: {count}.") if yes else _("Наборов: {count}. {hint}")
    hint = _("Пока ничего не удалено: чтобы удалить, повторите с --yes и --reason.")
    count = len(audits) if yes else len(goes.datasets)
    tell(said.format(count=count, hint=hint), {"purged": yes, **asdict(goes)}, as_json)


def _home() -> Settings:
    chosen = settings()
    refuse_empty(chosen)
    return chosen


def _nothing(*, expired: bool) -> str:
    return _("Срок хранения ни у чего не истёк.") if expired else _("Ничего не загружено: vekha load …")


def _show(table: Table | None, otherwise: str) -> None:
    if table is not None:
        console.print(table)
    elif otherwise:
        console.print(otherwise, markup=False)


def _kept_table(found: Sequence["Kept"]) -> Table:
    from tasks.reading.recognising import KINDS

    heads = (_("№"), _("Что это"), _("О чём"), _("Файл"), _("Строк"), _("Кто и когда"), _("Хранить до"))
    columns: tuple[Callable[[Kept], str], ...] = (
        lambda one: str(one.id),
        lambda one: _(KINDS[one.kind]),
        lambda one: one.slot,
        lambda one: one.source_name + (_(" (заменён)") if one.superseded else ""),
        lambda one: str(one.rows),
        lambda one: f"{one.loaded_by}, {one.loaded_at:%d.%m.%Y}",
        _until,
    )
    table = Table(*heads, title=_("Данные"), title_justify="left")
    for one in found:
        table.add_row(*(Text(cell(one)) for cell in columns), style="red" if one.overdue else None)
    return table


def _until(one: "Kept") -> str:
    if one.delete_after is None:
        return _("без срока")
    return f"{one.delete_after:%d.%m.%Y}" + (_(" — истёк") if one.overdue else "")


def _audit_table(gone: Sequence["DataAudit"]) -> Table:
    heads = (_("№"), _("О чём"), _("SHA-256"), _("Строк"), _("Когда и кем"), _("Почему"))
    table = Table(*heads, title=_("Удалено"), title_justify="left")
    for one in gone:
        when = f"{one.purged_at:%d.%m.%Y}, {one.purged_by}"
        cells = (str(one.dataset_id), one.slot, one.sha256[:12], str(one.rows), when, one.reason)
        table.add_row(*map(Text, cells))
    return table


def _fate_table(steps: Sequence["Fate"]) -> Table:
    heads = (_("Код"), _("Мероприятие"), _("Срок шага"), _("Документов"), _("Без этих данных"))
    table = Table(*heads, title=_("Что на них стоит"), title_justify="left")
    for one in steps:
        table.add_row(*map(Text, (one.code, one.title, one.window, str(one.documents), one.fate)))
    return table


def _show_inside(found: "Inside") -> None:
    one = found.dataset
    console.print(_kept_table([one]))
    for line in (
        _("Цель: {purpose}").format(purpose=one.purpose),
        _("Основание: {ground}").format(ground=one.legal_ground or "—"),
        f"SHA-256: {one.sha256}",
    ):
        console.print(line, markup=False, soft_wrap=True)
    table = Table(_("Таблица"), _("Строк"), _("Байт"), _("Столбцы"), title=_("Таблицы"), title_justify="left")
    for frame in found.frames:
        table.add_row(*map(Text, (frame.name, str(frame.rows), str(frame.bytes), ", ".join(frame.columns))))
    console.print(table)
    _show(_fate_table(found.steps) if found.steps else None, _("Посчитанных шагов на этом наборе нет."))
