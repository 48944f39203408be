"""The whole performance: generate the region, play it with a live display, count, report."""

import asyncio
import time
from collections import Counter
from collections.abc import Mapping

from prefect.client.orchestration import PrefectClient, get_client
from rich.console import Console
from rich.panel import Panel
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from deployments.demo import glance
from deployments.demo.board import show
from deployments.demo.encore import may_be_held_against_truth, unasked
from deployments.demo.engine import OnPrefect
from deployments.demo.improvising import result_years, script_for
from deployments.demo.play import Stage, arrived_years, bill, play, refusal
from deployments.demo.report import Report, report
from deployments.demo.story import story
from deployments.demo.surveying import survey_result
from deployments.demo.truth import scores
from deployments.register import deployments
from models.assessment.analysis import Result
from models.language import _
from models.roadmap.definition import Roadmap
from tasks.reading.roadmap import read_roadmap
from tasks.sample.careers import LEAST_SCHOOLS
from tasks.sample.effect.judging import judged
from tasks.sample.generation import Region, generate, generate_register
from tasks.sample.scoring import Score, scored
from tasks.settings import Settings

# A roadmap that computes nothing needs no more schools than the least region has, and small ones.
SCHOOLS, PUPILS = 40, 300
FEW_SCHOOLS, FEW_PUPILS = LEAST_SCHOOLS, 110
# So many further regions, drawn as counts, hold the truth of the effect of support.
EFFECT_SEEDS = range(1, 21)


def perform(settings: Settings, console: Console, source: str, *, schools: int | None, seed: int, url: str) -> Report:
    """Play the roadmap from its first day to its last and show how it ended; the report.

    source: the roadmap's name or file; schools: None for as many as it needs
    """
    started = time.monotonic()
    roadmap = read_roadmap(source)
    region = _region(settings, console, roadmap, schools, seed)
    for deployment in deployments():
        deployment.apply()
    stage = Stage(settings, source, roadmap, script_for(roadmap), region, OnPrefect())
    console.print(_("Интерфейс Prefect: {url}").format(url=url))
    seen = _play_through(stage, console)
    runs, task_runs = asyncio.run(_count_runs())
    answers = unasked(settings, roadmap, arrived_years(stage))
    truth = _truth(stage, answers)
    ended = glance.aftermath(settings, seen, roadmap.plan_period.end) if seen else None
    show(console, settings, roadmap.name, stage.years, roadmap.plan_period.end, answers, truth)
    if told_of_a_school := story(settings, roadmap.name):
        console.print(told_of_a_school)
    if ended:
        glance.show(console, ended)
    return report(
        settings,
        roadmap.name,
        runs=runs,
        task_runs=task_runs,
        unasked=answers,
        truth=truth,
        glance=glance.as_object(ended) if ended else None,
        seconds=time.monotonic() - started,
    )


def _truth(stage: Stage, answers: Mapping[str, Result]) -> Mapping[str, Score]:
    """How what was planted was found, in the play and by who asked after it."""
    is_corrected = "later" in stage.script.corrections.values()
    is_whole = may_be_held_against_truth(stage.roadmap)
    held = {**(answers if is_whole else {}), **_surveyed(stage)}
    found = scores(stage.settings, stage.roadmap.name, stage.region.truth, is_corrected=is_corrected, asked=held)
    return {**found, **(scored(*judged(EFFECT_SEEDS)) if is_whole else {})}


def _surveyed(stage: Stage) -> Mapping[str, Result]:
    """The risk profiles of the survey, where one was held."""
    found = (survey_result(stage.settings, stage.roadmap.name, year) for year in stage.script.surveys.values())
    last = next((one for one in found if one is not None), None)
    return {} if last is None else {"risk_profile": last}


def _region(settings: Settings, console: Console, roadmap: Roadmap, schools: int | None, seed: int) -> Region:
    """An invented region with the results that the roadmap rests on: schools alone when it rests on none."""
    is_computed, years = any(measure.action for measure in roadmap.measures), result_years(roadmap)
    many = schools or (SCHOOLS if is_computed else FEW_SCHOOLS)
    pupils, folder = PUPILS if is_computed else FEW_PUPILS, settings.root / "sample"
    with console.status(_("Вымышленный регион: {schools} школ…").format(schools=many)):
        if not years:
            return generate_register(folder, seed, many, pupils)
        return generate(folder, seed, many, pupils, first_year=years[0])


def _play_through(stage: Stage, console: Console) -> glance.Glimpse | None:
    """Every day of the bill; what was seen on the day of the script's glance.

    After the first results comes the refusal of a file with mistakes, as a person sees it.
    """
    days, looked, seen = bill(stage), stage.script.glance, None
    first_arrival = min(stage.script.arrivals, default=None)
    with _progress(console) as progress:
        track = progress.add_task(stage.roadmap.name, total=len(days))
        for day in days:
            progress.update(track, description=f"{day:%d.%m.%Y}")
            play(stage, day)
            if day == first_arrival:
                progress.console.print(_refused(refusal(stage)))
            if looked and day == looked.day:
                seen = glance.glimpse(stage.settings, stage.roadmap.name, looked)
            progress.advance(track)
    return seen


def _refused(said: str) -> Panel:
    return Panel(said, title=_("Файл с ошибками: отказ, который видит человек"), title_align="left")


def _progress(console: Console) -> Progress:
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    return Progress(*columns, console=console, transient=True, refresh_per_second=2)


async def _count_runs() -> tuple[Counter[str], int]:
    """Flow runs by state name, and the number of task runs once the server has written all of them down."""
    async with get_client() as client:
        names: Counter[str] = Counter()
        while batch := await client.read_flow_runs(limit=200, offset=names.total()):
            names.update((run.state and run.state.name) or "Unknown" for run in batch)
        before, count = -1, await _count_task_runs(client)
        while count != before:
            await asyncio.sleep(1.0)
            before, count = count, await _count_task_runs(client)
        return names, count


async def _count_task_runs(client: PrefectClient) -> int:
    """Prefect's client has no method for its own /task_runs/count."""
    response = await client.request("POST", "/task_runs/count", json={})
    return int(response.json())
