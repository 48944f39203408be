"""Play a roadmap's years: a calendar walked day by day, flows on Prefect, people acting. No clock is patched."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlmodel import select

from deployments.demo.cast import COORDINATOR, Cast
from deployments.demo.script import Script, is_hand_in_day, visited_days
from flows.annual_cycle import annual_cycle
from flows.loading import loading
from flows.rounds import advance_until_still
from models.errors import VekhaError
from models.people.sample import sample_contacts
from models.records import School
from models.roadmap.definition import Roadmap
from models.roadmap.period import Period
from models.roadmap.plan import occurrences
from tasks.cycles import open_cycle
from tasks.database import reading, writing
from tasks.phase import due_phases
from tasks.sample.generation import Kind, Region
from tasks.settings import Settings


@dataclass(frozen=True)
class Stage:
    """Where the play is given: the home, the roadmap, its script, the region."""

    settings: Settings
    roadmap: Roadmap
    script: Script
    region: Region

    @property
    def years(self) -> list[int]:
        """The calendar years that the roadmap runs."""
        return list(Period.parse(self.roadmap.period).years)


def bill(stage: Stage) -> list[date]:
    """The days that the play visits: those on which something can happen, at least one a month."""
    period = Period.parse(stage.roadmap.period)
    return visited_days(occurrences(stage.roadmap), stage.script, period.start, period.end)


def play(stage: Stage, day: date) -> None:
    """Live through one day."""
    asyncio.run(_visit(stage, Cast(stage.settings, stage.roadmap.name, stage.script), day))


async def _visit(stage: Stage, cast: Cast, day: date) -> None:
    """One day: the year opens, files arrive, appointments are kept, phases run, people act, phases run again."""
    name, said = stage.roadmap.name, day.isoformat()
    if (day.month, day.day) == (1, 1):
        _open_simulated(stage, day)
        await annual_cycle(name, day.year, said, return_state=True)
    await _receive(stage, day)
    cast.keep_appointments(day.year, day)
    await _run_due(stage, day)
    if is_hand_in_day(day) and _all_act(stage, cast, day):
        await _run_due(stage, day)
        if _all_act(stage, cast, day, only_due=True):
            await _run_due(stage, day)


def _all_act(stage: Stage, cast: Cast, day: date, *, only_due: bool = False) -> bool:
    """The cast of every open year acts; whether anybody did anything."""
    return sum(cast.act(year, day, only_due=only_due) for year in _open_years(stage, day)) > 0


def _open_simulated(stage: Stage, day: date) -> None:
    with writing(stage.settings) as session:
        open_cycle(session, stage.roadmap, day.year, as_of=day, author=COORDINATOR, simulated=True)


async def _run_due(stage: Stage, day: date) -> None:
    """Run the phases that have something to do, of every year that is open by that day."""
    name, said = stage.roadmap.name, day.isoformat()
    for year in _open_years(stage, day):
        phases = due_phases(stage.settings, name, year, said)
        if phases:
            await advance_until_still(name, year, said, phases=phases)


def _open_years(stage: Stage, day: date) -> list[int]:
    return [year for year in stage.years if year <= day.year]


async def _receive(stage: Stage, day: date) -> None:
    """Load the files that arrive that day; the first to arrive are the registers and a file with mistakes."""
    for year in stage.script.arrivals.get(day, ()):
        await _load_year(stage, year)
    corrected = stage.script.corrections.get(day)
    if corrected:
        await _load_all(stage, stage.region.of(Kind(corrected)))


async def _load_year(stage: Stage, year: int) -> None:
    """Everything about a year's results; where the script corrects a file later, its wrong version comes first."""
    region = stage.region
    if year == min(file.year for file in region.files if file.year):
        await _load_all(stage, region.of(Kind.SCHOOLS))
        _bind_people(stage)
    wrong = {path.name: path for path in region.of(Kind.WRONG, year=year)}
    works = [wrong.get(path.name, path) for path in region.of(Kind.VPR, year=year)]
    registers, exams = region.of(Kind.ASSIGNMENTS, Kind.TASKS, year=year), region.of(Kind.GIA, Kind.APPEALS, year=year)
    await _load_all(stage, [*registers, *works, *exams])


async def _load_all(stage: Stage, paths: Sequence[Path]) -> None:
    """One run of the loading flow for a batch of files."""
    state = await loading(";".join(map(str, paths)), return_state=True)
    if not state.is_completed():
        raise VekhaError(str(state.message))


def _bind_people(stage: Stage) -> None:
    """Write a contacts file of generated people for every role."""
    with reading(stage.settings) as session:
        schools = {school.login: school.municipality for school in session.exec(select(School))}
    stage.settings.contacts_path.write_text(sample_contacts(stage.roadmap.parties, schools), encoding="utf8")


def refusal(region: Region) -> str:
    """What a person is shown who loads the file with mistakes; it goes through the same flow."""
    path = region.of(Kind.MISTAKES)[0]
    return asyncio.run(_refusal(path))


async def _refusal(path: Path) -> str:
    state = await loading(str(path), return_state=True)
    return str(state.message)
