"""What every command shares: one console, one way to say the cycle and the day, one way to answer."""

import getpass
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from models.errors import VekhaError
from models.language import _
from tasks.record.writer import Author
from tasks.settings import Settings

console = Console(highlight=False)
complaints = Console(highlight=False, stderr=True)

RoadmapOption = Annotated[str, typer.Option("--roadmap", "-r", help="Дорожная карта; не нужна, если открыта одна.")]
CycleOption = Annotated[
    int, typer.Option("--cycle", "-c", help="Год цикла; по умолчанию — год даты.", show_default=False)
]
AsOfOption = Annotated[str, typer.Option("--as-of", help="На какую дату: 2024-08-31 или today.")]
SchoolOption = Annotated[str, typer.Option("--school", "-s", help="Логин школы, например edu680101.")]
WindowOption = Annotated[str, typer.Option("--window", help="Начало срока шага, если их несколько: 2024-08.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Вывести JSON.")]
SchoolsOption = Annotated[
    list[str] | None, typer.Option("--school", "-s", help="Логин школы, например edu680101; можно несколько раз.")
]
SeenOption = Annotated[
    int | None, typer.Option("--seen", help="Какую версию шага вы видели (vekha status --json): её сверят.")
]
RoleOption = Annotated[str, typer.Option("--as", help="От чьего имени: код роли из дорожной карты.")]
SignerOption = Annotated[str, typer.Option("--signer", help="Кто подписал: должность, без фамилии.")]
ReasonOption = Annotated[str, typer.Option("--reason", help="Причина; войдёт в журнал.")]


@dataclass(frozen=True)
class Meant:
    """Which cycle and day a command speaks of."""

    roadmap: str
    year: int
    as_of: date


def author() -> Author:
    """Who runs the command, as the operating system knows them."""
    user = getpass.getuser()
    return Author(user, f"cli:{user}")


def meant(settings: Settings, roadmap: str, cycle: int, as_of: str) -> Meant:
    """The cycle and the day: the only roadmap when none is named; for a played one its last day when none is said."""
    from sqlmodel import col, select

    from models.records import Cycle
    from tasks.clock import TODAY, day_meant
    from tasks.database import reading
    from tasks.record.book import recorded_definition

    refuse_empty(settings)
    with reading(settings) as session:
        cycles = session.exec(select(Cycle).order_by(col(Cycle.year))).all()
        names = sorted({one.roadmap for one in cycles})
        name = roadmap or (names[0] if len(names) == 1 else "")
        of_it = [one for one in cycles if one.roadmap == name]
        if not of_it:
            known = ", ".join(names) or _("нет ни одной")
            raise VekhaError(_("Какая дорожная карта? Назовите её: --roadmap. Открыты: {known}.").format(known=known))
        named = [one for one in of_it if one.year == cycle] if cycle else []
        last = max((one.last_as_of for one in named or of_it if one.last_as_of), default=None)
        if as_of == TODAY and last and of_it[0].simulated:
            day = last
        else:
            day = day_meant(as_of, recorded_definition(session, of_it[0])[0].time_zone)
        years = [one.year for one in of_it]
        year = cycle or (day.year if day.year in years else max(years))
    return Meant(name, year, day)


def refuse_empty(settings: Settings) -> None:
    """Say so when nothing was ever done in this home."""
    if settings.database_url is None and not (settings.root / "vekha.db").exists():
        from tasks.reading.roadmap import shipped_names

        said = _("Здесь ещё ничего нет: {home}. Начните с vekha run cycle --roadmap ИМЯ или файл. В поставке: {names}.")
        raise VekhaError(said.format(home=settings.root, names=", ".join(shipped_names())))


@contextmanager
def written(path: Path) -> Iterator[None]:
    """Whatever keeps a file from being written is told by its name: a missing folder, no rights, an open workbook."""
    try:
        yield
    except OSError as error:
        said = _("{path}: записать не удалось. Проверьте, что папка есть и открыта для записи, а файл не занят.")
        raise VekhaError(said.format(path=error.filename or path)) from error


def tell(message: str, data: Mapping[str, object] | Sequence[object], as_json: bool) -> None:
    """Answer in words, or with one JSON value."""
    if as_json:
        tell_json(data)
    else:
        say(message)


def say(message: str) -> None:
    """A line for people. What they wrote may hold square brackets: nothing in it is markup."""
    console.print(message, markup=False, soft_wrap=True)


def tell_json(data: Mapping[str, object] | Sequence[object]) -> None:
    """Answer a program: one JSON value on one line."""
    typer.echo(json.dumps(data, ensure_ascii=False, default=str))


def complain(error: VekhaError) -> None:
    """Say what is wrong, as it reads, where it does not mix with what a command answers."""
    complaints.print("[red]✖[/] ", end="")
    complaints.print(str(error), markup=False, soft_wrap=True)
