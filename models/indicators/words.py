"""An indicator's numbers in words: «9 из 12 (75 %)», «не меньше 75 %»."""

from fractions import Fraction

from models.indicators.reading import Count
from models.language import _
from models.roadmap.definition import Indicator, Unit
from models.wording import decimal, percent


def counted(count: Count | None) -> str:
    """So many of so many with the share; a dash where nothing is known."""
    if count is None:
        return "—"
    if count.denominator is None:
        return str(count.numerator)
    said = _("{numerator} из {denominator}").format(numerator=count.numerator, denominator=count.denominator)
    return said if count.value is None else f"{said} ({_percent(count.value)})"


def target(indicator: Indicator) -> str:
    """What is asked for."""
    if indicator.at_least is None and indicator.at_most is None:
        return _("рост (порог не назван)")
    bounds = ((_("не меньше {bound}"), indicator.at_least), (_("не больше {bound}"), indicator.at_most))
    said = [words.format(bound=_bound(bound, indicator)) for words, bound in bounds if bound is not None]
    each = _(", в каждой школе") if indicator.per is Unit.SCHOOL else ""
    return " ".join(said) + each


def _bound(bound: float, indicator: Indicator) -> str:
    return _percent(Fraction(str(bound))) if indicator.as_share else decimal(bound)


def _percent(share: Fraction) -> str:
    value = float(100 * share)
    return percent(value, 0 if value.is_integer() else 1)
