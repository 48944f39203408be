"""NO2: more pupils just above a mark boundary, and fewer just below, than the region's own works would give.

«Pronounced peaks at mark boundaries are a possible marker … and need additional analysis», only where the scale is
known (ФИОКО 2026, p. 15). No table of official scales is shipped, but marks come out of the state system already set
by the official scale: it is read off the region's own rows (mark_scale.fitted_scale), and believed only where hardly a
row breaks it and the scores on both sides of the boundary occur. Otherwise the boundary is NOT_AVAILABLE.

Where a school's pupils are not loaded, its scores of report 4 are counted like any others. They say no marks: a work
that nobody's pupils tell of has the scale that the region itself has loaded, or none.

A region's own peaks are nobody's: the region's distribution, tilted to the school's mean, says how many of the pupils
around a boundary stand above it (a stronger school has more there honestly). Pooled over works and boundaries: the
number above is a sum of binomials, and its tail exact.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

from models.assessment.mark_scale import MARKS, fitted_scale
from models.assessment.objectivity.evidence import unavailable, with_unanswered
from models.assessment.objectivity.material import PLACE, Material
from models.assessment.objectivity.tails import Counts, Floats, at_least

POOLED = "ВПР, все работы"
AGREEMENT = 0.99  # the share of rows that a scale must explain to be believed
HALVINGS = 60
STEEPEST = 80.0  # the tilt, over the whole range of scores, that puts everybody at its end


class Window(NamedTuple):
    """Scores around a boundary: below ≤ score < above_from is just below it, above_from ≤ score < end just above."""

    below: int
    above_from: int
    end: int


def heaping(material: Material) -> pd.DataFrame:
    """NO2. n: pupils near a boundary; value, expected: per cent of them above it; statistic: in standard deviations."""
    written = _written(material)
    return with_unanswered(_answers(written, material), _whole(material.reported), "no_pupils")


def _answers(written: pd.DataFrame, material: Material) -> pd.DataFrame:
    """NO2 of the schools and years of these results."""
    asked, rows = material.parameters, written[written["primary"].notna()]
    parts = [
        _near_boundaries(work, _firsts(work, material.scales), asked.boundary_width)
        for _, work in rows.groupby(["year", "procedure"], sort=True)
        if work["school"].nunique() >= asked.least_schools
    ]
    units = unavailable(_whole(written.assign(n=1)), "no_scale")
    around = [part for part in parts if len(part)]
    if not around:
        return units
    near = _pooled(pd.concat(around, ignore_index=True))
    units = units.drop(columns=["value", "expected", "statistic", "p"]).merge(near, on=["school", "year"], how="left")
    enough = units["near"].ge(asked.least_participants)
    units.loc[~enough, ["value", "expected", "statistic", "p"]] = np.nan
    units["why"] = np.select([enough, units["near"].isna()], ["", "no_scale"], default="few_participants")
    units["n"] = units["near"].fillna(units["n"])
    return units


def _written(material: Material) -> pd.DataFrame:
    """PLACE, primary, mark of every participation: pupils' own, and those of report 4, of which no mark is known."""
    own, told = material.works[[*PLACE, "primary", "mark"]], material.scores[[*PLACE, "primary"]]
    return pd.concat([own, told.assign(mark=pd.array([pd.NA] * len(told), "Int64"))]) if len(told) else own


def _whole(rows: pd.DataFrame) -> pd.DataFrame:
    """school, year, procedure (what is said of all works together), n: participations, of rows with n each."""
    return rows.groupby(["school", "year"], as_index=False, sort=True)[["n"]].sum().assign(procedure=POOLED)


def boundaries(scores: pd.Series, marks: pd.Series) -> list[int]:
    """The first scores of «3», «4» and «5» that a work's rows make certain."""
    scale = fitted_scale(scores, marks)
    return _certain(scale) if marks.eq(scores.map(scale)).mean() >= AGREEMENT else []


def _firsts(work: pd.DataFrame, scales: Mapping[tuple[int, str], Sequence[int]]) -> list[int]:
    """The boundaries of a work: as its pupils' marks say; where no pupil has one, as the scale that is loaded says."""
    marked = work[work["mark"].notna()]
    if len(marked):
        return boundaries(marked["primary"], marked["mark"])
    scale = scales.get((int(work["year"].iloc[0]), str(work["procedure"].iloc[0])), ())
    return _certain(
        {int(score): MARKS[0] + sum(score >= first for first in scale) for score in work["primary"].unique()}
    )


def _certain(scale: Mapping[int, int]) -> list[int]:
    """The first scores of marks where the score below occurs too; scale: the mark of every score that occurs."""
    first = {mark: min((score for score in scale if scale[score] == mark), default=None) for mark in MARKS[1:]}
    return [score for score in first.values() if score is not None and score - 1 in scale]


def windows(firsts: list[int], width: int) -> list[Window]:
    """So many points on both sides of each boundary, fewer where two boundaries would share them."""
    gaps = [second - first for first, second in pairwise(firsts)]
    widths = [
        min(width, first, *(gap // 2 for gap in gaps[max(place - 1, 0) : place + 1]))
        for place, first in enumerate(firsts)
    ]
    return [Window(first - w, first, first + w) for first, w in zip(firsts, widths, strict=True) if w > 0]


def _near_boundaries(work: pd.DataFrame, firsts: list[int], width: int) -> pd.DataFrame:
    """school, year, part (procedure and boundary), k above, n near, share expected above, of one work."""
    counts, schools = _histograms(work["school"], work["primary"].to_numpy(int))
    expected = tilted(counts)
    parts = []
    for window in windows(firsts, width):
        above, near = slice(window.above_from, window.end), slice(window.below, window.end)
        around = expected[:, near].sum(axis=1)
        share = np.divide(expected[:, above].sum(axis=1), around, out=np.full(len(counts), 0.5), where=around > 0)
        cells = {"k": counts[:, above].sum(axis=1), "n": counts[:, near].sum(axis=1), "share": share}
        parts.append(
            pd.DataFrame({"school": schools, "part": f"{work['procedure'].iloc[0]} {window.above_from}", **cells})
        )
    table = (
        pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=["school", "part", "k", "n", "share"])
    )
    return table.assign(year=int(work["year"].iloc[0]))


def _histograms(school: pd.Series, scores: Counts) -> tuple[Counts, pd.Index]:
    """Pupils by school and score: (schools, scores from 0 on)."""
    of, schools = pd.factorize(school, sort=True)
    counts = np.zeros((len(schools), int(scores.max()) + 1), np.int64)
    np.add.at(counts, (of, scores), 1)
    return counts, pd.Index(schools)


def tilted(counts: Counts) -> Floats:
    """For each school the region's distribution, tilted exponentially until its mean is the school's: rows sum to 1."""
    scores: Floats = np.linspace(0, 1, counts.shape[1])
    region = counts.sum(axis=0)
    wanted = (counts * scores).sum(axis=1) / counts.sum(axis=1)
    low, high = np.full(len(counts), -STEEPEST), np.full(len(counts), STEEPEST)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        is_short = (_tilt(region, scores, middle) * scores).sum(axis=1) < wanted
        low, high = np.where(is_short, middle, low), np.where(is_short, high, middle)
    return _tilt(region, scores, (low + high) / 2)


def _tilt(region: Counts, scores: Floats, by: Floats) -> Floats:
    weights = region * np.exp(by[:, None] * scores - np.maximum(by, 0)[:, None])
    shares: Floats = weights / weights.sum(axis=1, keepdims=True)
    return shares


def _pooled(cells: pd.DataFrame) -> pd.DataFrame:
    """school, year, near, value, expected, statistic, p over all works and boundaries of a school's year."""
    wide = cells.pivot(index=["school", "year"], columns="part", values=["k", "n", "share"]).sort_index()
    k, n = (wide[name].fillna(0).to_numpy(np.int64) for name in ("k", "n"))
    share = wide["share"].fillna(0.5).to_numpy(float)
    near, expected = n.sum(axis=1), (n * share).sum(axis=1)
    deviation = np.sqrt((n * share * (1 - share)).sum(axis=1))
    found = {
        "near": near,
        "value": 100 * k.sum(axis=1) / np.maximum(near, 1),
        "expected": 100 * expected / np.maximum(near, 1),
        "statistic": (k.sum(axis=1) - expected) / np.where(deviation > 0, deviation, 1),
        "p": at_least(k.sum(axis=1), n, share),
    }
    return pd.DataFrame(found, index=wide.index).reset_index()
