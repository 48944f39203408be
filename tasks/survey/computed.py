"""What a year's answers come to, computed once while the same files are asked about; people's decisions stand apart."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import pandas as pd

from models.assessment.parameters import SurveyParameters
from models.records import Dataset
from models.survey.deficits import by_question, deficits
from models.survey.profile import profiles
from models.survey.questionnaire import Questionnaire
from models.survey.response import Response, responses
from tasks.data.datasets import frames
from tasks.settings import Settings

READS = ("answers", "schools")


@dataclass(frozen=True)
class Question:
    """A year's answers as they are asked about, known by the files' content, the questionnaire and the quota."""

    known: tuple[object, ...]
    year: int = field(compare=False)
    settings: Settings = field(compare=False)
    files: Sequence[Dataset] = field(compare=False)
    questionnaire: Questionnaire = field(compare=False)
    quota: SurveyParameters = field(compare=False)


@dataclass(frozen=True)
class Told:
    """What the answers come to before people decide: the tables of a Survey."""

    schools: pd.DataFrame
    responses: pd.DataFrame
    profiles: pd.DataFrame
    questions: pd.DataFrame


@lru_cache(maxsize=2)
def told_by(of: Question) -> Told:
    """The papers of a measure after another ask about the same answers."""
    loaded = frames(of.settings, of.files, READS, [of.year])
    answers, schools = loaded["answers"], loaded["schools"]
    table = responses(answers, schools, of.quota)
    tiny = table.loc[table["response"].eq(Response.TINY), ["school", "group"]].itertuples(index=False, name=None)
    return Told(
        schools=schools.drop_duplicates("school").set_index("school"),
        responses=table,
        profiles=profiles(answers, of.questionnaire, tiny),
        questions=by_question(deficits(answers, of.questionnaire)),
    )
