"""Which cells of a shared table are hidden, so that nobody works out the results of a few pupils. Pure.

A cell counts pupils (`n`) and those among them below the minimum (`part`). It is hidden when fewer than ten took part,
or when one to four of them did badly, or all but one to four (semantics.md; ФИОКО 2026 for the ten). More cells are
hidden until what is shown, totals included, leaves at least two answers for each hidden one: how many took part is
known, so each answer lies between 0 and `n`, and every total that is shown is an equation.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from models.assessment.worked_out import Level, System, worked_out

LEAST_N = 10
FEW = 4

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
    system = System.of(table.sort_values(list(keys), kind="stable").reset_index(drop=True), keys, margins)
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


def _with_complements(system: System, hidden: np.ndarray) -> np.ndarray:
    """The hidden cells and, one round after another, those without which a hidden one could be worked out."""
    while True:
        victims = {_victim(system, hidden, cell) for cell in worked_out(system, hidden)}
        if not victims:
            return hidden
        hidden = hidden.copy()
        hidden[sorted(victims)] = True


def _victim(system: System, hidden: np.ndarray, cell: int) -> int:
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


def _as_shared(system: System, hidden: np.ndarray) -> Iterator[tuple[Level, pd.DataFrame]]:
    start = 0
    for name, level in system.levels.items():
        own = hidden[start : start + len(level)]
        yield name, level.assign(part=level["part"].astype("Int64").mask(own), is_hidden=own)
        start += len(level)
