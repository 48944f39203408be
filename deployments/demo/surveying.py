"""The cast's part in the survey: the curator verifies each profile, the school chooses; of its own diagnosis alone."""

from datetime import date

from deployments.demo.deeds import CURATOR, SCHOOL
from models.assessment.analysis import Result
from models.language import _
from models.survey.significance import Significance
from tasks.database import reading, writing
from tasks.people.step_ref import StepRef
from tasks.record.book import approved_schools, find_cycle
from tasks.record.writer import locked_cycle
from tasks.settings import Settings
from tasks.survey.deciding import choose, verify
from tasks.survey.profiling import SELF, Survey, survey_of

CHOSEN = 3


def decide_profiles(settings: Settings, of: StepRef, day: date) -> None:
    """The curator verifies, and the school chooses from, every profile of the target group that nobody decided yet."""
    with reading(settings) as session:
        cycle = find_cycle(session, of.roadmap, of.year)
        survey = survey_of(session, settings, cycle)
        members = [one.school for one in approved_schools(session, cycle)]
    answered = [school for school in members if not survey.profile(school).empty]
    for school in answered:
        _decide(settings, survey, of, school, day, is_first=school == answered[0])


def choose_factors(settings: Settings, of: StepRef, day: date) -> None:
    """Every school of the target group that has diagnosed itself chooses what it works on, if it has not yet."""
    with reading(settings) as session:
        cycle = find_cycle(session, of.roadmap, of.year)
        survey = survey_of(session, settings, cycle)
        members = [one.school for one in approved_schools(session, cycle)]
    for school in members:
        if survey.chosen(school) or survey.profile(school, SELF).empty:
            continue
        computed = survey.computed(school, SELF)
        with writing(settings) as session:
            cycle = locked_cycle(session, of.roadmap, of.year)
            worst = _worst(survey, school, SELF)
            choose(session, cycle, school, computed, worst, verified_first=False, as_of=day, author=SCHOOL)


def survey_result(settings: Settings, roadmap: str, year: int) -> Result | None:
    """The profiles of that year as an answer, to be held against the truth; None when nobody answered."""
    with reading(settings) as session:
        survey = survey_of(session, settings, find_cycle(session, roadmap, year))
    return None if survey.profiles.empty else Result(survey.profiles, {"year": year})


def _decide(settings: Settings, survey: Survey, of: StepRef, school: str, day: date, *, is_first: bool) -> None:
    """The curator confirms all factors, and corrects one in the first school; the school chooses the worst ones."""
    if survey.chosen(school):
        return
    computed = survey.computed(school)
    said, reason = dict(computed), ""
    if is_first:
        factor = next(code for code, one in computed.items() if one is not Significance.HIGH)
        said[factor], reason = Significance.HIGH, _("на посещённых уроках видно иное, чем в ответах")
    worst = _worst(survey, school, survey.source_of(school))
    with writing(settings) as session:
        cycle = locked_cycle(session, of.roadmap, of.year)
        verify(session, cycle, school, computed, said, reason=reason, as_of=day, author=CURATOR)
        choose(session, cycle, school, computed, worst, as_of=day, author=SCHOOL)


def _worst(survey: Survey, school: str, source: str) -> list[str]:
    """The factors of the highest scores, in order of their codes."""
    return sorted(survey.profile(school, source).sort_values("score", ascending=False)["factor"].head(CHOSEN))
