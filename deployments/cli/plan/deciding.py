"""`vekha plan send`, `change`, `agree`, `approve`: what people do with plans. Direct writes, each one transaction."""

from collections.abc import Sequence
from typing import Annotated

import typer

from deployments.cli.console import (
    AsOfOption,
    CycleOption,
    JsonOption,
    ReasonOption,
    RoadmapOption,
    author,
    console,
    meant,
    tell,
    tell_json,
)
from deployments.cli.plan.said import days, numbers, schools_listed
from deployments.cli.plan.showing import as_table, parties_of, plain
from models.language import _
from models.support.plan import Change
from tasks.clock import TODAY, read_day
from tasks.database import writing
from tasks.reading.catalogue import CATALOGUES
from tasks.record.writer import locked_cycle
from tasks.running.nudge import group_approved
from tasks.settings import settings
from tasks.support import deciding
from tasks.support.versions import Plan

SchoolsOption = Annotated[str, typer.Option("--school", "-s", help="Логины через запятую; пусто — все, кто дошёл.")]
Values = list[str] | None


def send(
    school: SchoolsOption = "",
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Отметить, что проекты планов отправлены школам."""
    of = meant(settings(), roadmap, cycle, as_of)
    with writing() as session:
        held = locked_cycle(session, of.roadmap, of.year)
        sent = deciding.send(session, held, schools_listed(school), as_of=of.as_of, author=author())
    _tell(_("Отправлено планов: {count}.").format(count=len(sent)), sent, as_json)


def change(
    school: Annotated[str, typer.Argument(metavar="ШКОЛА", help="Логин школы.")],
    reason: ReasonOption,
    add: Annotated[str, typer.Option("--add", help="Добавить меры, через запятую: K06.1,K06.2.")] = "",
    drop: Annotated[str, typer.Option("--drop", help="Убрать меры.")] = "",
    baseline: Annotated[Values, typer.Option("--baseline", help="Показатель сейчас: K06.1=40.")] = None,
    target: Annotated[Values, typer.Option("--target", help="Показатель по плану: K06.1=60.")] = None,
    due: Annotated[Values, typer.Option("--due", help="Другой срок: K06.1=2024-12-20.")] = None,
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Изменить план школы с причиной: меры, показатели, сроки. Отправленное и согласованное согласуют снова."""
    of = meant(settings(), roadmap, cycle, as_of)
    said = Change(
        add=tuple(schools_listed(add)),
        drop=tuple(schools_listed(drop)),
        baselines=numbers(baseline or [], "--baseline"),
        targets=numbers(target or [], "--target"),
        dues=days(due or [], "--due"),
    )
    catalogue = CATALOGUES.of_year(settings(), of.year)
    with writing() as session:
        held = locked_cycle(session, of.roadmap, of.year)
        plan = deciding.change(session, held, school, catalogue, said, reason, as_of=of.as_of, author=author())
        parties = parties_of(session, held)
    if as_json:
        tell_json(plain(plan))
    else:
        console.print(as_table(plan, parties))


def agree(
    school: SchoolsOption = "",
    reason: Annotated[str, typer.Option("--reason", help="На чём согласовано: протокол собеседования.")] = "",
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Отметить, что школы согласны с планами."""
    of = meant(settings(), roadmap, cycle, as_of)
    with writing() as session:
        held = locked_cycle(session, of.roadmap, of.year)
        agreed = deciding.agree(session, held, schools_listed(school), reason, as_of=of.as_of, author=author())
    _tell(_("Согласовано планов: {count}.").format(count=len(agreed)), agreed, as_json)


def approve(
    number: Annotated[str, typer.Option("--number", help="№ приказа.")],
    dated: Annotated[str, typer.Option("--dated", help="Дата приказа.")],
    school: SchoolsOption = "",
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Утвердить согласованные планы приказом: меры становятся шагами цикла. Повтор ничего не меняет."""
    home, of = settings(), meant(settings(), roadmap, cycle, as_of)
    catalogue, day, schools = CATALOGUES.of_year(home, of.year), read_day(dated), schools_listed(school)
    with writing() as session:
        held = locked_cycle(session, of.roadmap, of.year)
        done = deciding.approve(session, held, catalogue, schools, number, day, as_of=of.as_of, author=author())
    found = done.entered
    told = _("Утверждено планов: {plans}. Шагов: новых {new}, сменили срок {dated}, сняты {waived}, вернулись {back}.")
    said = told.format(
        plans=len(done.plans), new=found.requested, dated=found.dated, waived=found.waived, back=found.returned
    )
    if found.earlier:
        said += " " + _("По мерам, за которые отвечают шаги прошлых лет, новых нет: {count}.").format(
            count=found.earlier
        )
    steps = {"requested": found.requested, "dated": found.dated, "waived": found.waived, "returned": found.returned}
    steps["earlier"] = found.earlier
    tell(said, {"plans": [plan.school for plan in done.plans], "measures": [*found.measures], **steps}, as_json)
    group_approved(home, of.roadmap, of.year, of.as_of)


def _tell(said: str, plans: Sequence[Plan], as_json: bool) -> None:
    tell(said, [{"school": one.school, "version": one.row.version} for one in plans], as_json)
