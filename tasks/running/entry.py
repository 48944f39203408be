"""What enters through Prefect: a file of data, a person's deed. Wrappers over loading.py and handover.py."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, StateType
from sqlmodel import Session

from models.errors import VekhaError
from models.language import _
from models.steps.decisions import Grant
from tasks.clock import TODAY, day_meant, read_day, refuse_today_in_play
from tasks.data.loading import load_file
from tasks.database import reading, writing
from tasks.people import handover
from tasks.people.deliverables import Evidence
from tasks.people.handover import Outcome
from tasks.people.step_ref import StepRef
from tasks.record.book import find_cycle
from tasks.record.writer import Author
from tasks.running.answers import REFUSED, refusal
from tasks.running.nudge import nudge
from tasks.running.opening import time_zone_of
from tasks.settings import Settings, settings


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


class Action(StrEnum):
    """What the form can do."""

    SUBMIT = "сдать"
    ACCEPT = "принять"
    RETURN = "вернуть"
    WAIVE = "снять"


@dataclass(frozen=True)
class Form:
    """The form as a person filled it in; an empty field says nothing."""

    roadmap: str
    measure: str
    action: Action
    who: str
    school: str = ""
    link: str = ""
    number: str = ""
    dated: str = ""
    reason: str = ""
    role: str = ""
    cycle: int = 0
    as_of: str = TODAY


@task(task_run_name="{form.action} {form.measure}", cache_policy=NO_CACHE, persist_result=False)
def act(form: Form) -> State:
    """Record what a person did and hint at what may follow; what cannot be done is answered in words."""
    home = settings()
    try:
        ref, as_of = _meant(home, form)
        # Prefect does not know who filled its form in: the name is what the person said it is.
        author = Author(form.who.strip() or _("не назвался"), "prefect-form:declared")
        with writing(home) as session:
            outcome = DEEDS[form.action](session, home, ref, form, as_of, author)
    except VekhaError as refused:
        return refusal(refused)
    nudge(home, ref.roadmap, ref.year, ref.measure, as_of)
    return State(type=StateType.COMPLETED, name=outcome.status.value.title(), message=outcome.sentence)


def _meant(home: Settings, form: Form) -> tuple[StepRef, date]:
    """Which step, and on which day."""
    with reading(home) as session:
        as_of = day_meant(form.as_of, time_zone_of(session, form.roadmap))
        year = form.cycle or as_of.year
        refuse_today_in_play(find_cycle(session, form.roadmap, year), form.as_of)
    return StepRef(form.roadmap, year, form.measure, form.school), as_of


Deed = Callable[[Session, Settings, StepRef, Form, date, Author], Outcome]


def _submit(session: Session, home: Settings, ref: StepRef, form: Form, as_of: date, author: Author) -> Outcome:
    dated = read_day(form.dated) if form.dated else None
    papers = [Evidence(link=form.link, number=form.number, dated_on=dated)]
    return handover.submit(session, home, ref, papers, as_of=as_of, author=author)


def _accept(session: Session, _home: Settings, ref: StepRef, form: Form, as_of: date, author: Author) -> Outcome:
    return handover.accept(session, ref, as_of=as_of, author=author, role=form.role, comment=form.reason)


def _give_back(session: Session, _home: Settings, ref: StepRef, form: Form, as_of: date, author: Author) -> Outcome:
    return handover.give_back(session, ref, form.reason, as_of=as_of, author=author, role=form.role)


def _waive(session: Session, _home: Settings, ref: StepRef, form: Form, as_of: date, author: Author) -> Outcome:
    """By an order where the form names one: its № and day, and the office that the person acts for."""
    is_ordered = form.number and form.dated
    ordered = _("приказ № {number}").format(number=form.number)
    grant = Grant(ordered, read_day(form.dated), form.role or form.who) if is_ordered else None
    return handover.waive(session, ref, form.reason, as_of=as_of, author=author, grant=grant)


DEEDS: Mapping[Action, Deed] = {
    Action.SUBMIT: _submit,
    Action.ACCEPT: _accept,
    Action.RETURN: _give_back,
    Action.WAIVE: _waive,
}
