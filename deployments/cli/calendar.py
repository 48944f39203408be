"""`vekha calendar`: days off, what another calendar would move, and a party's measures for its own calendar program."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from deployments.cli.console import (
    AsOfOption,
    JsonOption,
    RoadmapOption,
    SchoolOption,
    author,
    meant,
    refuse_empty,
    tell,
    written,
)
from models.errors import VekhaError
from models.language import _
from models.roadmap.definition import Roadmap
from tasks.settings import Settings, settings

if TYPE_CHECKING:
    from sqlmodel import Session

    from models.records import Cycle
    from models.roadmap.agenda import Dated, Entry

app = typer.Typer(help="Рабочий календарь: выходные и переносы, сроки по рабочим дням, выгрузка.", no_args_is_help=True)


@app.command()
def show(
    year: Annotated[int, typer.Option(help="Год; по умолчанию — нынешний.", show_default=False)] = 0,
    roadmap: RoadmapOption = "",
    as_json: JsonOption = False,
) -> None:
    """Показать нерабочие дни года и рабочие субботы; с --roadmap — и дни самой дорожной карты."""
    from models.roadmap.calendar import Calendar, moves_known_until, working_calendar
    from models.roadmap.schedule.period import Period
    from tasks.clock import day_meant

    home = settings()
    chosen = year or day_meant("today", "Europe/Moscow").year
    own = _definition(home, roadmap).calendar if roadmap else Calendar()
    calendar = working_calendar(Period(date(chosen, 1, 1), date(chosen, 12, 31)), own)
    off = {day: name for day, name in calendar.days_off.items() if day.year == chosen}
    working = sorted(day for day in calendar.working_days if day.year == chosen)
    count = calendar.working_days_between(date(chosen - 1, 12, 31), date(chosen, 12, 31))
    lines = [_("{year} год: рабочих дней — {count}.").format(year=chosen, count=count)]
    lines += [f"  {day:%d.%m} {_weekday(day)}  {name}" for day, name in off.items()]
    lines += [_("  {day:%d.%m} {weekday}  рабочий день").format(day=day, weekday=_weekday(day)) for day in working]
    if chosen > moves_known_until():
        lines.append(_("Переносы выходных {year} года ещё не известны.").format(year=chosen))
    data = {
        "year": chosen,
        "working_days": count,
        "days_off": {day.isoformat(): name for day, name in off.items()},
        "working_weekends": [day.isoformat() for day in working],
        "moves_known": chosen <= moves_known_until(),
    }
    tell("\n".join(lines), data, as_json)


@app.command()
def diff(roadmap: RoadmapOption = "", as_of: AsOfOption = "today", as_json: JsonOption = False) -> None:
    """Показать, какие сроки сдвинет нынешний календарь; ничего не меняет."""
    from tasks.cycle.calendars import calendar_today, moved_deadlines
    from tasks.database import reading

    home = settings()
    name, definition = _asked(home, roadmap, as_of)
    calendar = calendar_today(definition)
    with reading(home) as session:
        moved = [one for cycle in _open_cycles(session, name) for one in moved_deadlines(session, cycle, calendar)]
    lines = [
        f"{one.step.measure} {one.step.unit or _('карта в целом')}: {one.due_on:%d.%m.%Y} → {one.moves_to:%d.%m.%Y}"
        + (_(" (в приказе — {printed:%d.%m.%Y})").format(printed=one.printed) if one.printed != one.due_on else "")
        for one in moved
    ]
    told = [_("Сдвинутся сроки: {count}.").format(count=len(moved)), *lines, _("Перенести: vekha calendar apply.")]
    data = [
        {
            "measure": one.step.measure,
            "occurrence": one.step.occurrence,
            "unit": one.step.unit,
            "printed": one.printed.isoformat(),
            "due_on": one.due_on.isoformat(),
            "moves_to": one.moves_to.isoformat(),
        }
        for one in moved
    ]
    tell("\n".join(told) if moved else _("Все сроки те же: переносить нечего."), data, as_json)


@app.command()
def apply(roadmap: RoadmapOption = "", as_of: AsOfOption = "today", as_json: JsonOption = False) -> None:
    """Перенести сроки по нынешнему календарю; каждый перенос войдёт в журнал."""
    from tasks.cycle.calendars import calendar_today, follow
    from tasks.database import writing

    home = settings()
    name, definition = _asked(home, roadmap, as_of)
    day, calendar = meant(home, name, 0, as_of).as_of, calendar_today(definition)
    with writing(home) as session:
        moved = {
            cycle.year: follow(session, cycle, calendar, as_of=day, author=author())
            for cycle in _open_cycles(session, name, held=True)
        }
    lines = [_("{year} год: перенесено сроков — {count}.").format(year=year, count=moved[year]) for year in moved]
    tell("\n".join(lines), {str(year): count for year, count in moved.items()}, as_json)


@app.command()
def export(
    name: Annotated[str, typer.Argument(help="Название дорожной карты или путь к её файлу.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Куда записать календарь: x.ics.")],
    party: Annotated[str, typer.Option("--party", help="Роль: её код или название, как в приказе.")] = "",
    person: Annotated[
        str, typer.Option("--person", help="Человек: почта, идентификатор Slack или имя из контактов; все его роли.")
    ] = "",
    school: SchoolOption = "",
) -> None:
    """Записать мероприятия роли или человека в файл календаря (.ics); повторная выгрузка обновляет его."""
    if bool(party) is bool(person) or (person and school):
        raise VekhaError(_("Назовите роль (--party, с ней можно и --school) или человека (--person): одно из двух."))
    entries, title, signed_on = _of_person(settings(), name, person) if person else _of_party(name, party, school)
    _write(output, entries, title, signed_on)


def _of_party(name: str, party: str, school: str) -> "tuple[list[Entry], str, date]":
    from models.roadmap.agenda import agenda
    from tasks.cycle.agenda import party_meant

    definition, dates = _dates(settings(), name, school)
    code = party_meant(definition, party)
    entries = agenda(definition, code, dates)
    if not entries:
        raise VekhaError(_("У роли «{party}» нет мероприятий с датами.").format(party=party))
    return entries, f"{definition.title} — {definition.party_by_code[code].title}", definition.order.signed_on


def _of_person(home: Settings, name: str, person: str) -> "tuple[list[Entry], str, date]":
    from tasks.cycle.agenda import running
    from tasks.database import reading
    from tasks.people.directory import contacts_of
    from tasks.people.personal_calendar import person_agenda
    from tasks.people.persons import person_meant

    refuse_empty(home)
    said = _definition(home, name)
    with reading(home) as session:
        definition, contacts = running(session, said.name) or said, contacts_of(session, home)
        entries = person_agenda(session, definition, contacts, person_meant(contacts, person))
    if not entries:
        raise VekhaError(_("У «{person}» нет мероприятий с датами.").format(person=person))
    return entries, definition.title, definition.order.signed_on


def _write(output: Path, entries: "list[Entry]", title: str, signed_on: date) -> None:
    """Write the file upon the one that is there, and say so."""
    from tasks.documents.ics import calendar_file

    with written(output):
        former = output.read_bytes() if output.exists() else b""
        made = calendar_file(title, entries, signed_on, datetime.now(UTC), former)
        if made != former:
            output.write_bytes(made)
    tell(_("Записей в {path}: {count}.").format(path=output, count=len(entries)), {}, as_json=False)


def _dates(home: Settings, name: str, school: str) -> "tuple[Roadmap, list[Dated]]":
    """The roadmap with its days: as its open years run it, or as its file says where none is open."""
    from tasks.cycle.agenda import dated, planned, running
    from tasks.database import reading

    said = _definition(home, name)
    if home.database_url is None and not (home.root / "vekha.db").exists():
        return said, planned(said)
    with reading(home) as session:
        definition = running(session, said.name) or said
        return definition, dated(session, definition, school)


def _definition(home: Settings, name: str) -> Roadmap:
    """The roadmap of that name or file; without any home only files and shipped ones are known."""
    from tasks.reading.roadmap import read_roadmap, shipped_names

    if name in shipped_names() or Path(name).is_file() or not (home.database_url or (home.root / "vekha.db").exists()):
        return read_roadmap(name)
    from tasks.running.asking import definition_asked

    return definition_asked(home, name)


def _asked(home: Settings, roadmap: str, as_of: str) -> tuple[str, Roadmap]:
    """The name of the open roadmap that is meant, and its definition as its file says now."""
    if Path(roadmap).is_file():
        definition = _definition(home, roadmap)
        return meant(home, definition.name, 0, as_of).roadmap, definition
    name = meant(home, roadmap, 0, as_of).roadmap
    return name, _definition(home, name)


def _open_cycles(session: "Session", name: str, *, held: bool = False) -> "list[Cycle]":
    from sqlmodel import col, select

    from models.records import Cycle

    query = select(Cycle).where(Cycle.roadmap == name, col(Cycle.closed_at).is_(None)).order_by(col(Cycle.year))
    return list(session.exec(query.with_for_update() if held else query))


def _weekday(day: date) -> str:
    return (_("пн"), _("вт"), _("ср"), _("чт"), _("пт"), _("сб"), _("вс"))[day.weekday()]
