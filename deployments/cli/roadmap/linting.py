"""`vekha roadmap lint`: what its author would want to mend in an order's file or a roadmap. No database."""

import json
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from deployments.cli.console import JsonOption, console
from models.errors import RoadmapError
from models.language import _
from models.wording import counted

if TYPE_CHECKING:
    from models.lint.findings import Finding
    from models.lint.subject import Subject
    from models.roadmap.order import Party

app = typer.Typer()

# A shipped roadmap has a name without a suffix; whatever is no YAML is an order, or is refused as one.
ROADMAPS = frozenset({"", ".yaml", ".yml"})
LOOKS = {"error": "bold red", "warning": "bold yellow", "note": "bold"}


@app.command(help=_("Проверить приказ или дорожную карту до подписания: что исправить и как."))
def lint(
    file: Annotated[
        str, typer.Argument(help=_("Файл приказа (.docx, .xlsx, .md, .txt), дорожной карты (YAML) или её название."))
    ],
    period: Annotated[
        str, typer.Option(help=_("Период плана, если приказ его не называет: 2024, 2024-2025, 2024/2025."))
    ] = "",
    limit: Annotated[
        int, typer.Option(min=1, help=_("Сколько сроков в месяце у одного исполнителя — ещё не слишком много."))
    ] = 4,
    as_json: JsonOption = False,
) -> None:
    """Exit code 1 when there is an error among the findings."""
    from models.lint.findings import Severity
    from models.lint.registry import lint as everything_in

    is_roadmap = Path(file).suffix.lower() in ROADMAPS
    found = everything_in(_roadmap(file, limit) if is_roadmap else _order(Path(file), period, limit))
    if as_json:
        typer.echo(json.dumps([finding.as_json() for finding in found], ensure_ascii=False, indent=2))
    else:
        _say(found)
    if any(finding.severity is Severity.ERROR for finding in found):
        raise typer.Exit(1)


def _order(path: Path, period: str, limit: int) -> "Subject":
    from models.lint.order_file import order_subject
    from models.order.reading import read_order
    from models.order.suggesting.suggest import suggest
    from tasks.reading.orders.opening import open_document

    document = open_document(path)
    order = read_order(document, period)
    return order_subject(order, document, suggest(order), busy=limit)


def _roadmap(name: str, limit: int) -> "Subject":
    """The roadmap with the roles that a contacts file leaves without people; a refused file is looked at as it is."""
    from models.lint.roadmap_file import roadmap_subject
    from models.roadmap.parsing import parse
    from models.roadmap.places import locate
    from tasks.reading.roadmap import roadmap_text

    text, file_name = roadmap_text(name)
    located = locate(text, file_name)
    try:
        roadmap = parse(text, file_name)
    except RoadmapError as error:
        return roadmap_subject(located, refused=error.problems, busy=limit)
    return roadmap_subject(located, unbound=_unbound(roadmap.parties, roadmap.time_zone), busy=limit)


def _unbound(parties: "Sequence[Party]", time_zone: str) -> frozenset[str]:
    """The codes of roles that nobody holds today, anywhere; none while nobody is bound at all."""
    from models.people.contacts import unbound
    from tasks.clock import TODAY, day_meant
    from tasks.people.directory import contacts_here
    from tasks.settings import settings

    codes, today = [party.code for party in parties], day_meant(TODAY, time_zone)
    return frozenset(code for code, _school in unbound(contacts_here(settings()), codes, {}, today))


def _say(found: "list[Finding]") -> None:
    """By severity: the place, the text, what is wrong, what would mend it."""
    for severity, findings in groupby(found, key=lambda finding: finding.severity):
        console.print(Text(severity.label, style=LOOKS[severity]), soft_wrap=True)
        for finding in findings:
            console.print(
                Text(f"  {finding.place} ", style="bold").append(f"[{finding.rule}]", style="dim"), soft_wrap=True
            )
            console.print(
                Text(f"      «{finding.text}» — {finding.what}" if finding.text else f"      {finding.what}"),
                soft_wrap=True,
            )
            console.print(Text(f"      → {finding.remedy}", style="green"), soft_wrap=True)
    console.print(Text(_summary(found)), soft_wrap=True)


def _summary(found: "list[Finding]") -> str:
    if not found:
        return _("Замечаний нет.")
    by = {severity: sum(finding.severity == severity for finding in found) for severity in LOOKS}
    told = _("Всего {all}: ошибок — {errors}, предупреждений — {warnings}, к сведению — {notes}.")
    every = counted(len(found), _("замечание"), _("замечания"), _("замечаний"))
    return told.format(all=every, errors=by["error"], warnings=by["warning"], notes=by["note"])
