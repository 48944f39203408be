"""What plans are chosen by: the profile as the curator verified it and the school chose from it, and results."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd
from sqlmodel import Session

from models.language import _
from models.records import Cycle
from models.support.candidates import FACTOR_COLUMNS
from models.support.catalogue import Catalogue
from models.support.levels import level_of
from models.support.results import with_results
from models.survey.decided import DecidedFactor
from tasks.mentoring.proposing import teachers_in_need
from tasks.record.book import approved_schools
from tasks.settings import Settings
from tasks.support.proposing import low_procedures
from tasks.survey.profiling import SURVEY, Survey, survey_if_any

Row = tuple[str, str, str, float]


@dataclass(frozen=True)
class Known:
    """The factors of the target group's schools.

    factors:    school, factor, level, score
    unready:    school → what its profile lacks before a plan may follow from it; no factors, whatever its results
    unanswered: school → factors that it chose and that a plan does not answer, of low significance
    """

    factors: pd.DataFrame
    unready: Mapping[str, str] = field(default_factory=dict)
    unanswered: Mapping[str, str] = field(default_factory=dict)


def factors_known(session: Session, settings: Settings, cycle: Cycle, catalogue: Catalogue) -> Known:
    """By the year's survey, or self-diagnosis, and by results. A school with neither has no factors."""
    members = [one.school for one in approved_schools(session, cycle)]
    survey = survey_if_any(session, settings, cycle)
    rows: list[Row] = []
    unready, unanswered = {}, {}
    for school in members if survey else ():
        assert survey is not None
        if lacking := _lacking(survey, school):
            unready[school] = lacking
        else:
            stands = _chosen(survey, school)
            rows.extend(_rows(survey, school, stands))
            if idle := [one.factor for one in stands if level_of(one.significance) is None]:
                unanswered[school] = ", ".join(idle)
    profile = pd.DataFrame(rows, columns=FACTOR_COLUMNS)
    others = [school for school in members if school not in unready]
    low = {str(school): int(many) for school, many in low_procedures(session, cycle).items()}
    found = with_results(profile, others, low, _teachers(session, settings, cycle))
    return Known(found[found["factor"].isin(list(catalogue.factors))].reset_index(drop=True), unready, unanswered)


def _lacking(survey: Survey, school: str) -> str:
    """What people have not decided yet of a profile that is there; a school that nobody answered for lacks nothing."""
    if survey.profile(school).empty:
        return ""
    if not survey.chosen(school):
        return _("школа не выбрала факторы (vekha survey choose)")
    is_surveyed = survey.source_of(school) == SURVEY
    if is_surveyed and not all(one.is_verified for one in _chosen(survey, school)):
        return _("выбранные факторы не проверены куратором (vekha survey verify)")
    return ""


def _chosen(survey: Survey, school: str) -> list[DecidedFactor]:
    """The factors that the school works on, as they stand."""
    if survey.profile(school).empty:
        return []
    return [one for one in survey.decided(school) if one.factor in survey.chosen(school)]


def _rows(survey: Survey, school: str, stands: list[DecidedFactor]) -> list[Row]:
    scores = dict(survey.profile(school)[["factor", "score"]].itertuples(index=False, name=None)) if stands else {}
    levels = {one.factor: level_of(one.significance) for one in stands}
    return [
        (school, factor, level.value, 0.0 if pd.isna(scores[factor]) else float(scores[factor]))
        for factor, level in levels.items()
        if level is not None
    ]


def _teachers(session: Session, settings: Settings, cycle: Cycle) -> Mapping[str, int]:
    """School → how many of its teachers need support."""
    listed = teachers_in_need(session, settings, cycle)
    if listed is None:
        return {}
    return {str(school): int(many) for school, many in listed.groupby("school")["teacher"].nunique().items()}
