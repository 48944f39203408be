"""`vekha report slippage`: what was planned, moved and kept, and by whose decision. Rules: models/steps/slippage.py."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from deployments.cli.console import (
    AsOfOption,
    CycleOption,
    JsonOption,
    RoadmapOption,
    console,
    meant,
    say,
    tell_json,
    written,
)
from models.language import _
from models.people.counting import few_of
from models.steps.slippage import Slip, Summary
from models.wording import counted, in_digits
from tasks.clock import TODAY
from tasks.database import reading
from tasks.record.book import find_cycle
from tasks.record.slippage import Slippage, read_slippage
from tasks.settings import settings

app = typer.Typer()


@app.command()
def slippage(
    xlsx: Annotated[Path | None, typer.Option("--xlsx", help="Записать таблицей Excel.", dir_okay=False)] = None,
    measure: Annotated[str, typer.Option("--measure", help="Только одно мероприятие: его код.")] = "",
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Как сдвинулись сроки: план, перенос, факт, опоздание в рабочих днях и чьё решение."""
    of = meant(settings(), roadmap, cycle, as_of)
    with reading() as session:
        found = read_slippage(session, find_cycle(session, of.roadmap, of.year), of.as_of, measure)
    if xlsx is not None:
        from tasks.documents.slippage_table import slippage_workbook

        with written(xlsx):
            xlsx.write_bytes(slippage_workbook(found, of.as_of))
    if as_json:
        tell_json({"slips": [asdict(one) for one in found.slips], "summary": asdict(found.summary)})
        return
    if found.slips and xlsx is None:
        console.print(table(found, of.as_of))
    say(total(found.summary))
    if xlsx is not None:
        say(_("Таблица: {path}").format(path=xlsx))


def table(found: Slippage, as_of: date) -> Table:
    """The report as people read it: a row for each step that slipped, alike ones together."""
    title = _("Сдвиг сроков на {day}").format(day=in_digits(as_of))
    shown = Table(_("Код"), _("Школа"), title=title, title_justify="left")
    for day_of in (_("План"), _("Срок"), _("Сдано")):
        shown.add_column(day_of, no_wrap=True, min_width=len("31.12.2025"))
    shown.add_column(_("Позже плана"))
    shown.add_column(_("Чьё решение"), overflow="fold")
    for one, units in _alike(found.slips):
        shown.add_row(
            one.measure,
            Text(few_of([found.schools.get(unit, unit) for unit in units])),
            in_digits(one.planned),
            in_digits(one.due_on),
            in_digits(one.actual),
            _days(one.behind_plan) if one.behind_plan else "",
            Text("\n".join(_decided(one))),
        )
    return shown


def _alike(slips: Iterable[Slip]) -> list[tuple[Slip, list[str]]]:
    """Schools of which the same is told stand in one row; the workbook and JSON have a row for each."""
    found: dict[Slip, list[str]] = defaultdict(list)
    for one in slips:
        found[replace(one, unit="")].append(one.unit)
    return list(found.items())


def _decided(one: Slip) -> Iterator[str]:
    """«заместитель министра: карантин», and whether the moved deadline was missed too."""
    yield from (f"{decision.signer}: {decision.reason}" for decision in one.decisions)
    if one.late and one.decisions:
        yield _("и ещё без решения: {days}").format(days=_days(one.late))
    elif one.late:
        yield _("без решения")


def total(summary: Summary) -> str:
    """What it adds up to, in a sentence or two."""
    told = _("Шагов со сроком: {steps}. Срок перенесён: {moved}. Позже плана: {behind}, из них без решения: {late}.")
    most = _("Больше всего — на {days}.").format(days=_days(summary.most)) if summary.most else ""
    said = told.format(steps=summary.steps, moved=summary.moved, behind=summary.behind_plan, late=summary.late)
    return f"{said} {most}".strip()


def _days(number: int) -> str:
    return counted(number, _("рабочий день"), _("рабочих дня"), _("рабочих дней"))
