"""`vekha curators` and `vekha partners`: who helps which school. Vekha proposes, people pin, forbid and approve."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text
from sqlmodel import Session, select

from deployments.cli.console import (
    AsOfOption,
    CycleOption,
    JsonOption,
    ReasonOption,
    RoadmapOption,
    author,
    console,
    meant,
    say,
    tell,
    tell_json,
)
from models.language import _
from models.records import Cycle, HelperAppointment, HelperKind, School, Wish
from models.wording import in_digits
from tasks.clock import TODAY, read_day
from tasks.database import reading, writing
from tasks.mentoring import helping
from tasks.mentoring.pairs import Order
from tasks.record.book import approved_schools, find_cycle
from tasks.record.writer import locked_cycle
from tasks.settings import settings

SchoolArgument = Annotated[str, typer.Argument(metavar="ШКОЛА", help="Логин школы, которой помогают.")]
AnewOption = Annotated[bool, typer.Option("--anew", help="Не держаться за назначенных, только за закреплённых.")]
OrderOption = Annotated[str, typer.Option("--order", help="№ приказа.")]
DatedOption = Annotated[str, typer.Option("--dated", help="Дата приказа.")]


def app_of(kind: HelperKind, name: str, helper: str, about: str) -> typer.Typer:
    """The commands for one kind of helper. name: as it is typed; helper, about: as people read them."""
    app = typer.Typer(help=about, no_args_is_help=True)
    HelperArgument = Annotated[str, typer.Argument(metavar="КТО", help=helper)]

    @app.command()
    def propose(
        anew: AnewOption = False,
        roadmap: RoadmapOption = "",
        cycle: CycleOption = 0,
        as_of: AsOfOption = TODAY,
        as_json: JsonOption = False,
    ) -> None:
        """Предложить: кто кому, кто остался и почему. Ничего не записывает."""
        from deployments.cli.helped import shown
        from tasks.mentoring.proposing_helpers import helpers_proposed

        of = meant(settings(), roadmap, cycle, as_of)
        shown(helpers_proposed(settings(), of.roadmap, of.year, kind, anew=anew), kind, name, of.year, as_json)

    @app.command()
    def approve(
        order: OrderOption,
        dated: DatedOption,
        anew: AnewOption = False,
        roadmap: RoadmapOption = "",
        cycle: CycleOption = 0,
        as_of: AsOfOption = TODAY,
        as_json: JsonOption = False,
    ) -> None:
        """Назначить предложенных приказом. Кто уже помогает, остаётся при своём приказе."""
        from tasks.mentoring.proposing_helpers import as_helped, helpers_proposed

        of = meant(settings(), roadmap, cycle, as_of)
        found = helpers_proposed(settings(), of.roadmap, of.year, kind, anew=anew)
        helped, by = as_helped(found), Order(order, read_day(dated))
        made = _decided(
            roadmap, cycle, as_of, lambda s, c, day: helping.approve(s, c, kind, helped, by, as_of=day, author=author())
        )
        said = _("Назначено: {new}; всего школ с помощью: {all}; без неё: {left}.")
        left = len(found.left)
        tell(
            said.format(new=len(made), all=len(helped), left=left),
            {"new": len(made), "helped": len(helped), "left": left},
            as_json,
        )

    @app.command()
    def pin(
        school: SchoolArgument,
        who: HelperArgument,
        reason: ReasonOption = "",
        roadmap: RoadmapOption = "",
        cycle: CycleOption = 0,
        as_of: AsOfOption = TODAY,
    ) -> None:
        """Закрепить: в предложении так и будет, чего бы это ни стоило остальным."""
        _wished(kind, (school, who), Wish.PINNED, reason, (roadmap, cycle, as_of))
        say(_("Закреплено. Что изменится, покажет vekha {name} propose.").format(name=name))

    @app.command()
    def forbid(
        school: SchoolArgument,
        who: HelperArgument,
        reason: ReasonOption = "",
        roadmap: RoadmapOption = "",
        cycle: CycleOption = 0,
        as_of: AsOfOption = TODAY,
    ) -> None:
        """Запретить; если так уже назначено, назначение кончается."""
        _wished(kind, (school, who), Wish.FORBIDDEN, reason, (roadmap, cycle, as_of))
        say(_("Запрещено. Замену покажет vekha {name} propose.").format(name=name))

    @app.command()
    def show(
        roadmap: RoadmapOption = "", cycle: CycleOption = 0, as_of: AsOfOption = TODAY, as_json: JsonOption = False
    ) -> None:
        """Показать назначенных и школы, у которых никого нет."""
        of = meant(settings(), roadmap, cycle, as_of)
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

    return app


def _as_table(found: list[HelperAppointment], kind: HelperKind, names: dict[str, str], year: int) -> Table:
    title = _("{kind}, {year} год: школ {schools}").format(kind=kind.label.capitalize(), year=year, schools=len(found))
    table = Table(_("Школа"), _("Кто помогает"), _("Направления"), _("Приказ"), title=title)
    for one in found:
        order = _("№ {number} от {day}").format(number=one.order_number, day=in_digits(one.order_date))
        helper = f"{one.helper} {names.get(one.helper, '')}".strip()
        cells = (f"{one.school} {names.get(one.school, '')}".strip(), helper, one.factors.replace(" ", ", "), order)
        table.add_row(*map(Text, cells))
    return table


def _wished(kind: HelperKind, pair: tuple[str, str], what: Wish, reason: str, of: tuple[str, int, str]) -> None:
    _decided(*of, lambda s, c, day: helping.wish(s, c, kind, pair, what, reason, as_of=day, author=author()))


def _decided(roadmap: str, cycle: int, as_of: str, decide: Callable[[Session, Cycle, date], Any]) -> Any:
    """What was decided, in one transaction over the cycle that is meant."""
    of = meant(settings(), roadmap, cycle, as_of)
    with writing() as session:
        return decide(session, locked_cycle(session, of.roadmap, of.year), of.as_of)


curators = app_of(
    HelperKind.CURATOR, "curators", "Код куратора.", "Кураторы школ: предложить, закрепить, назначить, показать."
)
partners = app_of(
    HelperKind.PARTNER, "partners", "Логин опорной школы.", "Опорные школы: предложить, закрепить, назначить, показать."
)
