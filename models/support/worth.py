"""What a plan is worth: the objective that choosing.py maximises, written out in docs/support-plan.md. Pure.

Every constant is ours: a region's experts may see it otherwise, and then it is changed here and in the page.
"""

import numpy as np
import numpy.typing as npt
import pandas as pd

from models.support.levels import Level

# A factor's weight is what its level weighs plus its score (0–1): a middle factor never comes before a high one.
LEVEL_WEIGHT = {Level.HIGH: 3.0, Level.MIDDLE: 1.0}

# A school's need grows by a tenth with each low procedure, up to five.
NEED_PER_PROCEDURE, PROCEDURES_THAT_COUNT = 0.1, 5

# The first units of strength against a factor count whole, the next by half, the rest by a quarter.
PIECES = ((3.0, 1.0), (3.0, 0.5), (np.inf, 0.25))

# What a unit of the school's effort costs.
EFFORT_COST = 0.1

Numbers = npt.NDArray[np.float64]


def weight(level: Level, score: float, low_procedures: int = 0) -> float:
    """How much a unit of strength against the factor is worth to the school."""
    need = 1 + NEED_PER_PROCEDURE * min(low_procedures, PROCEDURES_THAT_COUNT)
    return (LEVEL_WEIGHT[level] + score) * need


def answered(strength: Numbers) -> Numbers:
    """How much of a factor is answered by measures of that strength together: each next unit counts no more."""
    left, sum_ = np.asarray(strength, float), np.zeros(np.shape(strength))
    for length, value in PIECES:
        sum_ += value * np.minimum(left, length)
        left = np.maximum(left - length, 0.0)
    return sum_


def of_plans(chosen: pd.DataFrame) -> float:
    """What plans are worth together: what they answer of each school's factors, less the schools' effort.

    chosen: school, factor, weight, strength, effort of each line
    """
    by_factor = chosen.groupby(["school", "factor"]).agg(weight=("weight", "first"), strength=("strength", "sum"))
    answers = by_factor["weight"].to_numpy(float) * answered(by_factor["strength"].to_numpy(float))
    return float(answers.sum() - EFFORT_COST * chosen["effort"].sum())
