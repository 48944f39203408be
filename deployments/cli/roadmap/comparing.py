"""`vekha roadmap diff`: what has changed between two versions of a roadmap, part by part, in words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Annotated

import typer

from deployments.cli.console import CycleOption, JsonOption, console, meant, tell
from models.errors import VekhaError
from models.language import _
from models.roadmap.change.difference import Change, difference
from models.roadmap.change.fields import Part
from models.roadmap.definition import Roadmap
from models.support.entering import with_support_of
from tasks.clock import TODAY
from tasks.cycle.versions import recorded_roadmap, version_of_cycle
from tasks.database import reading
from tasks.reading.roadmap import read_roadmap
from tasks.settings import settings

app = typer.Typer()


@app.command(help=_("Что изменилось между двумя редакциями дорожной карты, словами."))
def diff(
    before: Annotated[str, typer.Argument(help=_("Прежняя: файл, название или (с --recorded) начало хеша редакции."))],
    after: Annotated[str, typer.Argument(help=_("Новая: так же. С --recorded можно не называть."))] = "",
    recorded: Annotated[
        bool, typer.Option("--recorded", help=_("Сравнивать с тем, что записано: по чему идёт цикл, или по хешам."))
    ] = False,
    cycle: CycleOption = 0,
    as_json: JsonOption = False,
) -> None:
    """With --recorded and one name: what the running cycle would get if it moved to that file."""
    if not after and not recorded:
        raise VekhaError(_("С чем сравнить? Назовите вторую дорожную карту или --recorded: с тем, по чему идёт цикл."))
    old, new = _both(before, after, cycle) if recorded else (read_roadmap(before), read_roadmap(after))
    changes = difference(old, new)
    if as_json:
        tell("", [change_as_json(one) for one in changes], as_json)
        return
    _say(changes)


def _both(before: str, after: str, cycle: int) -> tuple[Roadmap, Roadmap]:
    home = settings()
    if after:
        return _recorded_or_read(before), _recorded_or_read(after)
    new = read_roadmap(before)
    of = meant(home, new.name, cycle, TODAY)
    with reading(home) as session:
        present = version_of_cycle(session, of.roadmap, of.year)
    return present, with_support_of(present, new)


def _recorded_or_read(said: str) -> Roadmap:
    if not re.fullmatch(r"[0-9a-fA-F]{6,64}", said):
        return read_roadmap(said)
    with reading() as session:
        return recorded_roadmap(session, said)


def change_as_json(change: Change) -> dict[str, object]:
    """A change as plain values."""
    return {**asdict(change), "part": change.part.value}


def _say(changes: Sequence[Change]) -> None:
    for line in list(changes_in_words(changes)) or [_("Ничего не изменилось.")]:
        console.print(line, markup=False, soft_wrap=True)


def changes_in_words(changes: Sequence[Change]) -> Iterator[str]:
    """Part by part: a heading with the number of changes, then a line each."""
    for part in Part:
        of_part = [one for one in changes if one.part is part]
        if of_part:
            yield f"{part.label}: {len(of_part)}"
            yield from (f"  {one.sentence}" for one in of_part)
