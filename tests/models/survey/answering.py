"""A small questionnaire and answers to it: a test states only what matters to it."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from models.assessment.layout import typed
from models.survey.parsing import parse
from models.survey.questionnaire import Questionnaire

SCHOOL, OTHER = "edu680101", "edu680102"
TEXT = """
name: small
title: Малый опросник
year: 2024
about: Составлен для проверки.
high_from: 0.66
middle_from: 0.33
scales:
  agreement: [нет, скорее нет, отчасти, скорее да, да]
groups:
  director: {title: директор, source: survey, anonymous: false}
  pupil: {title: обучающиеся, source: survey, anonymous: true}
  team: {title: школьная команда, source: self, anonymous: false}
factors:
  RF01: {title: Оснащение, groups: {director: 3, pupil: 1, team: 1}}
  RF06: {title: Мотивация, groups: {pupil: 1}}
questions:
  - {code: D1, group: director, factor: RF01, scale: agreement, text: Хватает всего}
  - {code: D2, group: director, factor: RF01, scale: agreement, text: Чего-то не хватает, reverse: true, weight: 3}
  - {code: P1, group: pupil, factor: RF01, scale: agreement, text: Книг хватает}
  - {code: P2, group: pupil, factor: RF06, scale: agreement, text: Мне интересно}
  - {code: S1, group: team, factor: RF01, scale: agreement, text: Нам всего хватает}
"""


def small() -> Questionnaire:
    """Two factors, three groups."""
    return parse(TEXT, "small.yaml")


def said(group: str, *people: dict[str, int], school: str = SCHOOL) -> list[dict[str, Any]]:
    """What these people answered, by question."""
    return [
        {"year": 2024, "school": school, "group": group, "respondent": number, "question": code, "answer": answer}
        for number, person in enumerate(people, start=1)
        for code, answer in person.items()
    ]


def answers(*parts: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """The frame of all these answers."""
    return typed("answers", pd.DataFrame([row for part in parts for row in part]))


def pupils(*interest: int, books: int = 5, school: str = SCHOOL) -> list[dict[str, Any]]:
    """Pupils by how interested they are, all of one mind about books."""
    return said("pupil", *({"P1": books, "P2": one} for one in interest), school=school)
