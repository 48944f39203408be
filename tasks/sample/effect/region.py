"""A region's years of counts by procedure: drawn with luck, schools chosen by it, then helped. Pure drawing.

What schools differ in is in logits of reaching the minimum. Each has a level of its own, better and worse subjects,
better and worse cohorts that bring their luck from work to work, better and worse years; and pupils are few. Works
differ in difficulty and in how sharply they tell schools apart.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import binom

Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

YEARS = (2020, 2021, 2022, 2023, 2024, 2025)
SELECTION = (2022, 2023)
SUPPORT, OUTCOME = 2024, 2025
SUBJECTS = ("русский язык", "математика")
# Procedure, grade, subject's place, the share of a parallel that takes it.
PROCEDURES = (
    *((f"ВПР, {grade} класс, {name}", grade, place, 1.0) for grade in (5, 6) for place, name in enumerate(SUBJECTS)),
    *((f"ОГЭ, {name}", 9, place, 0.95) for place, name in enumerate(SUBJECTS)),
    *((f"ЕГЭ, {name}", 11, place, 0.5) for place, name in enumerate(("русский язык", "математика профильная"))),
)
LEVEL, SUBJECT, COHORT, YEAR, WORK = 0.5, 0.3, 0.25, 0.2, 0.25  # standard deviations of what schools differ in
DIFFICULTY, SHARPNESS, USUAL = 0.3, 0.1, -2.2
WITHOUT_ELEVENTH, CLOSED, STRUCK, ADDED = 0.4, 0.02, 0.05, 0.01
LOW_PERCENT, LEAST_SHOWN = 30, 10


@dataclass(frozen=True)
class EffectRegion:
    """What an analysis is given, and the truth.

    results: school, year, procedure, subject, n, n_low, is_low, small_n: as models.assessment.procedures counts them
    group:   school, selection_year, from_year: as models.assessment.effect.group asks
    effect:  the mean rise of the results that supported schools show, in standard deviations of those that the others
             show in the same work: log odds, ten pupils and more
    """

    results: pd.DataFrame
    group: pd.DataFrame
    effect: float


def helped_region(seed: int, effect: float, schools: int = 400) -> EffectRegion:
    """Draw the years, choose schools by R1 and R2 on what they show, and add the effect from then on."""
    rng = np.random.default_rng([seed, 79])
    logits, n = _abilities(schools, rng), _participants(schools, rng)
    low = rng.binomial(n, _chance(logits))
    chosen = _chosen(low, n, rng)
    for year in range(YEARS.index(SUPPORT), len(YEARS)):
        odds, of = logits[chosen, year], n[chosen, year]
        gain = lift(odds, of, effect * _spread(low[~chosen, year], n[~chosen, year]))
        low[chosen, year] = rng.binomial(of, _chance(odds - gain))
    n[rng.random(schools) < CLOSED, len(YEARS) - 1] = 0
    names = np.array([f"edu98{place:04d}" for place in range(schools)], dtype=object)
    listed = [(school, year, SUPPORT) for school in names[chosen] for year in SELECTION]
    group = pd.DataFrame(listed, columns=["school", "selection_year", "from_year"])
    return EffectRegion(_table(names, n, low), group, effect)


def _abilities(schools: int, rng: np.random.Generator) -> Floats:
    """School × year × procedure: the logit of falling below the minimum, when nobody helps."""
    # Student's t with six degrees of freedom: some schools stand far out.
    level = LEVEL * rng.standard_t(6, schools) / np.sqrt(1.5)
    subject = rng.normal(0, SUBJECT, (schools, len(SUBJECTS)))
    first = YEARS[0] - max(grade for _name, grade, _subject, _share in PROCEDURES)
    cohort = rng.normal(0, COHORT, (schools, YEARS[-1] - first))
    year = rng.normal(0, YEAR, (schools, len(YEARS)))
    logits = rng.normal(0, WORK, (schools, len(YEARS), len(PROCEDURES)))
    for place, (_name, grade, of, _share) in enumerate(PROCEDURES):
        met = cohort[:, np.array(YEARS) - grade - first]
        logits[:, :, place] += level[:, None] + subject[:, [of]] + met + year
    works = (len(YEARS), len(PROCEDURES))
    return rng.normal(USUAL, DIFFICULTY, works) - np.exp(rng.normal(0, SHARPNESS, works)) * logits


def _participants(schools: int, rng: np.random.Generator) -> Counts:
    """School × year × procedure: how many take part; many schools have no eleventh grade."""
    size = np.clip(np.exp(rng.normal(3.7, 0.6, schools)), 5, 150)
    shares = np.array([share for _name, _grade, _subject, share in PROCEDURES])
    n = np.rint(size[:, None, None] * rng.normal(1, 0.08, (schools, len(YEARS), 1)) * shares).astype(np.int64)
    eleventh = np.array([grade == 11 for _name, grade, _subject, _share in PROCEDURES])
    return np.where((rng.random(schools) < WITHOUT_ELEVENTH)[:, None, None] & eleventh, 0, n)


def _chance(logits: Floats) -> Floats:
    return 1 / (1 + np.exp(-logits))


def _chosen(low: Counts, n: Counts, rng: np.random.Generator) -> Flags:
    """Listed by R1 (two low works in the later year) or R2 (one work low in both); people strike some and add some."""
    is_low = (100 * low >= LOW_PERCENT * n) & (n > 0)
    earlier, later = (is_low[:, YEARS.index(year)] for year in SELECTION)
    by_rule = (later.sum(axis=1) >= 2) | (earlier & later).any(axis=1)
    draw = rng.random(len(by_rule))
    chosen: Flags = np.where(by_rule, draw >= STRUCK, draw < ADDED)
    return chosen


def lift(logits: Floats, n: Counts, rise: Floats) -> Floats:
    """By procedure, by how many logits the schools must get better that the results they show rise by so much.

    School × procedure, and the mean rise of the log odds shown that is asked of every procedure. Few pupils show less
    than what they have become: who had nobody below the minimum cannot show a rise.
    """
    before, gain = _expected(logits, n), np.array(rise)
    for _step in range(6):
        rises = before - _expected(logits - gain, n)
        shown = np.nansum(rises, axis=0) / np.maximum((~np.isnan(rises)).sum(axis=0), 1)
        gain = gain * np.divide(rise, shown, out=np.ones_like(gain), where=shown > 0)
    return gain


def _expected(logits: Floats, n: Counts) -> Floats:
    """School × procedure: the log odds that so many pupils show on the average; NaN for fewer than ten."""
    low = np.arange(n.max() + 1)
    odds = np.log((low + 0.5) / (np.maximum(n[:, :, None] - low, 0) + 0.5))
    mean = (binom.pmf(low, n[:, :, None], _chance(logits)[:, :, None]) * odds).sum(axis=2)
    return np.where(n >= LEAST_SHOWN, mean, np.nan)


def _spread(low: Counts, n: Counts) -> Floats:
    """By procedure: the standard deviation of the log odds that these schools show, ten pupils and more."""
    odds = np.log((low + 0.5) / (n - low + 0.5))
    spread: Floats = np.nanstd(np.where(n >= LEAST_SHOWN, odds, np.nan), axis=0)
    return spread


def _table(names: npt.NDArray[np.object_], n: Counts, low: Counts) -> pd.DataFrame:
    """The counts as rows; who had no participants has none."""
    school, year, procedure = (index.ravel() for index in np.indices(n.shape))
    works = np.array([work[0] for work in PROCEDURES], dtype=object)
    subjects = np.array([work[0].rsplit(", ", 1)[1] for work in PROCEDURES], dtype=object)
    counts, failed = n.ravel(), low.ravel()
    table = pd.DataFrame(
        {
            "school": pd.Series(names[school], dtype="string"),
            "year": pd.Series(np.array(YEARS)[year], dtype="Int64"),
            "procedure": pd.Series(works[procedure], dtype="string"),
            "subject": pd.Series(subjects[procedure], dtype="string"),
            "n": pd.Series(counts, dtype="Int64"),
            "n_low": pd.Series(failed, dtype="Int64"),
            "is_low": 100 * failed >= LOW_PERCENT * counts,
            "small_n": counts < 10,
        }
    )
    return table[counts > 0].reset_index(drop=True)
