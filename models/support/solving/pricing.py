"""What a scarce place is worth: the prices at which schools, each for itself, ask for hardly more than there is. Pure.

For any prices ≥ 0, what all schools' best plans are worth less their prices, plus the prices of all the places there
are, is no less than what all plans within the places can be worth together (Lagrange's bound). The prices that make
the bound least are looked for by cutting planes (Kelley); they need not be exact: a bound is a bound at any prices.
"""

from collections.abc import Callable

import numpy as np
from scipy.optimize import linprog

from models.support.solving.best import Best
from models.support.solving.options import Floats

# The next prices are looked for between the best so far and where the cuts point: so far towards the cuts.
STEP = 0.3
MOST_ROUNDS, NEAR = 400, 1e-8
NO_PRICE = 1e-6


def prices_of(best_at: Callable[[Floats], Best], room: Floats) -> Floats:
    """The prices of places, by measure; 0 where there are enough.

    best_at: prices → each school's best plan; room: measure → schools at most, may be inf
    """
    prices, scarce = np.zeros(len(room)), np.flatnonzero(np.isfinite(room))
    free = best_at(prices)
    if (free.plans.sum(axis=0) <= room).all():
        return prices
    least, most, tried, cuts = np.inf, float(free.worths.max()), prices, list[Floats]()
    for _round in range(MOST_ROUNDS):
        there = best_at(tried)
        left = room[scarce] - there.plans[:, scarce].sum(axis=0)
        bound = float(there.worths.sum() + tried[scarce] @ room[scarce])
        if bound < least:
            least, prices = bound, tried
        cuts.append(np.array([*left, -1.0, left @ tried[scarce] - bound]))
        lowest, floor = _lowest(np.array(cuts), most)
        if least - floor <= NEAR * abs(floor):
            break
        tried = prices.copy()
        tried[scarce] += STEP * (lowest - tried[scarce])
    return np.where(prices > NO_PRICE, prices, 0.0)


def _lowest(cuts: Floats, most: float) -> tuple[Floats, float]:
    """Where the cuts leave the bound least, and what they leave of it. cuts: left of each measure, −1, their side."""
    count = cuts.shape[1] - 2
    bounds = [(0.0, most)] * count + [(None, None)]
    answer = linprog([0.0] * count + [1.0], cuts[:, :-1], cuts[:, -1], bounds=bounds)
    assert answer.success, f"between the cuts there is always a least: {answer.message}"
    return answer.x[:count], float(answer.fun)
