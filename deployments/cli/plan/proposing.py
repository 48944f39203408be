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
    from tasks.support.factors import Known
    from tasks.support.proposing import Proposal

# More plans than a person reads at once are only counted; vekha plan show shows each.
SHOWN_WHOLE = 10

FactorsOption = Annotated[
    Path | None,
    typer.Option(
        "--factors",
        help="Своя таблица факторов (.xlsx, .csv): Логин, Фактор, Значимость, Балл; без неё — профили и результаты.",
    ),
]
SchoolsOption = Annotated[str, typer.Option("--school", "-s", help="Логины через запятую; пусто — вся целевая группа.")]
LimitOption = Annotated[int, typer.Option("--limit", help="Мер в плане школы; без него — по каталогу.")]
PlacesOption = Annotated[
    list[str] | None, typer.Option("--places", help="Мест института на меру, если не как в каталоге: K03.2=300.")
]


def propose(
    factors: FactorsOption = None,
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
    factors: FactorsOption = None,
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
    of: Meant, table: Path | None, schools: Sequence[str], limit: int, places: Sequence[str], deed: Deed
) -> tuple["Proposal", "Known", dict[str, str]]:
    """What was proposed, by which factors, and what roles are called here. Pandas and the solver are loaded here."""
    from models.support.choosing import Capacity
    from tasks.reading.catalogue import CATALOGUES
    from tasks.reading.factors import read_factors
    from tasks.support.factors import Known, factors_known
    from tasks.support.proposing import Basis, low_procedures
    from tasks.support.proposing import propose as write_proposal

    catalogue = CATALOGUES.of_year(settings(), of.year)
    capacity = Capacity(limit or catalogue.measures_per_school)
    if places:
        said = numbers(places, "--places", known=catalogue.by_code)
        capacity = replace(capacity, places={code: int(count) for code, count in said.items()})
    told = Known(read_factors(table, catalogue)) if table else None
    with writing() as session:
        held = locked_cycle(session, of.roadmap, of.year)
        known = told or factors_known(session, settings(), held, catalogue)
        basis = Basis(catalogue, known.factors, capacity, low_procedures(session, held))
        found = write_proposal(session, held, basis, schools, deed, as_of=of.as_of, author=author())
        return found, known, parties_of(session, held)


def _tell(proposal: "Proposal", known: "Known", parties: Mapping[str, str], as_json: bool) -> None:
    from models.support.explaining import Reason

    left = proposal.choice.left_out
    if as_json:
        records = left.to_dict("records")
        without = [*proposal.without_factors]
        plans = [*map(plain, proposal.plans)]
        tell_json({"plans": plans, "left_out": records, "without_factors": without, "unready": {**known.unready}})
        return
    for plan in proposal.plans if len(proposal.plans) <= SHOWN_WHOLE else ():
        console.print(as_table(plan, parties))
    for reason, own in left.groupby("reason"):
        told = _("Подошло, но не вошло: {count} — {why}.")
        say(told.format(count=len(own), why=Reason(str(reason)).label))
    unready = [school for school in proposal.without_factors if school in known.unready]
    for school in unready:
        say(_("{school}: плана нет, {why}.").format(school=school, why=known.unready[school]))
    if nothing := [school for school in proposal.without_factors if school not in known.unready]:
        told = _("Плана нет, факторы не названы (нет результатов или профиля): {schools}.")
        say(told.format(schools=", ".join(nothing)))
    for school, factors in known.unanswered.items():
        told = _("{school}: выбраны и факторы низкой значимости, мер против них в каталоге нет: {factors}.")
        say(told.format(school=school, factors=factors))
    say(_("Предложено планов: {count}. Посмотреть: vekha plan show.").format(count=len(proposal.plans)))
