"""What a suggestion is, and all of them for one order. How each is found belongs in the modules beside this one."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from models.order.definition import Doubt
from models.roadmap.definition import Indicator, Kind, Phase, Unit
from models.roadmap.needs import Prerequisite
from models.roadmap.order import Party

Value = TypeVar("Value", covariant=True)


@dataclass(frozen=True)
class Suggestion(Generic[Value]):
    """A value that the order does not print, and why we propose it (Russian). A person confirms or changes it.

    is_guess: nothing in the order's words speaks for it; it is only what is usual
    """

    value: Value
    reason: str
    is_guess: bool = False


@dataclass(frozen=True)
class MeasureSuggestions:
    """Everything proposed for one measure.

    code:     ours, unique in the order («K01», «K06.2», «N-A1»)
    inherits: the code of the measure whose schedule, responsible and result hold for this one's empty cells
    parties:  codes from Suggestions.parties, the first one leads
    """

    code: str
    short_title: Suggestion[str]
    kind: Suggestion[Kind]
    phase: Suggestion[Phase]
    unit: Suggestion[Unit]
    parties: Suggestion[tuple[str, ...]]
    deliverables: Suggestion[tuple[str, ...]]
    inherits: str | None = None
    indicators: tuple[Suggestion[Indicator], ...] = ()
    is_target: Suggestion[bool] | None = None
    prerequisites: tuple[Suggestion[Prerequisite], ...] = ()


@dataclass(frozen=True)
class Suggestions:
    """Everything proposed for an order: its measures in document order, its roles as first printed.

    questions: what only a person can answer about the roles («муниципальный куратор» — тот же координатор?)
    """

    measures: tuple[MeasureSuggestions, ...]
    parties: tuple[Suggestion[Party], ...]
    questions: tuple[Doubt, ...] = ()
