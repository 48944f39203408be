"""The cast's part in the survey: the curator verifies each profile, the school chooses, the draft is handed in."""

from collections.abc import Mapping, Sequence
from datetime import date

from models.assessment.analysis import Result
from models.language import _
from models.survey.significance import Significance
from tasks.database import reading, writing
from tasks.drafting.handing_in import drafts_of
from tasks.people.deliverables import Evidence
from tasks.people.step_ref import StepRef
from tasks.record.book import find_cycle
from tasks.record.writer import Author, locked_cycle
from tasks.settings import Settings
from tasks.survey.deciding import choose, verify
from tasks.survey.profiling import Survey, survey_of

CURATOR, SCHOOL = Author("Куратор (демо)", "cli:demo"), Author("Школа (демо)", "cli:demo")
CHOSEN = 3


def profile_papers(
    settings: Settings, of: StepRef, schools: Sequence[str], day: date, number: str
) -> Mapping[str, list[Evidence]]:
    """By school, its profile as it is handed in, verified and chosen; of schools that lack something, nothing.

    number: what the registered numbers begin with
    """
    survey = _survey(settings, of)
    answered = [school for school in schools if not survey.profile(school).empty]
    for school in answered:
        _decide(settings, survey, of, school, day, is_first=school == answered[0])
    papers: dict[str, list[Evidence]] = {}
    for draft in drafts_of(settings, of, day) if answered else ():
        if not draft.lacks:
            said = f"{number}-{draft.step.unit[-4:]}/{day:%y}"
            papers[draft.step.unit] = [
                Evidence(title=title, document=paper, number=said, dated_on=day)
                for title, paper in draft.documents.items()
            ]
    return papers


def survey_result(settings: Settings, roadmap: str, year: int) -> Result | None:
    """The profiles of that year as an answer, to be held against the truth; None when nobody answered."""
    survey = _survey(settings, StepRef(roadmap, year, ""))
    return None if survey.profiles.empty else Result(survey.profiles, {"year": year})


def _survey(settings: Settings, of: StepRef) -> Survey:
    with reading(settings) as session:
        return survey_of(session, settings, find_cycle(session, of.roadmap, of.year))


def _decide(settings: Settings, survey: Survey, of: StepRef, school: str, day: date, *, is_first: bool) -> None:
    """The curator confirms all factors, and corrects one in the first school; the school chooses the worst ones."""
    if survey.chosen(school):
        return
    computed = survey.computed(school)
    said, reason = dict(computed), ""
    if is_first:
        factor = next(code for code, one in computed.items() if one is not Significance.HIGH)
        said[factor], reason = Significance.HIGH, _("на посещённых уроках видно иное, чем в ответах")
    worst = survey.profile(school).sort_values("score", ascending=False)["factor"].head(CHOSEN)
    with writing(settings) as session:
        cycle = locked_cycle(session, of.roadmap, of.year)
        verify(session, cycle, school, computed, said, reason=reason, as_of=day, author=CURATOR)
        choose(session, cycle, school, computed, sorted(worst), as_of=day, author=SCHOOL)
