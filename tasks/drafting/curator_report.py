"""The curator's report on a school for a period: what the record says, and room for what only the curator knows.

Prefilled (domain.md §6, «Отчёт куратора»): measures done, late, awaited and coming; why the school is on the list.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from models.language import _
from models.records import JournalEntry, School, Step
from models.steps.progress import Progress, progress
from models.steps.status import Move
from models.wording import day, in_digits
from tasks.documents.filling import filled
from tasks.documents.head import DOCX, Document
from tasks.drafting.contract import Asked, Draft
from tasks.drafting.low_results import why_listed
from tasks.drafting.step_lines import step_lines, steps_of_schools
from tasks.settings import Settings

BLANK = "curator_report"


def drafts(session: Session, _settings: Settings, asked: Asked) -> Iterator[Draft]:
    """One report for each school's step; a step without dates has no period to report on."""
    units = {step.unit for step in asked.steps}
    schools = {one.login: one for one in session.exec(select(School).where(col(School.login).in_(units)))}
    steps, listed, returns = (
        steps_of_schools(asked, units),
        why_listed(session, asked, units),
        _returns(session, asked, units),
    )
    for step in asked.steps:
        if step.opens_on is None or step.due_on is None:
            yield Draft(step, lacks=[_("нет дат отчётного периода: задайте их командой vekha dates")])
            continue
        went = progress(steps[step.unit], step.opens_on, step.due_on, asked.as_of)
        values = _heading(asked, step, schools.get(step.unit)) | {
            "listed": listed.get(step.unit, ""),
            "returned_count": sum(step.opens_on <= when <= step.due_on for when in returns[step.unit]),
            **_numbers(went),
            **{
                name: step_lines(getattr(went, name), asked.book.roadmap)
                for name in ("done", "overdue", "submitted", "coming")
            },
        }
        yield Draft(step, {asked.measure.deliverables[0]: _report(values, asked)})


def _report(values: Mapping[str, Any], asked: Asked) -> Document:
    title = _("Отчёт куратора")
    name = f"{title} {values['login']} {values['start']}–{values['end']}.docx"
    return Document(name, filled(BLANK, title, values, asked.head), DOCX)


def _heading(asked: Asked, step: Step, school: School | None) -> dict[str, Any]:
    """Whose report this is, for which days, by which order."""
    return {
        "school": school.name if school else step.unit,
        "municipality": school.municipality if school else "—",
        "login": step.unit,
        "start": in_digits(step.opens_on),
        "end": in_digits(step.due_on),
        "day": day(asked.as_of),
        "is_early": asked.as_of < (step.due_on or date.max),
        "basis": asked.head.basis,
        "scope": asked.head.scope,
    }


def _returns(session: Session, asked: Asked, units: Collection[str]) -> Mapping[str, list[date]]:
    """On which days something of each school's was returned."""
    found: dict[str, list[date]] = defaultdict(list)
    query = select(JournalEntry).where(
        JournalEntry.cycle_id == asked.cycle.id, JournalEntry.move == Move.RETURN, col(JournalEntry.unit).in_(units)
    )
    for entry in session.exec(query):
        found[entry.unit].append(entry.as_of)
    return found


def _numbers(went: Progress) -> dict[str, int]:
    return {f"{name}_count": len(getattr(went, name)) for name in ("done", "late", "overdue", "submitted", "coming")}
