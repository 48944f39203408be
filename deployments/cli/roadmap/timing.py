"""`vekha roadmap path`: how tight the plan is, and what slips when a measure does."""

import re
from collections.abc import Iterable, Sequence
from typing import Annotated

import typer

from deployments.cli.console import JsonOption, tell
from deployments.cli.roadmap.timing_tables import show_path, show_slips
from models.errors import VekhaError
from models.language import _
from models.roadmap.definition import Roadmap
from models.roadmap.path import Key, Network, Slip, Timing, TooLate, network, of_measure
from models.roadmap.plan import occurrences
from tasks.cycle.calendars import calendar_today, in_force
from tasks.reading.roadmap import read_roadmap
from tasks.record.book import measure_of

app = typer.Typer()

_Name = Annotated[str, typer.Argument(help=_("Название дорожной карты или путь к её файлу."))]


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
        show_slips(roadmap, slips)
        return
    show_path(roadmap, found)


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
