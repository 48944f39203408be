"""A school's analytical report on its own work (Kirsanov, item 30; Svetlogorsk, 2.8): plan and fact, results, factors.

domain.md §6, «Аналитический отчёт»: measures done (plan, fact), dynamics, risks, conclusions. The self-analysis proper
(methodical work, training within the school, the school's control) is the school's to write.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlmodel import Session

from models.language import _
from models.records import Step
from tasks.documents.filling import filled
from tasks.documents.head import DOCX, Document
from tasks.drafting.contract import Asked, Draft
from tasks.drafting.step_lines import step_lines
from tasks.final_session.material import Material, material
from tasks.settings import Settings

BLANK = "school_report"


def drafts(session: Session, settings: Settings, asked: Asked) -> Iterator[Draft]:
    """One report for each school's step; a step without dates has no period to report on."""
    of = material(session, settings, asked)
    for step in asked.steps:
        if step.due_on is None:
            yield Draft(step, lacks=[_("нет дат отчётного периода: задайте их командой vekha dates")])
            continue
        title = _("Аналитический отчёт школы")
        paper = filled(BLANK, title, _values(of, step, step.due_on), asked.head)
        document = Document(f"{title} {step.unit} {step.due_on.year}.docx", paper, DOCX)
        yield Draft(step, {asked.measure.deliverables[0]: document})


def _values(of: Material, step: Step, end: date) -> dict[str, Any]:
    school = step.unit
    went = of.went(of.own.get(school, ()), end)
    lists = {
        name: step_lines(getattr(went, name), of.asked.book.roadmap)
        for name in ("done", "overdue", "submitted", "coming")
    }
    return {
        **of.heading(end),
        "school": of.named(school),
        "municipality": of.register[school].municipality if school in of.register else "—",
        **{f"{name}_count": len(rows) for name, rows in lists.items()},
        "late_count": len(went.late),
        **lists,
        "dynamics": of.results.changed(school),
        "stands": of.results.stands(school),
        "factors": of.factors(school),
        "no_factors": of.why_no_factors(school),
    }
