"""`vekha survey forms, status, check`: what goes out, and who has not answered yet."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from rich.table import Table
from rich.text import Text

from deployments.cli.console import (
    AsOfOption,
    CycleOption,
    JsonOption,
    RoadmapOption,
    SchoolOption,
    console,
    meant,
    tell,
    tell_json,
    written,
)
from models.errors import VekhaError
from models.language import _
from tasks.clock import TODAY
from tasks.settings import settings

if TYPE_CHECKING:
    import pandas as pd

    from tasks.survey.forms import Surveyed

app = typer.Typer()


@app.command()
def forms(
    to: Annotated[Path, typer.Option("--to", help="Папка, куда записать формы.")],
    school: SchoolOption = "",
    source: Annotated[
        Literal["survey", "self"], typer.Option("--source", help="Опрос (survey) или самодиагностика (self).")
    ] = "survey",
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Записать формы Excel: по одной на школу и группу. Заполненные загружает vekha load."""
    from tasks.database import reading
    from tasks.reading.questionnaire import QUESTIONNAIRES
    from tasks.record.book import find_cycle
    from tasks.survey import forms as drawing
    from tasks.survey.profiling import asked_counts

    of, home = meant(settings(), roadmap, cycle, as_of), settings()
    with reading(home) as session:
        counts = asked_counts(session, home, find_cycle(session, of.roadmap, of.year), [school] if school else [])
    questionnaire, schools = QUESTIONNAIRES.of_year(home, of.year), _surveyed(counts)
    names = []
    with written(to):
        to.mkdir(parents=True, exist_ok=True)
        for form in drawing.forms(questionnaire, of.year, schools, source):
            path = to / form.file_name
            if path.exists():
                told = _("Форма {path} уже есть, её могли заполнять: назовите другую папку (--to).")
                raise VekhaError(told.format(path=path))
            path.write_bytes(form.content)
            names.append(str(path))
    said = _("Форм: {count}, школ: {schools}. {about}")
    about = questionnaire.about
    tell(said.format(count=len(names), schools=len(schools), about=about), {"files": names, "about": about}, as_json)


def _surveyed(counts: "pd.DataFrame") -> "list[Surveyed]":
    from tasks.survey.forms import Surveyed

    return [
        Surveyed(
            login=str(login),
            name=str(rows["name"].iloc[0]),
            asked={row["group"]: int(row["asked"]) for row in rows.dropna(subset=["asked"]).to_dict("records")},
        )
        for login, rows in counts.groupby("school", sort=False)
    ]


@app.command()
def status(
    behind: Annotated[bool, typer.Option("--behind", help="Только те, кого не хватает.")] = False,
    school: SchoolOption = "",
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Показать, кто ответил: по школам и группам, сколько нужно и кого не хватает."""
    from models.survey.response import Response
    from tasks.database import reading
    from tasks.record.book import find_cycle
    from tasks.survey.profiling import standing_of

    of, home = meant(settings(), roadmap, cycle, as_of), settings()
    with reading(home) as session:
        table = standing_of(session, home, find_cycle(session, of.roadmap, of.year))
    if school:
        table = table[table["school"].eq(school)]
    if behind:
        table = table[table["response"].isin([Response.BEHIND, Response.UNKNOWN])]
    rows = table.astype(object).where(table.notna(), None).to_dict("records")
    if as_json:
        tell_json(rows)
    else:
        _show(rows, of.year)


def _show(rows: Sequence[dict[Any, Any]], year: int) -> None:
    from models.survey.response import Response, group_name

    if not rows:
        console.print(_("Никого не ждём: ответов достаточно."))
        return
    words = {
        Response.ENOUGH: _("достаточно"),
        Response.BEHIND: _("не хватает"),
        Response.UNKNOWN: _("в реестре нет числа"),
        Response.TINY: _("не опрашивается: меньше пяти"),
    }
    table = Table(title=_("Анкетирование {year} года").format(year=year), title_justify="left")
    for heading in (_("Школа"), _("Группа"), _("Ответили"), _("Нужно"), _("Опрошены"), _("Итог")):
        table.add_column(heading)
    for row in rows:
        numbers = ["—" if row[name] is None else str(row[name]) for name in ("answered", "wanted", "asked")]
        state = Response(row["response"])
        style = "red" if state in (Response.BEHIND, Response.UNKNOWN) else None
        table.add_row(*map(Text, (row["school"], group_name(row["group"]), *numbers, words[state])), style=style)
    console.print(table)


@app.command()
def check(path: Annotated[Path, typer.Argument(help="Файл опросника: x.yaml.")], as_json: JsonOption = False) -> None:
    """Проверить файл опросника: все ошибки сразу, с номерами строк."""
    from tasks.reading.questionnaire import QUESTIONNAIRES

    found = QUESTIONNAIRES.read(path)
    said = _("{title}: факторов — {factors}, вопросов — {questions}. Ошибок нет.")
    told = {"name": found.name, "year": found.year, "factors": len(found.factors), "questions": len(found.questions)}
    tell(said.format(title=found.title, factors=len(found.factors), questions=len(found.questions)), told, as_json)
