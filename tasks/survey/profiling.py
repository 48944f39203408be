"""The survey of a year as it stands: who answered, what profiles came of it, what people decided. Reads only."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd
from sqlmodel import Session

from models.assessment.parameters import SurveyParameters
from models.errors import NotFound
from models.language import _
from models.records import Cycle, FactorChoice, FactorVerdict
from models.survey.decided import DecidedFactor, chosen, decided
from models.survey.questionnaire import Questionnaire
from models.survey.response import responses
from models.survey.significance import Significance
from tasks.data.datasets import frames, holding
from tasks.reading.questionnaire import QUESTIONNAIRES
from tasks.record.book import approved_schools, recorded_definition
from tasks.settings import Settings
from tasks.survey.computed import READS, Question, told_by
from tasks.survey.deciding import decisions

SURVEY, SELF = "survey", "self"


@dataclass(frozen=True)
class Survey:
    """A year's survey.

    schools:   the register
    responses: models/survey/response.py, of every school of the register
    profiles:  models/survey/profile.py, of every school that answered
    questions: the mean deficit of each question in each school (models/survey/deficits.py)
    """

    year: int
    questionnaire: Questionnaire
    schools: pd.DataFrame
    responses: pd.DataFrame
    profiles: pd.DataFrame
    questions: pd.DataFrame
    verdicts: Mapping[str, Sequence[FactorVerdict]]
    choices: Mapping[str, Sequence[FactorChoice]]

    def name_of(self, school: str) -> str:
        """The school's name, or its login where the register does not know it."""
        return str(self.schools.loc[school, "name"]) if school in self.schools.index else school

    def source_of(self, school: str) -> str:
        """Which profile people verify: the survey's where there is one, else the school's own diagnosis."""
        return SELF if (school, SELF) in self._profiles and (school, SURVEY) not in self._profiles else SURVEY

    def profile(self, school: str, source: str = "") -> pd.DataFrame:
        """The school's factors, a row each; none when nobody answered."""
        return self._profiles.get((school, source or self.source_of(school)), self.profiles.iloc[:0])

    def responses_of(self, school: str) -> pd.DataFrame:
        """How each group of the school stands."""
        return self._responses.get(school, self.responses.iloc[:0])

    def questions_of(self, school: str) -> pd.DataFrame:
        """The mean deficit of each question in the school."""
        return self._questions.get(school, self.questions.iloc[:0])

    def median(self, factor: str, source: str) -> float:
        """The median of the factor's scores by that source over all schools; NaN when none has a score."""
        return float(self._medians[source, factor])

    def computed(self, school: str, source: str = "") -> Mapping[str, Significance]:
        """What the answers say of each factor. NotFound when nobody answered."""
        rows = self.profile(school, source)
        if rows.empty:
            told = _("Ответов школы «{school}» за {year} год нет: загрузите анкеты (vekha load).")
            raise NotFound(told.format(school=school, year=self.year))
        return dict(zip(rows["factor"], map(Significance, rows["significance"]), strict=True))

    def decided(self, school: str, source: str = "") -> tuple[DecidedFactor, ...]:
        """Each factor as it stands after people have spoken."""
        return decided(self.computed(school, source), self.verdicts.get(school, ()))

    def chosen(self, school: str) -> tuple[str, ...]:
        """The factors that the school works on."""
        return chosen(self.choices.get(school, ()))

    # Every school is asked about one after another: the tables are divided once.

    @cached_property
    def _profiles(self) -> Mapping[Any, pd.DataFrame]:
        return _divided(self.profiles, ["school", "source"])

    @cached_property
    def _responses(self) -> Mapping[Any, pd.DataFrame]:
        return _divided(self.responses, "school")

    @cached_property
    def _questions(self) -> Mapping[Any, pd.DataFrame]:
        return _divided(self.questions, "school")

    @cached_property
    def _medians(self) -> "pd.Series[float]":
        return self.profiles.groupby(["source", "factor"])["score"].median()


def _divided(table: pd.DataFrame, by: str | list[str]) -> Mapping[Any, pd.DataFrame]:
    """The table's rows by key, each part numbered anew."""
    return {key: rows.reset_index(drop=True) for key, rows in table.groupby(by, sort=False)}


def survey_of(session: Session, settings: Settings, cycle: Cycle, year: int = 0) -> Survey:
    """The survey of that year (the cycle's own by default), computed from the answers that are loaded now."""
    asked = year or cycle.year
    questionnaire = QUESTIONNAIRES.of_year(settings, asked)
    files = sorted(holding(session, READS), key=lambda one: one.id or 0)
    quota = recorded_definition(session, cycle)[0].assessment.survey
    known = (asked, questionnaire.model_dump_json(), quota.model_dump_json(), *(one.frames for one in files))
    verdicts, choices = decisions(session, cycle)
    told = told_by(Question(known, asked, settings, files, questionnaire, quota))
    return Survey(asked, questionnaire, told.schools, told.responses, told.profiles, told.questions, verdicts, choices)


def survey_if_any(session: Session, settings: Settings, cycle: Cycle) -> Survey | None:
    """The cycle's own survey; None in a year for which there is no questionnaire."""
    try:
        return survey_of(session, settings, cycle)
    except NotFound:
        return None


def factor_titles(settings: Settings, year: int) -> dict[str, str]:
    """What the year's risk factors are called, by code; nothing in a year for which there is no questionnaire."""
    try:
        return {code: one.title for code, one in QUESTIONNAIRES.of_year(settings, year).factors.items()}
    except NotFound:
        return {}


def standing_of(session: Session, settings: Settings, cycle: Cycle) -> pd.DataFrame:
    """Who is behind: the responses of the target group, or of the whole register where no group is approved."""
    loaded = frames(settings, holding(session, READS), READS, [cycle.year])
    schools = _asked(loaded["schools"], [one.school for one in approved_schools(session, cycle)])
    return responses(loaded["answers"], schools, _quota(session, cycle))


def asked_counts(session: Session, settings: Settings, cycle: Cycle, only: Collection[str] = ()) -> pd.DataFrame:
    """How many are asked in each school of the target group (or in these): school, name, group, asked."""
    loaded = frames(settings, holding(session, ["schools"]), ["answers", "schools"])
    members = only or [one.school for one in approved_schools(session, cycle)]
    schools = _asked(loaded["schools"], members)
    names = schools[["school", "name"]].drop_duplicates("school")
    table = responses(loaded["answers"], schools, _quota(session, cycle))
    return table[["school", "group", "asked"]].merge(names, on="school", how="left")


def _asked(schools: pd.DataFrame, members: Collection[str]) -> pd.DataFrame:
    """The register's rows of these schools, of all when none are named. NotFound when one is not in the register."""
    if missing := sorted(set(members) - set(schools["school"])):
        told = _("В реестре школ нет: {schools}. Загрузите реестр: vekha load.")
        raise NotFound(told.format(schools=", ".join(missing)))
    return schools[schools["school"].isin(members)] if members else schools


def _quota(session: Session, cycle: Cycle) -> SurveyParameters:
    return recorded_definition(session, cycle)[0].assessment.survey
