"""A questionnaire: factors, groups of respondents, scales and questions. Reading its YAML belongs in parsing.py.

The factors are those that «500+» published (domain.md §2.2); the questions, weights and cut-offs are ours: no federal
formula is public.
"""

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from models.roadmap.frozen import Frozen

Weight = Annotated[float, Field(gt=0, le=100)]
Cut = Annotated[float, Field(gt=0, lt=1)]

# Answers of fewer people of an anonymous group are not kept: k-anonymity by construction.
KEPT_FROM = 5


class Group(Frozen):
    """Who is asked.

    source:    survey, or self: the school's own diagnosis, a profile of its own
    anonymous: no answer may be tied to a person; otherwise the form is the school's official one, one a school
    """

    title: str
    source: Literal["survey", "self"]
    anonymous: bool


class Factor(Frozen):
    """A risk factor, and how much each group's answers weigh in it."""

    title: str
    groups: dict[str, Weight]


class Question(Frozen):
    """A question of one group about one factor.

    reverse: the higher the answer, the greater the deficit; otherwise agreement is a good sign
    weight:  among the questions to the same group about the same factor
    """

    code: str
    group: str
    factor: str
    scale: str
    text: str
    reverse: bool = False
    weight: Weight = 1.0


class Questionnaire(Frozen):
    """What people are asked in a year and what follows from it.

    scales:      the answers from the first to the last; an answer is its number, from 1 on
    high_from, middle_from: a factor's score from which its significance is «высокая», «средняя»
    """

    name: str
    title: str
    year: Annotated[int, Field(ge=2015, le=2100)]
    about: str
    high_from: Cut = 0.66
    middle_from: Cut = 0.33
    scales: dict[str, Annotated[tuple[str, ...], Field(min_length=2)]]
    groups: dict[str, Group]
    factors: dict[str, Factor]
    questions: tuple[Question, ...]

    @cached_property
    def by_code(self) -> dict[str, Question]:
        """Questions by code, in the order in which they are asked."""
        return {question.code: question for question in self.questions}

    def of_group(self, group: str) -> tuple[Question, ...]:
        """The questions that the group is asked, in their order."""
        return tuple(question for question in self.questions if question.group == group)

    def answers_to(self, question: Question) -> tuple[str, ...]:
        """The answers to choose from."""
        return self.scales[question.scale]

    def groups_of(self, source: str) -> tuple[str, ...]:
        """The groups whose answers make the profile of that source."""
        return tuple(code for code, group in self.groups.items() if group.source == source)
