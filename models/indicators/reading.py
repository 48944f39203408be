"""A reading of an indicator: how many of how many, against its target and the first year. The unknown is never 0."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from models.language import _
from models.roadmap.definition import Indicator


class Met(StrEnum):
    """Whether a target is reached."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_AVAILABLE = "not_available"

    @property
    def label(self) -> str:
        """As people read it."""
        return {Met.MET: _("достигнут"), Met.NOT_MET: _("не достигнут"), Met.NOT_AVAILABLE: _("нет данных")}[self]


@dataclass(frozen=True)
class Count:
    """So many (numerator) of so many (denominator; None for an indicator that is a plain number)."""

    numerator: int
    denominator: int | None = None

    @property
    def value(self) -> Fraction | None:
        """The share, or the number; None for a share of nobody."""
        if self.denominator is None:
            return Fraction(self.numerator)
        return Fraction(self.numerator, self.denominator) if self.denominator else None


@dataclass(frozen=True)
class Reading:
    """An indicator as it stands.

    measure, nth: whose it is (empty for the whole plan) and which of its indicators, from 1.
    count:    None when it is not known; baseline: before support, or in the first year that is known.
    schools:  of one in each school, how many are known and how many there are; else None.
    why:      what is missing, in words; source: where the numbers come from.
    """

    measure: str
    nth: int
    indicator: Indicator
    count: Count | None
    met: Met
    baseline: Count | None = None
    schools: Count | None = None
    why: str = ""
    source: str = ""


def met(indicator: Indicator, count: Count | None, baseline: Count | None = None) -> Met:
    """Whether the count reaches the target; where only growth is asked for, whether it is above the baseline."""
    value = count.value if count else None
    if value is None:
        return Met.NOT_AVAILABLE
    if indicator.at_least is None and indicator.at_most is None:
        before = baseline.value if baseline else None
        return Met.NOT_AVAILABLE if before is None else _as_met(is_met=value > before)
    # The bounds are read as printed: 0.06 is six of a hundred, not the nearest binary number.
    is_enough = indicator.at_least is None or value >= Fraction(str(indicator.at_least))
    is_few = indicator.at_most is None or value <= Fraction(str(indicator.at_most))
    return _as_met(is_met=is_enough and is_few)


def together(each: list[Met]) -> Met:
    """Of several that must all be reached: one that is not decides, else one that is not known."""
    if Met.NOT_MET in each:
        return Met.NOT_MET
    return Met.NOT_AVAILABLE if Met.NOT_AVAILABLE in each or not each else Met.MET


def _as_met(*, is_met: bool) -> Met:
    return Met.MET if is_met else Met.NOT_MET
