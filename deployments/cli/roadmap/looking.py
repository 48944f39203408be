"""`vekha roadmap check`, `show`, `graph`: a roadmap as it stands in its file. Nothing here touches the database."""

import json
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from deployments.cli.console import JsonOption, console, say
from models.errors import NotFound, RoadmapError
from models.language import _
from models.problems import Problem
from models.roadmap.checking import warnings
from models.roadmap.definition import Measure, Phase, Roadmap, Unit
from models.roadmap.graph import mermaid
from models.roadmap.plan import Plan, by_measure, occurrences
from models.roadmap.printing import without_markup
from tasks.reading.roadmap import read_roadmap, shipped_names

app = typer.Typer()

_Name = Annotated[str | None, typer.Argument(help=_("Название поставляемой дорожной карты или путь к файлу."))]


class Grouping(StrEnum):
    """By what `show` groups measures."""

    PHASE = "phase"
    SECTION = "section"


@app.command(help=_("Проверить файл: все ошибки сразу, затем то, о чём стоит знать."))
def check(
    file: Annotated[str, typer.Argument(help=_("Файл дорожной карты (YAML) или её название."))],
    as_json: JsonOption = False,
) -> None:
    """Exit code 1 when the file is refused; remarks refuse nothing."""
    try:
        roadmap = read_roadmap(file)
    except RoadmapError as error:
        if as_json:
            _say_json({"accepted": False, "problems": _as_rows(error.problems), "warnings": []})
            raise typer.Exit(1) from None
        raise
    remarks = warnings(roadmap)
    if as_json:
        _say_json({"accepted": True, "problems": [], "warnings": _as_rows(remarks)})
        return
    say(_summary(roadmap, len(remarks)))
    for remark in remarks:
        say(f"  {remark}")


@app.command(help=_("Показать мероприятия по этапам или по разделам приказа."))
def show(
    name: _Name = None,
    by: Annotated[Grouping, typer.Option(help=_("Группировать по этапам или по разделам приказа."))] = Grouping.PHASE,
    as_json: JsonOption = False,
) -> None:
    """The order's own numbers and words first, our codes beside them."""
    roadmap = _chosen(name)
    plan = by_measure(occurrences(roadmap))
    if as_json:
        _say_json(_as_object(roadmap, plan))
        return
    say(f"{roadmap.title}\n{_source(roadmap)}")
    for title, measures in _groups(roadmap, by):
        console.print(_table(roadmap, title, measures, plan))


@app.command(help=_("Нарисовать связи мероприятий в Mermaid."))
def graph(
    name: _Name = None,
    phase: Annotated[Phase | None, typer.Option(help=_("Только этот этап и то, чего он ждёт."))] = None,
) -> None:
    """Mermaid to standard output, ready for a Markdown page."""
    typer.echo(mermaid(_chosen(name), phase=phase), nl=False)


def _chosen(name: str | None) -> Roadmap:
    """The named roadmap; without a name the only one that ships."""
    return read_roadmap(name or _the_only_one())


def _the_only_one() -> str:
    names = shipped_names()
    if len(names) != 1:
        raise NotFound(_("Назовите дорожную карту: {names}.").format(names=", ".join(names)))
    return names[0]


def _summary(roadmap: Roadmap, remarks: int) -> str:
    said = _("Дорожная карта «{name}» принята: мероприятий — {measures}, связей — {edges}, замечаний — {remarks}.")
    return said.format(
        name=roadmap.name, measures=len(roadmap.measures), edges=len(list(roadmap.edges())), remarks=remarks
    )


def _source(roadmap: Roadmap) -> str:
    order = roadmap.order
    return f"{order.authority}, {_('приказ')} № {order.number} {_('от')} {order.signed_on:%d.%m.%Y}, {roadmap.period}"


def _groups(roadmap: Roadmap, by: Grouping) -> list[tuple[str, list[Measure]]]:
    if by is Grouping.PHASE:
        return [(phase.label, [m for m in roadmap.measures if m.phase is phase]) for phase in Phase]
    sections = dict.fromkeys(measure.section for measure in roadmap.measures)
    return [(section, [m for m in roadmap.measures if m.section == section]) for section in sections]


def _table(roadmap: Roadmap, title: str, measures: list[Measure], plan: dict[str, Plan]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", expand=True)
    for column in (_("В приказе"), _("Код"), _("Мероприятие"), _("Сроки"), _("Ведёт"), _("Раз")):
        table.add_column(column, overflow="fold")
    for measure in measures:
        leads = roadmap.party_by_code[measure.leading_party].title
        unit = _(" (в каждой школе)") if measure.unit is Unit.SCHOOL else ""
        times = _("показатель") if measure.is_target else str(len(plan.get(measure.code, ())))
        schedule = without_markup(roadmap.schedule_of(measure))
        cells = (measure.place, measure.code, measure.title + unit, schedule, leads, times)
        table.add_row(*map(Text, cells))
    return table


def _as_object(roadmap: Roadmap, plan: dict[str, Plan]) -> dict[str, Any]:
    """The definition as JSON, each measure with its place in the order and its occurrences."""
    shown = roadmap.model_dump(mode="json")
    for row, measure in zip(shown["measures"], roadmap.measures, strict=True):
        row["place"] = measure.place
        row["leading_party"] = measure.leading_party
        row["occurrences"] = [
            {"key": found.key, "opens_on": _iso(found.opens_on), "due_on": _iso(found.due_on)}
            for found in plan.get(measure.code, ())
        ]
    return shown


def _iso(day: date | None) -> str | None:
    return None if day is None else str(day)


def _as_rows(problems: Sequence[Problem]) -> list[dict[str, str]]:
    return [{"place": problem.place, "value": problem.value, "remedy": problem.remedy} for problem in problems]


def _say_json(value: Any) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))
