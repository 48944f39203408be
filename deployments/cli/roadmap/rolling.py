"""`vekha roadmap rollover`: what the plan becomes next year, and what is left of this one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from deployments.cli.console import JsonOption, complaints, console, say, tell
from deployments.cli.roadmap.comparing import change_as_json, changes_in_words
from models.errors import VekhaError
from models.language import _
from models.people.contacts import places_held
from models.roadmap.change.difference import Change, difference
from models.roadmap.change.rollover import Rollover, roll_over
from models.roadmap.definition import Roadmap
from models.wording import in_digits
from tasks.cycle.leftover import Leftover, Leftovers, left_over
from tasks.database import reading
from tasks.people.directory import contacts_here
from tasks.reading.roadmap import read_roadmap, roadmap_text
from tasks.settings import Settings, settings

app = typer.Typer()

_Name = Annotated[str, typer.Argument(help=_("Название дорожной карты или путь к её файлу."))]


@app.command(help=_("Черновик на следующий год: сроки по смыслу, остальное как есть; что решать человеку — названо."))
def rollover(
    name: _Name,
    to: Annotated[str, typer.Option("--to", help=_("На какой год (2026) или период (2026-2027)."))],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help=_("Куда записать черновик; без него он выводится на экран."))
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """The draft goes to the file or to standard output, what is said of it to the other."""
    roadmap, (text, file_name) = read_roadmap(name), roadmap_text(name)
    draft = roll_over(roadmap, text, str(output or file_name), to)
    if output is not None:
        _write_new(output, draft.text)
    home = settings()
    unbound = _unbound(home, draft.roadmap, draft.roadmap.plan_period.start)
    changes, left = difference(roadmap, draft.roadmap), _left_over(home, roadmap)
    if as_json:
        tell("", _draft_as_json(draft, output, changes, left, unbound), as_json)
        return
    if output is None:
        typer.echo(draft.text, nl=False)
    lines = *changes_in_words(changes), *_to_decide(draft.remarks), *_left_in_words(left), *_unbound_in_words(unbound)
    for line in lines:
        (complaints if output is None else console).print(line, markup=False, soft_wrap=True)
    if output is not None:
        done = _("Черновик записан: {path}. Решите отмеченное «РЕШИТЬ», затем: vekha roadmap check {path}")
        say(done.format(path=output))


def _draft_as_json(
    draft: Rollover, output: Path | None, changes: Sequence[Change], left: Leftovers, unbound: Sequence[str]
) -> dict[str, object]:
    return {
        "name": draft.roadmap.name,
        "period": draft.roadmap.period,
        "path": str(output) if output else None,
        "yaml": draft.text,
        "remarks": [asdict(one) for one in draft.remarks],
        "changes": [change_as_json(one) for one in changes],
        "leftover": asdict(left),
        "unbound": unbound,
    }


def _write_new(output: Path, text: str) -> None:
    """A person's file is never overwritten."""
    try:
        with output.open("x", encoding="utf8") as file:
            file.write(text)
    except FileExistsError as error:
        raise VekhaError(
            _("Файл {path} уже есть: назовите другой, чужое не перезаписывается.").format(path=output)
        ) from error
    except OSError as error:
        raise VekhaError(_("Записать в {path} не удалось: {why}.").format(path=output, why=error.strerror)) from error


def _left_over(home: Settings, roadmap: Roadmap) -> Leftovers:
    if home.database_url is None and not (home.root / "vekha.db").exists():
        return Leftovers()
    with reading(home) as session:
        return left_over(session, roadmap.name)


def _unbound(home: Settings, roadmap: Roadmap, day: date) -> list[str]:
    """Titles of the roles that nobody holds on the draft's first day; all of them while nobody is bound."""
    contacts = contacts_here(home)
    return [party.title for party in roadmap.parties if not places_held(contacts, party.code, day)]


def _to_decide(remarks: Sequence[object]) -> Iterator[str]:
    if remarks:
        yield _("Решить: {count}").format(count=len(remarks))
        yield from (f"  {one}" for one in remarks)


def _left_in_words(left: Leftovers) -> Iterator[str]:
    if not left.year:
        yield _("Открытых циклов у этой дорожной карты здесь нет: переносить нечего.")
        return
    sorts: Mapping[str, Sequence[Leftover]] = {
        _("Не закрыто в {year} году: {count}"): left.open,
        _("Снято в {year} году: {count}"): left.waived,
    }
    for heading, found in sorts.items():
        yield heading.format(year=left.year, count=sum(one.steps for one in found))
        yield from (f"  {_one_left(one)}" for one in found)


def _one_left(one: Leftover) -> str:
    told = _("{measure} «{title}», шагов {count}, срок {due} — {status}")
    due = in_digits(one.due_on) if one.due_on else _("не назначен")
    said = told.format(measure=one.measure, title=one.title, count=one.steps, due=due, status=one.status.label)
    return f"{said}: {one.reason}" if one.reason else said


def _unbound_in_words(unbound: Sequence[str]) -> Iterator[str]:
    if unbound:
        yield _("Роли, которые никому не назначены: {roles}.").format(roles=", ".join(unbound))
