"""`vekha roadmap import`: an order's file → its measures as read, as JSON, or as a roadmap's draft. No database."""

import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from deployments.cli.console import JsonOption, console, written
from models.errors import VekhaError
from models.language import _
from models.wording import counted

if TYPE_CHECKING:
    from models.order.definition import Doubt, PrintedMeasure, PrintedOrder

app = typer.Typer()


@app.command("import", help=_("Прочитать приказ (.docx, .xlsx, .md, .txt) и составить черновик дорожной карты."))
def import_order(
    # typer's own check would answer in English: open_order says in Russian what the file lacks.
    file: Annotated[Path, typer.Argument(help=_("Файл приказа с таблицей мероприятий."), readable=False)],
    period: Annotated[
        str, typer.Option(help=_("Период плана, если приказ его не называет: 2024, 2024-2025, 2024/2025."))
    ] = "",
    out: Annotated[Path | None, typer.Option("--output", "-o", help=_("Куда записать черновик (YAML)."))] = None,
    force: Annotated[bool, typer.Option("--force", help=_("Заменить файл, если он уже есть."))] = False,
    as_json: JsonOption = False,
) -> None:
    """Nothing is written unless the whole order has been read."""
    from models.order.showing import as_json as shown
    from models.order.suggesting.suggest import suggest
    from models.roadmap.schedule.period import Period
    from tasks.reading.orders.opening import open_order

    _refuse_to_overwrite(out, force)
    if period:
        Period.parse(period)
    order = open_order(file, period)
    if out is not None:
        _write_draft(order, out)
    if as_json:
        typer.echo(json.dumps(shown(order, suggest(order)), ensure_ascii=False, indent=2))
        return
    _say_head(order)
    for section, measures in groupby(order.measures, key=lambda measure: measure.as_read("section")):
        console.print(_table(section, list(measures)))
    _say_doubts(order)
    _say_what_next(out)


def _refuse_to_overwrite(out: Path | None, force: bool) -> None:
    if out is None:
        return
    if out.exists() and not force:
        raise VekhaError(_("Файл {file} уже есть. Назовите другой или добавьте --force.").format(file=out))
    if not out.parent.is_dir():
        raise VekhaError(_("Нет папки {folder}: создайте её или выберите другую.").format(folder=out.parent))


def _write_draft(order: "PrintedOrder", out: Path) -> None:
    from models.order.draft import draft

    with written(out):
        out.write_text(draft(order, out.stem), encoding="utf8")


def _say_head(order: "PrintedOrder") -> None:
    head = order.head
    when = f"{head.signed_on:%d.%m.%Y}" if head.signed_on else "—"
    rows = (
        (_("Кто издал"), head.authority),
        (_("Документ"), _("{kind} от {date} № {number}").format(kind=head.kind, date=when, number=head.number or "—")),
        (_("Заголовок"), head.title or head.annex_title),
        (_("Период"), head.period),
        (_("Координатор"), head.coordinator),
        (_("Столбцы"), ", ".join(order.columns.values())),
    )
    grid = Table.grid(padding=(0, 2))
    for name, value in rows:
        if value:
            grid.add_row(Text(name, style="bold"), Text(value))
    console.print(grid)
    for asked in head.assignments:
        console.print(
            Text(_("  Поручение в тексте (строка {line}): {when}").format(line=asked.line, when=asked.schedule))
        )


def _table(section: str, measures: "list[PrintedMeasure]") -> Table:
    from models.roadmap.schedule.description import describe

    table = Table(title=Text(section or _("Без раздела"), style="bold"), title_justify="left", expand=True)
    table.add_column(_("№"), no_wrap=True)
    for column, ratio in ((_("Мероприятие"), 6), (_("Сроки"), 3), (_("Как поняли"), 4), (_("Кто"), 3)):
        table.add_column(column, ratio=ratio, overflow="fold")
    for measure in measures:
        number = Text(_number(measure))
        if measure.needs_review:
            number.append(" ?", style="yellow")
        cells = (measure.as_read("title"), measure.as_read("schedule"), describe(measure.rule))
        table.add_row(number, *map(Text, cells), Text(measure.as_read("responsible")))
    return table


def _number(measure: "PrintedMeasure") -> str:
    """The printed number; a sub-item is shown under its position's."""
    if not measure.parent or measure.parent == measure.number:
        return measure.number
    return f"{measure.parent} · {measure.number}".rstrip()


def _say_doubts(order: "PrintedOrder") -> None:
    from models.order.showing import all_doubts

    doubts = all_doubts(order)
    read = counted(len(order.measures), _("мероприятие"), _("мероприятия"), _("мероприятий"))
    console.print(Text(_("Прочитано: {measures}.").format(measures=read)))
    if doubts:
        many = counted(len(doubts), _("место"), _("места"), _("мест"))
        console.print(Text(_("Решить должен человек, {places}:").format(places=many), style="yellow"))
    for line in (line for doubt in doubts for line in _said(doubt)):
        console.print(Text(line))


def _said(doubt: "Doubt") -> Iterator[str]:
    value = f" «{doubt.value}»" if doubt.value else ""
    yield f"  {doubt.place}:{value} — {doubt.reason}"
    if doubt.readings:
        yield "      " + _("можно прочитать: {readings}").format(readings=" | ".join(doubt.readings))


def _say_what_next(out: Path | None) -> None:
    said = (
        _("Черновик записан: {file}. Проверьте его: vekha roadmap check {file}")
        if out
        else _("Чтобы получить черновик дорожной карты, добавьте -o roadmaps/ИМЯ.yaml")
    )
    console.print(Text(said.format(file=out)))
