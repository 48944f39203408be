"""What people do: hand in, accept, return, reopen, request, set dates. Answers within two seconds.

What needs an order, dropping steps, letting them past their gates and moving deadlines, is in orders.py.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from sqlmodel import Session

from deployments.cli.console import (
    AsOfOption,
    CycleOption,
    JsonOption,
    Meant,
    ReasonOption,
    RoadmapOption,
    RoleOption,
    SchoolOption,
    SeenOption,
    WindowOption,
    author,
    meant,
    tell,
)
from models.errors import VekhaError
from models.language import _
from models.wording import in_digits
from tasks.clock import TODAY, read_day
from tasks.cycle.dates import Dates, request_step, set_dates
from tasks.database import writing
from tasks.people import handover
from tasks.people.deliverables import Evidence
from tasks.people.handover import Outcome
from tasks.people.step_ref import StepRef
from tasks.record.writer import locked_cycle
from tasks.running.nudge import nudge
from tasks.settings import settings

MeasureArgument = Annotated[str, typer.Argument(metavar="МЕРОПРИЯТИЕ", help="Код мероприятия: T05, T10.2.")]


def submit(
    measure: Annotated[str, typer.Argument(metavar="МЕРОПРИЯТИЕ", help="Код; не нужен с --from.")] = "",
    school: SchoolOption = "",
    file: Annotated[list[Path] | None, typer.Option("--file", "-f", help="Файл документа; можно несколько.")] = None,
    link: Annotated[str, typer.Option(help="Ссылка на документ.")] = "",
    number: Annotated[str, typer.Option(help="Регистрационный № документа.")] = "",
    dated: Annotated[str, typer.Option(help="Дата документа: 2024-08-31 или 31.08.2024.")] = "",
    title: Annotated[str, typer.Option(help="Какой из документов мероприятия это: начало названия.")] = "",
    table: Annotated[
        Path | None,
        typer.Option(
            "--from",
            help="Таблица .xlsx, строка — документ: Мероприятие, Школа, Срок, Документ, Файл, Ссылка, №, Дата.",
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="С --from: записать, а не только показать.")] = False,
    draft: Annotated[bool, typer.Option("--draft", help="Сдать черновик, подготовленный Вехой (vekha draft).")] = False,
    window: WindowOption = "",
    seen: SeenOption = None,
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Сдать документ: файлом, ссылкой или № и датой. Таблицей (--from) — сразу по многим школам, всё или ничего."""
    home = settings()
    of = meant(home, roadmap, cycle, as_of)
    if table is not None:
        from deployments.cli.bulk import submit_table

        if any((measure, school, file, link, number, dated, title, window, draft)):
            raise VekhaError(_("С --from всё берётся из таблицы: мероприятие, школу, срок и документы там и назовите."))
        submit_table(home, of, table, write=yes, as_json=as_json)
        return
    when = read_day(dated) if dated else None
    ref = StepRef(of.roadmap, of.year, measure, school, window, seen)
    if draft:
        _hand_in_draft(
            of, ref, Evidence(link=link, number=number, dated_on=when), named=bool(file or title), as_json=as_json
        )
        return
    # A file with its № and date is one document; several files share them.
    paths: list[Path | None] = [*file] if file else [None]
    papers = [Evidence(title=title, path=path, link=link, number=number, dated_on=when) for path in paths]
    _do(of, ref, lambda db: handover.submit(db, home, ref, papers, as_of=of.as_of, author=author()), as_json)


def accept(
    measure: MeasureArgument,
    school: SchoolOption = "",
    window: WindowOption = "",
    role: RoleOption = "",
    comment: Annotated[str, typer.Option(help="Замечание: войдёт в журнал, его прочтёт тот, кто сдавал.")] = "",
    seen: SeenOption = None,
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Принять сданное. Где принимают по очереди, шаг исполнен с последним словом."""
    of = meant(settings(), roadmap, cycle, as_of)
    ref = StepRef(of.roadmap, of.year, measure, school, window, seen)

    def deed(session: Session) -> Outcome:
        return handover.accept(session, ref, as_of=of.as_of, author=author(), role=role, comment=comment)

    _do(of, ref, deed, as_json)


def give_back(
    measure: MeasureArgument,
    reason: ReasonOption,
    school: SchoolOption = "",
    window: WindowOption = "",
    role: RoleOption = "",
    seen: SeenOption = None,
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Вернуть сданное на доработку: что исправить, скажет причина."""
    of = meant(settings(), roadmap, cycle, as_of)
    ref = StepRef(of.roadmap, of.year, measure, school, window, seen)
    _do(of, ref, lambda db: handover.give_back(db, ref, reason, as_of=of.as_of, author=author(), role=role), as_json)


def reopen(
    measure: MeasureArgument,
    reason: ReasonOption,
    school: SchoolOption = "",
    window: WindowOption = "",
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Открыть закрытый шаг снова, с причиной."""
    of = meant(settings(), roadmap, cycle, as_of)
    ref = StepRef(of.roadmap, of.year, measure, school, window)
    _do(of, ref, lambda db: handover.reopen(db, ref, reason, as_of=of.as_of, author=author()), as_json)


def request(
    measure: MeasureArgument,
    reason: ReasonOption,
    due: Annotated[str, typer.Option(help="Срок исполнения: 2024-10-31.")],
    school: SchoolOption = "",
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Запросить мероприятие, которое идёт по запросам: появится шаг со своим сроком."""
    of = meant(settings(), roadmap, cycle, as_of)
    dates = Dates(of.as_of, read_day(due), reason)
    with writing() as session:
        held = locked_cycle(session, of.roadmap, of.year)
        step = request_step(session, held, measure, school, dates, as_of=of.as_of, author=author())
    said = _("{code} запрошено, срок {due}: {window}.").format(
        code=measure, due=in_digits(dates.due_on), window=step.occurrence
    )
    tell(said, {"code": measure, "unit": school, "window": step.occurrence, "status": step.status.value}, as_json)
    nudge(settings(), of.roadmap, of.year, measure, of.as_of)


def dates(
    measure: MeasureArgument,
    reason: ReasonOption,
    start: Annotated[str, typer.Option("--from", help="Первый день: 2024-10-01.")],
    end: Annotated[str, typer.Option("--to", help="Последний день: 2024-10-31.")],
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Задать даты мероприятию, которое идёт по отдельному графику. Причина — документ, где они названы."""
    of = meant(settings(), roadmap, cycle, as_of)
    with writing() as session:
        held = locked_cycle(session, of.roadmap, of.year)
        given = Dates(read_day(start), read_day(end), reason)
        count = set_dates(session, held, measure, given, as_of=of.as_of, author=author())
    tell(_("{code}: даты заданы, шагов: {count}.").format(code=measure, count=count), {"steps": count}, as_json)
    nudge(settings(), of.roadmap, of.year, measure, of.as_of)


def _hand_in_draft(of: Meant, ref: StepRef, said: Evidence, *, named: bool, as_json: bool) -> None:
    """Hand in what Vekha has prepared; a file of one's own would be another paper."""
    from tasks.drafting.handing_in import hand_in_draft

    if named:
        raise VekhaError(_("С --draft документ готовит Веха: свой файл сдайте без --draft."))
    _answer(of, ref, hand_in_draft(settings(), ref, said, as_of=of.as_of, author=author()), as_json)


def _do(of: Meant, ref: StepRef, deed: Callable[[Session], Outcome], as_json: bool) -> None:
    """Do it in one transaction, answer, then nudge the phases that may go on."""
    if not ref.measure:
        raise VekhaError(_("Назовите мероприятие: его код, например T05."))
    with writing() as session:
        outcome = deed(session)
    _answer(of, ref, outcome, as_json)


def _answer(of: Meant, ref: StepRef, outcome: Outcome, as_json: bool) -> None:
    data = {"code": ref.measure, "unit": ref.unit, "window": outcome.step.occurrence, "status": outcome.status.value}
    tell(f"{ref}: {outcome.sentence}", {**data, "message": outcome.sentence}, as_json)
    nudge(settings(), of.roadmap, of.year, ref.measure, of.as_of)
