"""What a phase's run shows beside its measures: the survey's heat map, the authority's dashboard. Markdown, no Prefect.

Schools and counts only. A phase that has nothing to show shows nothing.
"""

from datetime import date

from sqlmodel import Session

from models.errors import NotFound
from models.records import Cycle
from models.roadmap.definition import Phase
from models.steps.book import Book
from models.steps.status import FINAL
from tasks.reports.monitoring import dashboard, monitoring_of
from tasks.settings import Settings

PROFILES = frozenset({"risk_profile", "self_diagnosis"})
ANSWERS = "answers"


def dashboard_of(session: Session, settings: Settings, cycle: Cycle, book: Book, phase: Phase, as_of: date) -> str:
    """The phase's page for the authority; empty when there is none."""
    if phase is Phase.MONITORING:
        return _of_monitoring(session, cycle, book, as_of)
    if phase is Phase.RISK_SURVEY and _is_surveying(cycle, book, as_of):
        return _of_survey(session, settings, cycle, book)
    return ""


def _of_monitoring(session: Session, cycle: Cycle, book: Book, as_of: date) -> str:
    try:
        return dashboard(session, monitoring_of(session, cycle, book, as_of))
    except NotFound:
        return ""


def _is_surveying(cycle: Cycle, book: Book, as_of: date) -> bool:
    """Whether answers are there and a profile is unfinished, or was finished that day: the map may have changed."""
    codes = {one.code for one in book.roadmap.measures if one.draft in PROFILES}
    steps = [
        step
        for (code, _key), shelf in book.steps.items()
        for step in (shelf.values() if code in codes else ())
        if step.cycle_id == cycle.id
    ]
    is_loaded = any(kind == ANSWERS for kind, _year in book.loaded)
    return is_loaded and any(step.status not in FINAL or step.closed_on == as_of for step in steps)


def _of_survey(session: Session, settings: Settings, cycle: Cycle, book: Book) -> str:
    """The heat map of the target group's schools that answered."""
    from tasks.survey.heat_map import markdown  # pandas, only when there is a map to draw
    from tasks.survey.profiling import survey_if_any

    codes = {one.code for one in book.roadmap.measures if one.draft in PROFILES}
    shelves = [shelf for (code, _key), shelf in book.steps.items() if code in codes]
    schools = sorted({step.unit for shelf in shelves for step in shelf.values() if step.cycle_id == cycle.id})
    survey = survey_if_any(session, settings, cycle)
    answered = [school for school in schools if survey and not survey.profile(school).empty]
    return markdown(survey, answered) if survey and answered else ""
