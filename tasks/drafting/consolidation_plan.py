"""A school's plan to consolidate what it has reached (Kirsanov, item 11): what to keep, what goes on, what is open.

domain.md §6, «План работы»: period, activity, date, responsible, result. Lines that only the school can fill are empty.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from sqlmodel import Session

from models.assessment.effect.words import leaving
from models.language import _
from models.records import Step
from models.wording import in_digits
from tasks.documents.filling import filled
from tasks.documents.head import DOCX, Document
from tasks.drafting.contract import Asked, Draft
from tasks.drafting.step_lines import step_lines
from tasks.final_session.material import Material, Row, material, open_steps
from tasks.settings import Settings

BLANK = "consolidation_plan"
MONTHS = 9  # of a school year
EMPTY_LINES = 3


def drafts(session: Session, settings: Settings, asked: Asked) -> Iterator[Draft]:
    """One plan for each school's step; a step without dates has no year to plan."""
    of = material(session, settings, asked)
    for step in asked.steps:
        if step.due_on is None:
            yield Draft(step, lacks=[_("нет дат сессии: задайте их командой vekha dates")])
            continue
        title = _("План закрепления достижений")
        paper = filled(BLANK, title, _values(of, step, step.due_on), asked.head)
        document = Document(f"{title} {step.unit}.docx", paper, DOCX)
        yield Draft(step, {asked.measure.deliverables[0]: document})


def _values(of: Material, step: Step, end: date) -> dict[str, Any]:
    school, own = step.unit, of.own.get(step.unit, ())
    went, awaited, factors = of.went(own, end), open_steps(own, end), of.factors(step.unit)
    return {
        **of.heading(end),
        "until": in_digits(end + relativedelta(months=MONTHS)),
        "school": of.named(school),
        "municipality": of.register[school].municipality if school in of.register else "—",
        "dynamics": of.results.changed(school),
        "stands": of.results.stands(school),
        "leaving": leaving(),
        "done": step_lines(went.done, of.asked.book.roadmap),
        "late_count": len(went.late),
        "open": step_lines(awaited, of.asked.book.roadmap),
        "rows": [*_lines(awaited, factors, of)],
    }


def _lines(awaited: list[Step], factors: list[Row], of: Material) -> Iterator[Row]:
    """What the plan begins with: open steps, factors that stay high or middle, and room for the school's own."""
    for step in awaited:
        yield _line(_("Завершить: {measure}").format(measure=of.asked.book.roadmap.by_code[step.measure].in_words))
    for one in factors:
        said = _("Продолжить работу с фактором «{factor}» ({significance} значимость)")
        yield _line(said.format(factor=one["factor"], significance=one["significance"]))
    yield from (_line("") for _number in range(EMPTY_LINES))


def _line(activity: str) -> Row:
    return {"activity": activity, "due": "", "responsible": "", "outcome": ""}
