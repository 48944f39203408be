"""`vekha survey profile, verify, choose`: what the answers say, what the curator does, what the school works on."""

from collections.abc import Mapping, Sequence
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

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
from models.errors import VekhaError
from models.language import _
from models.survey.significance import Significance
from tasks.clock import TODAY
from tasks.settings import settings

if TYPE_CHECKING:
    from tasks.survey.profiling import Survey

app = typer.Typer()
School = Annotated[str, typer.Argument(metavar="ШКОЛА", help="Логин школы.")]


@app.command()
def profile(
    school: SchoolOption = "",
    to: Annotated[Path | None, typer.Option("--to", help="Папка: записать тепловую карту (.xlsx и .md).")] = None,
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Показать рисковые профили: одной школы подробно или всех тепловой картой."""
    from tasks.survey.heat_map import heat_map, markdown

    of = meant(settings(), roadmap, cycle, as_of)
    survey, group = _survey(of)
    schools = [school] if school else group or sorted(survey.profiles["school"].unique())
    if to is not None:
        files = _write(survey, schools, to, of)
        tell("\n".join(files), {"files": files}, as_json)
    elif as_json:
        tell_json(
            [
                {"school": row.school, "factor": one.factor, "significance": one.significance}
                | {
                    "computed": one.computed,
                    "score": None if isnan(row.scores[one.factor]) else row.scores[one.factor],
                    "is_verified": one.is_verified,
                }
                for row in heat_map(survey, schools)
                for one in row.factors
            ]
        )
    elif school:
        _show(survey, school)
    else:
        say(markdown(survey, schools))


@app.command()
def verify(
    school: School,
    confirm: Annotated[
        bool, typer.Option("--confirm", help="Подтвердить все факторы, которые не названы в --set.")
    ] = False,
    corrected: Annotated[
        list[str] | None, typer.Option("--set", help="Исправить значимость: RF03=средняя. Нужна --reason.")
    ] = None,
    reason: ReasonOption = "",
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Записать слово куратора: подтвердить значимость факторов или исправить с причиной."""
    from tasks.database import writing
    from tasks.record.writer import locked_cycle
    from tasks.survey import deciding

    of = meant(settings(), roadmap, cycle, as_of)
    computed = _survey(of)[0].computed(school)
    said = {**(computed if confirm else {}), **_understood(corrected or [])}
    if not said:
        raise VekhaError(_("Подтвердите профиль (--confirm) или исправьте факторы (--set RF03=средняя --reason …)."))
    with writing(settings()) as session:
        held = locked_cycle(session, of.roadmap, of.year)
        kept = deciding.verify(session, held, school, computed, said, reason=reason, as_of=of.as_of, author=author())
        told = [one.model_dump(mode="json", exclude={"id", "at"}) for one in kept]
    corrections = sum(one["computed"] != one["significance"] for one in told)
    sentence = _("Записано факторов: {count}, из них исправлено: {corrections}.")
    tell(sentence.format(count=len(told), corrections=corrections), told, as_json)


@app.command()
def choose(
    school: School,
    factors: Annotated[list[str], typer.Argument(metavar="ФАКТОРЫ…", help="Коды факторов: RF01 RF06.")],
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Записать, с какими факторами школа работает; новый выбор заменяет прежний."""
    from tasks.database import writing
    from tasks.record.writer import locked_cycle
    from tasks.survey import deciding
    from tasks.survey.profiling import SURVEY

    of = meant(settings(), roadmap, cycle, as_of)
    survey, _group = _survey(of)
    computed, is_survey = survey.computed(school), survey.source_of(school) == SURVEY
    with writing(settings()) as session:
        held = locked_cycle(session, of.roadmap, of.year)
        deciding.choose(
            session, held, school, computed, factors, verified_first=is_survey, as_of=of.as_of, author=author()
        )
    told = _("Школа {school} работает с факторами: {factors}.").format(school=school, factors=", ".join(factors))
    tell(told, {"school": school, "factors": factors}, as_json)


def _survey(of: Meant) -> "tuple[Survey, list[str]]":
    """The cycle's survey and its target group."""
    from tasks.database import reading
    from tasks.record.book import approved_schools, find_cycle
    from tasks.survey.profiling import survey_of

    home = settings()
    with reading(home) as session:
        cycle = find_cycle(session, of.roadmap, of.year)
        return survey_of(session, home, cycle), [one.school for one in approved_schools(session, cycle)]


def _understood(corrected: Sequence[str]) -> Mapping[str, Significance]:
    """«RF03=средняя» as a factor and its significance."""
    found = {}
    for text in corrected:
        factor, sign, said = text.partition("=")
        significance = Significance.named(said)
        if not sign or significance is None:
            told = _(
                "«{text}» не понять: пишите фактор и значимость, например RF03=средняя (высокая, средняя, низкая)."
            )
            raise VekhaError(told.format(text=text))
        found[factor.strip().upper()] = significance
    return found


def _write(survey: "Survey", schools: Sequence[str], to: Path, of: Meant) -> list[str]:
    from tasks.survey.heat_map import markdown, workbook

    name = _("Рисковые профили {year}").format(year=survey.year)
    book, text = to / f"{name}.xlsx", to / f"{name}.md"
    with written(to):
        to.mkdir(parents=True, exist_ok=True)
        book.write_bytes(workbook(survey, schools, of.as_of))
        text.write_text(markdown(survey, schools), "utf8")
    return [str(book), str(text)]


def _show(survey: "Survey", school: str) -> None:
    """One school's factors: what the answers say, what people decided."""
    from models.wording import decimal

    rows = {row["factor"]: row for row in survey.profile(school).to_dict("records")}
    chosen, said = survey.chosen(school), _(" (по ответам — {computed})")
    table = Table(title=f"{school}, {survey.year}", title_justify="left", caption=survey.questionnaire.about)
    for heading in (_("Фактор"), _("Значимость"), _("Балл"), _("Интервал"), _("Проверен"), _("Выбран")):
        table.add_column(heading)
    for one in survey.decided(school):
        row = rows[one.factor]
        has_score, has_bounds = row["score"] == row["score"], row["lower"] == row["lower"]
        cells = (
            f"{one.factor} {survey.questionnaire.factors[one.factor].title}",
            one.significance.label + (said.format(computed=one.computed.label) if one.is_corrected else ""),
            decimal(row["score"]) if has_score else "—",
            f"{decimal(row['lower'])}–{decimal(row['upper'])}" if has_bounds else "—",
            _("да") if one.is_verified else _("нет"),
            "✓" if one.factor in chosen else "",
        )
        table.add_row(*map(Text, cells))
    console.print(table)
