"""`vekha group`: a cycle's target group. Vekha proposes, a person approves; only that creates school steps."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text
from sqlmodel import select

from deployments.cli.console import (
    AsOfOption,
    CycleOption,
    JsonOption,
    Meant,
    ReasonOption,
    RoadmapOption,
    author,
    console,
    meant,
    tell,
    tell_json,
)
from models.errors import NotFound, VekhaError
from models.language import _
from models.records import School
from tasks.clock import TODAY, read_day
from tasks.cycle.group import Approval, approve_group
from tasks.cycle.proposing import proposed_schools
from tasks.database import reading, writing
from tasks.mentoring.closing import Closing, close_school
from tasks.record.book import approved_schools, find_cycle
from tasks.record.writer import locked_cycle
from tasks.running.nudge import group_approved
from tasks.settings import Settings, settings

app = typer.Typer(help="Целевая группа школ: предложить, утвердить, показать.", no_args_is_help=True)


@app.command()
def propose(
    roadmap: RoadmapOption = "", cycle: CycleOption = 0, as_of: AsOfOption = TODAY, as_json: JsonOption = False
) -> None:
    """Предложить школы по правилам R1 и R2, с цифрами, на которых предложение стоит."""
    of = meant(settings(), roadmap, cycle, as_of)
    proposal = proposed_schools(settings(), of.roadmap, of.year)
    if as_json:
        tell_json([asdict(row) for row in proposal])
        return
    title = _("Предложение на {year} год").format(year=of.year)
    table = Table(_("Школа"), _("Название"), "R1", "R2", _("Низкие процедуры"), title=title)
    for row in proposal:
        table.add_row(row.school, Text(row.name), "✓" if row.r1 else "", "✓" if row.r2 else "", Text(row.procedures))
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
    if (add or strike) and not reason.strip():
        raise VekhaError(_("Добавить или вычеркнуть можно только с причиной: --reason."))
    schools = _amended(_listed(only) or _proposal(home, of), _listed(add), _listed(strike))
    if only and not reason.strip():
        _refuse_unexplained(schools, _known_proposal(home, of))
    approval = Approval(order, read_day(dated), author().actor, reason)
    with writing() as session:
        held = locked_cycle(session, of.roadmap, of.year)
        created = approve_group(session, held, schools, approval, as_of=of.as_of, author=author())
    said = _("Утверждено школ: {schools}; новых шагов: {steps}.").format(schools=len(schools), steps=created)
    tell(said, {"schools": schools, "steps_created": created}, as_json)
    group_approved(home, of.roadmap, of.year, of.as_of)


@app.command()
def close(
    school: Annotated[str, typer.Argument(metavar="ШКОЛА", help="Логин школы, которой больше нет.")],
    order: Annotated[str, typer.Option("--order", help="№ приказа.")],
    dated: Annotated[str, typer.Option("--dated", help="Дата приказа.")],
    into: Annotated[str, typer.Option("--into", help="К какой школе присоединена; пусто — закрыта.")] = "",
    reason: ReasonOption = "",
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Школа закрыта или присоединена: её открытые шаги, пары и назначения кончаются, план больше не меняется."""
    home, of = settings(), meant(settings(), roadmap, cycle, as_of)
    said = Closing(school, into, order, read_day(dated), reason)
    with writing() as session:
        held = locked_cycle(session, of.roadmap, of.year)
        found = close_school(session, held, said, as_of=of.as_of, author=author())
    told = _(
        "Закрыто шагов: {steps}; кончилось пар наставников: {pairs}, назначений кураторов и опорных школ: {helpers}."
    )
    numbers = {"steps": found.steps, "pairs": len(found.pairs), "helpers": len(found.helpers)}
    tell(told.format(**numbers), numbers, as_json)
    group_approved(home, of.roadmap, of.year, of.as_of)


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
        tell_json([one.model_dump(mode="json") for one in members])
        return
    if not members:
        console.print(_("Список на {year} год ещё не утверждён: vekha group propose.").format(year=of.year))
        return
    title = _("Целевая группа {year} года").format(year=of.year)
    table = Table(_("Школа"), _("Название"), _("С какого дня"), _("Приказ"), title=title)
    for one in members:
        order = _("№ {number} от {day:%d.%m.%Y}").format(number=one.order_number, day=one.order_date)
        table.add_row(one.school, Text(names.get(one.school, "")), f"{one.entered_on:%d.%m.%Y}", Text(order))
    console.print(table)


def _proposal(home: Settings, of: Meant) -> list[str]:
    return [row.school for row in proposed_schools(home, of.roadmap, of.year)]


def _known_proposal(home: Settings, of: Meant) -> list[str]:
    """The proposed schools; none where nothing was computed that could propose any."""
    try:
        return _proposal(home, of)
    except NotFound:
        return []


def _refuse_unexplained(schools: Sequence[str], proposal: Sequence[str]) -> None:
    differing = sorted(set(schools) ^ set(proposal)) if proposal else []
    if differing:
        told = _("Список отличается от предложенного ({schools}): назовите причину (--reason).")
        raise VekhaError(told.format(schools=", ".join(differing)))


def _amended(listed: Sequence[str], added: Sequence[str], struck: Sequence[str]) -> list[str]:
    """The list with these added and those struck; who is struck must be on it."""
    absent = sorted(set(struck) - set(listed))
    if absent:
        raise VekhaError(_("Вычеркнуть нельзя, в списке их нет: {schools}.").format(schools=", ".join(absent)))
    return [school for school in dict.fromkeys([*listed, *added]) if school not in struck]


def _listed(schools: str) -> list[str]:
    return schools.replace(",", " ").split()
