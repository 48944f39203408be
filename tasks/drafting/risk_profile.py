"""A school's risk profile by the survey: coverage, factors, indicators, the curator's word, the school's choice.

domain.md §6, «Рисковый профиль». What gates it is what it lacks: enough answers, verification, a choice.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd
from sqlmodel import Session

from models.language import _
from models.survey.decided import DecidedFactor
from models.survey.response import Response, group_name
from models.wording import fixed, in_digits
from tasks.documents.filling import filled
from tasks.documents.head import DOCX, Document
from tasks.drafting.contract import Asked, Draft
from tasks.settings import Settings
from tasks.survey.paper import drawn, factor_row, lacking_decisions, named, profile_values, survey_year
from tasks.survey.profiling import SURVEY, Survey, survey_of

BLANK = "risk_profile"
WORST = 3  # questions shown of each factor that matters


def drafts(session: Session, settings: Settings, asked: Asked) -> Iterator[Draft]:
    """One profile for each school's step."""
    survey = survey_of(session, settings, asked.cycle, survey_year(asked))
    for step in asked.steps:
        lacks = [*_lacking_answers(survey, step.unit), *lacking_decisions(survey, step.unit, SURVEY, verified=True)]
        if survey.profile(step.unit, SURVEY).empty:
            yield Draft(step, lacks=lacks)
            continue
        title = _("Рисковый профиль")
        values = profile_values(survey, step.unit, SURVEY, asked) | _of_survey(survey, step.unit)
        paper = filled(BLANK, title, values, asked.head, [drawn(survey, step.unit, SURVEY)])
        name = f"{title} {step.unit} {survey.year}.docx"
        yield Draft(step, {asked.measure.deliverables[0]: Document(name, paper, DOCX)}, lacks)


def _lacking_answers(survey: Survey, school: str) -> Iterator[str]:
    rows = survey.responses_of(school)
    for row in rows[rows["response"].isin([Response.BEHIND, Response.UNKNOWN])].to_dict("records"):
        if pd.isna(row["wanted"]):
            yield _("{group}: в реестре школ нет их числа").format(group=group_name(row["group"]))
        else:
            told = _("{group}: ответили {answered}, нужно {wanted}")
            yield told.format(group=group_name(row["group"]), answered=row["answered"], wanted=row["wanted"])


def _of_survey(survey: Survey, school: str) -> dict[str, Any]:
    """What the survey's paper says beside: coverage, factors, indicators, verification."""
    stands = survey.decided(school, SURVEY)
    rows = survey.profile(school, SURVEY).to_dict("records")
    by_factor = {one.factor: one for one in stands}
    mattering = [one.factor for one in stands if one.significance in ("high", "middle")]
    return {
        "coverage": [_coverage(row) for row in survey.responses_of(school).to_dict("records")],
        "factors": [factor_row(survey, row, by_factor[row["factor"]]) for row in rows],
        "indicators": [*_indicators(survey, school, mattering)],
        "verified": _verified(stands),
        "corrections": [_correction(survey, one) for one in stands if one.is_verified and one.is_corrected],
    }


def _coverage(row: Mapping[Any, Any]) -> dict[str, str]:
    is_tiny = row["response"] == Response.TINY
    return {
        "group": group_name(row["group"]),
        "answered": str(row["answered"]),
        "asked": "—" if pd.isna(row["asked"]) else str(row["asked"]),
        "wanted": _("не опрашивается: их меньше пяти") if is_tiny else str(row["wanted"]),
    }


def _indicators(survey: Survey, school: str, factors: Sequence[str]) -> Iterator[dict[str, str]]:
    """The questions behind each factor that matters, the greatest deficits first."""
    questionnaire = survey.questionnaire
    rows = survey.questions_of(school)
    own = rows[rows["factor"].isin(factors) & rows["group"].isin(questionnaire.groups_of(SURVEY))]
    worst = own.sort_values(["factor", "deficit", "question"], ascending=[True, False, True]).groupby("factor")
    for row in worst.head(WORST).to_dict("records"):
        yield {
            "factor": named(survey, row["factor"]),
            "group": questionnaire.groups[row["group"]].title,
            "question": questionnaire.by_code[row["question"]].text,
            "n": str(row["n"]),
            "deficit": fixed(row["deficit"]),
        }


def _verified(stands: Sequence[DecidedFactor]) -> str:
    """Who verified the profile and when; empty while a factor is not verified."""
    if not all(one.is_verified for one in stands):
        return ""
    last = max(stands, key=lambda one: str(one.as_of))
    told = _("Значимость факторов проверена {day}, {actor}; исправлено факторов: {count}.")
    return told.format(day=in_digits(last.as_of), actor=last.actor, count=sum(one.is_corrected for one in stands))


def _correction(survey: Survey, one: DecidedFactor) -> str:
    told = _("{factor}: {computed} → {significance}; причина: {reason}")
    return told.format(
        factor=named(survey, one.factor),
        computed=one.computed.label,
        significance=one.significance.label,
        reason=one.reason,
    )
