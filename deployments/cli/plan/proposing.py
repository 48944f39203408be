"""`vekha plan propose` and `correct`: what Vekha would do for each school, with the reasons. A person decides."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from deployments.cli.console import (
    AsOfOption,
    CycleOption,
    JsonOption,
    Meant,
    RoadmapOption,
    author,
    console,
    meant,
    say,
    tell_json,
)
from deployments.cli.plan.said import numbers, schools_listed
from deployments.cli.plan.showing import as_table, parties_of, plain
from models.language import _
from models.support.plan import Deed
from tasks.clock import TODAY
from tasks.database import writing
from tasks.record.writer import locked_cycle
from tasks.settings import settings

if TYPE_CHECKING:
    from tasks.support.proposing import Proposal

# More plans than a person reads at once are only counted; vekha plan show shows each.
SHOWN_WHOLE = 10

FactorsOption = Annotated[
    Path, typer.Option("--factors", help="Таблица факторов (.xlsx, .csv): Логин, Фактор, Значимость, Балл.")
]
SchoolsOption = Annotated[str, typer.Option("--school", "-s", help="Логины через запятую; пусто — вся целевая группа.")]
LimitOption = Annotated[int, typer.Option("--limit", help="Мер в плане школы; без него — по каталогу.")]
PlacesOption = Annotated[
    list[str] | None, typer.Option("--places", help="Мест института на меру, если не как в каталоге: K03.2=300.")
]


def propose(
    factors: FactorsOption,
    school: SchoolsOption = "",
    limit: LimitOption = 0,
    places: PlacesOption = None,
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Предложить черновики планов по факторам риска; планы, которые уже у людей, не трогаются."""
    of = meant(settings(), roadmap, cycle, as_of)
    _tell(*_proposed(of, factors, schools_listed(school), limit, places or [], Deed.PROPOSE), as_json)


def correct(
    factors: FactorsOption,
    school: SchoolsOption = "",
    limit: LimitOption = 0,
    places: PlacesOption = None,
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Скорректировать утверждённые планы по новым результатам: новая редакция, её снова согласуют и утверждают."""
    of = meant(settings(), roadmap, cycle, as_of)
    _tell(*_proposed(of, factors, schools_listed(school), limit, places or [], Deed.CORRECT), as_json)


def _proposed(
    of: Meant, table: Path, schools: Sequence[str], limit: int, places: Sequence[str], deed: Deed
) -> tuple["Proposal", dict[str, str]]:
    """What was proposed, and what roles are called here. Pandas and the solver are loaded here, for none but these."""
    from models.support.choosing import Capacity
    from tasks.reading.catalogue import CATALOGUES
    from tasks.reading.factors import read_factors
    from tasks.support.proposing import Basis, low_procedures
    from tasks.support.proposing import propose as write_proposal

    catalogue = CATALOGUES.of_year(settings(), of.year)
    capacity = Capacity(limit or catalogue.measures_per_school)
    if places:
        said = numbers(places, "--places", known=catalogue.by_code)
        capacity = replace(capacity, places={code: int(count) for code, count in said.items()})
    factors = read_factors(table, catalogue)
    with writing() as session:
        held = locked_cycle(session, of.roadmap, of.year)
        basis = Basis(catalogue, factors, capacity, low_procedures(session, held))
        found = write_proposal(session, held, basis, schools, deed, as_of=of.as_of, author=author())
        return found, parties_of(session, held)


def _tell(proposal: "Proposal", parties: Mapping[str, str], as_json: bool) -> None:
    from models.support.explaining import Reason

    left = proposal.choice.left_out
    if as_json:
        records = left.to_dict("records")
        without = [*proposal.without_factors]
        tell_json({"plans": [*map(plain, proposal.plans)], "left_out": records, "without_factors": without})
        return
    for plan in proposal.plans if len(proposal.plans) <= SHOWN_WHOLE else ():
        console.print(as_table(plan, parties))
    for reason, own in left.groupby("reason"):
        told = _("Подошло, но не вошло: {count} — {why}.")
        say(told.format(count=len(own), why=Reason(str(reason)).label))
    if proposal.without_factors:
        told = _("Плана нет, факторы не названы (нет результатов или профиля): {schools}.")
        say(told.format(schools=", ".join(proposal.without_factors)))
    say(_("Предложено планов: {count}. Посмотреть: vekha plan show.").format(count=len(proposal.plans)))
