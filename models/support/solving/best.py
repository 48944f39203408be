"""Each school's best plan within its limit, at given prices of places: exact, all schools at once. Pure.

From one list of options to the next it is kept what so many measures are worth at most: what a school's plan is worth
is a sum over the lists, and only the number of measures ties them together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from models.support.solving.options import Bools, Floats, Ints, Options


@dataclass(frozen=True)
class Asked:
    """Whose plans: rows, each a school with what its plan must hold and must not.

    schools: places of schools, may repeat; must, never: row × measure
    """

    schools: Ints
    must: Bools
    never: Bools

    @staticmethod
    def of_all(schools: int, measures: int) -> "Asked":
        """Every school once, free to take what it likes."""
        nothing = np.zeros((schools, measures), bool)
        return Asked(np.arange(schools), nothing, nothing)


@dataclass(frozen=True)
class Best:
    """worths: of each row's best plan, less the prices; −inf where none is possible. plans: row × measure."""

    worths: Floats
    plans: Bools


def best(lists: Sequence[Options], limit: int, prices: Floats, asked: Asked) -> Best:
    """The best plan of each row. prices: by measure, to be paid by a plan that holds it.

    Of equal plans the one with fewer measures, then the one that the lists name first.
    """
    rows = np.arange(len(asked.schools))
    sums = np.full((limit + 1, len(rows)), -np.inf)
    sums[0] = 0.0
    steps = []
    for one in lists:
        worths, chosen = _by_size(one, limit, prices, asked)
        sums, sizes = _together(sums, worths)
        steps.append((one, sizes, chosen))
    left = sums.argmax(axis=0)
    found, plans = sums[left, rows], np.zeros((len(rows), len(prices)), bool)
    for one, sizes, chosen in reversed(steps):
        size = sizes[left, rows]
        plans |= one.holds[chosen[size, rows]]
        left = left - size
    return Best(found, plans)


def _by_size(one: Options, limit: int, prices: Floats, asked: Asked) -> tuple[Floats, Ints]:
    """What so many measures of the list are worth at most to each row, and the set that is; size × row."""
    worths = one.worths[:, asked.schools] - (one.holds @ prices)[:, np.newaxis]
    for measure in np.flatnonzero(one.holds.any(axis=0)):
        for rows, wrong in (
            (asked.must[:, measure], ~one.holds[:, measure]),
            (asked.never[:, measure], one.holds[:, measure]),
        ):
            if rows.any():
                worths[np.ix_(wrong, rows)] = -np.inf
    starts = np.searchsorted(one.sizes, np.arange(min(limit, int(one.sizes[-1])) + 2))
    found = np.full((len(starts) - 1, len(asked.schools)), -np.inf)
    chosen = np.zeros(found.shape, np.int64)
    for size, (start, end) in enumerate(pairwise(starts)):
        if start < end:
            chosen[size] = start + worths[start:end].argmax(axis=0)
            found[size] = worths[start:end].max(axis=0)
    return found, chosen


def _together(sums: Floats, worths: Floats) -> tuple[Floats, Ints]:
    """The best sums by number of measures once the list is added, and how many of them are the list's."""
    found, sizes = sums + worths[0], np.zeros(sums.shape, np.int64)
    for size in range(1, len(worths)):
        more = sums[:-size] + worths[size]
        better = more > found[size:]
        found[size:][better] = more[better]
        sizes[size:][better] = size
    return found, sizes
