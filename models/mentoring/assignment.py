"""The best choice among edges, exactly: most needs served, then the least cost, then the fewest that change.

All three are one whole number for each edge, large enough apart that no sum of the lesser outweighs one of the greater.
Jonker and Volgenant's shortest augmenting paths (scipy, sparse) then find an optimum; below 2⁵³ floats are exact.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

Whole = npt.NDArray[np.int64]
NOBODY = -1
EXACT = 2**53


@dataclass(frozen=True)
class Problem:
    """Needs and mentors are numbers from 0.

    need, mentor, cost: of each edge; an edge occurs once, a cost is not negative
    had:                for each need the mentor whom it had before, or NOBODY
    taken, capacity:    for each mentor: places given away already, and all of them
    each_further:       what a mentor's next place costs more than the one before
    """

    need: Whole
    mentor: Whole
    cost: Whole
    had: Whole
    taken: Whole
    capacity: Whole
    each_further: int = 0


def solved(problem: Problem) -> Whole:
    """For each need the number of its edge, or NOBODY. OverflowError when there are too many to compare exactly."""
    needs = len(problem.had)
    if needs == 0 or len(problem.need) == 0:
        return np.full(needs, NOBODY)
    edge, place, weight = _places(problem)
    unserved = _price_of_nobody(weight, needs)
    # Everyone may go without a mentor, on a place of their own behind all the mentors' places.
    behind = int(problem.capacity.sum())
    rows = np.concatenate([problem.need[edge], np.arange(needs)])
    columns = np.concatenate([place, behind + np.arange(needs)])
    weights = np.concatenate([weight, unserved + (problem.had != NOBODY)])
    matrix = csr_array((weights.astype(np.float64), (rows, columns)), shape=(needs, behind + needs))
    served, on = min_weight_full_bipartite_matching(matrix)
    number = csr_array((np.concatenate([edge + 1, np.zeros(needs, np.int64)]), (rows, columns)), shape=matrix.shape)
    return np.asarray(number[served, on]).ravel() - 1


def _places(problem: Problem) -> tuple[Whole, Whole, Whole]:
    """Each edge to each free place of its mentor: the edge's number, the place's, the weight (above 0)."""
    first = np.cumsum(problem.capacity) - problem.capacity
    moves = ((problem.had[problem.need] != NOBODY) & (problem.had[problem.need] != problem.mentor)).astype(np.int64)
    parts = []
    for nth in range(max(1, int(problem.capacity.max(initial=0)))):
        is_free = (problem.taken <= nth) & (nth < problem.capacity)
        edge = np.flatnonzero(is_free[problem.mentor])
        cost = problem.cost[edge] + problem.each_further * nth
        # More than all the moves that there can be; and 1, for a weight of 0 would be no edge.
        parts.append((edge, first[problem.mentor[edge]] + nth, cost * (len(problem.had) + 1) + moves[edge] + 1))
    edges, places, weights = (np.concatenate(part) for part in zip(*parts, strict=True))
    return edges, places, weights


def _price_of_nobody(weight: Whole, needs: int) -> int:
    """More than any solution's whole cost: one more served is worth any cost."""
    price = needs * (int(weight.max(initial=0)) + 1) + 1
    if price * needs >= EXACT:
        raise OverflowError(f"{needs} needs at a cost of up to {weight.max()} cannot be compared exactly")
    return price
