"""Which cells of a shared table are hidden, so that nobody works out the results of a few pupils. Pure.

A cell counts pupils (`n`) and those among them below the minimum (`part`). It is hidden when fewer than ten took part,
or when one to four of them did badly, or all but one to four (semantics.md; ФИОКО 2026 for the ten). More cells are
hidden until what is shown, totals included, leaves at least two answers for each hidden one: how many took part is
known, so each answer lies between 0 and `n`, and every total that is shown is an equation.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.optimize import linprog

LEAST_N = 10
FEW = 4
# Two answers differ by a pupil at least; less is the solver's rounding.
ONE_PUPIL = 1 - 1e-6

Level = tuple[str, ...]
Release = Mapping[Level, pd.DataFrame]


def is_small(n: pd.Series, part: pd.Series) -> pd.Series:
    """Whether a cell is hidden for itself: few participants, or few of them on one side."""
    return n.lt(LEAST_N) | part.between(1, FEW) | (n - part).between(1, FEW)


def released(
    table: pd.DataFrame, keys: Level, margins: Sequence[Level] = (), previous: Release | None = None
) -> Release:
    """The table and its totals as they may be shared: by level, the keys, n, part (NA where hidden) and is_hidden.

    table:    one row a cell: the keys, any columns that margins name, n and part (whole numbers)
    margins:  by which columns totals are shown beside the table; () is the grand total
    previous: what was shared before the table was corrected: what a correction would give away is hidden too
    """
    system = _System.of(table.sort_values(list(keys), kind="stable").reset_index(drop=True), keys, margins)
    hidden = np.concatenate([is_small(level["n"], level["part"]).to_numpy(bool) for level in system.levels.values()])
    if previous is not None:
        hidden |= np.concatenate([_gives_away(level, previous.get(name)) for name, level in system.levels.items()])
    hidden = _with_complements(system, hidden)
    return dict(_as_shared(system, hidden))


def _gives_away(level: pd.DataFrame, before: pd.DataFrame | None) -> np.ndarray:
    """Cells that tell of a few pupils beside what was shared: a small difference, or the same that was hidden."""
    if before is None:
        return np.zeros(len(level), dtype=bool)
    keys = [column for column in level.columns if column not in ("n", "part")]
    both = (
        level.merge(before, on=keys, how="left", suffixes=("", "_before"))
        if keys
        else level.join(before.rename(columns={"n": "n_before", "part": "part_before"}))
    )
    more, worse = (both["n"] - both["n_before"]).abs(), (both["part"] - both["part_before"]).abs()
    better = ((both["n"] - both["part"]) - (both["n_before"] - both["part_before"])).abs()
    is_other = more.between(1, LEAST_N - 1) | worse.between(1, FEW) | better.between(1, FEW)
    was_hidden = both["is_hidden"].fillna(False).astype(bool) & more.lt(LEAST_N)
    return (is_other.fillna(False) | was_hidden.fillna(False)).to_numpy(bool)


@dataclass(frozen=True)
class _System:
    """Every cell and total as a row over the finest cells: 1 where a finest cell is counted in it.

    levels: each level's own rows, finest first; contains: their rows together
    """

    levels: Mapping[Level, pd.DataFrame]
    contains: np.ndarray
    n: np.ndarray
    part: np.ndarray

    @classmethod
    def of(cls, table: pd.DataFrame, keys: Level, margins: Sequence[Level]) -> "_System":
        levels, rows = {}, []
        for level in dict.fromkeys((tuple(keys), *map(tuple, margins))):
            numbers = table.groupby(list(level), sort=True).ngroup() if level else pd.Series(0, index=table.index)
            membership = np.zeros((int(numbers.max()) + 1 if len(table) else 0, len(table)), dtype=bool)
            membership[numbers, table.index] = True
            sums = {name: membership @ table[name].to_numpy(int) for name in ("n", "part")}
            named = table.assign(_at=numbers).drop_duplicates("_at").sort_values("_at")[list(level)]
            levels[level] = named.reset_index(drop=True).assign(**sums)
            rows.append(membership)
        counts = (np.concatenate([level[name].to_numpy(int) for level in levels.values()]) for name in ("n", "part"))
        return cls(levels, np.concatenate(rows), *counts)


def _with_complements(system: _System, hidden: np.ndarray) -> np.ndarray:
    """The hidden cells and, one round after another, those without which a hidden one could be worked out."""
    while True:
        victims = {_victim(system, hidden, cell) for cell in _pinned(system, hidden)}
        if not victims:
            return hidden
        hidden = hidden.copy()
        hidden[sorted(victims)] = True


def _victim(system: _System, hidden: np.ndarray, cell: int) -> int:
    """What else to hide so that this cell is not worked out: the smallest cell beside it, else the smallest total."""
    shown = ~hidden
    own = system.contains[cell]
    around = own | system.contains[shown & (system.contains & own).any(axis=1)].any(axis=0)
    finest = np.arange(len(system.n)) < system.contains.shape[1]
    beside = np.flatnonzero(shown & finest)
    beside = beside[around[beside]]
    if not len(beside):
        beside = np.flatnonzero(shown & (system.contains & around).any(axis=1))
    return int(min(beside, key=lambda one: (system.part[one] in (0, system.n[one]), system.n[one], one)))


def _pinned(system: _System, hidden: np.ndarray) -> Iterator[int]:
    """The hidden cells that what is shown leaves one answer for."""
    finest = system.contains.shape[1]
    unknown = hidden[:finest]
    shown_totals = np.flatnonzero(~hidden[finest:]) + finest
    for block in _blocks(system.contains[shown_totals][:, unknown], unknown):
        equations = system.contains[shown_totals][:, block]
        equations = np.unique(equations[equations.any(axis=1)], axis=0)
        for cell in np.flatnonzero(hidden & (system.contains[:, block]).any(axis=1)):
            asked = system.contains[cell, block]
            is_told = bool((equations == asked).all(axis=1).any())
            if is_told or not _is_open(system, block, equations, asked):
                yield int(cell)
    # A hidden total of nothing but shown cells is their sum.
    yield from (int(cell) for cell in np.flatnonzero(hidden) if not (system.contains[cell, :] & unknown).any())


def _blocks(equations: np.ndarray, unknown: np.ndarray) -> Iterator[np.ndarray]:
    """The hidden finest cells in groups that no shown total joins."""
    places = np.flatnonzero(unknown)
    groups = np.arange(len(places))
    for equation in equations:
        met = np.unique(groups[equation])
        if len(met) > 1:
            groups[np.isin(groups, met)] = met[0]
    yield from (places[groups == group] for group in np.unique(groups))


def _is_open(system: _System, block: np.ndarray, equations: np.ndarray, asked: np.ndarray) -> bool:
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


def _span(system: _System, block: np.ndarray, equations: np.ndarray, asked: np.ndarray) -> float:
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


def _as_shared(system: _System, hidden: np.ndarray) -> Iterator[tuple[Level, pd.DataFrame]]:
    start = 0
    for name, level in system.levels.items():
        own = hidden[start : start + len(level)]
        yield name, level.assign(part=level["part"].astype("Int64").mask(own), is_hidden=own)
        start += len(level)
