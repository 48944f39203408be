"""`vekha indicator`: a person's count for an indicator that no record can know."""

from typing import Annotated

import typer

from deployments.cli.console import (
    AsOfOption,
    CycleOption,
    JsonOption,
    RoadmapOption,
    SchoolOption,
    author,
    meant,
    tell,
)
from models.indicators.reading import Count
from models.indicators.words import counted
from models.language import _
from tasks.clock import TODAY
from tasks.database import writing
from tasks.indicators.counting import Said, state
from tasks.record.writer import locked_cycle
from tasks.settings import settings


def indicator(
    count: Annotated[int, typer.Option("--count", help="Сколько их.")],
    basis: Annotated[str, typer.Option("--basis", help="По какому документу: «протокол № 3 от 05.09.2024».")],
    measure: Annotated[
        str, typer.Argument(metavar="МЕРОПРИЯТИЕ", help="Код: Z-A4; без кода — показатель карты в целом.")
    ] = "",
    of: Annotated[int | None, typer.Option("--of", help="Из скольких, если показатель — доля.")] = None,
    nth: Annotated[int, typer.Option("--nth", help="Какой из показателей мероприятия.")] = 1,
    before: Annotated[bool, typer.Option("--before", help="Так было до поддержки.")] = False,
    school: SchoolOption = "",
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Внести, сколько посчитано для показателя приказа. Прежнее остаётся в записи, в силе последнее."""
    home = settings()
    meaning = meant(home, roadmap, cycle, as_of)
    said = Said(measure, nth, Count(count, of), basis, school, before)
    with writing(home) as session:
        row = state(
            session, locked_cycle(session, meaning.roadmap, meaning.year), said, as_of=meaning.as_of, author=author()
        )
        number = row.id
    told = _("Внесено: {count}.").format(count=counted(said.count))
    tell(told, {"id": number, "numerator": count, "denominator": of}, as_json)
