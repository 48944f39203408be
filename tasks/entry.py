"""What enters through Prefect: a file of data, a person's deed. Wrappers over loading.py and handover.py."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, StateType

from models.errors import VekhaError
from models.language import _
from tasks import handover
from tasks.answers import REFUSED, refusal
from tasks.book import find_cycle
from tasks.clock import day_meant, read_day, refuse_today_in_play
from tasks.database import reading, writing
from tasks.handover import Evidence, Outcome, StepRef
from tasks.loading import load_file
from tasks.opening import time_zone_of
from tasks.record import Author
from tasks.settings import settings


@task(task_run_name="{name}", cache_policy=NO_CACHE, persist_result=False)
def load(name: str, path: str) -> State:
    """Load a file whole; a refusal is red and says everything that is wrong."""
    try:
        report = load_file(Path(path), actor="prefect", settings=settings())
    except VekhaError as refused:
        return refusal(refused)
    known = _("уже загружен") if report.was_known else _("загружен")
    message = _("{file}: {known}, строк: {rows}.").format(file=report.file, known=known, rows=report.rows)
    return State(type=StateType.COMPLETED, name="Loaded", message=message)


def named_files(said: str) -> list[Path]:
    """The files that a form's field names: paths through «;», a folder standing for what is in it."""
    places = [Path(part.strip()) for part in said.split(";") if part.strip()]
    return [file for place in places for file in (sorted(place.iterdir()) if place.is_dir() else [place])]


def all_loaded(states: Sequence[State]) -> State:
    """How loading ended: red when a file was refused, with every refusal in full."""
    refused = [str(state.message) for state in states if not state.is_completed()]
    if refused:
        return State(type=StateType.FAILED, name=REFUSED, message="\n\n".join(refused))
    message = _("Файлов загружено: {count}.").format(count=len(states))
    return State(type=StateType.COMPLETED, name="Loaded", message=message)


@dataclass(frozen=True)
class Deed:
    """What a person asked the form to do; `action` is SUBMIT, ACCEPT, RETURN or WAIVE."""

    roadmap: str
    cycle: int
    measure: str
    school: str
    action: str
    link: str
    number: str
    dated: str
    reason: str
    who: str
    as_of: str


@task(task_run_name="{deed.action} {deed.measure}", cache_policy=NO_CACHE, persist_result=False)
def act(deed: Deed) -> State:
    """Record what a person did; what cannot be done is answered in words, not by a crash."""
    try:
        outcome = _done(deed)
    except VekhaError as refused:
        return refusal(refused)
    return State(type=StateType.COMPLETED, name=outcome.status.value.title(), message=outcome.sentence)


def _done(deed: Deed) -> Outcome:
    home = settings()
    with reading(home) as session:
        as_of = day_meant(deed.as_of, time_zone_of(session, deed.roadmap))
        year = deed.cycle or as_of.year
        refuse_today_in_play(find_cycle(session, deed.roadmap, year), deed.as_of)
    ref = StepRef(deed.roadmap, year, deed.measure, deed.school)
    # Prefect does not know who filled its form in: the name is what the person said it is.
    author = Author(deed.who.strip() or _("не назвался"), "prefect-form:declared")
    with writing(home) as session:
        if deed.action == "SUBMIT":
            dated = read_day(deed.dated) if deed.dated else None
            papers = [Evidence(link=deed.link, number=deed.number, dated_on=dated)]
            return handover.submit(session, home, ref, papers, as_of=as_of, author=author)
        if deed.action == "ACCEPT":
            return handover.accept(session, ref, as_of=as_of, author=author)
        if deed.action == "RETURN":
            return handover.give_back(session, ref, deed.reason, as_of=as_of, author=author)
        return handover.waive(session, ref, deed.reason, as_of=as_of, author=author)
