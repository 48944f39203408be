"""Which hidden cells of a table can be worked out from what is shown of it and of its totals. Pure.

Where the totals nest (school, municipality, region), the answers left for every cell follow at once from the bounds of
what is below it and above it. Where they cross, a linear programme finds the ends of each.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
from scipy.optimize import linprog

# Two answers differ by a pupil at least; less is the solver's rounding.
ONE_PUPIL = 1 - 1e-6

Level = tuple[str, ...]


@dataclass(frozen=True)
class System:
    """Every cell and total as a row over the finest cells: 1 where a finest cell is counted in it.

    levels:   each level's own rows, finest first; contains: their rows together
    groups:   by level, in which of its rows each finest cell is counted
    n, part:  of every row
    """

    levels: Mapping[Level, pd.DataFrame]
    groups: Mapping[Level, np.ndarray]
    contains: np.ndarray
    n: np.ndarray
    part: np.ndarray

    @classmethod
    def of(cls, table: pd.DataFrame, keys: Level, margins: Sequence[Level]) -> "System":
        """table: one row a finest cell, in order: the keys, whatever margins name, n and part."""
        levels, groups, rows = {}, {}, []
        for level in dict.fromkeys((tuple(keys), *map(tuple, margins))):
            numbers = table.groupby(list(level), sort=True).ngroup() if level else pd.Series(0, index=table.index)
            membership = np.zeros((int(numbers.max()) + 1 if len(table) else 0, len(table)), dtype=bool)
            membership[numbers, table.index] = True
            sums = {name: np.bincount(numbers, table[name], len(membership)).astype(int) for name in ("n", "part")}
            named = table.assign(_at=numbers).drop_duplicates("_at").sort_values("_at")[list(level)]
            levels[level] = named.reset_index(drop=True).assign(**sums)
            groups[level] = numbers.to_numpy(int)
            rows.append(membership)
        counts = (np.concatenate([level[name].to_numpy(int) for level in levels.values()]) for name in ("n", "part"))
        return cls(levels, groups, np.concatenate(rows), *counts)

    @property
    def chain(self) -> tuple[Level, ...] | None:
        """The levels, each within the next; None where two of them cross."""
        ordered = sorted(self.levels, key=lambda level: -len(self.levels[level]))
        return tuple(ordered) if all(self._is_within(*pair) for pair in pairwise(ordered)) else None

    def _is_within(self, finer: Level, coarser: Level) -> bool:
        """Whether no row of the finer level is counted in two of the coarser one."""
        pairs = self.groups[finer] * (len(self.levels[coarser]) + 1) + self.groups[coarser]
        return len(np.unique(pairs)) == len(self.levels[finer])


def worked_out(system: System, hidden: np.ndarray) -> set[int]:
    """The hidden rows that what is shown leaves one answer for."""
    chain = system.chain
    if chain is None:
        return by_equations(system, hidden)
    answers = _answers_left(system, hidden, chain)
    return {int(row) for row in np.flatnonzero(hidden & (answers == 0))}


# Totals that nest.


def _answers_left(system: System, hidden: np.ndarray, chain: Sequence[Level]) -> np.ndarray:
    """How far apart the least and the greatest answer of every row are.

    From below, what a row can be by the rows in it, or what is shown of it; from above, what its total leaves it when
    the others in it are as great, or as small, as they can be.
    """
    at = _places(system)
    parents = [_parents(system, *pair) for pair in pairwise(chain)]
    least, most = ([np.where(hidden, ends, system.part)[at[chain[0]]]] for ends in (np.zeros_like(system.n), system.n))
    for level, parent in zip(chain[1:], parents, strict=True):
        for ends in (least, most):
            below = np.bincount(parent, ends[-1], len(system.levels[level]))
            ends.append(np.where(hidden[at[level]], below, system.part[at[level]]))
    for nth in reversed(range(len(parents))):
        parent = parents[nth]
        low, high = least[nth], most[nth]
        others_low, others_high = (
            np.bincount(parent, ends, len(least[nth + 1]))[parent] - ends for ends in (low, high)
        )
        least[nth] = np.maximum(low, least[nth + 1][parent] - others_high)
        most[nth] = np.minimum(high, most[nth + 1][parent] - others_low)
    left = np.zeros(len(system.n))
    for level, low, high in zip(chain, least, most, strict=True):
        left[at[level]] = high - low
    return left


def _places(system: System) -> Mapping[Level, slice]:
    """Where each level's rows stand among all rows."""
    ends = np.cumsum([len(rows) for rows in system.levels.values()])
    return {level: slice(end - len(rows), end) for (level, rows), end in zip(system.levels.items(), ends, strict=True)}


def _parents(system: System, finer: Level, coarser: Level) -> np.ndarray:
    """By row of the finer level, the row of the coarser one that it is counted in."""
    found = np.zeros(len(system.levels[finer]), dtype=int)
    found[system.groups[finer]] = system.groups[coarser]
    return found


# Totals that cross.


def by_equations(system: System, hidden: np.ndarray) -> set[int]:
    """The same whatever the totals cross: a linear programme for each end of a cell that nothing simpler settles.

    A hidden total over several blocks has one answer when its part in every block has; one of nothing but shown cells
    is their sum.
    """
    finest = system.contains.shape[1]
    unknown = hidden[:finest]
    shown_totals = np.flatnonzero(~hidden[finest:]) + finest
    left_open: set[int] = set()
    for block in _blocks(system.contains[shown_totals][:, unknown], unknown):
        equations = system.contains[shown_totals][:, block]
        equations = np.unique(equations[equations.any(axis=1)], axis=0)
        for cell in np.flatnonzero(hidden & (system.contains[:, block]).any(axis=1)):
            asked = system.contains[cell, block]
            is_told = bool((equations == asked).all(axis=1).any())
            if not is_told and _is_open(system, block, equations, asked):
                left_open.add(int(cell))
    return {int(cell) for cell in np.flatnonzero(hidden)} - left_open


def _blocks(equations: np.ndarray, unknown: np.ndarray) -> Iterator[np.ndarray]:
    """The hidden finest cells in groups that no shown total joins."""
    places = np.flatnonzero(unknown)
    groups = np.arange(len(places))
    for equation in equations:
        met = np.unique(groups[equation])
        if len(met) > 1:
            groups[np.isin(groups, met)] = met[0]
    yield from (places[groups == group] for group in np.unique(groups))


def _is_open(system: System, block: np.ndarray, equations: np.ndarray, asked: np.ndarray) -> bool:
    """Whether the asked sum of a block's hidden cells has two answers.

    It has when one pupil's result could stand in a cell outside the asked ones just as well, for both are counted in
    the same shown totals: that spares most cells the solver.
    """
    part, n = system.part[block], system.n[block]
    can_give, can_take = part > 0, part < n
    for one in np.flatnonzero(asked):
        alike = ~asked & (equations == equations[:, [one]]).all(axis=0)
        if (can_give[one] and can_take[alike].any()) or (can_take[one] and can_give[alike].any()):
            return True
    return _span(system, block, equations, asked) >= ONE_PUPIL


def _span(system: System, block: np.ndarray, equations: np.ndarray, asked: np.ndarray) -> float:
    """How far apart the least and the greatest answer are for the asked sum of a block's cells."""
    if not len(equations):
        return float(system.n[block][asked].sum())
    totals = equations @ system.part[block]
    bounds = np.column_stack([np.zeros(len(block)), system.n[block]])
    ends = [
        sign * linprog(sign * asked.astype(float), A_eq=equations.astype(float), b_eq=totals, bounds=bounds).fun
        for sign in (1.0, -1.0)
    ]
    return float(ends[1] - ends[0])
