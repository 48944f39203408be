"""The whole performance: generate the region, play it with a live display, count, report."""

import asyncio
import time
from collections import Counter

from prefect.client.orchestration import PrefectClient, get_client
from rich.console import Console
from rich.panel import Panel
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from deployments.demo.board import show
from deployments.demo.play import Stage, bill, play, refusal
from deployments.demo.report import Report, report
from deployments.demo.script import KIRSANOV
from deployments.demo.truth import scores
from deployments.register import deployments
from models.language import _
from models.roadmap.period import Period
from tasks.reading.roadmap import read_roadmap
from tasks.sample.generation import Region, generate
from tasks.settings import Settings


def perform(settings: Settings, console: Console, name: str, *, schools: int, seed: int, url: str) -> Report:
    """Play the roadmap from its first day to its last and show how it ended; the report."""
    started = time.monotonic()
    roadmap = read_roadmap(name)
    with console.status(_("Вымышленный регион: {schools} школ…").format(schools=schools)):
        region = generate(settings.root / "sample", seed=seed, schools=schools)
    for deployment in deployments():
        deployment.apply()
    stage = Stage(settings, roadmap, KIRSANOV, region)
    days = bill(stage)
    console.print(_("Интерфейс Prefect: {url}").format(url=url))
    first_arrival = min(stage.script.arrivals)
    with _progress(console) as progress:
        track = progress.add_task(roadmap.name, total=len(days))
        for day in days:
            progress.update(track, description=f"{day:%d.%m.%Y}")
            play(stage, day)
            if day == first_arrival:
                progress.console.print(_refused(region))
            progress.advance(track)
    runs, task_runs = asyncio.run(_count_runs())
    truth = scores(settings, roadmap.name, region.truth)
    seconds = time.monotonic() - started
    told = report(settings, roadmap.name, runs=runs, task_runs=task_runs, truth=truth, seconds=seconds)
    show(console, settings, roadmap.name, stage.years, Period.parse(roadmap.period).end, truth)
    return told


def _refused(region: Region) -> Panel:
    """The refusal that a person sees who loads the file with mistakes."""
    return Panel(refusal(region), title=_("Файл с ошибками: отказ, который видит человек"), title_align="left")


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
