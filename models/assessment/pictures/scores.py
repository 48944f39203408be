"""How primary scores of a VPR work are spread, with the boundaries of marks: one group of schools beside all others.

Scores are joined into bands until no band tells of a few pupils, so nothing need be hidden and nothing can be
subtracted: a region keeps nearly every score apart, a small school has a band or two.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import pandas as pd

from models.assessment.mark_scale import fitted_scale
from models.assessment.small_cells import FEW, LEAST_N
from models.assessment.wanted import times

BOUNDARY_MARKS = (3, 4, 5)


def bands(work: pd.DataFrame, schools: Sequence[str] | None = None) -> pd.DataFrame:
    """first, last (primary scores, both included), n, share (per cent of participants for one score of the band).

    work:    vpr rows of one work, counted or not: school, primary; absent pupils have no score and are left out.
    schools: the group; everybody when none is named. No rows when the group has fewer than ten participants, or leaves
             fewer to the others.
    """
    scored = work[work["primary"].notna()]
    chosen = scored if schools is None else scored[scored["school"].isin(list(schools))]
    own = _by_score(chosen, scored["primary"])
    rest = _by_score(scored, scored["primary"]) - own
    if own.sum() < LEAST_N or 0 < rest.sum() < LEAST_N:
        return (
            pd.DataFrame({"first": [], "last": [], "n": [], "share": []}).astype("Int64").astype({"share": "Float64"})
        )
    cuts = _cuts(own.tolist(), rest.tolist())
    rows = [(own.index[start], own.index[end - 1], int(own.iloc[start:end].sum())) for start, end in pairwise(cuts)]
    table = pd.DataFrame(rows, columns=["first", "last", "n"]).astype("Int64")
    width = table["last"] - table["first"] + 1
    return table.assign(share=(100 * table["n"] / own.sum() / width).astype("Float64").round(4))


def boundaries(work: pd.DataFrame, scale: Sequence[int] | None = None) -> Mapping[int, int]:
    """The least primary score for «3», «4» and «5»: the scale's where there is one, else what the rows speak for.

    A mark that nobody got has no boundary in what the rows say.
    """
    if scale is not None:
        return dict(zip(BOUNDARY_MARKS, scale, strict=True))
    marked = work[work["primary"].notna() & work["mark"].notna()]
    if marked.empty:
        return {}
    fitted = fitted_scale(marked["primary"], marked["mark"], times(marked))
    found = {mark: [score for score, given in fitted.items() if given >= mark] for mark in BOUNDARY_MARKS}
    return {mark: min(scores) for mark, scores in found.items() if scores}


def _by_score(rows: pd.DataFrame, everybody: pd.Series) -> pd.Series:
    """Pupils by score, over every score from 0 to the highest that anybody got."""
    counts = rows.assign(pupils=times(rows)).groupby("primary")["pupils"].sum()
    every = range(int(everybody.max()) + 1) if len(everybody) else range(0)
    return counts.reindex(every, fill_value=0).astype(int)


def _cuts(own: Sequence[int], rest: Sequence[int]) -> list[int]:
    """Where bands begin, and the end: each as narrow as it may be; a remainder that tells of a few joins the last."""

    def is_open(start: int, end: int) -> bool:
        return _may_be_told(sum(own[start:end])) and _may_be_told(sum(rest[start:end]))

    cuts = [0]
    for end in range(1, len(own) + 1):
        if is_open(cuts[-1], end):
            cuts.append(end)
    while cuts[-1] != len(own):
        cuts.pop()
        if is_open(cuts[-1], len(own)):
            cuts.append(len(own))
    return cuts


def _may_be_told(pupils: int) -> bool:
    return pupils == 0 or pupils > FEW
