"""One exam's answer: whom of the coming pupils to help, how good such forecasts were, and why there are none."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from models.assessment.parameters import Parameters
from models.assessment.readiness.answers import NO_COHORT, NOT_BETTER
from models.assessment.readiness.pupils.chances import answerable, learnt, tried
from models.assessment.readiness.pupils.linking import Met
from models.assessment.readiness.trial import LOW, Trial, band_of, calibration, quality

TABLE = {
    "school": "string",
    "class_name": "string",
    "pupil": "string",
    "procedure": "string",
    "band": "Int64",
    "school_band": "Int64",
    "works": "string",
}
SUBJECTS = {
    "procedure": "string",
    "years": "Int64",
    "schools": "Int64",
    "pupils": "Int64",
    "base": "Float64",
    "skill": "Float64",
    "skill_lower": "Float64",
    "skill_upper": "Float64",
    "slope": "Float64",
    "why": "string",
}
CALIBRATION = {
    "procedure": "string",
    "band": "Int64",
    "pupils": "Int64",
    "predicted": "Float64",
    "observed": "Float64",
}


@dataclass(frozen=True)
class Answer:
    """An exam's rows of the conclusion's three tables: TABLE, SUBJECTS, CALIBRATION."""

    table: pd.DataFrame
    subjects: pd.DataFrame
    calibration: pd.DataFrame


def answer(procedure: str, met: Met, coming: pd.DataFrame, parameters: Parameters) -> Answer:
    """Name those of the coming pupils who may need help, where earlier forecasts were better than their school's."""
    why = answerable(met.linked, parameters)
    trial = None if why else tried(met.linked, met.held, parameters)
    measured = quality(trial, LOW) if trial else dict[str, float]()
    why = why or _why_not(measured, coming)
    table = pd.DataFrame() if why else _named(learnt(met.linked, met.held, parameters).of(coming), parameters)
    parts = [table, pd.DataFrame([_subject(met.linked, measured, why)]), _calibration(trial, parameters)]
    return Answer(*(part.assign(procedure=procedure) for part in parts))


def _named(pupils: pd.DataFrame, parameters: Parameters) -> pd.DataFrame:
    """Those above the lowest band, with bands in place of chances: no more is known, and no more is told."""
    edges = parameters.readiness.bands
    bands = {"band": band_of(pupils["chance"], edges), "school_band": band_of(pupils["school_chance"], edges)}
    works = pupils["grade"].astype("string") + " класс, " + pupils["worked"].astype("string")
    rows = pupils.assign(**bands, works=works)
    return rows[rows["band"].ge(1)]


def _why_not(measured: Mapping[str, float], coming: pd.DataFrame) -> str:
    if not measured["skill_lower"] > 0:
        return NOT_BETTER
    return NO_COHORT if coming.empty else ""


def _subject(linked: pd.DataFrame, measured: Mapping[str, float], why: str) -> dict[str, object]:
    """What is said of an exam; base: the per cent of the linked pupils who fell below."""
    counts = {"years": linked["year"].nunique(), "schools": linked["school"].nunique(), "pupils": len(linked)}
    base = round(100 * float(linked["below"].mean()), 1) if len(linked) else np.nan
    return {**counts, "base": base, **{name: round(value, 4) for name, value in measured.items()}, "why": why}


def _calibration(trial: Trial | None, parameters: Parameters) -> pd.DataFrame:
    """The bands in per cent; what came is not told of so few that it tells of single pupils."""
    if trial is None:
        return pd.DataFrame()
    rows = calibration(trial, LOW, parameters.readiness.bands).rename(columns={"cohorts": "pupils"})
    shares = {name: (100 * rows[name]).round(1) for name in ("predicted", "observed")}
    shares["observed"] = shares["observed"].where(rows["pupils"].ge(parameters.small_n))
    return rows.assign(**shares)
