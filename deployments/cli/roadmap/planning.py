"""`vekha roadmap path`, `rollover`: how tight the plan is, and what it becomes next year."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from deployments.cli.console import JsonOption, complaints, console, tell
from deployments.cli.roadmap.comparing import change_as_json, changes_in_words
from models.errors import VekhaError
from models.language import _
from models.roadmap.change.difference import Change, difference
from models.roadmap.change.rollover import Rollover, roll_over
from models.roadmap.definition import Roadmap
from models.roadmap.path import Key, Network, Slip, Timing, TooLate, network, of_measure
from models.roadmap.plan import occurrences
from tasks.cycle.calendars import calendar_today, in_force
from tasks.cycle.leftover import Leftover, Leftovers, left_over
from tasks.database import reading
from tasks.people.contacts import read_contacts
from tasks.reading.roadmap import read_roadmap, roadmap_text
from tasks.record.book import measure_of
from tasks.settings import Settings, settings

app = typer.Typer()

_Name = Annotated[str, typer.Argument(help=_("Название дорожной карты или путь к её файлу."))]


# ── path ─────────────────────────────────────────────────────────────────────


@app.command(help=_("Критический путь и запас в рабочих днях; с --slip — что сдвинется, если опоздать."))
def path(
    name: _Name,
    slip: Annotated[
        list[str] | None,
        typer.Option("--slip", help=_("На сколько рабочих дней опоздает: T03=10; только один срок: T10.1:2025-08=5.")),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """A measure without `duration_days` takes at least one working day somewhere in its window."""
    roadmap = read_roadmap(name)
    calendar = calendar_today(roadmap)
    durations = {one.code: one.duration_days for one in roadmap.measures}
    plan = tuple(in_force(one, calendar) for one in occurrences(roadmap))
    found = network(plan, durations, calendar)
    slips = found.slips(_delays(roadmap, found, slip or []))
    if as_json:
        tell("", _path_as_json(roadmap, found, slips if slip else None), as_json)
        return
    if slip:
        _show_slips(roadmap, slips)
        return
    _show_path(roadmap, found)


def _delays(roadmap: Roadmap, found: Network, said: Iterable[str]) -> dict[Key, int]:
    """Working days by job, from «T03=10» (every occurrence) and «T10.1:2025-08=5» (those that begin so)."""
    delays: dict[Key, int] = {}
    for one in said:
        parts = re.fullmatch(r"\s*(?P<code>[^=]+?)(?::(?P<window>\d{4}[-\d]*))?\s*=\s*(?P<days>\d{1,3})\s*", one)
        if parts is None:
            raise VekhaError(_("--slip «{said}»: напишите так: T03=10 или T10.1:2025-08=5.").format(said=one))
        code = measure_of(roadmap, parts["code"]).code
        jobs = [key for key in of_measure(found, code) if key[1].startswith(parts["window"] or "")]
        if not jobs:
            raise VekhaError(_("У {code} нет такого срока с датами: сдвигать нечего.").format(code=one))
        delays |= dict.fromkeys(jobs, int(parts["days"]))
    return delays


def _path_as_json(roadmap: Roadmap, found: Network, slips: Sequence[Slip] | None) -> dict[str, object]:
    critical = found.critical_path
    told: dict[str, object] = {
        "roadmap": roadmap.name,
        "critical_path": {
            "chain": [{"measure": code, "occurrence": key} for code, key in critical.chain],
            "working_days": critical.days,
            "slack": critical.slack,
        },
        "occurrences": [_timing_as_json(roadmap, one, critical.chain) for one in found.timings.values()],
        "late_edges": [_edge_as_json(one) for one in found.too_late],
    }
    return told if slips is None else told | {"slips": [_slip_as_json(one) for one in slips]}


def _timing_as_json(roadmap: Roadmap, timing: Timing, critical: Sequence[Key]) -> dict[str, object]:
    code, key = timing.job.key
    measure = roadmap.by_code[code]
    return {
        "measure": code,
        "occurrence": key,
        "place": measure.place,
        "title": measure.title,
        "opens_on": timing.job.opens_on,
        "due_on": timing.job.due_on,
        "duration_days": measure.duration_days,
        "earliest_finish": timing.earliest_finish,
        "latest_finish": timing.latest_finish,
        "slack": timing.slack,
        "is_critical": timing.job.key in critical,
    }


def _edge_as_json(edge: TooLate) -> dict[str, object]:
    return {
        "prerequisite": edge.prerequisite[0],
        "prerequisite_due": edge.prerequisite_due,
        "measure": edge.dependant[0],
        "due_on": edge.dependant_due,
    }


def _slip_as_json(slip: Slip) -> dict[str, object]:
    return {
        "measure": slip.key[0],
        "occurrence": slip.key[1],
        "before": slip.before,
        "after": slip.after,
        "due_on": slip.due_on,
        "missed_by": slip.missed_by,
    }


def _show_path(roadmap: Roadmap, found: Network) -> None:
    critical = found.critical_path
    if not critical.chain:
        console.print(_("Дат в этой дорожной карте нет: критического пути тоже нет."))
        return
    title = _("Критический путь: звеньев {count}, наименьший запас — {slack} раб. дн.")
    _show_timings(roadmap, found, critical.chain, title.format(count=len(critical.chain), slack=critical.slack))
    _show_late_edges(roadmap, found)
    tightest: dict[str, Timing] = {}
    for one in sorted(found.timings.values(), key=lambda timing: (timing.slack, timing.earliest_finish)):
        tightest.setdefault(one.job.key[0], one)
    keys = [one.job.key for one in tightest.values()]
    _show_timings(roadmap, found, keys, _("Запас по мероприятиям, самый тесный срок каждого"))
    _say(
        _(
            "Запас — на сколько рабочих дней можно отложить самое раннее окончание, не сорвав ни своего срока, "
            "ни чужого. Где длительность не названа (duration_days), считается один рабочий день."
        )
    )


def _show_timings(roadmap: Roadmap, found: Network, keys: Iterable[Key], title: str) -> None:
    heads = _("Мероприятие"), _("Срок"), _("Раньше всего"), _("Не позже"), _("Запас")
    table = _table(title, *heads)
    for key in keys:
        timing, measure = found.timings[key], roadmap.by_code[key[0]]
        days = timing.job.due_on, timing.earliest_finish, timing.latest_finish
        style = "red" if timing.slack < 0 else "yellow" if timing.must_hurry else ""
        named = f"{measure.title} ({measure.place})"
        table.add_row(measure.code, Text(named), *map(_day, days), Text(str(timing.slack), style=style))
    console.print(table)


def _table(title: str, *heads: str) -> Table:
    """A table of measures: codes and dates are never broken, titles are."""
    table = Table(_("Код"), title=title, title_justify="left")
    table.columns[0].no_wrap = True
    for position, head in enumerate(heads):
        table.add_column(head, no_wrap=position > 0, overflow="fold")
    return table


def _show_late_edges(roadmap: Roadmap, found: Network) -> None:
    """Edges of one pair of measures together, with every deadline."""
    pairs: dict[tuple[str, str], list[TooLate]] = {}
    for edge in found.too_late:
        pairs.setdefault((edge.prerequisite[0], edge.dependant[0]), []).append(edge)
    if pairs:
        _say(_("Кто сдаёт в свой последний день, срывает чужой срок:"))
    for (before, after), edges in pairs.items():
        told = _("  {before} «{title}» → {after}: {dates}")
        dates = "; ".join(_late_edge(found, edge) for edge in edges)
        _say(told.format(before=before, title=roadmap.by_code[before].title, after=after, dates=dates))


def _late_edge(found: Network, edge: TooLate) -> str:
    told = _("срок {due}, а нужно к {needed}")
    needed = found.timings[edge.prerequisite].latest_finish
    return told.format(due=_day(edge.prerequisite_due), needed=_day(needed))


def _show_slips(roadmap: Roadmap, slips: Sequence[Slip]) -> None:
    if not slips:
        console.print(_("Ничего не сдвинется."))
        return
    heads = _("Мероприятие"), _("Срок"), _("Было бы"), _("Станет"), _("Срыв")
    table = _table(_("Что сдвинется, если остальные сдают в последний день; срыв — в рабочих днях"), *heads)
    for one in slips:
        days = _day(one.due_on), _day(one.before), _day(one.after)
        missed = Text(str(one.missed_by), style="red") if one.missed_by else Text("—")
        table.add_row(one.key[0], Text(roadmap.by_code[one.key[0]].title), *days, missed)
    console.print(table)
    missing = sum(one.missed_by > 0 for one in slips)
    _say(_("Сдвинется сроков: {count}, из них сорвётся: {missing}.").format(count=len(slips), missing=missing))


# ── rollover ─────────────────────────────────────────────────────────────────


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
        _say(done.format(path=output))


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
    """Titles of the roles that nobody holds on the draft's first day; all of them while there is no contacts file."""
    roles = read_contacts(home.contacts_path).roles
    held = {role for role, bindings in roles.items() if any(one.holds_on(day) for one in bindings)}
    return [party.title for party in roadmap.parties if party.code not in held]


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
    due = _day(one.due_on) if one.due_on else _("не назначен")
    said = told.format(measure=one.measure, title=one.title, count=one.steps, due=due, status=one.status.label)
    return f"{said}: {one.reason}" if one.reason else said


def _unbound_in_words(unbound: Sequence[str]) -> Iterator[str]:
    if unbound:
        yield _("Роли, которые никому не назначены: {roles}.").format(roles=", ".join(unbound))


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def _say(text: str) -> None:
    console.print(text, markup=False, soft_wrap=True)
