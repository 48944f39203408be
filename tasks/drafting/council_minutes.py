"""The minutes of a school's pedagogical council on its risks (Zhigalovo, section I, item 4), for its clerk to finish.

What the council has before it is known: the factors of the school's profile, and how many teachers the school has. Who
came, what was said and decided is the council's own.
"""

from collections.abc import Iterator
from typing import Any

import pandas as pd
from sqlmodel import Session

from models.language import _
from models.wording import day
from tasks.documents.filling import filled
from tasks.documents.head import DOCX, Document
from tasks.drafting.contract import Asked, Draft
from tasks.settings import Settings
from tasks.survey.paper import relevant, survey_year
from tasks.survey.profiling import Survey, survey_of

BLANK = "council_minutes"


def drafts(session: Session, settings: Settings, asked: Asked) -> Iterator[Draft]:
    """Minutes for each school's step; a school without a profile has nothing to discuss yet."""
    survey = survey_of(session, settings, asked.cycle, survey_year(asked))
    for step in asked.steps:
        if survey.profile(step.unit).empty:
            yield Draft(step, lacks=[_("рискового профиля школы нет: загрузите анкеты (vekha load)")])
            continue
        title = _("Протокол педагогического совета")
        paper = filled(BLANK, title, _values(survey, step.unit, asked), asked.head)
        yield Draft(step, {asked.measure.deliverables[0]: Document(f"{title} {step.unit}.docx", paper, DOCX)})


def _values(survey: Survey, school: str, asked: Asked) -> dict[str, Any]:
    known = school in survey.schools.index
    teachers = survey.schools["teachers"].get(school)
    return {
        "school": survey.name_of(school),
        "municipality": survey.schools.loc[school, "municipality"] if known else "—",
        "teachers": "—" if pd.isna(teachers) else str(teachers),
        "basis": asked.head.basis,
        "scope": asked.head.scope,
        "day": day(asked.as_of),
        "year": survey.year,
        "indicators": [one.text for one in asked.measure.indicators],
        "factors": [*relevant(survey, school, survey.source_of(school))],
    }
