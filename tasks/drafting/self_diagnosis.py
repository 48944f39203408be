"""A school's risk profile by its own diagnosis: what the school's team says, and room for the measures it will take.

The table is the one that schools published («Факторы риска (только актуальные для ОО)»; domain.md §2.2).
"""

from collections.abc import Iterator

from sqlmodel import Session

from models.language import _
from models.survey.significance import Significance
from tasks.documents.filling import filled
from tasks.documents.head import DOCX, Document
from tasks.drafting.contract import Asked, Draft
from tasks.settings import Settings
from tasks.survey.paper import drawn, lacking_decisions, named, profile_values, survey_year
from tasks.survey.profiling import SELF, Survey, survey_of

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
        values = profile_values(survey, step.unit, SELF, asked) | {"relevant": [*_relevant(survey, step.unit)]}
        paper = filled(BLANK, title, values, asked.head, [drawn(survey, step.unit, SELF)])
        name = f"{title} {step.unit} {survey.year}.docx"
        yield Draft(step, {asked.measure.deliverables[0]: Document(name, paper, DOCX)}, lacks)


def _relevant(survey: Survey, school: str) -> Iterator[dict[str, str]]:
    """The factors of high and middle significance, the higher ones first."""
    stands = survey.decided(school, SELF)
    for significance in (Significance.HIGH, Significance.MIDDLE):
        for one in stands:
            if one.significance is significance:
                yield {"factor": named(survey, one.factor), "significance": significance.label}
