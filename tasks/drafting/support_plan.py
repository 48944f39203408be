"""A school's support plan as a paper: the project of its programme, the agreed plan, the plan corrected in September.

Schools call the project «антирисковая программа», too (Zhigalovo, section I, item 10).

What the paper says is the plan's version in the record (domain.md §6: фактор, цель, показатель, меры, срок,
ответственный, подтверждение); the catalogue gives the factors' names and what confirms a measure.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlmodel import Session, col, select

from models.language import _
from models.records import School, Step
from models.support.catalogue import Catalogue, CatalogueMeasure
from models.support.entering import party_titles
from models.support.levels import Level
from models.support.plan import Item, Stage, difference
from models.wording import NBSP, day, in_digits
from tasks.documents.filling import filled
from tasks.documents.head import DOCX, Document
from tasks.drafting.contract import Asked, Draft, Drafter
from tasks.reading.catalogue import CATALOGUES
from tasks.settings import Settings
from tasks.support.versions import Plan, histories

BLANK = "support_plan"


@dataclass(frozen=True)
class _Paper:
    """Which of the three papers: its file's name, its words, and at which stages a plan may be handed in as it.

    is_schools: the school's director approves it and whoever leads the measure agrees; else the other way round
    """

    name: str
    heading: str
    about: str
    stages: frozenset[Stage]
    is_corrected: bool = False
    is_schools: bool = True


AGREED = frozenset({Stage.AGREED, Stage.APPROVED})
PROGRAMME = _Paper("Программа помощи", "ПРОЕКТ ПРОГРАММЫ", "помощи школе", frozenset(Stage), is_schools=False)
SCHOOL_PLAN = _Paper("План школы", "ДОРОЖНАЯ КАРТА", "школы по преодолению факторов риска", AGREED)
ANTIRISK = _Paper(
    "Антирисковая программа", "ПРОЕКТ АНТИРИСКОВОЙ ПРОГРАММЫ", "по факторам риска школы", frozenset(Stage)
)
CORRECTED = _Paper("Скорректированный план", "СКОРРЕКТИРОВАННЫЙ ПЛАН", "деятельности школы", AGREED, is_corrected=True)


def _drafts(paper: _Paper, session: Session, settings: Settings, asked: Asked) -> Iterator[Draft]:
    """One paper for each school's step, or what is lacking for it."""
    units = [step.unit for step in asked.steps]
    schools = {one.login: one for one in session.exec(select(School).where(col(School.login).in_(units)))}
    plans = histories(session, asked.cycle, units)
    catalogue = CATALOGUES.of_year(settings, asked.cycle.year)
    parties = party_titles(asked.book.roadmap, catalogue)
    for step in asked.steps:
        versions = plans.get(step.unit, [])
        if lacks := [*_lacks(paper, versions)]:
            yield Draft(step, lacks=lacks)
            continue
        values = _heading(paper, asked, step, schools.get(step.unit), versions[-1])
        values |= _body(paper, versions, catalogue, parties)
        name = f"{paper.name} {step.unit}, редакция {versions[-1].row.version}.docx"
        document = Document(name, filled(BLANK, paper.name, values, asked.head), DOCX)
        yield Draft(step, {asked.measure.deliverables[0]: document})


def _lacks(paper: _Paper, versions: Sequence[Plan]) -> Iterator[str]:
    if not versions:
        yield _("плана школы нет: предложите его (vekha plan propose)")
    elif versions[-1].row.stage not in paper.stages:
        told = _("план школы — {stage}: его надо согласовать (vekha plan agree)")
        yield told.format(stage=versions[-1].row.stage.label)
    elif paper.is_corrected and _approved_before(versions) is None:
        if versions[-1].row.stage is Stage.APPROVED:
            yield _("утверждённый план не менялся: скорректируйте его (vekha plan correct или vekha plan change)")
            return
        yield _("план школы ещё не утверждён, корректировать нечего (vekha plan approve)")


def _approved_before(versions: Sequence[Plan]) -> Plan | None:
    """The approved version that the last one is compared with: the one before, where the last is approved itself."""
    return next((one for one in reversed(versions[:-1]) if one.row.stage is Stage.APPROVED), None)


def _heading(paper: _Paper, asked: Asked, step: Step, school: School | None, plan: Plan) -> dict[str, Any]:
    """Whose plan this is, which version, by which order, who signs it."""
    name = school.name if school else step.unit
    leading = asked.book.roadmap.party_by_code[asked.measure.leading_party]
    offices = _("Директор {school}").format(school=name), leading.name or leading.title
    approves, agrees = offices if paper.is_schools else offices[::-1]
    return {
        "heading": paper.heading,
        "about": paper.about,
        "approves": approves,
        "agrees": agrees,
        "school": name,
        "municipality": school.municipality if school else "—",
        "day": day(asked.as_of),
        "scope": asked.head.scope,
        "basis": asked.head.basis,
        "version": plan.row.version,
        "written": in_digits(plan.row.as_of),
        "stage": plan.row.stage.label,
        "order": _order(plan),
        "is_corrected": paper.is_corrected,
    }


def _order(plan: Plan) -> str:
    """By which order it was approved, as the sentence about the version goes on; empty while it is not."""
    if not plan.row.order_number:
        return ""
    told = _(" приказом № {number} от {day}")
    return told.format(number=plan.row.order_number, day=in_digits(plan.row.order_date))


def _body(paper: _Paper, versions: Sequence[Plan], catalogue: Catalogue, parties: Mapping[str, str]) -> dict[str, Any]:
    items = versions[-1].items
    before = _approved_before(versions) if paper.is_corrected else None
    return {
        "factors": [*_factors(items, catalogue)],
        "rows": [_row(item, catalogue, parties) for item in items],
        "since": before.row.version if before else "",
        "changes": [*_changes(before.items, items, catalogue)] if before else [],
    }


def _factors(items: Iterable[Item], catalogue: Catalogue) -> Iterator[dict[str, str]]:
    """The factors that the plan answers, in the catalogue's order."""
    levels = {item.factor: item.level for item in items if item.level}
    for code, title in catalogue.factors.items():
        if code in levels:
            aim = _("снизить значимость фактора за срок плана")
            yield {"factor": title, "level": Level(levels[code]).label, "aim": aim}


def _row(item: Item, catalogue: Catalogue, parties: Mapping[str, str]) -> dict[str, str]:
    measure = catalogue.by_code.get(item.code)
    return {
        "factor": catalogue.factors.get(item.factor, item.factor),
        "measure": item.title,
        "indicator": item.indicator,
        "baseline": _number(item.baseline, measure),
        "target": _number(item.target, measure),
        "due": in_digits(item.due_on),
        "party": parties.get(item.party, item.party),
        "evidence": "; ".join(measure.deliverables) if measure else "—",
    }


def _number(value: float | None, measure: CatalogueMeasure | None) -> str:
    """An indicator's value in the unit that the catalogue counts it in."""
    if value is None:
        return "—"
    unit = f"{NBSP}%" if measure and measure.indicator.unit == "percent" else ""
    return f"{value:g}{unit}".replace(".", ",")


def _changes(before: Iterable[Item], now: Iterable[Item], catalogue: Catalogue) -> Iterator[dict[str, str]]:
    added, dropped, moved = difference(before, now)
    for what, items in ((_("добавлена"), added), (_("исключена"), dropped)):
        yield from (_change(what, item, "") for item in items)
    yield from (_change(_("уточнена"), new, "; ".join(_moved(old, new, catalogue))) for old, new in moved)


def _change(what: str, item: Item, about: str) -> dict[str, str]:
    return {"what": what, "measure": item.title, "about": about or "—", "due": in_digits(item.due_on)}


def _moved(old: Item, new: Item, catalogue: Catalogue) -> Iterator[str]:
    """What is said anew of a measure that stays in the plan; from what, where something had been said."""
    first, last = (_row(item, catalogue, {}) for item in (old, new))
    named = {"baseline": _("исходное значение"), "target": _("плановое значение"), "due": _("срок")}
    for key, what in named.items():
        if first[key] != last[key]:
            yield f"{what}: {last[key]}" if first[key] == "—" else f"{what}: {first[key]} → {last[key]}"


programmes: Drafter = partial(_drafts, PROGRAMME)
school_plans: Drafter = partial(_drafts, SCHOOL_PLAN)
corrected_plans: Drafter = partial(_drafts, CORRECTED)
antirisk_programmes: Drafter = partial(_drafts, ANTIRISK)
