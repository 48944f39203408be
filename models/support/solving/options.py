"""What may stand in a plan together: every set of a factor's measures, closed under what they need. Pure.

Measures that need one another across factors hang together too. What hangs together is listed once a catalogue, so
that a school's best plan is a sum over a few short lists (best.py).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
import numpy.typing as npt
import pandas as pd

from models.support.catalogue import Catalogue
from models.support.worth import EFFORT_COST, answered

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

# A catalogue whose linked measures make more sets than that is solved as a whole (whole.py).
MOST_SETS = 4_000


@dataclass(frozen=True)
class Options:
    """The sets of measures that hang together, the small before the large, otherwise as the catalogue lists them.

    holds: set × measure of the catalogue; sizes: of each set; worths: set × school, −inf where the set is not fit
    """

    holds: Bools
    sizes: Ints
    worths: Floats


def options(found: pd.DataFrame, catalogue: Catalogue, limit: int) -> list[Options] | None:
    """The options of every school (sorted), by what hangs together; None where there are more than can be listed.

    found: candidates.candidates; limit: measures a school
    """
    groups = [*_linked(catalogue)]
    if any(_sets_at_most(len(group), limit) > MOST_SETS for group in groups):
        return None
    schools = found["school"].astype("category").cat.codes.to_numpy()
    at = {code: place for place, code in enumerate(catalogue.by_code)}
    fit, weights = (np.zeros((schools.max() + 1, len(at)), kind) for kind in (bool, float))
    places = found["code"].map(at).to_numpy()
    fit[schools, places] = True
    weights[schools, places] = found["weight"]
    return [_options([*_closed(group, catalogue, limit)], catalogue, at, fit, weights) for group in groups]


def _linked(catalogue: Catalogue) -> Iterator[list[str]]:
    """Measures against one factor, with those that need them or are needed by them, and so on."""
    group = {code: measure.factor for code, measure in catalogue.by_code.items()}
    for code, measure in catalogue.by_code.items():
        for needed in measure.needs:
            joined, other = group[code], group[needed]
            group = {one: joined if its == other else its for one, its in group.items()}
    for name in dict.fromkeys(group.values()):
        yield [code for code, its in group.items() if its == name]


def _sets_at_most(measures: int, limit: int) -> int:
    return sum(comb(measures, size) for size in range(min(measures, limit) + 1))


def _closed(group: list[str], catalogue: Catalogue, limit: int) -> Iterator[tuple[str, ...]]:
    """The sets within the limit that have in them what their measures need."""
    for size in range(min(len(group), limit) + 1):
        for codes in combinations(group, size):
            if all({*catalogue.by_code[code].needs} <= {*codes} for code in codes):
                yield codes


def _options(
    sets: list[tuple[str, ...]], catalogue: Catalogue, at: dict[str, int], fit: Bools, weights: Floats
) -> Options:
    """What each set holds and what it is worth to each school: what it answers by the factor's weight, less effort."""
    holds = np.zeros((len(sets), len(at)), bool)
    for row, codes in enumerate(sets):
        holds[row, [at[code] for code in codes]] = True
    every = list(catalogue.by_code.values())
    effort = holds @ np.array([one.effort for one in every], float)
    worths = np.repeat(-EFFORT_COST * effort[:, np.newaxis], len(fit), axis=1)
    for factor in dict.fromkeys(catalogue.by_code[code].factor for codes in sets for code in codes):
        own = np.array([one.factor == factor for one in every])
        strength = holds @ np.array([one.strength * (one.factor == factor) for one in every], float)
        worths += np.outer(answered(strength), weights[:, own].max(axis=1))
    for row in range(len(sets)):
        worths[row, ~fit[:, holds[row]].all(axis=1)] = -np.inf
    return Options(holds, holds.sum(axis=1), worths)
