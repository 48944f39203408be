"""From the grammar's tree to phrases: a method for each rule of schedule.lark that has a meaning, named as the rule.

What the phrases are belongs in phrases.py, what they mean together in meaning.py. Importing this package imports lark.
"""
# ruff: noqa: D102 — schedule.lark describes each rule, the method has its name

from typing import Any

from models.roadmap.schedule.period import Period
from models.roadmap.schedule.phrases import Mark, Part
from models.roadmap.schedule.saying.children import Children
from models.roadmap.schedule.saying.dates import Dates
from models.roadmap.schedule.saying.events import Events
from models.roadmap.schedule.saying.returns import Returns


class Saying(Dates, Returns, Events):
    """What each rule of the grammar says by itself, in a plan whose school years are divided as its period says."""

    def __init__(self, period: Period) -> None:
        super().__init__()
        self.terms = period.terms
        self.is_school_year = period.is_school_year

    def start(self, children: Children) -> tuple[Part, ...]:
        return tuple(child for child in children if isinstance(child, Part))

    def part(self, children: Children) -> Part:
        phrases: list[Any] = []
        for child in children:
            phrases += child if isinstance(child, list) else [child]
        return Part(tuple(phrase for phrase in phrases if phrase is not Mark.LEAD))
