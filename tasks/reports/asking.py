"""What somebody asks a report about: which analysis, years and thresholds, and whose copies. No pandas."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from models.assessment.parameters import Parameters

Each = Literal["", "municipality", "school"]


@dataclass(frozen=True)
class Copies:
    """Whose copies are wanted; where none is named, the one of all schools.

    municipalities: by name; schools: by login; each: of every municipality, or of every school of the register
    """

    municipalities: tuple[str, ...] = ()
    schools: tuple[str, ...] = ()
    each: Each = ""

    @property
    def is_of_all(self) -> bool:
        """Whether one copy for all schools is wanted."""
        return not (self.municipalities or self.schools or self.each)


@dataclass(frozen=True)
class Asked:
    """An analysis asked for outside any measure.

    years:      result years; none: all that are loaded
    thresholds: whose parameters these are, as the document says it
    roadmap:    whose approved lists say who is supported; of all roadmaps when none is named
    """

    analysis: str
    years: tuple[int, ...]
    parameters: Parameters
    thresholds: str
    as_of: date
    copies: Copies = field(default_factory=Copies)
    roadmap: str = ""
