"""`vekha curators` and `vekha partners`: who helps which school. Vekha proposes, people pin, forbid and approve."""

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
    say,
    tell,
    tell_json,
)
from deployments.cli.decided import decided
from models.language import _
from models.records import HelperAppointment, HelperKind, School, Wish
from models.wording import in_digits
from tasks.clock import TODAY, read_day
from tasks.database import reading
from tasks.mentoring import helping
from tasks.mentoring.pairs import Order
from tasks.record.book import approved_schools, find_cycle
from tasks.settings import settings

app = typer.Typer(no_args_is_help=True)

# By the name under which the commands are called.
KINDS = {"curators": HelperKind.CURATOR, "partners": HelperKind.PARTNER}
SchoolArgument = Annotated[str, typer.Argument(metavar="ШКОЛА", help="Логин школы, которой помогают.")]
HelperArgument = Annotated[str, typer.Argument(metavar="КТО", help="Код куратора или логин опорной школы.")]
AnewOption = Annotated[bool, typer.Option("--anew", help="Не держаться за назначенных, только за закреплённых.")]


@app.command()
def propose(
    called: typer.Context,
    anew: AnewOption = False,
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Предложить: кто кому, кто остался и почему. Ничего не записывает."""
    from deployments.cli.helped import shown
    from tasks.mentoring.proposing_helpers import helpers_proposed

    of, name = meant(settings(), roadmap, cycle, as_of), _name(called)
    found = helpers_proposed(settings(), of.roadmap, of.year, KINDS[name], anew=anew)
    shown(found, KINDS[name], name, of.year, as_json)


@app.command()
def approve(
    called: typer.Context,
    order: Annotated[str, typer.Option("--order", help="№ приказа.")],
    dated: Annotated[str, typer.Option("--dated", help="Дата приказа.")],
    anew: AnewOption = False,
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Назначить предложенных приказом. Кто уже помогает, остаётся при своём приказе."""
    from tasks.mentoring.proposing_helpers import as_helped, helpers_proposed

    of, kind = meant(settings(), roadmap, cycle, as_of), KINDS[_name(called)]
    found = helpers_proposed(settings(), of.roadmap, of.year, kind, anew=anew)
    helped, by = as_helped(found), Order(order, read_day(dated))
    made = decided(of, lambda s, c, day: helping.approve(s, c, kind, helped, by, as_of=day, author=author()))
    said = _("Назначено: {new}; всего школ с помощью: {all}; без неё: {left}.")
    left = len(found.left)
    tell(
        said.format(new=len(made), all=len(helped), left=left),
        {"new": len(made), "helped": len(helped), "left": left},
        as_json,
    )


@app.command()
def pin(
    called: typer.Context,
    school: SchoolArgument,
    who: HelperArgument,
    reason: ReasonOption = "",
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
) -> None:
    """Закрепить: в предложении так и будет, чего бы это ни стоило остальным."""
    _wished(called, (school, who), Wish.PINNED, reason, meant(settings(), roadmap, cycle, as_of))
    say(_("Закреплено. Что изменится, покажет vekha {name} propose.").format(name=_name(called)))


@app.command()
def forbid(
    called: typer.Context,
    school: SchoolArgument,
    who: HelperArgument,
    reason: ReasonOption = "",
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
) -> None:
    """Запретить; если так уже назначено, назначение кончается."""
    _wished(called, (school, who), Wish.FORBIDDEN, reason, meant(settings(), roadmap, cycle, as_of))
    say(_("Запрещено. Замену покажет vekha {name} propose.").format(name=_name(called)))


@app.command()
def show(
    called: typer.Context,
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Показать назначенных и школы, у которых никого нет."""
    of, kind = meant(settings(), roadmap, cycle, as_of), KINDS[_name(called)]
    with reading() as session:
        held = find_cycle(session, of.roadmap, of.year)
        found = helping.appointed(session, held, kind)
        without = sorted({one.school for one in approved_schools(session, held)} - {one.school for one in found})
        names = {one.login: one.name for one in session.exec(select(School))}
    if as_json:
        tell_json({"appointed": [one.model_dump(mode="json") for one in found], "without": without})
        return
    console.print(_as_table(found, kind, names, of.year))
    if without:
        say(_("Никто не помогает: {schools}.").format(schools=", ".join(without)))


def _name(called: typer.Context) -> str:
    """«curators» or «partners»."""
    assert called.parent is not None, "the commands stand under one of two names"
    return str(called.parent.info_name)


def _as_table(found: list[HelperAppointment], kind: HelperKind, names: dict[str, str], year: int) -> Table:
    title = _("{kind}, {year} год: школ {schools}").format(kind=kind.label.capitalize(), year=year, schools=len(found))
    table = Table(_("Школа"), _("Кто помогает"), _("Направления"), _("Приказ"), title=title)
    for one in found:
        order = _("№ {number} от {day}").format(number=one.order_number, day=in_digits(one.order_date))
        helper = f"{one.helper} {names.get(one.helper, '')}".strip()
        cells = (f"{one.school} {names.get(one.school, '')}".strip(), helper, one.factors.replace(" ", ", "), order)
        table.add_row(*map(Text, cells))
    return table


def _wished(called: typer.Context, pair: tuple[str, str], what: Wish, reason: str, of: Meant) -> None:
    kind = KINDS[_name(called)]
    decided(of, lambda s, c, day: helping.wish(s, c, kind, pair, what, reason, as_of=day, author=author()))
