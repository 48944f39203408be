"""The exams that were held: their results by school, and how a school stood against its region in the years before.

Few pupils say little: a school's share is drawn to the region's as a beta-binomial says (Kleinman 1973).
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from models.assessment.layout import Frames
from models.assessment.objectivity.tails import share_and_likeness
from models.assessment.parameters import Parameters
from models.assessment.procedures import EXAMS, GIA_COLUMNS, counted, judged, last_state
from models.assessment.readiness.cohorts import UNIT, exams, procedure
from models.assessment.wanted import Wanted, rows_wanted


def wants(years: Iterable[int], parameters: Parameters) -> Wanted:
    """What need be read of the exams: every state of a pupil's result."""
    subjects = {subject for _, subject in exams(parameters)}
    return Wanted(GIA_COLUMNS, {"year": tuple(years), "exam": EXAMS, "subject": subjects})


def select(frames: Frames, years: Iterable[int], parameters: Parameters) -> pd.DataFrame:
    """Each pupil's exam in its last state."""
    gia = rows_wanted(frames, "gia", wants(years, parameters))
    named = gia["exam"] + ", " + gia["subject"]
    return last_state(gia[named.isin([procedure(*one) for one in exams(parameters)])])[list(GIA_COLUMNS)]


def results(gia: pd.DataFrame, parameters: Parameters) -> pd.DataFrame:
    """procedure, year, school, n, n_low, is_low: one row for each exam of a school that had participants."""
    rows = judged(gia, parameters)
    return counted(rows.assign(procedure=rows["exam"] + ", " + rows["subject"]), UNIT, parameters)


def standing(held: pd.DataFrame, year: int) -> pd.DataFrame:
    """By school, of the exams before this year: past, known.

    past: log odds of falling below the minimum against the region's, shrunk; known: how far they are the school's own,
    0–1. held: the results of one procedure. A school without earlier exams is not there: nothing is known of it.
    """
    before = held[held["year"].lt(year)].sort_values(["year", "school"], kind="stable")
    if before.empty:
        return pd.DataFrame({"past": [], "known": []}, dtype=float)
    alike, expected = list[float](), pd.Series(0.0, index=before.index)
    for _, exam in before.groupby("year", sort=True):
        share, found = share_and_likeness(exam["n_low"].to_numpy(np.int64), exam["n"].to_numpy(np.int64))
        alike.append(found)
        expected.loc[exam.index] = share * exam["n"].to_numpy(float)
    likeness = sum(alike) / len(alike)
    weight = (1 - likeness) / likeness
    parts = before[["school", "n", "n_low"]].assign(expected=expected)
    sums = parts.groupby("school", sort=True)[["n", "n_low", "expected"]].sum().astype(float)
    usual = sums["expected"] / sums["n"]
    own = (sums["n_low"] + weight * usual) / (sums["n"] + weight)
    return pd.DataFrame({"past": _log_odds(own) - _log_odds(usual), "known": sums["n"] / (sums["n"] + weight)})


def _log_odds(share: pd.Series) -> pd.Series:
    odds = share / (1 - share)
    return pd.Series(np.log(odds.to_numpy(float)), index=share.index)
