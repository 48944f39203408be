"""`vekha notices`: the ledger of messages, what is still queued and why; a preview of a day; another try."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from deployments.cli.console import JsonOption, console, refuse_empty, tell_json
from models.language import _
from models.people.notices import NoticeKind
from tasks.channels.ledger import Line, Wanted, ledger, retry
from tasks.settings import settings

if TYPE_CHECKING:
    from rich.console import RenderableType


def notices(
    roadmap: Annotated[str, typer.Option("--roadmap", "-r", help=_("Только этой дорожной карты."))] = "",
    kind: Annotated[NoticeKind | None, typer.Option("--kind", help=_("Только этого вида."))] = None,
    unsent: Annotated[bool, typer.Option("--unsent", help=_("Только неотправленные."))] = False,
    failed: Annotated[bool, typer.Option("--failed", help=_("Только те, что не удалось отправить."))] = False,
    person: Annotated[str, typer.Option("--person", help=_("Только этому человеку: имя или адрес."))] = "",
    again: Annotated[bool, typer.Option("--retry", help=_("Отправить неотправленное ещё раз, сейчас."))] = False,
    preview: Annotated[bool, typer.Option("--preview", help=_("Кто что получит; ничего не записать."))] = False,
    as_of: Annotated[str, typer.Option("--as-of", help=_("Для --preview: на какую дату."))] = "today",
    as_json: JsonOption = False,
) -> None:
    """Показать журнал оповещений: кому, о чём, чем отправлено и дошло ли."""
    refuse_empty(settings())
    if preview:
        _preview(roadmap, as_of, as_json)
        return
    if again:
        _try_again(as_json)
    lines = ledger(settings(), Wanted(roadmap, kind, unsent, failed, person))
    if as_json:
        tell_json([asdict(line) for line in lines])
        return
    for one in shown(lines):
        console.print(one)


def _try_again(as_json: bool) -> None:
    from tasks.channels.carriers import carriers
    from tasks.channels.outbox import send_unsent

    retry(settings())
    done = send_unsent(settings(), *carriers(settings()))
    if as_json:
        return
    said = _("Отправлено: {sent}, не удалось: {failed}, в очереди: {left}.")
    console.print(said.format(sent=done.sent, failed=done.failed, left=done.left))


def _preview(roadmap: str, as_of: str, as_json: bool) -> None:
    from tasks.channels.foreseeing import foreseen

    drafts = foreseen(settings(), roadmap, as_of)
    if as_json:
        tell_json([asdict(draft) for draft in drafts])
        return
    for draft in drafts:
        later = _("не раньше {when}").format(when=f"{draft.until:%d.%m.%Y %H:%M}") if draft.until else _("сразу")
        whom, how = draft.recipient or _("общий канал"), ", ".join(draft.channels) or "—"
        console.print(f"{whom} · {how} · {later}", style="bold")
        console.print(draft.text, markup=False)
        console.print()
    if not drafts:
        console.print(_("На эту дату никому ничего не придёт."))


def shown(lines: Sequence[Line]) -> Iterator["RenderableType"]:
    """A block for each message: when, to whom, about what, what came of it; then what it says."""
    from rich.padding import Padding
    from rich.text import Text

    for line in lines:
        yield Text(_headline(line), style="bold")
        yield Padding(Text(line.text), (0, 0, 0, 2))
    yield _("Всего: {count}.").format(count=len(lines)) if lines else _("Оповещений нет.")


def _headline(line: Line) -> str:
    """«15.01.2024 · toipkro → otdel@example.org · T05: Открыто · отправлено (slack:C012ABCDEF, попыток: 1)»."""
    role = f"{line.party} · {line.scope}" if line.scope else line.party
    whom = f"{role} → {line.recipient}" if line.recipient else role
    kinds = ", ".join(kind.label for kind in line.kinds)
    about = f"{line.measure}: {kinds}" if line.measure else kinds
    tried = (
        _(" ({channel}, попыток: {count})").format(channel=line.channel, count=line.attempts) if line.channel else ""
    )
    error = f": {line.error}" if line.error else ""
    return f"{line.as_of:%d.%m.%Y} · {whom} · {about} · {line.outcome.label}{tried}{error}"
