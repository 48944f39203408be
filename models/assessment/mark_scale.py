"""The mark scale that a work's own rows speak for: the monotone one that the fewest rows break."""

import numpy as np
import pandas as pd

MARKS = (2, 3, 4, 5)


def fitted_scale(scores: pd.Series, marks: pd.Series, pupils: pd.Series | int = 1) -> dict[int, int]:
    """Primary score → mark, never falling as the score rises, and broken by as few rows as possible.

    Official scales differ by year, grade and subject and are not always at hand; a work's majority knows its own.
    Of equally good scales the stricter one is given (the lower mark), so the answer depends on the rows alone.
    pupils: how many have this score and mark, if a row stands for several.
    """
    known, places = np.unique(scores.to_numpy(dtype=int), return_inverse=True)
    counts = np.zeros((len(known), len(MARKS)), dtype=int)
    np.add.at(counts, (places, marks.to_numpy(dtype=int) - MARKS[0]), np.asarray(pupils, dtype=int))
    breaks = counts.sum(axis=1, keepdims=True) - counts
    best, came_from = breaks[0].copy(), []
    for cost in breaks[1:]:
        # The cheapest mark not above this one for the score below; argmin prefers the lower mark.
        previous = np.array([int(np.argmin(best[: mark + 1])) for mark in range(len(MARKS))])
        came_from.append(previous)
        best = best[previous] + cost
    mark = int(np.argmin(best))
    path = [mark]
    for previous in reversed(came_from):
        mark = int(previous[mark])
        path.append(mark)
    return {int(score): MARKS[mark] for score, mark in zip(known, reversed(path), strict=True)}
