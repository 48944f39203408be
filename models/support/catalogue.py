"""A catalogue of support measures: what helps a school against which risk factor. Reading its YAML: parsing.py.

The factors are those that «500+» published (domain.md §2.2); measures, strengths and places are ours: no federal
catalogue is public.
"""

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from models.roadmap.frozen import Frozen
from models.roadmap.order import Party
from models.support.levels import Level

FOR_TEACHERS = re.compile(r"\b(?:учителя|педагоги)\b(?!-)", re.IGNORECASE)
Count = Annotated[int, Field(ge=0, le=100_000)]


class CatalogueParty(Party):
    """A role of the catalogue. known_as: codes by which roadmaps call the same role, the likeliest first."""

    known_as: tuple[str, ...] = ()


class MeasureIndicator(Frozen):
    """What shows that a measure works.

    by:   how far it should move in the direction when a school sets no target of its own
    unit: percents of what is counted, 0–100, or a plain number
    """

    text: str
    counted: str
    direction: Literal["up", "down"]
    by: Annotated[float, Field(gt=0)]
    unit: Literal["percent", "number"] = "percent"

    def target_from(self, baseline: float) -> float:
        """The target that follows from what there is now; never below nothing nor above the whole."""
        moved = max(baseline + (self.by if self.direction == "up" else -self.by), 0.0)
        return min(moved, 100.0) if self.unit == "percent" else moved


class CatalogueMeasure(Frozen):
    """One way to help a school.

    text, for_whom: what is done, for whom
    parties:  who does it; the first leads
    days:     calendar days from its opening to its deadline
    level:    from which significance of the factor on it is fit
    strength: how much of the factor it answers, in our experts' units
    effort:   what it takes of the school, in our experts' units
    places:   of the institute's places that one school takes; places_in_all: how many there are, None: enough for all
    needs:    measures without which it makes no sense
    source:   what it stands on
    """

    code: str
    factor: str
    title: str
    text: str
    for_whom: str
    parties: Annotated[tuple[str, ...], Field(min_length=1)]
    days: Annotated[int, Field(gt=0, le=730)]
    deliverables: Annotated[tuple[str, ...], Field(min_length=1)]
    indicator: MeasureIndicator
    level: Level
    strength: Annotated[int, Field(ge=1, le=3)]
    effort: Annotated[int, Field(ge=1, le=5)]
    places: Count = 0
    places_in_all: Count | None = None
    needs: tuple[str, ...] = ()
    source: str

    @property
    def is_for_teachers(self) -> bool:
        """Whether its own words name teachers among those it is for; «классы без учителя-предметника» name none."""
        return FOR_TEACHERS.search(self.for_whom) is not None


class Catalogue(Frozen):
    """Measures by factor, for a year.

    factors:             code → what it is called
    measures_per_school: how many a school's plan may hold
    """

    name: str
    title: str
    year: Annotated[int, Field(ge=2015, le=2100)]
    about: str
    measures_per_school: Annotated[int, Field(gt=0, le=100)]
    parties: tuple[CatalogueParty, ...]
    factors: dict[str, str]
    measures: tuple[CatalogueMeasure, ...]

    @cached_property
    def by_code(self) -> dict[str, CatalogueMeasure]:
        """Measures by code, as the file lists them."""
        return {measure.code: measure for measure in self.measures}

    @cached_property
    def party_by_code(self) -> dict[str, CatalogueParty]:
        """Roles by code."""
        return {party.code: party for party in self.parties}

    def needed_for(self, codes: Iterable[str]) -> set[str]:
        """These measures with all that they need, directly or not."""
        found, left = set[str](), [*codes]
        while left:
            code = left.pop()
            if code not in found:
                found.add(code)
                left += self.by_code[code].needs
        return found

    def in_order(self, codes: Iterable[str]) -> tuple[str, ...]:
        """These measures, each after those of them that it needs; otherwise as the file lists them."""
        chosen, ordered = set(codes), dict[str, None]()

        def put(code: str) -> None:
            for needed in self.by_code[code].needs:
                if needed in chosen:
                    put(needed)
            ordered.setdefault(code)

        for code in self.by_code:
            if code in chosen:
                put(code)
        return tuple(ordered)
