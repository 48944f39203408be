"""Play a roadmap's years: a calendar walked day by day, an engine that advances phases, people acting.

No clock is patched.
"""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sqlmodel import col, select

from deployments.demo.cast import Cast
from deployments.demo.deeds import COORDINATOR
from deployments.demo.improvising import data_kinds
from deployments.demo.script import Script, is_hand_in_day, is_meeting_day, visited_days
from models.errors import VekhaError
from models.people.sample import sample_contacts
from models.records import Cycle, School, Step
from models.roadmap.definition import Roadmap
from models.roadmap.plan import occurrences
from models.steps.status import FINAL
from tasks.channels.carriers import is_anything_connected
from tasks.channels.outbox import send_unsent
from tasks.channels.to_file import FileChannel
from tasks.cycle.years import open_cycle
from tasks.database import reading, writing
from tasks.reading.questionnaire import QUESTIONNAIRES
from tasks.running.phase import due_phases
from tasks.sample.generation import Kind, Region
from tasks.sample.surveying import write_diagnosis
from tasks.settings import Settings

if TYPE_CHECKING:
    from deployments.demo.engine import Engine

# Which files bring the data that a measure may need; registers of a year first, as they are loaded.
FILES: dict[str, tuple[Kind, ...]] = {
    "assignments": (Kind.ASSIGNMENTS,),
    "tasks": (Kind.TASKS,),
    "vpr": (Kind.SCALES, Kind.VPR, Kind.REPORTS, Kind.FLAT),
    "oge": (Kind.GIA, Kind.APPEALS),
    "ege": (Kind.GIA, Kind.APPEALS),
}


SEED = 7  # of what schools say of themselves

# What is loaded once, at the beginning: the register of schools, and the lists that helpers are matched by.
REGISTERS = (Kind.SCHOOLS, Kind.MENTORS, Kind.NEIGHBOURS, Kind.CONDITIONS, Kind.CURATORS, Kind.PARTNERS)


@dataclass(frozen=True)
class Stage:
    """Where the play is given: the home, the roadmap, its script, the region, and what carries it.

    source: the roadmap's name, or the file that it was read from
    """

    settings: Settings
    source: str
    roadmap: Roadmap
    script: Script
    region: Region
    engine: "Engine"

    @property
    def years(self) -> list[int]:
        """The calendar years that the roadmap runs."""
        return list(self.roadmap.plan_period.years)


def arrived_years(stage: Stage) -> list[int]:
    """The years whose results the script brings in, earliest first."""
    return sorted({year for years in stage.script.arrivals.values() for year in years})


def bill(stage: Stage) -> list[date]:
    """The days that the play visits: those on which something can happen, at least one a month."""
    period = stage.roadmap.plan_period
    return visited_days(occurrences(stage.roadmap), stage.script, period.start, period.end)


def play(stage: Stage, day: date) -> None:
    """Live through one day."""
    asyncio.run(_visit(stage, Cast(stage.settings, stage.roadmap.name, stage.script), day))


async def _visit(stage: Stage, cast: Cast, day: date) -> None:
    """One day: the year opens, files arrive, appointments are kept, phases run, people act, phases run again."""
    if _begins_a_year(stage, day):
        _open_simulated(stage, day)
        await stage.engine.open_year(stage.source, day.year, day)
    await _receive(stage, day)
    cast.keep_appointments(day.year, day)
    years = _years_at_work(stage, day)
    if is_meeting_day(day):
        cast.meet(years, day)
    await _run_due(stage, years, day)
    if is_hand_in_day(day) and _all_act(cast, years, day):
        await _run_due(stage, years, day)
        if _all_act(cast, years, day, only_due=True):
            await _run_due(stage, years, day)
    tell(stage.settings)


def tell(home: Settings) -> None:
    """Tell people what the day owes them: into a file of the home, where no Slack of one's own was told already."""
    if not is_anything_connected(home):
        send_unsent(home, FileChannel(home.root / "notices.jsonl"))


def _all_act(cast: Cast, years: Sequence[int], day: date, *, only_due: bool = False) -> bool:
    """The cast of every year at work acts; whether anybody did anything."""
    return sum(cast.act(year, day, only_due=only_due) for year in years) > 0


def _begins_a_year(stage: Stage, day: date) -> bool:
    """Whether this is the first day of its year that is lived through."""
    with reading(stage.settings) as session:
        query = select(Cycle.id).where(Cycle.roadmap == stage.roadmap.name, Cycle.year == day.year)
        return session.exec(query).first() is None


def _open_simulated(stage: Stage, day: date) -> None:
    with writing(stage.settings) as session:
        open_cycle(session, stage.roadmap, day.year, as_of=day, author=COORDINATOR, simulated=True)


async def _run_due(stage: Stage, years: Sequence[int], day: date) -> None:
    """Run the phases that have something to do, of every year at work."""
    name = stage.roadmap.name
    for year in years:
        phases = due_phases(stage.settings, name, year, day.isoformat())
        if phases:
            await stage.engine.advance(name, year, day, phases)


def _years_at_work(stage: Stage, day: date) -> list[int]:
    """The day's own year, and earlier ones with something unfinished; all of them on a day on which results arrive."""
    opened = [year for year in stage.years if year <= day.year]
    if day in stage.script.arrivals or day in stage.script.corrections:
        return opened
    with reading(stage.settings) as session:
        query = select(Cycle.year).join(Step, col(Step.cycle_id) == col(Cycle.id))
        unfinished = query.where(Cycle.roadmap == stage.roadmap.name, col(Step.status).not_in(FINAL)).distinct()
        busy = set(session.exec(unfinished))
    return [year for year in opened if year in busy or year == day.year]


async def _receive(stage: Stage, day: date) -> None:
    """Load the files that arrive that day: the register of schools, results, answers, a corrected file."""
    if day == stage.script.registers:
        await stage.engine.load(stage.region.of(*REGISTERS))
        _bind_people(stage)
    for year in stage.script.arrivals.get(day, ()):
        await stage.engine.load(list(_results(stage, year)))
    if surveyed := stage.script.surveys.get(day):
        await stage.engine.load(stage.region.of(Kind.ANSWERS, year=surveyed))
    if diagnosed := stage.script.diagnoses.get(day):
        await stage.engine.load([_self_diagnosis(stage, diagnosed)])
    corrected = stage.script.corrections.get(day)
    if corrected:
        await stage.engine.load(stage.region.of(Kind(corrected)))


def _self_diagnosis(stage: Stage, year: int) -> Path:
    """What the teams of all schools say of their own, written down as the form service gives it."""
    with reading(stage.settings) as session:
        logins = sorted(session.exec(select(School.login)))
    path = stage.region.folder / "input" / str(year) / "survey" / "self-diagnosis.csv"
    return write_diagnosis(path, logins, QUESTIONNAIRES.of_year(stage.settings, year), year, SEED)


def _results(stage: Stage, year: int) -> Iterator[Path]:
    """The year's files that somebody needs; where the script corrects a file later, its wrong version comes first."""
    needed = data_kinds(stage.roadmap)
    wrong = {path.name: path for path in stage.region.of(Kind.WRONG, year=year)} if stage.script.corrections else {}
    for kinds in dict.fromkeys(kinds for kind, kinds in FILES.items() if kind in needed):
        for path in stage.region.of(*kinds, year=year):
            yield wrong.get(path.name, path) if kinds == FILES["vpr"] else path


def _bind_people(stage: Stage) -> None:
    """Write a contacts file of generated people for every role."""
    with reading(stage.settings) as session:
        schools = {school.login: school.municipality for school in session.exec(select(School))}
    stage.settings.contacts_path.write_text(sample_contacts(stage.roadmap.parties, schools), encoding="utf8")


def refusal(stage: Stage) -> str:
    """What a person is shown who loads the file with mistakes; it goes the same way. Empty when there is none."""
    return asyncio.run(_refusal(stage, stage.region.of(Kind.MISTAKES)[:1]))


async def _refusal(stage: Stage, mistaken: Sequence[Path]) -> str:
    if not mistaken:
        return ""
    try:
        await stage.engine.load(mistaken)
    except VekhaError as refused:
        return str(refused)
    return ""
