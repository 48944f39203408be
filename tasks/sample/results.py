"""Results: scores drawn from abilities and difficulties, then settled so that each group has its number of «2».

Arrays of shape (pupils, tasks). A score is −1 where the task was not attempted («X»): no points, but a fact of its own.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from tasks.sample.planting import Bounds, Counts
from tasks.sample.works import Work

Scores = npt.NDArray[np.int16]
Floats = npt.NDArray[np.float64]

NOT_ATTEMPTED = -1
EASY = {"Б": 57.0, "П": 28.5, "В": 28.5}
CLEAR = 3.0  # per cent points that every element keeps from the edge
ROUNDS = 12


@dataclass
class Sheet:
    """What one work or exam came to in one year.

    rows:    one a participant: pupil, school, klass, code; in the order of writing
    scores:  (participants, tasks), −1 where not attempted
    """

    year: int
    work: Work
    rows: pd.DataFrame
    scores: Scores

    @property
    def primary(self) -> Scores:
        """Primary points: the sum of the tasks'."""
        points: Scores = np.maximum(self.scores, 0).sum(axis=1).astype(np.int16)
        return points

    @property
    def mark(self) -> Scores:
        """Marks 2–5 by the work's scale."""
        return self.work.marks(self.primary)


@dataclass(frozen=True)
class Groups:
    """The group of each participant, and the bounds of each group's number of «2»."""

    of: Counts
    sizes: Counts
    bounds: Bounds


def draw(work: Work, skill: Floats, groups: Groups, hard: frozenset[str], seed: list[int]) -> Scores:
    """Scores of a work: drawn, settled, and redrawn with kinder tasks until every element is clear of its edge.

    skill: ability in logits, one a participant. hard: codes of elements planted hard.
    """
    target = targets(work, hard)
    for turn in range(ROUNDS):
        rng = np.random.default_rng([*seed, turn])
        scores = settled(work, drawn(work, skill, target, rng), groups, rng)
        missed = _missed(work, scores, hard)
        if not missed.any():
            return _with_gaps(scores, rng)
        target = np.clip(target + missed / 100, 0.04, 0.97)
    raise RuntimeError(f"{work.grade} {work.subject}: the elements do not come clear of their edges")


def targets(work: Work, hard: frozenset[str]) -> Floats:
    """The wanted share of points of each task: kinder where the scale is stricter."""
    strict = work.cuts[0] / work.most - 0.38
    usual = {"Б": 0.74 + 0.5 * strict, "П": 0.5 + 0.5 * strict, "В": 0.42 + 0.5 * strict}
    low = {"Б": 0.47, "П": 0.21, "В": 0.2}
    swing = 0.06 * np.sin(np.arange(len(work.tasks)) * 2.4)
    wanted = [(low if task.element_code in hard and task.element else usual)[task.level] for task in work.tasks]
    usual_ones = np.array([task.element_code not in hard for task in work.tasks])
    found: Floats = np.array(wanted) + swing * usual_ones
    return found


def drawn(work: Work, skill: Floats, target: Floats, rng: np.random.Generator) -> Scores:
    """Binomial scores; the mean over a normal skill of 0.75 logits comes near the target."""
    difficulty = np.log(target / (1 - target)) * np.sqrt(1 + 0.346 * 0.75**2)
    chance = 1 / (1 + np.exp(-(skill[:, None] + difficulty)))
    return rng.binomial(work.points, chance).astype(np.int16)


def settled(work: Work, scores: Scores, groups: Groups, rng: np.random.Generator) -> Scores:
    """Move the fewest pupils over the edge of «3» so that each group has a number of «2» within its bounds."""
    primary = scores.sum(axis=1)
    pass_at = work.cuts[0]
    natural = np.bincount(groups.of[primary < pass_at], minlength=len(groups.sizes))
    wanted = np.clip(natural, groups.bounds.least, groups.bounds.most)
    order = np.lexsort((rng.random(len(primary)), primary, groups.of))
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order)) - np.repeat(np.cumsum(groups.sizes) - groups.sizes, groups.sizes)
    fails, spread = rank < wanted[groups.of], rng.integers(0, 3, len(primary))
    down = np.where(fails & (primary >= pass_at), pass_at - 1 - spread - primary, 0)
    up = np.where(~fails & (primary < pass_at), pass_at + spread - primary, 0)
    return moved(work, scores, np.where(fails, np.maximum(down, -primary), up), rng)


def moved(work: Work, scores: Scores, by: npt.NDArray[np.integer], rng: np.random.Generator) -> Scores:
    """Add (or take, where negative) so many primary points, spread over tasks at random, within their limits."""
    rows = np.flatnonzero(by)
    part, points = scores[rows], by[rows, None]
    order = rng.random(part.shape).argsort(axis=1)
    room = np.take_along_axis(np.where(points > 0, work.points - part, part), order, axis=1)
    before = np.cumsum(room, axis=1) - room
    step = np.clip(np.abs(points) - before, 0, room) * np.sign(points)
    shuffled = np.take_along_axis(part, order, axis=1) + step
    result = scores.copy()
    changed = np.empty_like(part)
    np.put_along_axis(changed, order, shuffled.astype(np.int16), axis=1)
    result[rows] = changed
    return result


def shares(work: Work, scores: Scores) -> dict[tuple[str, str], float]:
    """(element's code, level) → per cent of the points that all participants could have."""
    got = np.maximum(scores, 0).sum(axis=0, dtype=np.int64)
    sums: dict[tuple[str, str], list[int]] = {}
    for task, points in zip(work.tasks, got, strict=True):
        pair = sums.setdefault((task.element_code, task.level), [0, 0])
        pair[0] += int(points)
        pair[1] += task.points * len(scores)
    return {key: 100 * points / most for key, (points, most) in sums.items()}


def _missed(work: Work, scores: Scores, hard: frozenset[str]) -> Floats:
    """For each task, by how many per cent points (and two over) its element misses its side of the edge."""
    if not work.tasks[0].element:
        return np.zeros(len(work.tasks))
    share = shares(work, scores)
    missed = np.zeros(len(work.tasks))
    for place, task in enumerate(work.tasks):
        value, edge = share[task.element_code, task.level], EASY[task.level]
        if task.element_code in hard and value > edge - CLEAR:
            missed[place] = edge - CLEAR - value - 2
        elif task.element_code not in hard and value < edge + CLEAR:
            missed[place] = edge + CLEAR - value + 2
    return missed


def _with_gaps(scores: Scores, rng: np.random.Generator) -> Scores:
    """A quarter of the zeros were not attempted."""
    return np.where((scores == 0) & (rng.random(scores.shape) < 0.25), NOT_ATTEMPTED, scores).astype(np.int16)
