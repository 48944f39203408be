"""`vekha mentors`: who is whose mentor. Vekha proposes, people pin, forbid and approve; meetings are recorded."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text
from sqlmodel import Session

from deployments.cli.console import (
    AsOfOption,
    CycleOption,
    JsonOption,
    Meant,
    ReasonOption,
    RoadmapOption,
    SchoolOption,
    author,
    console,
    meant,
    say,
    tell,
    tell_json,
    written,
)
from deployments.cli.decided import decided
from models.language import _
from models.records import Cycle, MentorPair, Wish
from models.wording import in_digits
from tasks.clock import TODAY, read_day
from tasks.database import reading
from tasks.mentoring import meetings, pairs
from tasks.mentoring.pairs import Mentor, Need, Order
from tasks.record.book import find_cycle
from tasks.settings import settings

app = typer.Typer(help="Наставники: предложить, закрепить, назначить, записать встречу.", no_args_is_help=True)

SchoolArgument = Annotated[str, typer.Argument(metavar="ШКОЛА", help="Логин школы учителя.")]
TeacherArgument = Annotated[str, typer.Argument(metavar="УЧИТЕЛЬ", help="Код учителя.")]
SubjectArgument = Annotated[str, typer.Argument(metavar="ПРЕДМЕТ", help="Предмет, в кавычках, если из двух слов.")]
MentorSchoolArgument = Annotated[str, typer.Argument(metavar="ШКОЛА-НАСТАВНИКА", help="Логин школы наставника.")]
MentorArgument = Annotated[str, typer.Argument(metavar="НАСТАВНИК", help="Код наставника.")]
AnewOption = Annotated[bool, typer.Option("--anew", help="Не держаться за назначенные пары, только за закреплённые.")]


@app.command()
def propose(
    anew: AnewOption = False,
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Предложить наставников: пары, кто остался без наставника и почему. Ничего не записывает."""
    from deployments.cli.matching import shown
    from tasks.mentoring.proposing import proposal

    of = meant(settings(), roadmap, cycle, as_of)
    shown(proposal(settings(), of.roadmap, of.year, anew=anew), of.year, as_json)


@app.command()
def approve(
    order: Annotated[str, typer.Option("--order", help="№ приказа о закреплении наставников.")],
    dated: Annotated[str, typer.Option("--dated", help="Дата приказа.")],
    anew: AnewOption = False,
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Назначить предложенных наставников приказом. Пары, которые уже есть, остаются при своём приказе."""
    from deployments.cli.matching import as_named
    from tasks.mentoring.proposing import proposal

    of = meant(settings(), roadmap, cycle, as_of)
    found = proposal(settings(), of.roadmap, of.year, anew=anew)
    wanted, by = as_named(found), Order(order, read_day(dated))
    made = decided(of, lambda s, c, day: pairs.approve(s, c, wanted, by, as_of=day, author=author()))
    said = _("Назначено новых пар: {new}; всего пар: {all}; без наставника: {left}.")
    left = len(found.unserved)
    tell(
        said.format(new=len(made), all=len(wanted), left=left),
        {"new": len(made), "pairs": len(wanted), "left": left},
        as_json,
    )


@app.command()
def pin(
    school: SchoolArgument,
    teacher: TeacherArgument,
    subject: SubjectArgument,
    mentor_school: MentorSchoolArgument,
    mentor: MentorArgument,
    reason: ReasonOption = "",
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
) -> None:
    """Закрепить пару: в предложении она будет, чего бы это ни стоило остальным."""
    who, whom = Need(school, teacher, subject.lower()), Mentor(mentor_school, mentor)
    _wished(who, whom, Wish.PINNED, reason, meant(settings(), roadmap, cycle, as_of))
    say(_("Закреплено. Что изменится, покажет vekha mentors propose."))


@app.command()
def forbid(
    school: SchoolArgument,
    teacher: TeacherArgument,
    subject: SubjectArgument,
    mentor_school: MentorSchoolArgument,
    mentor: MentorArgument,
    reason: ReasonOption = "",
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
) -> None:
    """Запретить пару; если она уже назначена, она кончается."""
    who, whom = Need(school, teacher, subject.lower()), Mentor(mentor_school, mentor)
    _wished(who, whom, Wish.FORBIDDEN, reason, meant(settings(), roadmap, cycle, as_of))
    say(_("Запрещено. Замену покажет vekha mentors propose."))


@app.command()
def leave(
    mentor_school: MentorSchoolArgument,
    mentor: MentorArgument,
    reason: ReasonOption = "",
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Наставник выбыл: его пары кончаются, другим его не предлагают. Остальные пары не меняются."""
    who, of = Mentor(mentor_school, mentor), meant(settings(), roadmap, cycle, as_of)
    ended = decided(of, lambda s, c, day: pairs.leave(s, c, who, reason, as_of=day, author=author()))
    said = _("Выбыл; без наставника остались: {teachers}. Замену покажет vekha mentors propose.")
    listed = "; ".join(str(pairs.need_of(one)) for one in ended) or "—"
    tell(said.format(teachers=listed), {"ended": [one.model_dump(mode="json") for one in ended]}, as_json)


@app.command()
def met(
    school: SchoolArgument,
    teacher: TeacherArgument,
    subject: SubjectArgument,
    topic: Annotated[str, typer.Option("--topic", help="Тема встречи.")],
    on: Annotated[str, typer.Option("--on", help="День встречи; по умолчанию — сегодня.")] = TODAY,
    evidence: Annotated[str, typer.Option("--evidence", help="Подтверждение: ссылка или № и дата.")] = "",
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
) -> None:
    """Записать встречу наставника с учителем."""
    need = Need(school, teacher, subject.lower())

    def recorded(session: Session, held: Cycle, day: date) -> str:
        when = day if on == TODAY else read_day(on)
        meetings.met(session, held, need, when, topic, evidence, as_of=day, author=author())
        return in_digits(when)

    when = decided(meant(settings(), roadmap, cycle, as_of), recorded)
    say(_("Встреча {day} записана.").format(day=when))


@app.command()
def show(
    quiet: Annotated[
        int, typer.Option("--quiet", min=0, help="Только пары без встреч столько недель подряд и дольше.")
    ] = 0,
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Показать пары: с какого дня, сколько встреч и когда последняя."""
    of = meant(settings(), roadmap, cycle, as_of)
    with reading() as session:
        found = meetings.seen(session, find_cycle(session, of.roadmap, of.year))
    found = [one for one in found if not quiet or one.is_quiet(of.as_of, quiet)]
    if as_json:
        tell_json([one.pair.model_dump(mode="json") | {"meetings": one.meetings, "last": one.last} for one in found])
        return
    title = _("Наставники, {year} год: пар {pairs}").format(year=of.year, pairs=len(found))
    headings = (_("Учитель"), _("Предмет"), _("Наставник"), _("С какого дня"), _("Встреч"), _("Последняя"))
    table = Table(*headings, title=title)
    for one in found:
        table.add_row(*_cells(one.pair), str(one.meetings), in_digits(one.last))
    console.print(table)


@app.command()
def journal(
    to: Annotated[Path, typer.Option("--to", help="Папка для журналов.", file_okay=False)] = Path(),
    school: SchoolOption = "",
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Записать журналы встреч (.docx), школа за школой: пары, встречи, темы, подтверждения."""
    from tasks.mentoring.journal import journals

    of = meant(settings(), roadmap, cycle, as_of)
    with reading() as session:
        papers = journals(session, find_cycle(session, of.roadmap, of.year), of.as_of, school)
    with written(to):
        to.mkdir(parents=True, exist_ok=True)
        for paper in papers:
            (to / paper.file_name).write_bytes(paper.content)
    said = _("Журналов записано: {count}. Папка: {folder}").format(count=len(papers), folder=to)
    tell(said, {"folder": str(to), "files": [paper.file_name for paper in papers]}, as_json)


def _cells(pair: MentorPair) -> Iterable[Text]:
    teacher, mentor = f"{pair.school} {pair.teacher}", f"{pair.mentor_school} {pair.mentor}"
    return (Text(text) for text in (teacher, pair.subject, mentor, in_digits(pair.began_on)))


def _wished(need: Need, mentor: Mentor, what: Wish, reason: str, of: Meant) -> None:
    decided(of, lambda s, c, day: pairs.wish(s, c, need, mentor, what, reason, as_of=day, author=author()))
