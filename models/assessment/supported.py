"""Supported: a school of an approved list, by which result years the list was made, and since which it is supported.

What the rule `effect_of_support` reads beside loaded data; the record says it (tasks/record/supported.py). No pandas:
whether a step is stale is asked by commands that answer people.
"""

from dataclasses import dataclass
from datetime import date

# A list made from July on knows that year's results; ВПР begin in March (ours; domain.md §2.4).
RESULTS_KNOWN_FROM, RESULTS_BEGIN = 7, 3


@dataclass(frozen=True, order=True)
class Supported:
    """A listed school.

    selection_years: whose results the list was made from; from_year: the first results that support can have moved
    """

    school: str
    selection_years: tuple[int, ...]
    from_year: int


def supported_since(school: str, entered_on: date) -> Supported:
    """A school that entered the group on that day, by a list of the two years whose results were known then.

    Results of the same year come after support began when the school entered before ВПР do.
    """
    known = entered_on.year if entered_on.month >= RESULTS_KNOWN_FROM else entered_on.year - 1
    first = entered_on.year if entered_on.month < RESULTS_BEGIN else entered_on.year + 1
    return Supported(school, (known - 1, known), first)
