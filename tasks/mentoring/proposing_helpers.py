"""What Vekha proposes: curators by the schools' risks, partner schools by results and place. Writes nothing."""

from collections.abc import Mapping, Sequence

import pandas as pd
from sqlmodel import Session, col, select

from models.assessment.layout import Frames
from models.assessment.parameters import Parameters
from models.assessment.school_lists import STABLY_HIGH
from models.errors import NotFound
from models.language import _
from models.mentoring.curators import curators_offered
from models.mentoring.helpers import Helped
from models.mentoring.partners import Region, partners_offered
from models.mentoring.sharing import Offer, Said, Shared, shared_out
from models.records import Computation, Cycle, HelperKind, ResultTable, Step
from models.survey.significance import Significance
from tasks.data.datasets import current, frames, holding, load_frame
from tasks.database import reading
from tasks.mentoring.helping import appointed, wished
from tasks.mentoring.pairs import closed_schools
from tasks.record.book import approved_schools, find_cycle, recorded_definition, years_of
from tasks.running.answering import answer
from tasks.settings import Settings
from tasks.survey.profiling import Survey, survey_if_any

LISTS = "school_lists"
RESULTS = ("vpr", "oge", "ege")


def helpers_proposed(settings: Settings, roadmap: str, year: int, kind: HelperKind, *, anew: bool = False) -> Shared:
    """The best helpers for the year's schools. Who helps already goes on, unless people say otherwise or ask anew.

    NotFound where there are no schools yet, or nobody who could help.
    """
    with reading(settings) as session:
        cycle = find_cycle(session, roadmap, year)
        schools = [one.school for one in approved_schools(session, cycle)]
        if not schools:
            raise NotFound(_("Список школ года ещё не утверждён: vekha group approve."))
        make = _curators if kind is HelperKind.CURATOR else _partners
        offer = make(session, settings, cycle, schools, _last_year(session, cycle, kind))
        return shared_out(offer, _said(session, cycle, kind, anew=anew))


def as_helped(found: Shared) -> list[Helped]:
    """The pairs as people decide them."""
    rows = found.pairs.to_dict("records")
    return [Helped(row["school"], row["helper"], _text(row.get("factors"))) for row in rows]


def risks_of(session: Session, settings: Settings, cycle: Cycle, schools: Sequence[str]) -> Mapping[str, list[str]]:
    """What each school works on: the factors that it has chosen, else those of high significance; none: no profile."""
    survey = survey_if_any(session, settings, cycle)
    return {school: _risks(survey, school) if survey else [] for school in schools}


def _risks(survey: Survey, school: str) -> list[str]:
    chosen = [*survey.chosen(school)]
    if chosen or survey.profile(school).empty:
        return chosen
    return [one.factor for one in survey.decided(school) if one.significance is Significance.HIGH]


def _curators(
    session: Session, settings: Settings, cycle: Cycle, schools: Sequence[str], last_year: Mapping[str, str]
) -> Offer:
    people = frames(settings, holding(session, ["curators"]), ["curators"])["curators"]
    if people.empty:
        raise NotFound(_("Список кураторов не загружен: vekha load curators.csv (см. docs/mentoring.md)."))
    return curators_offered(risks_of(session, settings, cycle, schools), people, last_year)


def _partners(
    session: Session, settings: Settings, cycle: Cycle, schools: Sequence[str], last_year: Mapping[str, str]
) -> Offer:
    reads = ("schools", "neighbours", "conditions", "partners")
    found = frames(settings, holding(session, reads), reads)
    high = _stably_high(session, settings, cycle)
    closed = closed_schools(session, cycle)
    willing = found["partners"][~found["partners"]["school"].isin(closed)]
    region = Region(_about(found), found["neighbours"], willing, high - closed, last_year)
    offer = partners_offered([*schools], region)
    if not offer.capacity:
        told = _(
            "Опорных школ предложить нельзя: нет ни результатов, по которым видны стабильно высокие, ни списка "
            "согласных (vekha load partners.csv, см. docs/mentoring.md)."
        )
        raise NotFound(told)
    return offer


def _about(found: Frames) -> pd.DataFrame:
    return found["schools"][["school", "municipality"]].merge(found["conditions"], on="school", how="left")


def _stably_high(session: Session, settings: Settings, cycle: Cycle) -> frozenset[str]:
    """By the roadmap's own latest list, else by the results that are loaded, of as many years as the rule asks for."""
    frame = session.exec(
        select(ResultTable.frame)
        .join(Step, col(Step.id) == col(ResultTable.step_id))
        .join(Cycle, col(Cycle.id) == col(Step.cycle_id))
        .join(Computation, col(Computation.step_id) == col(Step.id))
        .where(Cycle.roadmap == cycle.roadmap, Computation.analysis == LISTS, ResultTable.name == "list")
        .order_by(col(Step.due_on).desc(), col(Step.id).desc())
    ).first()
    table = load_frame(settings, frame) if frame else _answered(session, settings, cycle)
    return frozenset(table.loc[table["kind"].eq(STABLY_HIGH), "school"])


def _answered(session: Session, settings: Settings, cycle: Cycle) -> pd.DataFrame:
    parameters: Parameters = recorded_definition(session, cycle)[0].assessment
    loaded = sorted({year for kind in RESULTS for one in current(session, kind) for year in years_of(one)})
    years = [year for year in loaded if year <= cycle.year][-max(2, parameters.school_lists.years) :]
    if len(years) < parameters.school_lists.years:
        return pd.DataFrame(columns=["kind", "school"])
    return answer(settings, LISTS, years, parameters).table


def _last_year(session: Session, cycle: Cycle, kind: HelperKind) -> Mapping[str, str]:
    before = session.exec(select(Cycle).where(Cycle.roadmap == cycle.roadmap, Cycle.year == cycle.year - 1)).first()
    return {one.school: one.helper for one in appointed(session, before, kind)} if before else {}


def _said(session: Session, cycle: Cycle, kind: HelperKind, *, anew: bool) -> Said:
    """Pins, then those who help already as if they were pinned, where no word is against it."""
    word = wished(session, cycle, kind)
    standing = {one.school: one.helper for one in appointed(session, cycle, kind)}
    if anew:
        return Said(word.pinned, word.forbidden, standing)
    kept = {school: helper for school, helper in standing.items() if (school, helper) not in word.forbidden}
    return Said({**kept, **word.pinned}, word.forbidden, standing)


def _text(said: object) -> str:
    return said if isinstance(said, str) else ""
