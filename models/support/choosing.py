"""Which measures each school's draft plan is made of: the best that all schools together can have. Pure.

What is maximised is worth.py's, how it is found solving's, why a line is there or not explaining.py's.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf

import pandas as pd

from models.support.candidates import candidates
from models.support.catalogue import Catalogue
from models.support.explaining import explained
from models.support.solving.exact import solved


@dataclass(frozen=True)
class Capacity:
    """What there is: how many measures a school can bear, and the institute's places by measure.

    places: only where they are others than the catalogue says
    """

    measures_per_school: int
    places: Mapping[str, int] = field(default_factory=dict)

    def schools_at_most(self, catalogue: Catalogue) -> dict[str, float]:
        """By measure, how many schools its places are enough for."""
        in_all = {one.code: self.places.get(one.code, one.places_in_all) for one in catalogue.measures}
        return {
            one.code: total // one.places if one.places and (total := in_all[one.code]) is not None else inf
            for one in catalogue.measures
        }


@dataclass(frozen=True)
class Choice:
    """What was chosen, and what was not.

    lines:    school, code, factor, level, benefit, needed_for, displaces; needs before what needs them
    left_out: school, code, factor, level, benefit, reason (explaining.Reason)
    worth:    of all plans together; no other choice within the capacity has more
    """

    lines: pd.DataFrame
    left_out: pd.DataFrame
    worth: float


def choose(catalogue: Catalogue, factors: pd.DataFrame, capacity: Capacity, low: pd.Series | None = None) -> Choice:
    """The best plans for these schools.

    factors: school, factor, level (high, middle), score 0–1; unique by school and factor
    low:     school → number of procedures with low results
    Equal input in any order gives equal plans. A school without factors has no lines.
    """
    found = candidates(catalogue, factors, pd.Series(dtype=int) if low is None else low)
    room = capacity.schools_at_most(catalogue)
    is_chosen, worth = solved(found, catalogue, capacity.measures_per_school, room)
    chosen, left = explained(found.assign(is_chosen=is_chosen), catalogue, capacity.measures_per_school, room)
    return Choice(chosen, left, worth)
