"""What is planted in the calibration region: kinds of dishonesty by size, and honest schools that look alike."""

from dataclasses import dataclass

import numpy as np

from tasks.sample.results import Floats, Scores, moved
from tasks.sample.works import Work

# How results are made non-objective, and at which sizes.
# overstated:  every pupil of every work gains so many standard deviations of the work's points, both years;
# last_year:   the same, in the last year only;
# one_subject: the same, in Russian only, both years;
# boundary:    this share of the pupils 1–2 points under a mark's boundary is lifted over it;
# hard_tasks:  this share of pupils knew the difficult tasks: half of the points they missed there are theirs;
# marks:       this share of the pupils under «4» is lifted to its boundary, nobody fails;
# journal:     the VPR is honest, and this share of journal marks is one higher than earned.
KINDS: dict[str, tuple[float, float, float]] = {
    "overstated": (0.3, 0.6, 1.0),
    "last_year": (0.3, 0.6, 1.0),
    "one_subject": (0.3, 0.6, 1.0),
    "boundary": (0.2, 0.4, 0.7),
    "hard_tasks": (0.2, 0.4, 0.7),
    "marks": (0.5, 0.75, 0.95),
    "journal": (0.2, 0.4, 0.7),
}
# Honest schools that a marker may take for others.
# strong: of an ordinary kind, 0.8 SD over the region; small: under 16 pupils in a grade; selective: a gymnasium or
# lyceum; improving: really 0.5 SD better in the last year; good_teacher: one class 0.7 SD better in one subject.
ALIKE = ("strong", "small", "selective", "improving", "good_teacher")
RUSSIAN = "русский язык"


@dataclass(frozen=True)
class Part:
    """The part a school plays: honest (kind «» or one of ALIKE), or one of KINDS at a size."""

    kind: str = ""
    size: float = 0.0

    @property
    def is_honest(self) -> bool:
        """Its results are its pupils' own."""
        return self.kind not in KINDS


def parts(schools: int, each: int, rng: np.random.Generator) -> list[Part]:
    """The parts of so many schools, in random order: `each` of every kind and size, thrice as many look-alikes."""
    planted = [Part(kind, size) for kind, sizes in KINDS.items() for size in sizes for _ in range(each)]
    planted += [Part(kind) for kind in ALIKE for _ in range(3 * each)]
    if len(planted) > schools:
        raise ValueError(f"{schools} schools: at least {len(planted)} are needed to plant every kind")
    every = planted + [Part()] * (schools - len(planted))
    return [every[place] for place in rng.permutation(schools)]


def made_up(
    work: Work, scores: Scores, by: list[Part], school: Floats, *, is_last: bool, rng: np.random.Generator
) -> Scores:
    """The work's scores after what the schools do to them: (pupils, tasks). school: of each pupil."""
    sizes = {kind: np.array([part.size if part.kind == kind else 0.0 for part in by])[school] for kind in KINDS}
    primary = scores.sum(axis=1)
    gain = sizes["overstated"] + is_last * sizes["last_year"] + (work.subject == RUSSIAN) * sizes["one_subject"]
    points = np.floor(gain * primary.std() + rng.random(len(primary)) * (gain > 0)).astype(np.int16)
    scores = moved(work, scores, points, rng)
    scores = with_known_tasks(work, scores, rng.random(len(scores)) < sizes["hard_tasks"])
    scores = moved(work, scores, boundary_points(work, scores, sizes["boundary"], rng), rng)
    return moved(work, scores, _to_four(work, scores, sizes["marks"], rng), rng)


def kindness(work: Work, scores: Scores, share: Floats, rng: np.random.Generator) -> Scores:
    """Honest too, in every school a little: this share of the pupils one point short is found the point."""
    primary = scores.sum(axis=1)
    short = np.isin(primary + 1, work.cuts) & (rng.random(len(primary)) < share)
    return moved(work, scores, short.astype(np.int16), rng)


def with_known_tasks(work: Work, scores: Scores, chosen: np.ndarray) -> Scores:
    """Half of the points that the chosen pupils missed in the difficult tasks, rounded up, are theirs."""
    hard = np.array([task.level != "Б" for task in work.tasks])
    known: Scores = (scores + (work.points - scores + 1) // 2 * hard * chosen[:, None]).astype(np.int16)
    return known


def boundary_points(work: Work, scores: Scores, share: Floats, rng: np.random.Generator) -> np.ndarray:
    """Points that lift this share of the pupils 1–2 points under a boundary to it."""
    primary = scores.sum(axis=1)
    missing = np.array([[cut - value for cut in work.cuts] for value in range(work.most + 1)])
    near = np.where((missing > 0) & (missing <= 2), missing, 0).max(axis=1)[primary]
    return np.where(rng.random(len(primary)) < share, near, 0).astype(np.int16)


def _to_four(work: Work, scores: Scores, share: Floats, rng: np.random.Generator) -> np.ndarray:
    """Points that lift this share of the pupils under «4» to it or just over, and everybody else to «3»."""
    primary = scores.sum(axis=1)
    spread = rng.integers(0, 3, len(primary))
    to_four = np.where(
        (primary < work.cuts[1]) & (rng.random(len(primary)) < share), work.cuts[1] + spread - primary, 0
    )
    to_three = np.where((primary < work.cuts[0]) & (share > 0), work.cuts[0] + spread - primary, 0)
    return np.maximum(to_four, to_three).astype(np.int16)
