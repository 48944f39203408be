"""A school's risk profile by its own diagnosis: what the school's team says, and room for the measures it will take.

The table is the one that schools published («Факторы риска (только актуальные для ОО)»; domain.md §2.2).
"""

from collections.abc import Iterator

from sqlmodel import Session

from models.language import _
from tasks.documents.filling import filled
from tasks.documents.head import DOCX, Document
from tasks.drafting.contract import Asked, Draft
from tasks.settings import Settings
from tasks.survey.paper import drawn, lacking_decisions, profile_values, relevant, survey_year
from tasks.survey.profiling import SELF, survey_of

BLANK = "self_diagnosis"


def drafts(session: Session, settings: Settings, asked: Asked) -> Iterator[Draft]:
    """One profile for each school's step; a curator need not have verified it."""
    survey = survey_of(session, settings, asked.cycle, survey_year(asked))
    for step in asked.steps:
        lacks = [*lacking_decisions(survey, step.unit, SELF, verified=False)]
        if survey.profile(step.unit, SELF).empty:
            yield Draft(step, lacks=lacks)
            continue
        title = _("Рисковый профиль по самодиагностике")
        values = profile_values(survey, step.unit, SELF, asked) | {"relevant": [*relevant(survey, step.unit, SELF)]}
        paper = filled(BLANK, title, values, asked.head, [drawn(survey, step.unit, SELF)])
        name = f"{title} {step.unit} {survey.year}.docx"
        yield Draft(step, {asked.measure.deliverables[0]: Document(name, paper, DOCX)}, lacks)
