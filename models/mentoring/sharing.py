"""One helper for each school: pins, then as many schools as can be helped, then the least cost, then the fewest moves.

Who may help whom, and at what price, curators.py and partners.py say; the choice is assignment.py's, exact.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from models.assessment.selection import in_order
from models.mentoring.assignment import NOBODY, Problem, Whole, solved
from models.mentoring.reasons import rivals

FORBIDDEN, ALL_TAKEN = "forbidden", "all_taken"
KEY = ["school", "helper"]


@dataclass(frozen=True)
class Said:
    """What people have decided. pinned, standing: school → helper; forbidden: pairs of both."""

    pinned: Mapping[str, str] = field(default_factory=dict)
    forbidden: Collection[tuple[str, str]] = ()
    standing: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Offer:
    """Who may help whom.

    schools:    who needs a helper
    capacity:   helper → how many schools
    pairs:      school, helper, cost (whole, not negative), and a column for each condition: whether it is met
    conditions: in the order in which they are asked; the first that no helper meets is the reason told
    """

    schools: Sequence[str]
    capacity: Mapping[str, int]
    pairs: pd.DataFrame
    conditions: Sequence[str]
    each_further: int = 1


@dataclass(frozen=True)
class Shared:
    """Who helps whom.

    pairs: the offer's rows that were chosen, and is_pinned; cost is NA where a pin stands against conditions
    left:  school, reason (a condition, FORBIDDEN, ALL_TAKEN), rivals and places (NA unless all are taken)
    moves: how many schools have another helper than before, or none
    """

    pairs: pd.DataFrame
    left: pd.DataFrame
    moves: int


def shared_out(offer: Offer, said: Said | None = None) -> Shared:
    """The best choice there is. Pins of schools or helpers that are not there stand for nothing."""
    return _Bench(offer, said or Said()).shared()


class _Bench:
    """The offer as numbers, while it is worked on."""

    def __init__(self, offer: Offer, said: Said) -> None:
        self.offer, self.said = offer, said
        self.schools, self.helpers = pd.Index(sorted(offer.schools)), pd.Index(sorted(offer.capacity))
        self.pinned = {
            school: helper
            for school, helper in sorted(said.pinned.items())
            if school in self.schools and helper in self.helpers
        }
        pairs = offer.pairs.sort_values(KEY, ignore_index=True)
        self.met = pairs[list(offer.conditions)].to_numpy(bool)
        self.allowed = np.array([pair not in said.forbidden for pair in _named(pairs)], dtype=bool)
        is_free = ~pairs["school"].isin(self.pinned).to_numpy(bool)
        self.pairs = pairs
        self.open = pairs[self.met.all(axis=1) & self.allowed & is_free].reset_index(drop=True)

    def shared(self) -> Shared:
        """Solve, and say what was found and what could not be."""
        problem = self._problem()
        edges = solved(problem)
        chosen = self.open.iloc[edges[edges != NOBODY]].assign(is_pinned=False)
        pairs = pd.concat([chosen, self._pins()], ignore_index=True).sort_values(KEY, ignore_index=True)
        served_by = np.where(edges != NOBODY, problem.mentor[edges] if len(problem.mentor) else NOBODY, NOBODY)
        helped = dict(_named(pairs))
        moves = sum(helped.get(one) != by for one, by in self.said.standing.items() if one in self.schools)
        return Shared(pairs.astype({"cost": "Int64"}), self._left(problem, served_by), moves)

    def _problem(self) -> Problem:
        had = [self.said.standing.get(school, "") for school in self.schools]
        taken = np.bincount(
            self.helpers.get_indexer(pd.Index(list(self.pinned.values()), dtype=object)), minlength=len(self.helpers)
        )
        return Problem(
            need=np.asarray(self.schools.get_indexer(pd.Index(self.open["school"])), dtype=np.int64),
            mentor=np.asarray(self.helpers.get_indexer(pd.Index(self.open["helper"])), dtype=np.int64),
            cost=self.open["cost"].to_numpy(np.int64),
            had=np.asarray(self.helpers.get_indexer(pd.Index(had, dtype=object)), dtype=np.int64),
            taken=taken.astype(np.int64),
            capacity=np.array([self.offer.capacity[one] for one in self.helpers], dtype=np.int64),
            each_further=self.offer.each_further,
        )

    def _pins(self) -> pd.DataFrame:
        """The pinned pairs; without a cost where they stand against conditions."""
        pins = pd.DataFrame([*self.pinned.items()], columns=KEY)
        found = pins.merge(self.pairs.assign(_is_met=np.asarray(self.met.all(axis=1), dtype=bool)), on=KEY, how="left")
        cost = found["cost"].astype("Int64").where(found["_is_met"].fillna(False).astype(bool))
        return found.assign(cost=cost, is_pinned=True).drop(columns="_is_met")

    def _left(self, problem: Problem, served_by: Whole) -> pd.DataFrame:
        """Whoever is helped neither by the solution nor by a pin, and why."""
        is_left = (served_by == NOBODY) & ~self.schools.isin(list(self.pinned))
        reasons = self._reasons()
        counted = rivals(problem.need, problem.mentor, served_by, np.maximum(problem.capacity - problem.taken, 0))
        counts = dict(zip(self.schools[served_by == NOBODY], counted.tolist(), strict=True))
        rows = [(school, reasons[school], *counts[school]) for school in self.schools[is_left]]
        table = pd.DataFrame(rows, columns=["school", "reason", "rivals", "places"])
        table = table.astype({"school": "string", "reason": "string", "rivals": "Int64", "places": "Int64"})
        table.loc[table["reason"].ne(ALL_TAKEN), ["rivals", "places"]] = pd.NA
        return in_order(table, "school")

    def _reasons(self) -> Mapping[str, str]:
        """For each school the first condition that no helper meets, having met those before it."""
        words = [*self.offer.conditions, FORBIDDEN, ALL_TAKEN]
        steps = np.column_stack([self.met, self.allowed]).cumprod(axis=1).sum(axis=1)
        most = pd.Series(steps, index=self.pairs["school"]).groupby(level=0).max()
        return {school: words[int(most.get(school, 0))] for school in self.schools}


def _named(pairs: pd.DataFrame) -> list[tuple[str, str]]:
    return list(pairs[KEY].itertuples(index=False, name=None))
