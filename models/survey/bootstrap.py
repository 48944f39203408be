"""How far a factor's score may be off because not everybody answered: people drawn again within each group. Pure.

The same answers always draw the same people: the seed is the answers themselves, so that no other school moves it.
"""

from collections.abc import Mapping
from hashlib import sha256

import numpy as np
import numpy.typing as npt
import pandas as pd

DRAWS = 500
# Of 100 intervals so many hold what everybody would have said, if who answered is a chance draw of the asked.
LEVEL = 95.0

Drawn = npt.NDArray[np.float64]


def drawn_means(people: pd.DataFrame) -> dict[tuple[str, str], Drawn]:
    """By school and group, the mean deficits of DRAWS samples: draws × factors, NaN where nobody said anything.

    people: deficits.by_person, each group's people together
    """
    values, pairs = people.to_numpy(float), [(school, group) for school, group, _person in people.index]
    starts = [place for place, pair in enumerate(pairs) if not place or pair != pairs[place - 1]]
    parts = np.split(values, starts[1:])
    return {pairs[start]: _drawn(part, "/".join(pairs[start])) for start, part in zip(starts, parts, strict=False)}


def _drawn(values: Drawn, name: str) -> Drawn:
    """The group's draws. One person is no sample: the official form is as it is in every draw."""
    count = len(values)
    if count == 1:
        return np.broadcast_to(values, (DRAWS, values.shape[1]))
    values = values[np.lexsort(values.T[::-1])]
    seed = int.from_bytes(sha256(name.encode() + np.ascontiguousarray(values).tobytes()).digest()[:8])
    chosen = np.random.default_rng(seed).integers(count, size=(DRAWS, count))
    shifted = chosen + np.arange(DRAWS)[:, None] * count
    times = np.bincount(shifted.ravel(), minlength=DRAWS * count).reshape(DRAWS, count)
    said = ~np.isnan(values)
    total, n = times @ np.where(said, values, 0.0), times @ said
    # In a draw of people who all left a factor out, what the group says of it on the whole stands in.
    usual = np.where(said, values, 0.0).sum(axis=0) / np.maximum(said.sum(axis=0), 1)
    means = np.where(n > 0, total / np.maximum(n, 1), usual)
    return np.where(said.any(axis=0), means, np.nan)


def intervals(draws: Mapping[tuple[str, str], Drawn], weighing: pd.DataFrame, factors: list[str]) -> pd.DataFrame:
    """The bounds of each score: school, factor, lower, upper; only where somebody of several could have been drawn.

    weighing: school, factor, group, weight and n of what each score is made of
    """
    keys = ["school", "group"]
    weights = weighing.pivot(index=keys, columns="factor", values="weight").reindex(columns=factors)
    heard = weighing.pivot(index=keys, columns="factor", values="n").reindex(columns=factors)
    schools, starts = np.unique(np.array([school for school, _group in weights.index], dtype=object), return_index=True)
    weight, n, pairs = np.nan_to_num(weights.to_numpy(float)), np.nan_to_num(heard.to_numpy(float)), [*weights.index]
    bounds = np.full((len(schools), len(factors), 2), np.nan)
    for place, rows in enumerate(np.split(np.arange(len(pairs)), starts[1:])):
        several = n[rows].max(axis=0) >= 2
        if several.any():
            of_groups = np.stack([np.nan_to_num(draws[pairs[row]][:, several]) for row in rows])
            bounds[place, several] = _bounds(of_groups, weight[rows][:, several])
    found = pd.DataFrame({"school": np.repeat(schools, len(factors)), "factor": [*factors] * len(schools)})
    return found.assign(lower=bounds[..., 0].ravel(), upper=bounds[..., 1].ravel())


def _bounds(of_groups: Drawn, weight: Drawn) -> Drawn:
    """Factors × (lower, upper). of_groups: groups × draws × factors; weight: groups × factors."""
    scores = np.einsum("gdf,gf->df", of_groups, weight) / weight.sum(axis=0)
    tail = (100 - LEVEL) / 2
    found: Drawn = np.percentile(scores, [tail, 100 - tail], axis=0).T
    return found
