"""`vekha report indicators`: the order's targets against what is recorded; where nothing is, what is missing."""

from collections import Counter
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
    tell,
    tell_json,
    written,
)
from models.indicators.counting import readings
from models.indicators.reading import Met, Reading
from models.indicators.rows import as_row, columns
from models.language import _
from models.roadmap.definition import Roadmap
from tasks.clock import TODAY
from tasks.database import reading
from tasks.indicators.reading import known_of
from tasks.record.book import find_cycle, read_book
from tasks.settings import settings

app = typer.Typer()
SHOWN = ("measure", "text", "target", "baseline", "count", "met", "why")
STYLES = {Met.MET: "green", Met.NOT_MET: "red", Met.NOT_AVAILABLE: "dim"}


@app.command()
def indicators(
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    xlsx: Annotated[Path | None, typer.Option("--xlsx", help="Записать таблицу .xlsx.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Показать целевые показатели приказа: было, стало, порог; чего нельзя посчитать — и чего не хватает."""
    home = settings()
    of = meant(home, roadmap, cycle, as_of)
    with reading(home) as session:
        found_cycle = find_cycle(session, of.roadmap, of.year)
        book = read_book(session, found_cycle)
        found = readings(known_of(session, found_cycle, of.as_of, book))
    if xlsx is not None:
        from tasks.documents.indicators_table import indicators_workbook

        with written(xlsx):
            xlsx.write_bytes(indicators_workbook(found, book.roadmap, of.as_of))
        said = _("Записано: {path}, показателей: {count}.").format(path=xlsx, count=len(found))
        tell(said, {"path": str(xlsx), "indicators": len(found)}, as_json)
    elif as_json:
        tell_json([_plain(one) for one in found])
    else:
        _show(found, book.roadmap)


def _plain(one: Reading) -> dict[str, object]:
    """An indicator for a program: what is not known is null, never 0."""
    numbers = {
        name: {"numerator": count.numerator, "denominator": count.denominator} if count else None
        for name, count in (("count", one.count), ("baseline", one.baseline), ("schools", one.schools))
    }
    about = {"measure": one.measure, "nth": one.nth, "text": one.indicator.text, "met": one.met.value, "why": one.why}
    return {**about, "at_least": one.indicator.at_least, "at_most": one.indicator.at_most, **numbers}


def _show(found: list[Reading], roadmap: Roadmap) -> None:
    if not found:
        say(_("Приказ не ставит ни одного показателя числом."))
        return
    titles = dict(zip(as_row(found[0], roadmap), (title for title, _width in columns()), strict=True))
    table = Table(*(titles[name] for name in SHOWN), title_justify="left")
    for one in found:
        row = as_row(one, roadmap)
        cells = [Text(row[name], style=STYLES[one.met] if name == "met" else "") for name in SHOWN]
        table.add_row(*cells)
    console.print(table)
    many = Counter(one.met for one in found)
    say(", ".join(f"{met.label} — {many[met]}" for met in Met) + ".")
    if any(one.met is Met.NOT_AVAILABLE and one.indicator.by is None for one in found):
        say(_("Чего Веха знать не может, вносят люди: vekha indicator КОД --count … --of … --basis «документ»."))
