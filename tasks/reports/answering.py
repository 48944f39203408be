"""A rule's answer on the loaded files, asked for outside any measure: for all schools, and for each municipality."""

from collections.abc import Mapping

import pandas as pd
from sqlmodel import Session

from models.assessment.analysis import Context, Result
from models.assessment.layout import Frames
from models.assessment.registry import ANALYSES, OF_PLACES
from models.assessment.scope import narrowed
from models.assessment.sharing import Telling
from models.assessment.wanted import Wanted
from models.errors import VekhaError
from models.language import _
from tasks.data.datasets import frames, frames_wanted
from tasks.data.recorded import with_recorded
from tasks.documents.analyses.registry import PAPERS
from tasks.record.supported import supported_schools
from tasks.reports.asking import Asked
from tasks.reports.having import Holding
from tasks.settings import Settings


def computed(session: Session, settings: Settings, asked: Asked, found: Holding) -> Result:
    """The rule's answer on these files, nothing withheld yet."""
    analysis, context = ANALYSES[asked.analysis], _context(asked, found)
    read = _read(settings, asked, found, analysis.wants(context))
    return analysis.compute(with_recorded(analysis, read, supported_schools(session, asked.roadmap)), context)


def elements_of_municipalities(
    settings: Settings, asked: Asked, found: Holding, places: pd.Series
) -> Mapping[str, pd.DataFrame] | None:
    """The content elements of every municipality by its name, nothing withheld yet; None of an analysis without them.

    places: by school, its municipality
    """
    if asked.analysis not in OF_PLACES:
        return None
    rule, context = OF_PLACES[asked.analysis], _context(asked, found)
    return rule.elements(_read(settings, asked, found, rule.wants(context)), places, context)


def of_municipalities(
    asked: Asked, whole: Result, places: pd.Series, elements: Mapping[str, pd.DataFrame] | None, told: Telling
) -> Mapping[str, Result]:
    """The answer of every municipality by its name.

    whole, told: the shared answer for all schools, and what may be told
    VekhaError: of an analysis that answers for all schools together only.
    """
    if whole.by_school is not None:
        return narrowed(whole, places)
    if elements is None:
        raise VekhaError(_not_of_parts(asked, _("копий по частям нет")))
    return OF_PLACES[asked.analysis].answers(elements, whole, told.elements)


def of_schools(asked: Asked, whole: Result, logins: list[str]) -> Mapping[str, Result]:
    """The answer of each of these schools by its login. VekhaError: of an analysis that has none."""
    if whole.by_school is None:
        kept = _("копий школ нет") if asked.analysis in OF_PLACES else _("копий по частям нет")
        raise VekhaError(_not_of_parts(asked, kept))
    return narrowed(whole, pd.Series(logins, index=pd.Index(logins), dtype="string"))


def _not_of_parts(asked: Asked, which: str) -> str:
    told = _("«{title}» составляется по всем школам вместе: {which}.")
    return told.format(title=PAPERS[asked.analysis].title(), which=which)


def _context(asked: Asked, found: Holding) -> Context:
    return Context(found.years, asked.parameters, asked.as_of)


def _read(settings: Settings, asked: Asked, found: Holding, wants: Mapping[str, Wanted]) -> Frames:
    """What the rule is given: of some kinds only what is wanted of them."""
    told = {wanted.unless.kind for wanted in wants.values() if wanted.unless is not None}
    kinds = [kind for kind in ANALYSES[asked.analysis].reads if kind not in {*wants, *told}]
    return {**frames(settings, found.datasets, kinds), **frames_wanted(settings, found.datasets, wants)}
