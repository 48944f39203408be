"""How good the forecasts are on the data at hand: each year is forecast from the others, as if it were to come.

Skill is Brier's (1950) against the base rate: 0 is no better than the region's share, 1 is perfect. Its interval is a
bootstrap by school, because the years of one school are alike (Efron and Tibshirani 1993).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import logit

from models.assessment.parameters import Parameters
from models.assessment.readiness.forecast import Floats
from models.assessment.readiness.model import learnt
from models.assessment.readiness.regression import fitted

SHARE, LOW = "share", "low"
QUESTIONS = (SHARE, LOW)
FEW_YEARS, FEW_SCHOOLS, FEW_LOW = "few_years", "few_schools", "few_low"
LEAST_YEARS = 2
DRAWS, SEED = 999, 1950
FIFTHS = 5


@dataclass(frozen=True)
class Trial:
    """Every cohort whose exam was held, forecast without its own year.

    table: year, school, n, n_low, is_low, share, lower, upper, low, base_share, base_low; all shares as fractions.
    """

    table: pd.DataFrame

    @property
    def observed(self) -> dict[str, Floats]:
        """By question, what happened: the share below the minimum; 1 where the exam was low, 0 where it was not."""
        rows = self.table
        return {SHARE: (rows["n_low"] / rows["n"]).to_numpy(float), LOW: rows["is_low"].to_numpy(float)}

    def weight(self, question: str) -> Floats:
        """What a cohort counts for: shares by pupils, low exams each as one."""
        return self.table["n"].to_numpy(float) if question == SHARE else np.ones(len(self.table))


def tried(held: pd.DataFrame, parameters: Parameters) -> Trial:
    """The trial of one procedure; held: rows of `units` with results, of at least two years.

    Later years learn from a school's exams before them, the year that is left out among them (`past`): what they could
    carry over is the two slopes that all schools share, not a school's result.
    """
    return Trial(pd.concat(list(_years_left_out(held, parameters)), ignore_index=True))


def _years_left_out(held: pd.DataFrame, parameters: Parameters) -> Iterator[pd.DataFrame]:
    for year in sorted(held["year"].unique()):
        rows = held[held["year"].eq(year)]
        model = learnt(held[held["year"].ne(year)], parameters)
        found, base = model.forecast(rows), model.base_rate(rows)
        yield rows[["year", "school", "n", "n_low", "is_low"]].assign(
            share=found.share,
            lower=found.lower,
            upper=found.upper,
            low=found.low,
            base_share=base.share,
            base_low=base.low,
        )


def answerable(held: pd.DataFrame, question: str, parameters: Parameters) -> str:
    """Why nothing can be tried: few_years, few_schools, few_low; empty where it can."""
    asked = parameters.readiness
    if held["year"].nunique() < LEAST_YEARS:
        return FEW_YEARS
    if int(held.groupby("year").size().min()) < asked.least_schools:
        return FEW_SCHOOLS
    return FEW_LOW if question == LOW and int(held["is_low"].sum()) < asked.least_low else ""


def quality(trial: Trial, question: str) -> dict[str, float]:
    """skill, skill_lower, skill_upper (95 %), slope, and for the share: coverage, of its interval.

    slope: of what happened on the log odds that were forecast; 1 is calibrated, less is too bold (Cox 1958).
    """
    rows, happened, weight = trial.table, trial.observed[question], trial.weight(question)
    school = np.unique(rows["school"].to_numpy(str), return_inverse=True)[1]
    ours, base = (
        np.bincount(school, weight * (happened - rows[name].to_numpy(float)) ** 2).astype(float)
        for name in (question, f"base_{question}")
    )
    lower, upper = _bootstrapped(ours, base)
    found = {"skill": _skill(ours.sum(), base.sum()), "skill_lower": lower, "skill_upper": upper}
    found["slope"] = _slope(happened * weight, weight, rows[question].to_numpy(float))
    return found | {"coverage": _coverage(rows, happened) if question == SHARE else np.nan}


def _coverage(rows: pd.DataFrame, happened: Floats) -> float:
    inside = (happened >= rows["lower"].to_numpy(float)) & (happened <= rows["upper"].to_numpy(float))
    return float(inside.mean())


def calibration(trial: Trial, question: str, bands: tuple[int, ...]) -> pd.DataFrame:
    """band, cohorts, predicted, observed (fractions): low exams by the bands that are told, shares by fifths."""
    forecast = trial.table[question]
    if question == LOW:
        band = pd.Series(band_of(forecast, bands), index=forecast.index)
    else:
        band = (forecast.rank(method="first") * FIFTHS / (len(forecast) + 1)).astype(int)
    rows = pd.DataFrame({"band": band, "weight": trial.weight(question)})
    rows = rows.assign(predicted=rows["weight"] * forecast, observed=rows["weight"] * trial.observed[question])
    groups = rows.groupby("band", as_index=False, sort=True)
    sums = groups[["weight", "predicted", "observed"]].sum().assign(cohorts=groups.size()["size"])
    means = {name: sums[name] / sums["weight"] for name in ("predicted", "observed")}
    return sums.assign(**means)[["band", "cohorts", "predicted", "observed"]]


def band_of(probability: pd.Series, bands: tuple[int, ...]) -> np.ndarray:
    """The number of the band that a probability (a fraction) lies in: 0 below the first edge, inclusive from below."""
    # Rounded as it is told, so that a band never contradicts the number beside it.
    found: np.ndarray = np.searchsorted(np.array(bands), (100 * probability).round(1).to_numpy(float), side="right")
    return found


def _skill(ours: float, base: float) -> float:
    return float(1 - ours / base) if base > 0 else np.nan


def _bootstrapped(ours: Floats, base: Floats) -> tuple[float, float]:
    """The 95 % interval of the skill when schools are drawn anew, always by the same drawing."""
    rng, many = np.random.default_rng(SEED), len(ours)
    skills = []
    for _ in range(DRAWS):
        drawn = np.bincount(rng.integers(0, many, many), minlength=many)
        skills.append(_skill(float(drawn @ ours), float(drawn @ base)))
    if np.isnan(skills).any():
        return np.nan, np.nan
    lower, upper = np.quantile(skills, [0.025, 0.975])
    return float(lower), float(upper)


def _slope(k: Floats, n: Floats, forecast: Floats) -> float:
    line = fitted(k, n, np.zeros(len(k), int), logit(np.clip(forecast, 1e-6, 1 - 1e-6))[:, None], ridge=1e-3)
    return float(line.slopes[0])
