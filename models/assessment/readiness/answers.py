"""One procedure's answer: what is forecast of its coming cohorts, how good forecasts were, and what is left out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from models.assessment.parameters import Parameters
from models.assessment.readiness.model import Model, learnt
from models.assessment.readiness.trial import (
    LOW,
    QUESTIONS,
    SHARE,
    answerable,
    band_of,
    calibration,
    quality,
    tried,
)

NOT_BETTER, NO_COHORT = "not_better", "no_cohort"
NO_VPR, LEFT_OUT = "no_vpr", "left_out"
TABLE = {
    "school": "string",
    "procedure": "string",
    "n": "Int64",
    "share": "Float64",
    "lower": "Float64",
    "upper": "Float64",
    "base_share": "Float64",
    "above": "boolean",
    "probability": "Float64",
    "band": "Int64",
    "base_probability": "Float64",
    "works": "string",
    "small_n": "boolean",
    "why": "string",
}
SUBJECTS = {
    "procedure": "string",
    "question": "string",
    "years": "Int64",
    "schools": "Int64",
    "cohorts": "Int64",
    "base": "Float64",
    "skill": "Float64",
    "skill_lower": "Float64",
    "skill_upper": "Float64",
    "slope": "Float64",
    "coverage": "Float64",
    "why": "string",
}
CALIBRATION = {
    "procedure": "string",
    "question": "string",
    "band": "Int64",
    "cohorts": "Int64",
    "predicted": "Float64",
    "observed": "Float64",
}
SHARES = {SHARE: ("share", "lower", "upper", "base_share"), LOW: ("probability", "base_probability")}


@dataclass(frozen=True)
class Answer:
    """A procedure's rows of the conclusion's three tables: TABLE, SUBJECTS, CALIBRATION."""

    table: pd.DataFrame
    subjects: pd.DataFrame
    calibration: pd.DataFrame


def answer(procedure: str, cohorts: pd.DataFrame, results: pd.DataFrame, year: int, parameters: Parameters) -> Answer:
    """Forecast the cohorts of this year where forecasts of the years before were better than the base rate.

    cohorts: the procedure's `units`; results: its exams, also of schools without a cohort.
    """
    held, coming = cohorts[cohorts["n"].notna()], cohorts[cohorts["year"].eq(year)]
    why = {question: answerable(held, question, parameters) for question in QUESTIONS}
    # Both questions are put to the same forecasts: where not even the share can be tried, nothing can.
    trial = None if why[SHARE] else tried(held, parameters)
    found = {question: quality(trial, question) for question in QUESTIONS if trial and not why[question]}
    why |= {question: _why_not(measured, coming) for question, measured in found.items()}
    bands = [
        calibration(trial, question, parameters.readiness.bands).assign(question=question)
        for question in found
        if trial
    ]
    subjects = [_subject(held, question, found.get(question, {}), why[question]) for question in QUESTIONS]
    parts = [
        _in_per_cent(_schools(held, coming, results, why, parameters), *SHARES[SHARE], *SHARES[LOW]),
        _in_per_cent(pd.DataFrame(subjects), "base", "coverage"),
        _in_per_cent(pd.concat(bands), "predicted", "observed") if bands else pd.DataFrame(),
    ]
    return Answer(*(part.assign(procedure=procedure) for part in parts))


def _why_not(measured: Mapping[str, float], coming: pd.DataFrame) -> str:
    if not measured["skill_lower"] > 0:
        return NOT_BETTER
    return NO_COHORT if coming.empty else ""


def _subject(held: pd.DataFrame, question: str, measured: Mapping[str, float], why: str) -> dict[str, object]:
    """What is said of a procedure and a question; the base is what came in all the years together."""
    whole = held["n"].sum() if question == SHARE else len(held)
    part = held["n_low"].sum() if question == SHARE else held["is_low"].sum()
    counts = {"years": held["year"].nunique(), "schools": held["school"].nunique(), "cohorts": len(held)}
    base = float(part / whole) if whole else np.nan
    rounded = {name: round(value, 4) for name, value in measured.items()}
    return {"question": question, "base": base, **counts, **rounded, "why": why}


def _schools(
    held: pd.DataFrame, coming: pd.DataFrame, results: pd.DataFrame, why: Mapping[str, str], parameters: Parameters
) -> pd.DataFrame:
    """The coming cohorts, with forecasts where a question is answered; and who sat the last exam and wrote no VPR."""
    rows = coming[["school", "works"]].assign(n=coming["pupils"].astype("Int64"), why="")
    if all(why.values()):
        rows = rows.assign(why=LEFT_OUT)
    elif len(rows):
        rows = rows.assign(**_told(learnt(held, parameters), coming, why, parameters))
    last = results[results["year"].eq(results["year"].max())]
    absent = last.loc[~last["school"].isin(rows["school"]), ["school"]].assign(why=NO_VPR)
    both = [part for part in (rows, absent) if len(part)]
    table = pd.concat(both, ignore_index=True).reindex(columns=rows.columns) if both else rows
    return table.assign(small_n=table["n"].astype("Int64").lt(parameters.small_n))


def _told(model: Model, coming: pd.DataFrame, why: Mapping[str, str], parameters: Parameters) -> dict[str, Any]:
    """The columns of the questions that are answered."""
    found, base, told = model.forecast(coming), model.base_rate(coming), dict[str, Any]()
    if not why[SHARE]:
        told |= dict(zip(SHARES[SHARE], (found.share, found.lower, found.upper, base.share), strict=True))
        told |= {"above": found.lower > base.share}
    if not why[LOW]:
        told |= dict(zip(SHARES[LOW], (found.low, base.low), strict=True))
        told |= {"band": band_of(pd.Series(found.low), parameters.readiness.bands)}
    return told


def _in_per_cent(rows: pd.DataFrame, *names: str) -> pd.DataFrame:
    """These columns, if they are there, in per cent: a tenth is all that can be known."""
    return rows.assign(**{name: (100 * rows[name]).astype("Float64").round(1) for name in names if name in rows})
