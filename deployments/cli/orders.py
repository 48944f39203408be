"""What needs somebody's order: `vekha waive` drops steps or lets them past their gates, `vekha extend` moves days."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Annotated

import typer

from deployments.cli.console import (
    AsOfOption,
    CycleOption,
    JsonOption,
    Meant,
    ReasonOption,
    RoadmapOption,
    SchoolsOption,
    SeenOption,
    SignerOption,
    WindowOption,
    author,
    meant,
    say,
    tell_json,
)
from models.errors import VekhaError
from models.language import _
from models.records import Step, WaiverKind
from models.steps.decisions import Grant
from models.wording import in_digits
from tasks.clock import TODAY, read_day
from tasks.database import writing
from tasks.people.extending import extend as move_deadline
from tasks.people.step_ref import StepRef
from tasks.people.waiving import Waived, take_back, waive_many
from tasks.running.nudge import nudge
from tasks.settings import settings

MeasureArgument = Annotated[str, typer.Argument(metavar="МЕРОПРИЯТИЕ", help="Код мероприятия: T05, T10.2.")]
BASIS = re.compile(r"(?P<ordered>.*№\s*\S.*?)\s+от\s+(?P<dated>\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d{2}-\d{2})\s*")


def waive(
    measure: MeasureArgument,
    reason: ReasonOption,
    school: SchoolsOption = None,
    basis: Annotated[str, typer.Option(help="Приказ: «приказ № 12 от 01.09.2024».")] = "",
    signer: SignerOption = "",
    until: Annotated[str, typer.Option(help="По какой день действует; без него — пока не отозван.")] = "",
    gate: Annotated[bool, typer.Option("--gate", help="Не снять шаг, а пропустить через закрытые ворота.")] = False,
    revoke: Annotated[bool, typer.Option("--revoke", help="Отозвать допуск (--gate).")] = False,
    window: WindowOption = "",
    seen: SeenOption = None,
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Снять шаг по приказу или (--gate) допустить к нему через закрытые ворота. Снятое не считается исполненным."""
    of = meant(settings(), roadmap, cycle, as_of)
    ref = _ref(of, measure, school, window, seen)
    with writing() as session:
        if revoke:
            done = take_back(session, ref, school or [], reason, as_of=of.as_of, author=author())
        else:
            kind = WaiverKind.GATE if gate else WaiverKind.DROP
            grant = _grant(basis, signer, until)
            done = waive_many(session, ref, school or [], kind, reason, grant, as_of=of.as_of, author=author())
    _answer(of, measure, done, as_json)


def extend(
    measure: MeasureArgument,
    reason: ReasonOption,
    to: Annotated[str, typer.Option("--to", help="Новый последний день: 2024-10-31.")],
    signer: SignerOption,
    school: SchoolsOption = None,
    window: WindowOption = "",
    seen: SeenOption = None,
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Перенести срок: кто решил и почему, останется в журнале. Без --school — всем школам мероприятия."""
    of = meant(settings(), roadmap, cycle, as_of)
    ref = _ref(of, measure, school, window, seen)
    with writing() as session:
        moved = move_deadline(session, ref, school or [], read_day(to), reason, signer, as_of=of.as_of, author=author())
    if as_json:
        tell_json([_step_as_object(one.step) | {"was": one.was, "due_on": one.step.due_on} for one in moved])
    elif len({one.was for one in moved}) == 1 and len(moved) > 1:
        said = _("{code}: срок перенесён, шагов: {count}. Был {was}, стал {due}.")
        say(
            said.format(
                code=measure, count=len(moved), was=in_digits(moved[0].was), due=in_digits(moved[0].step.due_on)
            )
        )
    else:
        for one in moved:
            say(f"{_named(one.step)}: {one.sentence}")
    nudge(settings(), of.roadmap, of.year, measure, of.as_of)


def _ref(of: Meant, measure: str, schools: Sequence[str] | None, window: str, seen: int | None) -> StepRef:
    """The step that is meant, or what the steps of several schools have in common."""
    if seen is not None and len(schools or ()) > 1:
        raise VekhaError(_("Версия (--seen) — у одного шага: назовите одну школу."))
    return StepRef(of.roadmap, of.year, measure, window=window, version=seen)


def _grant(basis: str, signer: str, until: str) -> Grant:
    found = BASIS.fullmatch(basis.strip())
    if not found or not signer.strip():
        told = _("Без приказа нельзя. Назовите его: --basis «приказ № 12 от 01.09.2024», и должность: --signer.")
        raise VekhaError(told)
    return Grant(found["ordered"].strip(), read_day(found["dated"]), signer.strip(), _day(until))


def _day(said: str) -> date | None:
    return read_day(said) if said else None


def _answer(of: Meant, measure: str, done: Sequence[Waived], as_json: bool) -> None:
    if as_json:
        tell_json([_step_as_object(one.step) | {"message": one.sentence} for one in done])
    else:
        for one in done:
            say(f"{_named(one.step)}: {one.sentence}")
    nudge(settings(), of.roadmap, of.year, measure, of.as_of)


def _step_as_object(step: Step) -> dict[str, object]:
    return {"code": step.measure, "unit": step.unit, "window": step.occurrence, "status": step.status.value}


def _named(step: Step) -> str:
    return " ".join(filter(None, (step.measure, step.unit)))
