"""An expert's opinion on a school's programme, to be written by the expert (Zhigalovo, section I, item 11).

The programme's factors and measures stand there as the plan's last version has them, each with room for what the
expert says; the opinion itself is the expert's.
"""

from collections.abc import Iterator
from typing import Any

from sqlmodel import Session, col, select

from models.language import _
from models.records import School
from models.support.levels import Level
from models.wording import day, in_digits
from tasks.documents.filling import filled
from tasks.documents.head import DOCX, Document
from tasks.drafting.contract import Asked, Draft
from tasks.reading.catalogue import CATALOGUES
from tasks.settings import Settings
from tasks.support.versions import Plan, histories

BLANK = "peer_review"


def drafts(session: Session, settings: Settings, asked: Asked) -> Iterator[Draft]:
    """One opinion for each school's step; a school without a programme has nothing to be looked at."""
    units = [step.unit for step in asked.steps]
    schools = {one.login: one for one in session.exec(select(School).where(col(School.login).in_(units)))}
    plans = histories(session, asked.cycle, units)
    titles = CATALOGUES.of_year(settings, asked.cycle.year).factors
    for step in asked.steps:
        if step.unit not in plans:
            yield Draft(step, lacks=[_("программы школы нет: предложите её план (vekha plan propose)")])
            continue
        title, plan = _("Экспертное заключение"), plans[step.unit][-1]
        school = schools.get(step.unit)
        values = {
            "school": school.name if school else step.unit,
            "municipality": school.municipality if school else "—",
            "basis": asked.head.basis,
            "scope": asked.head.scope,
            "day": day(asked.as_of),
            "version": plan.row.version,
            "written": in_digits(plan.row.as_of),
            "rows": [*_rows(plan, titles)],
        }
        paper = Document(f"{title} {step.unit}.docx", filled(BLANK, title, values, asked.head), DOCX)
        yield Draft(step, {asked.measure.deliverables[0]: paper})


def _rows(plan: Plan, titles: Any) -> Iterator[dict[str, str]]:
    """A line a factor that the programme answers: its measures with their indicators and deadlines."""
    for code, title in titles.items():
        items = [item for item in plan.items if item.factor == code]
        if items:
            yield {
                "factor": title,
                "level": Level(items[0].level).label if items[0].level else "—",
                "measures": "; ".join(f"{one.title} ({one.indicator}, до {in_digits(one.due_on)})" for one in items),
            }
