"""What the record knows of a cycle, and what people have counted, as far as an indicator may be counted by it."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from models.indicators.reading import Count
from models.records import Step
from models.roadmap.definition import Roadmap


@dataclass(frozen=True)
class Stated:
    """What a person has counted for an indicator (its words), of all or of one school, on which day, by what paper."""

    measure: str
    indicator: str
    unit: str
    count: Count
    on: date
    basis: str
    is_baseline: bool = False


@dataclass(frozen=True)
class Known:
    """What the record knows of one cycle.

    schools: the approved list; steps: by measure, of the cycle
    low:     by year, schools on the list of schools with low results, of all in the register: by result year as
             computed, or where nobody computes it, by the cycle's year as approved
    planned, mentored: schools with an approved support plan; schools whose teachers have met a mentor
    curated, partnered: schools that a curator, a partner school helps; each of the four None where nobody was proposed
    answered: by measure whose check looks at the survey's answers: school → whether they are enough, where looked at
    stated:  what people have counted, the last word of each last
    """

    roadmap: Roadmap
    schools: tuple[str, ...]
    steps: Mapping[str, Sequence[Step]]
    as_of: date
    low: Mapping[int, Count] = field(default_factory=dict)
    planned: Set[str] | None = None
    mentored: Set[str] | None = None
    curated: Set[str] | None = None
    partnered: Set[str] | None = None
    answered: Mapping[str, Mapping[str, bool]] = field(default_factory=dict)
    stated: Sequence[Stated] = ()

    @cached_property
    def last_words(self) -> Mapping[tuple[str, str, str, bool], Stated]:
        """The last word of each by measure, the indicator's words, school and whether it is of before the support."""
        return {(one.measure, one.indicator, one.unit, one.is_baseline): one for one in self.stated}
