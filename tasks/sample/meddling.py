"""Schools whose results are non-objective, every year: what they do, and how much of it.

They leave the number of «2» as it was, so that no other list changes: who failed keeps having failed. Nor do they make
it easy for a marker: a share of their pupils is enough for them, and the region about them is no tidier for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from tasks.sample.objectivity.planting import boundary_points, with_known_tasks
from tasks.sample.region import KINDS as SCHOOL_KINDS
from tasks.sample.region import People
from tasks.sample.results import Floats, Scores, moved
from tasks.sample.works import Work

# Kind → the shares of pupils. boundary: of those 1–2 points under «4» or «5», lifted to it; hard_tasks: who knew the
# difficult tasks beforehand; journal: whose mark in the journal is one higher than earned, the work being honest.
SIZES: dict[str, tuple[float, float]] = {"boundary": (0.7, 0.4), "hard_tasks": (0.7, 0.4), "journal": (0.7, 0.4)}
GRADES, SUBJECTS = (4, 5), ("русский язык", "математика")
LEAST_SIZE = 20


@dataclass(frozen=True)
class Meddlers:
    """School's row → the kind of what it does, and the share of pupils to whom it is done."""

    parts: Mapping[int, tuple[str, float]]

    def shares(self, work: Work, school: pd.Series) -> dict[str, Floats]:
        """Kind → the share of each of these pupils' school; nothing but 0 in other works than the lists look at."""
        is_looked_at = work.grade in GRADES and work.subject in SUBJECTS
        return {kind: self._share(kind, school) if is_looked_at else np.zeros(len(school)) for kind in SIZES}

    def _share(self, kind: str, school: pd.Series) -> Floats:
        of_kind = {row: share for row, (part, share) in self.parts.items() if part == kind}
        return np.asarray(school.map(of_kind).fillna(0.0), np.float64)


def meddlers_of(people: People, seed: int) -> Meddlers:
    """One school of every kind and size for each forty, of those large enough that it matters and not selective."""
    rng, schools = np.random.default_rng([seed, 8]), people.schools
    ordinary = schools["kind"].isin(SCHOOL_KINDS[:2]) & schools["size"].ge(min(LEAST_SIZE, schools["size"].median()))
    chosen = rng.permutation(np.flatnonzero(ordinary))
    each = max(1, len(schools) // 40)
    parts = [(kind, size) for kind, sizes in SIZES.items() for size in sizes for _ in range(each)]
    return Meddlers({int(school): part for school, part in zip(chosen, parts, strict=False)})


def meddled(work: Work, scores: Scores, shares: Mapping[str, Floats], rng: np.random.Generator) -> Scores:
    """The scores after what the schools do; who failed keeps what they have, and a task not attempted stays so."""
    points = np.maximum(scores, 0).astype(np.int16)
    passed = points.sum(axis=1) >= work.cuts[0]
    points = with_known_tasks(work, points, passed & (rng.random(len(points)) < shares["hard_tasks"]))
    points = moved(work, points, passed * boundary_points(work, points, shares["boundary"], rng), rng)
    return np.where((scores < 0) & (points == 0), scores, points).astype(np.int16)


def inflated(journal: Scores, share: Floats, rng: np.random.Generator) -> Scores:
    """Journal marks, one higher for this share of the pupils; who has none (0) gets none."""
    higher = (rng.random(len(journal)) < share) & (journal > 0)
    return np.minimum(journal + higher, 5).astype(np.int16)
