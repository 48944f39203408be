"""Readiness by school: for every exam to come, the share below the minimum and the probability that it will be low.

Both questions are answered only where forecasts of earlier years beat the region's share beyond chance (trial.py);
where they did not, the answer is NOT_AVAILABLE and says so. «Прогноз для планирования помощи, не оценка школы».
"""

from collections.abc import Mapping

import pandas as pd

from models.assessment.analysis import Analysis, Context, Result
from models.assessment.layout import Frames
from models.assessment.names import ACTIONS
from models.assessment.procedures import exams_wanted, select_exams, unjudged
from models.assessment.readiness import cohorts as vpr
from models.assessment.readiness import past
from models.assessment.readiness.answers import CALIBRATION, NO_VPR, SUBJECTS, TABLE, answer
from models.assessment.readiness.model import units
from models.assessment.readiness.trial import QUESTIONS
from models.assessment.scope import counts_by_school, totals
from models.assessment.selection import in_order
from models.assessment.wanted import Wanted


def wants(context: Context) -> Mapping[str, Wanted]:
    """Counts of points by school, and of the last results of the exams."""
    years = sorted(set(context.years))
    return {"vpr": vpr.wants(years, context.parameters), "gia": exams_wanted(years, context.parameters)}


def select(frames: Frames, context: Context) -> Frames:
    """The works that tell of cohorts, and the exams, of all the context's years."""
    years, parameters = sorted(set(context.years)), context.parameters
    return {"vpr": vpr.select(frames, years, parameters), "gia": select_exams(frames, years, parameters)}


def compute(frames: Frames, context: Context) -> Result:
    """The exams of the year after the last one at hand. Table: a row for each school and procedure.

    school, procedure, n (pupils of the VPR cohort), share with lower and upper, base_share, above (the lower limit is
    above the base), probability (of a low exam) with its band's number, base_probability, works, small_n, why. Shares
    and probabilities are per cent and NA where they are not answered; why: no_vpr (the cohort wrote none), left_out
    (neither question of the procedure is answered), or empty. details: subjects (each procedure and question: base,
    skill with its limits, slope, coverage, and why it is not answered), calibration (what was forecast of earlier
    years, and what came).
    """
    year, parameters = max(context.years) + 1, context.parameters
    chosen = select(frames, context)
    cohorts, results = vpr.cohorts(chosen["vpr"], parameters), past.results(chosen["gia"], parameters)
    answers = [
        answer(name, units(cohorts, results, name), results[results["procedure"].eq(name)], year, parameters)
        for name in (vpr.procedure(*exam) for exam in vpr.exams(parameters))
    ]
    table = in_order(_joined([one.table for one in answers], TABLE), "school", "procedure")
    details = {
        "subjects": _joined([one.subjects for one in answers], SUBJECTS),
        "calibration": _joined([one.calibration for one in answers], CALIBRATION),
    }
    by_school = _counts_by_school(table)
    facts = (
        _facts(details["subjects"])
        | totals(by_school)
        | {"year": year, "unjudged": unjudged(chosen["gia"], parameters)}
    )
    facts |= {
        "compared_with": min(context.years),
        "low_percent": parameters.low_percent,
        "confidence": parameters.readiness.confidence,
    }
    facts |= {"bands": "; ".join(str(edge) for edge in parameters.readiness.bands)}
    return Result(table, facts, details, by_school=by_school)


def stands_out(table: pd.DataFrame) -> "pd.Series[bool]":
    """Which rows to plan help for first: likelier than the lowest band to be low, or surely above the base rate."""
    is_likely, is_above = table["band"].ge(1).fillna(False), table["above"].fillna(False)
    return (is_likely | is_above).astype(bool)


def _joined(parts: list[pd.DataFrame], columns: Mapping[str, str]) -> pd.DataFrame:
    held = [part.reindex(columns=list(columns)).astype(columns) for part in parts if len(part)]
    return pd.concat(held, ignore_index=True) if held else pd.DataFrame(columns=list(columns)).astype(columns)


def _counts_by_school(table: pd.DataFrame) -> pd.DataFrame:
    return counts_by_school(
        table["school"],
        schools=pd.Series(table["school"].unique()),
        named=pd.Series(table.loc[stands_out(table), "school"].unique()),
        without_vpr=pd.Series(table.loc[table["why"].eq(NO_VPR), "school"].unique()),
    )


def _facts(subjects: pd.DataFrame) -> dict[str, int | float | str]:
    answered = subjects[subjects["why"].eq("")]
    counts: dict[str, int | float | str] = {
        f"answered_{question}": int(answered["question"].eq(question).sum()) for question in QUESTIONS
    }
    for question in QUESTIONS:
        silent = subjects[subjects["question"].eq(question) & subjects["why"].ne("")]
        counts[f"left_out_{question}"] = "; ".join(silent["procedure"])
    return counts | {"procedures": int(subjects["procedure"].nunique())}


ANALYSIS = Analysis(
    name="gia_readiness",
    version=ACTIONS["gia_readiness"],
    reads=("vpr", "gia"),
    select=select,
    compute=compute,
    uses=("oge_subjects", "ege_subjects", "ege_minimum", "low_percent", "small_n", "readiness"),
    wants=wants,
)
