"""All schools' plans as one integer programme, solved by HiGHS. Pure; docs/support-plan.md writes it out.

Slow where schools are many: it is for catalogues whose measures hang together in too many ways to list (options.py).
Unknowns: x of each candidate (0 or 1), and z of each piece of each school's factor (how much of the piece is filled).
"""

from collections.abc import Mapping
from math import isfinite
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from models.support.catalogue import Catalogue
from models.support.worth import EFFORT_COST, PIECES

# Row and column of each coefficient, the coefficients, and what each row may come to at most.
Rows = tuple[npt.NDArray[Any], npt.NDArray[Any], npt.NDArray[Any], npt.NDArray[Any]]


def solved(
    found: pd.DataFrame, catalogue: Catalogue, limit: int, room: Mapping[str, float]
) -> tuple[npt.NDArray[np.bool_], float]:
    """Which candidates are chosen, and what all plans together are worth.

    found: candidates.candidates; limit: measures a school; room: measure → schools at most
    """
    if found.empty:
        return np.zeros(0, bool), 0.0
    weighed = found[found["weight"] > 0].groupby(["school", "factor"], sort=True)
    weights = weighed["weight"].first().to_numpy()
    pieces = len(PIECES)
    blocks = [_at_most(found, limit), _places(found, room), _needs(found, catalogue), _pieces(found, len(found))]
    cost = np.concatenate([found["effort"] * EFFORT_COST, -np.outer(weights, [value for _l, value in PIECES]).ravel()])
    most = np.concatenate([np.ones(len(found)), np.tile([length for length, _v in PIECES], len(weights))])
    answer = milp(
        cost,
        integrality=np.concatenate([np.ones(len(found)), np.zeros(pieces * len(weights))]),
        bounds=Bounds(0, most),
        constraints=[_constraint(block, len(cost)) for block in blocks if len(block[0])],
        options={"mip_rel_gap": 0.0},
    )
    assert answer.success, f"nothing chosen is always feasible: {answer.message}"
    return answer.x[: len(found)] > 0.5, -float(answer.fun)


def _constraint(block: Rows, width: int) -> Any:
    """At most: the block's rows over all unknowns."""
    rows, columns, values, most = block
    return LinearConstraint(coo_array((values, (rows, columns)), shape=(len(most), width)).tocsc(), -np.inf, most)


def _at_most(found: pd.DataFrame, limit: int) -> Rows:
    """A school bears so many measures."""
    schools = found.groupby("school", sort=True).ngroup().to_numpy()
    ones = np.ones(len(found))
    return schools, np.arange(len(found)), ones, np.full(schools.max() + 1, float(limit))


def _places(found: pd.DataFrame, room: Mapping[str, float]) -> Rows:
    """The institute's places of a measure are enough for so many schools."""
    scarce = found[[isfinite(room[code]) for code in found["code"]]]
    codes = sorted(set(scarce["code"]))
    most = np.array([room[code] for code in codes])
    rows = scarce["code"].map({code: row for row, code in enumerate(codes)}).to_numpy(int)
    return rows, scarce.index.to_numpy(), np.ones(len(scarce)), most


def _needs(found: pd.DataFrame, catalogue: Catalogue) -> Rows:
    """A measure is not without what it needs: x of the measure − x of the needed ≤ 0."""
    at = {key: place for place, key in enumerate(zip(found["school"], found["code"], strict=True))}
    pairs = [
        (place, at[school, needed]) for (school, code), place in at.items() for needed in catalogue.by_code[code].needs
    ]
    both = np.array(pairs, np.int64).reshape(-1, 2)
    rows = np.repeat(np.arange(len(both)), 2)
    return rows, both.ravel(), np.tile([1.0, -1.0], len(both)), np.zeros(len(both))


def _pieces(found: pd.DataFrame, first: int) -> Rows:
    """The pieces of a factor are filled by its measures' strength only: Σ z − Σ strength·x ≤ 0. first: z's column."""
    weighed = found[found["weight"] > 0]
    factors = weighed.groupby(["school", "factor"], sort=True).ngroup().to_numpy()
    count, pieces = int(factors.max()) + 1, len(PIECES)
    rows = np.concatenate([factors, np.repeat(np.arange(count), pieces)])
    columns = np.concatenate([weighed.index.to_numpy(), first + np.arange(count * pieces)])
    values = np.concatenate([-weighed["strength"].to_numpy(float), np.ones(count * pieces)])
    return rows, columns, values, np.zeros(count)
