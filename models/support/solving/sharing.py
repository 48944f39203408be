"""Who gets the scarce places: the schools for whom several plans are nearly as good are decided together. Pure.

A school's claim is its best plan among those that take the same scarce places. A claim's loss is how much less it is
worth, prices paid, than the school's best. No plans together are worth more than the bound less their losses, so a
claim that loses more than the bound lies above plans already found is in no better choice: what remains is a small
integer programme, and schools whose remaining claims are alike are counted in it, not named.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from models.support.solving.best import Asked, Best
from models.support.solving.options import Bools, Floats, Ints

# Losses are told apart to so many digits after the point.
DIGITS = 9


@dataclass(frozen=True)
class Claims:
    """Claims by row, schools in order. schools: places of schools; plans: row × measure; losses: less than the best."""

    schools: Ints
    plans: Bools
    losses: Floats

    def only(self, rows: Bools | Ints) -> "Claims":
        """These rows."""
        return Claims(self.schools[rows], self.plans[rows], self.losses[rows])

    def and_(self, more: "Claims") -> "Claims":
        """These rows, then those."""
        return Claims(
            np.concatenate([self.schools, more.schools]),
            np.concatenate([self.plans, more.plans]),
            np.concatenate([self.losses, more.losses]),
        )


def claims(best_of: Callable[[Asked], Best], everybody: Asked, scarce: Ints, most_lost: float) -> Claims:
    """Every claim to the scarce measures that loses no more. best_of: at the prices; everybody: each school once."""
    first = best_of(everybody)
    found = Claims(everybody.schools, first.plans, np.zeros(len(first.worths)))
    for decided, measure in enumerate(scarce):
        other = _the_other_way(found, scarce[:decided], int(measure))
        there = best_of(other)
        lost = first.worths[other.schools] - there.worths
        found = found.and_(Claims(other.schools, there.plans, lost).only(lost <= most_lost))
    return found.only(np.lexsort((found.losses, found.schools)))


def _the_other_way(found: Claims, decided: Ints, measure: int) -> Asked:
    """The same claims to what is decided, and the other one to the measure."""
    must, never = np.zeros_like(found.plans), np.zeros_like(found.plans)
    must[:, decided], never[:, decided] = found.plans[:, decided], ~found.plans[:, decided]
    must[:, measure], never[:, measure] = ~found.plans[:, measure], found.plans[:, measure]
    return Asked(found.schools, must, never)


def allotted(found: Claims, scarce: Ints, room: Floats, prices: Floats) -> Claims | None:
    """One claim for every school, in order: the best that places allow; None when these claims exceed them.

    room, prices: by measure. Of schools whose claims are alike the first get those that lose less.
    """
    kinds = _alike(found, scarce)
    first = [rows[0] for rows in kinds]
    claimed = found.only(np.concatenate(first))
    worths = claimed.plans[:, scarce] @ prices[scarce] - claimed.losses
    many = _how_many(worths, claimed.plans[:, scarce], room[scarce], [*map(len, first)], [*map(len, kinds)])
    if many is None:
        return None
    of_kind = np.split(many, np.cumsum([*map(len, first)])[:-1])
    given = [
        rows[np.arange(len(rows)), np.repeat(np.arange(len(own)), own)]
        for rows, own in zip(kinds, of_kind, strict=True)
    ]
    return found.only(np.sort(np.concatenate(given)))


def _alike(found: Claims, scarce: Ints) -> list[Ints]:
    """The rows of claims, school × claim, by schools that claim the same places at the same losses."""
    starts = np.flatnonzero(np.diff(found.schools, prepend=-1))
    losses, takes = found.losses.round(DIGITS) + 0.0, found.plans[:, scarce]
    kinds = defaultdict[tuple[bytes, bytes], list[Ints]](list)
    for rows in np.split(np.arange(len(found.schools)), starts[1:]):
        kinds[losses[rows].tobytes(), takes[rows].tobytes()].append(rows)
    return [np.array(rows) for rows in kinds.values()]


def _how_many(worths: Floats, takes: Bools, room: Floats, claims_of: list[int], schools_of: list[int]) -> Ints | None:
    """How many schools of each kind get each of its claims: each school one, all together the most."""
    each = coo_array((np.ones(len(worths)), (np.repeat(np.arange(len(claims_of)), claims_of), np.arange(len(worths)))))
    answer = milp(
        -worths,
        integrality=np.ones(len(worths)),
        bounds=Bounds(0, np.repeat(schools_of, claims_of)),
        constraints=[
            LinearConstraint(each.tocsc(), schools_of, schools_of),
            LinearConstraint(takes.T.astype(float), -np.inf, room),
        ],
        options={"mip_rel_gap": 0.0},
    )
    return answer.x.round().astype(int) if answer.success else None
