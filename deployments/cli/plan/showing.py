"""`vekha plan show`: plans as they stand, why each line is there, and how a plan came to be what it is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text
from sqlmodel import Session

from deployments.cli.console import (
    AsOfOption,
    CycleOption,
    JsonOption,
    RoadmapOption,
    console,
    meant,
    say,
    tell_json,
)
from models.language import _
from models.records import Cycle
from models.support.entering import party_titles
from models.support.levels import Level
from models.support.plan import Item, difference
from models.wording import in_digits
from tasks.clock import TODAY
from tasks.database import reading
from tasks.reading.catalogue import CATALOGUES
from tasks.record.book import find_cycle, recorded_definition
from tasks.settings import settings
from tasks.support.versions import Plan, histories, present_plans


def show(
    school: Annotated[str, typer.Option("--school", "-s", help="Логин школы: её план построчно.")] = "",
    versions: Annotated[bool, typer.Option("--history", help="Все редакции плана школы и чем они отличаются.")] = False,
    roadmap: RoadmapOption = "",
    cycle: CycleOption = 0,
    as_of: AsOfOption = TODAY,
    as_json: JsonOption = False,
) -> None:
    """Показать планы: все школы строкой каждая, одну — построчно, с --history — её редакции."""
    of = meant(settings(), roadmap, cycle, as_of)
    with reading() as session:
        found = find_cycle(session, of.roadmap, of.year)
        plans = present_plans(session, found)
        parties = parties_of(session, found)
        shown = plans.of([school]) if school else [*plans.by_school.values()]
        if school and versions:
            shown = histories(session, found, [school])[school]
    if as_json:
        tell_json({"plans": [*map(plain, shown)], "without": [*plans.without]})
    elif school and versions:
        _show_history(shown)
    elif school:
        console.print(as_table(shown[0], parties))
    else:
        _show_all(shown, [*plans.without])


def plain(plan: Plan) -> dict[str, object]:
    """A plan for a program."""
    row = plan.row
    about = {"school": row.school, "version": row.version, "stage": row.stage.value, "reason": row.reason}
    return {**about, "actor": row.actor, "as_of": row.as_of, "items": [asdict(item) for item in plan.items]}


def as_table(plan: Plan, parties: Mapping[str, str]) -> Table:
    """A plan line by line, with why each line is there. parties: what the catalogue's roles are called here."""
    told = _("{school}: редакция {version}, {stage}")
    title = told.format(school=plan.school, version=plan.row.version, stage=plan.row.stage.label)
    heads = _("Код"), _("Мера"), _("Фактор"), _("Почему"), _("Показатель: было → план"), _("Срок"), _("Кто")
    table = Table(*heads, title=title, title_justify="left")
    for item in plan.items:
        indicator = f"{item.indicator}: {_number(item.baseline)} → {_number(item.target)}"
        cells = (
            item.title,
            item.factor,
            why(item),
            indicator,
            in_digits(item.due_on),
            parties.get(item.party, item.party),
        )
        table.add_row(item.code, *map(Text, cells))
    return table


def parties_of(session: Session, cycle: Cycle) -> dict[str, str]:
    """What the roles of the year's catalogue are called in the cycle's roadmap."""
    roadmap, _plan = recorded_definition(session, cycle)
    return party_titles(roadmap, CATALOGUES.of_year(settings(), cycle.year))


def why(item: Item) -> str:
    """Why the line stands in the plan, in words."""
    parts = [_("фактор — {level}").format(level=Level(item.level).label)] if item.level else []
    if item.benefit:
        parts.append(_("отдача {benefit}").format(benefit=f"{item.benefit:.1f}".replace(".", ",")))
    if item.needed_for:
        parts.append(_("нужна для {codes}").format(codes=", ".join(item.needed_for.split())))
    if item.displaces:
        parts.append(_("вытеснила {code}").format(code=item.displaces))
    return "; ".join(parts) or _("добавлена людьми")


def _number(value: float | None) -> str:
    return _("нет данных") if value is None else f"{value:g}".replace(".", ",")


def _show_all(plans: Sequence[Plan], without: Sequence[str]) -> None:
    table = Table(_("Школа"), _("Редакция"), _("Состояние"), _("Мер"), _("Меры"))
    for plan in plans:
        codes = " ".join(item.code for item in plan.items)
        table.add_row(plan.school, str(plan.row.version), Text(plan.row.stage.label), str(len(plan.items)), codes)
    console.print(table)
    if without:
        say(_("Плана ещё нет: {schools}.").format(schools=", ".join(without)))


def _show_history(versions: Sequence[Plan]) -> None:
    before: tuple[Item, ...] = ()
    for plan in versions:
        row = plan.row
        told = _("Редакция {version} — {stage}, {day}, {actor}").format(
            version=row.version, stage=row.stage.label, day=in_digits(row.as_of), actor=row.actor
        )
        say(f"{told}: {row.reason}" if row.reason else told)
        for line in changes_in_words(before, plan.items):
            say(f"  {line}")
        before = plan.items


def changes_in_words(before: Sequence[Item], now: Sequence[Item]) -> Iterator[str]:
    """What a version changed, a line each: «+ K01.1 …», «− K02.1 …», «K01.2: срок 01.06.2024 → 30.09.2024»."""
    added, dropped, moved = difference(before, now)
    yield from (f"+ {item.code} {item.title}" for item in added)
    yield from (f"− {item.code} {item.title}" for item in dropped)
    for old, new in moved:
        if old.due_on != new.due_on:
            told = _("{code}: срок {before} → {after}")
            yield told.format(code=new.code, before=in_digits(old.due_on), after=in_digits(new.due_on))
        if (old.baseline, old.target) != (new.baseline, new.target):
            told = _("{code}: показатель {baseline} → {target}")
            yield told.format(code=new.code, baseline=_number(new.baseline), target=_number(new.target))
