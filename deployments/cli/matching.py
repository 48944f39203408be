"""How a proposal of mentors is shown: pairs, who is left and why, what is odd. Imports pandas, so not at once."""

import json
from collections.abc import Mapping
from typing import Any

import pandas as pd
from rich.table import Table
from rich.text import Text

from deployments.cli.console import console, say, tell_json
from models.language import _
from models.mentoring.frames import PAIR
from models.mentoring.matching import Matching, Remark
from models.mentoring.reasons import Reason
from tasks.mentoring.pairs import Mentor, Need


def as_named(found: Matching) -> list[tuple[Need, Mentor]]:
    """The pairs as people name them."""
    rows = found.pairs[PAIR].itertuples(index=False, name=None)
    return [(Need(*row[:3]), Mentor(*row[3:])) for row in rows]


def shown(found: Matching, year: int, as_json: bool) -> None:
    """The proposal in tables, or as one JSON value."""
    if as_json:
        tables = {"pairs": found.pairs, "unserved": found.unserved, "remarks": found.remarks}
        told = {name: json.loads(table.to_json(orient="records")) for name, table in tables.items()}
        tell_json({**told, "cost": found.cost, "moves": found.moves})
        return
    console.print(_pairs(found.pairs, year))
    if len(found.unserved):
        console.print(_unserved(found.unserved))
    for row in found.remarks.to_dict("records"):
        say(_("Внимание, {teacher} — {mentor}: {remark}.").format(**_who(row), remark=_remarks()[row["remark"]]))
    moves = _("Прежних пар изменено: {moves}.").format(moves=found.moves)
    say(moves + " " + _("Назначить: vekha mentors approve --order № --dated ДАТА"))


def _pairs(pairs: pd.DataFrame, year: int) -> Table:
    title = _("Предложение на {year} год: пар {pairs}").format(year=year, pairs=len(pairs))
    table = Table(_("Учитель"), _("Предмет"), _("Наставник"), _("Цена"), _("Пометки"), title=title)
    for row in pairs.to_dict("records"):
        cost = "—" if pd.isna(row["cost"]) else str(row["cost"])
        who = _who(row)
        table.add_row(Text(who["teacher"]), Text(row["subject"]), Text(who["mentor"]), cost, ", ".join(_marks(row)))
    return table


def _marks(row: Mapping[Any, Any]) -> list[str]:
    words = {
        "is_pinned": _("закреплён"),
        "is_standing": _("уже назначен"),
        "is_neighbour": _("сосед"),
        "is_continued": _("как в прошлом году"),
    }
    return [word for name, word in words.items() if row[name] is True]


def _unserved(unserved: pd.DataFrame) -> Table:
    title = _("Без наставника: {many}").format(many=len(unserved))
    table = Table(_("Учитель"), _("Предмет"), _("Почему"), title=title)
    for row in unserved.to_dict("records"):
        why = _reasons()[row["reason"]].format(rivals=row["rivals"], places=row["places"])
        table.add_row(Text(f"{row['school']} {row['teacher']}"), Text(row["subject"]), why)
    return table


def _who(row: Mapping[Any, Any]) -> dict[str, str]:
    return {"teacher": f"{row['school']} {row['teacher']}", "mentor": f"{row['mentor_school']} {row['mentor']}"}


def _reasons() -> Mapping[str, str]:
    return {
        Reason.NO_SUBJECT: _("нет наставника по этому предмету"),
        Reason.OWN_SCHOOL_ONLY: _("наставник есть только в своей школе"),
        Reason.NO_LEVEL: _("наставники работают на других уровнях образования"),
        Reason.NO_LANGUAGE: _("наставники преподают на другом языке"),
        Reason.TOO_FAR: _("нет наставника в своём и в соседних муниципалитетах"),
        Reason.FORBIDDEN: _("возможные пары запрещены"),
        Reason.ALL_TAKEN: _("все места заняты: учителей {rivals}, мест {places}"),
    }


def _remarks() -> Mapping[str, str]:
    return {
        Remark.NO_SUCH_NEED: _("этому учителю по этому предмету поддержка в этом году не нужна, пара не предложена"),
        Remark.NO_SUCH_MENTOR: _("такого наставника в списке нет, пара не предложена"),
        Remark.AGAINST_CONDITIONS: _("пара закреплена вопреки условиям"),
        Remark.OVER_CAPACITY: _("закреплено больше учителей, чем наставник берёт"),
    }
