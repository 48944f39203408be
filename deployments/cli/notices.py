"""`vekha notices`: what people were told, what is still queued and why."""

from dataclasses import asdict
from typing import Annotated

import typer

from deployments.cli.console import JsonOption, console, refuse_empty, tell_json
from models.language import _
from models.people.notices import NoticeKind
from models.records import NoticeStatus
from tasks.channels.ledger import Line, ledger
from tasks.settings import settings


def notices(
    roadmap: Annotated[str | None, typer.Option("--roadmap", "-r", help=_("Только этой дорожной карты."))] = None,
    kind: Annotated[NoticeKind | None, typer.Option("--kind", help=_("Только этого вида."))] = None,
    unsent: Annotated[bool, typer.Option("--unsent", help=_("Только неотправленные."))] = False,
    as_json: JsonOption = False,
) -> None:
    """Показать оповещения: кому, о чём, отправлены ли."""
    refuse_empty(settings())
    lines = ledger(settings(), roadmap, kind, unsent)
    if as_json:
        tell_json([asdict(line) for line in lines])
    elif lines:
        _show(lines)
    else:
        console.print(_("Оповещений нет."))


def _show(lines: tuple[Line, ...]) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    headers = _("Вид"), _("Мероприятие"), _("Кому"), _("На дату"), _("Состояние"), _("Канал"), _("Попыток"), _("Текст")
    table = Table(*headers, box=box.SIMPLE_HEAD)
    for line in lines:
        table.add_row(*map(Text, _cells(line)))
    console.print(table, markup=False)


def _cells(line: Line) -> tuple[str, ...]:
    state = {NoticeStatus.QUEUED: _("в очереди"), NoticeStatus.SENT: _("отправлено")}[line.status]
    return (
        line.kind.label,
        line.measure or "—",
        f"{line.party} · {line.scope}" if line.scope else line.party,
        f"{line.as_of:%d.%m.%Y}",
        f"{state}: {line.error}" if line.error else state,
        line.channel or "—",
        str(line.attempts),
        line.text,
    )
