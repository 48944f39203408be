"""The survey of the risk profile in the region: planted factors, people who waver, look-alikes below the line.

A school's factor has a level, a person's opinion lies about it, an answer about the opinion. High and look-alike levels
lie apart from the cut-off by less than one director may err: what is found is told as it is (scoring.STATISTICAL).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from models.survey.questionnaire import Question, Questionnaire
from tasks.sample.region import People
from tasks.sample.registers import sizes

# Kind of level → how deficient it is (0–1), and how often it is planted.
LEVELS = {"high": (0.85, 0.15), "alike": (0.54, 0.10), "middle": (0.44, 0.30), "low": (0.18, 0.45)}
OPINION, ANSWER = 0.12, 0.18  # spread of people about the level, and of answers about an opinion
PUPILS_ASKED = 0.2
ANSWERING = {"teacher": 0.8, "pupil": 0.8, "parent": 0.6}
COLUMNS = ("year", "school_login", "respondent_group", "respondent_no", "question_code", "answer")


@dataclass(frozen=True)
class Surveyed:
    """The file of answers; the planted factors, and those just under them, as (login, factor)."""

    path: Path
    high: list[list[str]]
    alike: list[list[str]]


def write_survey(path: Path, people: People, questionnaire: Questionnaire, year: int, seed: int) -> Surveyed:
    """Write the answers of every school's director, teachers, pupils and parents, as one plain table."""
    rng = np.random.default_rng([seed, 11])
    factors, logins = [*questionnaire.factors], people.schools["login"].tolist()
    names, chances = [*LEVELS], [chance for _level, chance in LEVELS.values()]
    planted = rng.choice(names, size=(len(logins), len(factors)), p=chances)
    parts = [
        part.assign(school_login=login)
        for login, count, kinds in zip(logins, _respondents(people), planted, strict=True)
        for part in _answers(count, dict(zip(factors, kinds, strict=True)), questionnaire, rng)
    ]
    _write(path, parts, year)
    return Surveyed(path, _pairs(planted, "high", logins, factors), _pairs(planted, "alike", logins, factors))


def write_diagnosis(path: Path, logins: Sequence[str], questionnaire: Questionnaire, year: int, seed: int) -> Path:
    """Write what each school's own team says of its factors, as one plain table; nothing of it is kept as truth."""
    rng = np.random.default_rng([seed, 13])
    names, chances = [*LEVELS], [chance for _level, chance in LEVELS.values()]
    teams = dict.fromkeys(questionnaire.groups_of("self"), 1)
    planted = rng.choice(names, size=(len(logins), len(questionnaire.factors)), p=chances)
    parts = [
        part.assign(school_login=login)
        for login, kinds in zip(logins, planted, strict=True)
        for part in _answers(teams, dict(zip(questionnaire.factors, kinds, strict=True)), questionnaire, rng)
    ]
    return _write(path, parts, year)


def _write(path: Path, parts: Iterable[pd.DataFrame], year: int) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    pd.concat(list(parts)).assign(year=year)[list(COLUMNS)].to_csv(path, index=False)
    return path


def _respondents(people: People) -> Iterator[dict[str, int]]:
    """How many of each group answer in each school."""
    for pupils, teachers in sizes(people).itertuples(index=False):
        asked = {"teacher": teachers, "pupil": pupils * PUPILS_ASKED, "parent": pupils * PUPILS_ASKED}
        yield {"director": 1} | {group: int(np.ceil(asked[group] * share)) for group, share in ANSWERING.items()}


def _answers(
    count: dict[str, int], kinds: dict[str, str], questionnaire: Questionnaire, rng: np.random.Generator
) -> Iterator[pd.DataFrame]:
    """The answers of each group of one school, a row an answer."""
    for group, many in count.items():
        questions = questionnaire.of_group(group)
        opinions = {
            factor: rng.normal(LEVELS[kinds[factor]][0], OPINION, many)
            for factor in dict.fromkeys(question.factor for question in questions)
        }
        told = [_told(opinions[question.factor], question, questionnaire, rng) for question in questions]
        yield pd.DataFrame(
            {
                "respondent_group": group,
                "respondent_no": np.tile(np.arange(1, many + 1), len(questions)),
                "question_code": np.repeat([question.code for question in questions], many),
                "answer": np.concatenate(told),
            }
        )


def _told(
    opinions: np.ndarray, question: Question, questionnaire: Questionnaire, rng: np.random.Generator
) -> np.ndarray:
    """The numbers of the answers nearest to what these people think of the question."""
    last = len(questionnaire.answers_to(question)) - 1
    deficit = np.clip(opinions + rng.normal(0, ANSWER, len(opinions)), 0, 1)
    place = deficit if question.reverse else 1 - deficit
    return np.rint(place * last).astype(int) + 1


def _pairs(planted: np.ndarray, kind: str, logins: list[str], factors: list[str]) -> list[list[str]]:
    return [[logins[school], factors[factor]] for school, factor in np.argwhere(planted == kind)]
