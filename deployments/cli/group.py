"""`vekha group`: a cycle's target group. Vekha proposes, a person approves; only that creates school steps."""

import json
from dataclasses import asdict
from typing import Annotated

import typer
from rich.table import Table
from sqlmodel import select

from deployments.cli.console import (
    AsOfOption,
    CycleOption,
    JsonOption,
    RoadmapOption,
    author,
    console,
    meant,
    tell,
)
from models.language import _
from models.records import School
from tasks.book import approved_schools, find_cycle
from tasks.clock import TODAY, read_day
from tasks.cycles import Approval, approve_group
from tasks.database import reading, writing
from tasks.proposing import proposed_schools
from tasks.record import locked_cycle
from tasks.settings import settings

app = typer.Typer(help="Целевая группа школ: предложить, утвердить, показать.", no_args_is_help=True)


@app.command()
def propose(
    roadmap: RoadmapOption = "", cycle: CycleOption = 0, as_of: AsOfOption = TODAY, as_json: JsonOption = False
) -> None:
    """Предложить школы по правилам R1 и R2, с цифрами, на которых предложение стоит."""
    of = meant(settings(), roadmap, cycle, as_of)
    proposal = proposed_schools(settings(), of.roadmap, of.year)
    if as_json:
        typer.echo(json.dumps([asdict(row) for row in proposal], ensure_ascii=False))
        return
    table = Table("Школа", "Название", "R1", "R2", "Низкие процедуры", title=f"Предложение на {of.year} год")
    for row in proposal:
        table.add_row(row.school, row.name, "✓" if row.r1 else "", "✓" if row.r2 else "", row.procedures)
    console.print(table)
    console.print(_("Утвердить: vekha group approve --order № --dated ДАТА [--strike …] [--add …]"))


@app.command()
def approve(
    order: Annotated[str, typer.Option("--order", help="№ приказа об утверждении списка.")],
    dated: Annotated[str, typer.Option("--dated", help="Дата приказа.")],
    only: Annotated[str, typer.Option("--schools", help="Логины через запятую; пусто — всё предложенное.")] = "",
    add: Annotated[str, typer.Option("--add", help="Добавить к предложенному.")] = "",
    strike: Annotated[str, typer.Option("--strike", help="Вычеркнуть из предложенного.")] = "",
    reason: Annotated[str, typer.Option("--reason", help="Почему добавлено или вычеркнуто.")] = "",
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Утвердить список школ: у вошедших появляются шаги, у выбывших открытые шаги закрываются."""
    home, of = settings(), meant(settings(), roadmap, cycle, as_of)
    if (add or strike) and not reason:
        raise typer.BadParameter(_("Добавить или вычеркнуть можно только с причиной: --reason."))
    proposal = [] if only else [row.school for row in proposed_schools(home, of.roadmap, of.year)]
    struck = set(_listed(strike))
    schools = [one for one in dict.fromkeys([*_listed(only), *proposal, *_listed(add)]) if one not in struck]
    approval = Approval(order, read_day(dated), author().actor, reason)
    with writing() as session:
        held = locked_cycle(session, of.roadmap, of.year)
        created = approve_group(session, held, schools, approval, as_of=of.as_of, author=author())
    said = _("Утверждено школ: {schools}; новых шагов: {steps}.").format(schools=len(schools), steps=created)
    tell(said, {"schools": schools, "steps_created": created}, as_json)


@app.command()
def show(
    roadmap: RoadmapOption = "", cycle: CycleOption = 0, as_of: AsOfOption = TODAY, as_json: JsonOption = False
) -> None:
    """Показать утверждённый список."""
    of = meant(settings(), roadmap, cycle, as_of)
    with reading() as session:
        members = approved_schools(session, find_cycle(session, of.roadmap, of.year))
        names = {school.login: school.name for school in session.exec(select(School))}
    if as_json:
        typer.echo(json.dumps([one.model_dump(mode="json") for one in members], ensure_ascii=False))
        return
    table = Table("Школа", "Название", "С какого дня", "Приказ", title=f"Целевая группа {of.year} года")
    for one in members:
        order = f"№ {one.order_number} от {one.order_date:%d.%m.%Y}"
        table.add_row(one.school, names.get(one.school, ""), f"{one.entered_on:%d.%m.%Y}", order)
    console.print(table)


def _listed(schools: str) -> list[str]:
    return schools.replace(",", " ").split()
