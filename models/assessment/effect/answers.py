"""What each method answers, as a row: how many schools stand behind it, the interval, and what that allows to say."""

import numpy as np
import pandas as pd

from models.assessment.effect.edge import jump, margins
from models.assessment.effect.estimate import Estimate, effect
from models.assessment.effect.group import Setting
from models.assessment.effect.results import as_pairs
from models.assessment.effect.schools import COMPARED, LEFT_OUT, SUPPORTED
from models.assessment.parameters import Parameters

POSITIVE, NEGATIVE, COMPATIBLE, NOT_AVAILABLE = "positive", "negative", "compatible_with_zero", "not_available"
CHANGE, EDGE = "change", "edge"
COLUMNS = {"method": "string", "schools": "Int64", "compared": "Int64"}
COLUMNS |= dict.fromkeys(["effect", "lower", "upper", "error", "freedom"], "Float64")
COLUMNS |= {"conclusion": "string", "why": "string"}
Answer = tuple[object, ...]


def table_of(*answers: Answer) -> pd.DataFrame:
    """The rows as a table of COLUMNS."""
    return pd.DataFrame(list(answers), columns=list(COLUMNS)).astype(COLUMNS).round(4)


def by_change(results: pd.DataFrame, schools: pd.DataFrame, at: Setting, why: str) -> Answer:
    """By how much more the supported schools changed than the others."""
    if why:
        return _answer(CHANGE, schools, None, why)
    matrix = as_pairs(results)
    found = effect(matrix.values, matrix.weights, matrix.are(at.supported))
    return _answer(CHANGE, schools, found, "")


def by_edge(everything: pd.DataFrame, schools: pd.DataFrame, at: Setting, why: str, parameters: Parameters) -> Answer:
    """By schools near the edge of the two years that the list was made from; only where the change has an answer."""
    if why:
        return _answer(EDGE, schools.iloc[:0], None, why)
    over = margins(everything, at.selection[-2:], parameters)
    known = schools[schools["part"].ne(LEFT_OUT)]
    place = known["school"].map(dict(over)).astype(float)
    near = known[place.abs().lt(parameters.effect.edge_points).to_numpy()]
    is_ours = known["part"].eq(SUPPORTED).to_numpy(bool)
    change, margin = (np.asarray(numbers, dtype=np.float64) for numbers in (known["change"], place))
    found, why_not = jump(change, margin, is_ours, parameters)
    return _answer(EDGE, near, found, why_not)


def _answer(method: str, schools: pd.DataFrame, found: Estimate | None, why: str) -> Answer:
    """A row of the table."""
    many = [int(schools["part"].eq(part).sum()) for part in (SUPPORTED, COMPARED)]
    if found is None:
        return (method, *many, *[np.nan] * 5, NOT_AVAILABLE, why)
    numbers = (found.value, found.lower, found.upper, found.error, found.freedom)
    return (method, *many, *numbers, named(found.lower, found.upper), "")


def named(lower: float, upper: float) -> str:
    """What an interval allows to say."""
    if lower > 0:
        return POSITIVE
    return NEGATIVE if upper < 0 else COMPATIBLE
