"""`vekha hold`, `vekha release`, `vekha holds`: what stands still for a time, why, and what goes on again."""

from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from deployments.cli.console import (
    AsOfOption,
    CycleOption,
    JsonOption,
    Meant,
    ReasonOption,
    RoadmapOption,
    SchoolOption,
    author,
    console,
    meant,
    say,
    tell,
    tell_json,
)
from models.language import _
from models.records import Hold
from models.roadmap.definition import Phase
from models.steps.book import Held
from models.wording import counted, in_digits
from tasks.clock import TODAY, read_day
from tasks.database import reading, writing
from tasks.people import holding
from tasks.people.holding import Kept, said_of, what_is_held
from tasks.record.book import find_cycle
from tasks.running.nudge import group_approved, nudge
from tasks.settings import settings

MeasureOption = Annotated[str, typer.Option("--measure", "-m", help="Код мероприятия: T05.")]
PhaseOption = Annotated[Phase | None, typer.Option("--phase", help="Этап целиком.")]


def hold(
    reason: ReasonOption,
    school: SchoolOption = "",
    measure: MeasureOption = "",
    phase: PhaseOption = None,
    until: Annotated[str, typer.Option("--until", help="Последний день; без него — пока не возобновят.")] = "",
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Приостановить школу, мероприятие или этап: ничего не открывается, никому не напоминают. Сроки не сдвигаются."""
    of = meant(settings(), roadmap, cycle, as_of)
    what, last = Held(school, measure, phase or ""), read_day(until) if until else None
    with writing() as session:
        year = find_cycle(session, of.roadmap, of.year)
        made, steps = holding.hold(
            session, year, what, reason, last, as_of=of.as_of, author=author(), only_this_year=bool(cycle)
        )
    told = _("№ {id}: приостановлено — {what}{until}. Стоит: {steps}. Возобновить: vekha release {id}")
    ends = _(" до {day}").format(day=in_digits(last)) if last else ""
    stands = counted(steps, _("шаг"), _("шага"), _("шагов"))
    answer = told.format(id=made.id, what=said_of(what), until=ends, steps=stands)
    tell(answer, _plain(made) | {"steps": steps}, as_json)


def release(
    number: Annotated[int, typer.Argument(metavar="НОМЕР", help="Номер приостановки: vekha holds.")] = 0,
    school: SchoolOption = "",
    measure: MeasureOption = "",
    phase: PhaseOption = None,
    reason: Annotated[str, typer.Option("--reason", help="Причина; останется в записи.")] = "",
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Возобновить приостановленное: по номеру или тем же, чем приостановили."""
    of = meant(settings(), roadmap, cycle, as_of)
    with writing() as session:
        year = find_cycle(session, of.roadmap, of.year)
        what = Held(school, measure, phase or "")
        ended = holding.release(session, year, number, what, reason, as_of=of.as_of, author=author())
    listed = "; ".join(f"№ {one.id} — {said_of(what_is_held(one))}" for one in ended)
    tell(_("Возобновлено: {listed}.").format(listed=listed), [_plain(one) for one in ended], as_json)
    for one in ended:
        _hint(of, one)


def _hint(of: Meant, one: Hold) -> None:
    """What was released may open now."""
    if one.measure:
        nudge(settings(), of.roadmap, of.year, one.measure, of.as_of)
    else:
        group_approved(settings(), of.roadmap, of.year, of.as_of)


def holds(
    everything: Annotated[bool, typer.Option("--all", help="И то, что уже возобновлено или кончилось.")] = False,
    roadmap: RoadmapOption = "",
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Показать, что приостановлено: почему, до какого дня, кем."""
    of = meant(settings(), roadmap, 0, as_of)
    with reading() as session:
        found = holding.kept_holds(session, of.roadmap)
    shown = [one for one in found if everything or one.is_in_force(of.as_of)]
    if as_json:
        tell_json([_plain(one.hold) | {"released_on": one.release and one.release.released_on} for one in shown])
    elif not shown:
        say(_("Ничего не приостановлено."))
    else:
        headings = "№", _("Что"), _("Причина"), _("С какого дня"), _("До"), _("Кем"), _("Возобновлено")
        table = Table(*headings, title=_("Приостановлено, {day}").format(day=in_digits(of.as_of)), title_justify="left")
        for one in shown:
            table.add_row(*map(Text, _cells(one)))
        console.print(table)


def _cells(kept: Kept) -> tuple[str, ...]:
    one, over = kept.hold, kept.release
    released = f"{in_digits(over.released_on)}, {over.actor}" if over else "—"
    until = in_digits(one.until) if one.until else _("пока не возобновят")
    return str(one.id), said_of(what_is_held(one)), one.reason, in_digits(one.since), until, one.actor, released


def _plain(one: Hold) -> dict[str, object]:
    return one.model_dump(mode="json", exclude={"at"})
