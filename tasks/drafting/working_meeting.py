"""The minutes of the coordinator's meeting with a school's team (Zhigalovo, section I, item 5), for people to finish.

What they meet about is known: what the school did in the period, what is late, what comes next. What they said and
agreed on is theirs to write.
"""

from collections.abc import Iterator
from typing import Any

from sqlmodel import Session, col, select

from models.language import _
from models.records import HelperKind, School, Step
from models.steps.progress import progress
from models.wording import day, in_digits
from tasks.documents.filling import filled
from tasks.documents.head import DOCX, Document
from tasks.drafting.contract import Asked, Draft
from tasks.drafting.step_lines import step_lines, steps_of_schools
from tasks.mentoring.helping import appointed
from tasks.settings import Settings

BLANK = "working_meeting"


def drafts(session: Session, _settings: Settings, asked: Asked) -> Iterator[Draft]:
    """Minutes for each school's step; a step without dates has no period to speak of."""
    units = {step.unit for step in asked.steps}
    schools = {one.login: one for one in session.exec(select(School).where(col(School.login).in_(units)))}
    curators = {one.school: one.helper for one in appointed(session, asked.cycle, HelperKind.CURATOR, units)}
    steps = steps_of_schools(asked, units)
    for step in asked.steps:
        if step.opens_on is None or step.due_on is None:
            yield Draft(step, lacks=[_("нет дат отчётного периода: задайте их командой vekha dates")])
            continue
        title = _("Протокол рабочей встречи")
        school = schools.get(step.unit)
        values = {
            "school": school.name if school else step.unit,
            "municipality": school.municipality if school else "—",
            "curator": curators.get(step.unit, "—"),
            **_period(step, steps[step.unit], asked),
        }
        name = f"{title} {step.unit} {in_digits(step.opens_on)}–{in_digits(step.due_on)}.docx"
        yield Draft(
            step, {asked.measure.deliverables[0]: Document(name, filled(BLANK, title, values, asked.head), DOCX)}
        )


def _period(step: Step, own: list[Step], asked: Asked) -> dict[str, Any]:
    """What the school did in the step's days and what it will be asked for next."""
    assert step.opens_on is not None
    assert step.due_on is not None
    went = progress(own, step.opens_on, step.due_on, asked.as_of)
    names = ("done", "overdue", "submitted", "coming")
    return {
        "start": in_digits(step.opens_on),
        "end": in_digits(step.due_on),
        "basis": asked.head.basis,
        "scope": asked.head.scope,
        "day": day(asked.as_of),
        **{name: step_lines(getattr(went, name), asked.book.roadmap) for name in names},
    }
