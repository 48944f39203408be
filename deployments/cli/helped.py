"""How a proposal of curators or partners is shown: who helps whom, who is left and why. Imports pandas, so late."""

import json
from collections.abc import Mapping
from typing import Any

import pandas as pd
from rich.table import Table
from rich.text import Text

from deployments.cli.console import console, say, tell_json
from models.language import _
from models.mentoring.curators import KNOWS_A_RISK
from models.mentoring.sharing import ALL_TAKEN, FORBIDDEN, Shared
from models.records import HelperKind


def shown(found: Shared, kind: HelperKind, name: str, year: int, as_json: bool) -> None:
    """The proposal in tables, or as one JSON value."""
    if as_json:
        tables = {"pairs": found.pairs, "left": found.left}
        tell_json(
            {key: json.loads(table.to_json(orient="records")) for key, table in tables.items()} | {"moves": found.moves}
        )
        return
    title = _("{kind}, предложение на {year} год: школ {schools}")
    table = Table(
        _("Школа"),
        _("Кто поможет"),
        _("Цена"),
        _("Пометки"),
        title=title.format(kind=kind.label.capitalize(), year=year, schools=len(found.pairs)),
    )
    for row in found.pairs.to_dict("records"):
        cost = "—" if pd.isna(row["cost"]) else str(row["cost"])
        table.add_row(*map(Text, (row["school"], row["helper"], cost, ", ".join(_marks(row)))))
    console.print(table)
    for row in found.left.to_dict("records"):
        why = _reasons()[row["reason"]].format(rivals=row["rivals"], places=row["places"])
        say(_("{school}: помочь некому — {why}.").format(school=row["school"], why=why))
    said = _("Прежних изменено: {moves}. Назначить: vekha {name} approve --order № --dated ДАТА")
    say(said.format(moves=found.moves, name=name))


def _marks(row: Mapping[Any, Any]) -> list[str]:
    factors = row.get("factors")
    words = {
        "is_pinned": _("закреплено или уже назначено"),
        "is_neighbour": _("соседний муниципалитет"),
        "is_stably_high": _("стабильно высокие результаты"),
    }
    marks = [word for key, word in words.items() if row.get(key) is True]
    if row.get("has_answered") is False:
        marks.append(_("согласие не спрошено"))
    return [*([factors.replace(" ", ", ")] if isinstance(factors, str) and factors else []), *marks]


def _reasons() -> Mapping[str, str]:
    return {
        KNOWS_A_RISK: _("ни у кого нет направления по факторам школы"),
        "is_willing": _("никто не согласен"),
        "is_of_the_language": _("согласные школы учат на другом языке"),
        "is_near": _("в своём и в соседних муниципалитетах нет никого"),
        FORBIDDEN: _("возможные пары запрещены"),
        ALL_TAKEN: _("все места заняты: школ {rivals}, мест {places}"),
    }
