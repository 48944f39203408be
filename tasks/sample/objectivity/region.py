"""The calibration region: schools with parts, pupils by cohort, and what they score when nobody meddles. Pure drawing.

Everything a school honestly differs in is in logits; a pupil's own spread is about 0.7 of them.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from tasks.sample.objectivity.planting import RUSSIAN, Part, kindness, made_up, parts
from tasks.sample.results import Scores, drawn, targets
from tasks.sample.works import Work, exams, vpr_works

YEARS = (2023, 2024)
GRADES = (4, 5)
SUBJECTS = (RUSSIAN, "математика")
LARGEST_CLASS = 28
SPREAD = 0.7  # a pupil's, in logits: one standard deviation
SCHOOL, COHORT, CLASS, TEACHER, EXAM = 0.25, 0.12, 0.12, 0.15, 0.15  # standard deviations of what schools differ in
SELECTIVE = 0.5
STRICTNESS = 0.35


@dataclass(frozen=True)
class CalibrationRegion:
    """Schools in order of their rows, with their parts; pupils with school, cohort, class, code and ability.

    effect: of the school on everything it teaches; kind: as in a register; kindness: the share found a missing point
    """

    schools: pd.DataFrame
    parts: list[Part]
    pupils: pd.DataFrame
    seed: int


def found_region(seed: int, schools: int = 400, each: int = 2) -> CalibrationRegion:
    """Found the region: who plays what, how large and how good each school is, and who goes to it."""
    rng = np.random.default_rng([seed, 71])
    by = parts(schools, each, rng)
    kinds = np.array([part.kind for part in by])
    size = np.clip(np.rint(np.exp(rng.normal(3.7, 0.5, schools))), 10, 120).astype(int)
    size = np.where(kinds == "small", rng.integers(8, 16, schools), size)
    # Student's t with six degrees of freedom: some honest schools stand far out.
    effect = SCHOOL * rng.standard_t(6, schools) / np.sqrt(1.5)
    effect = np.where(kinds == "strong", 0.8 * SPREAD, effect) + SELECTIVE * (kinds == "selective")
    table = pd.DataFrame(
        {
            "school": [f"edu99{place:04d}" for place in range(schools)],
            "kind": np.where(kinds == "selective", "Гимназия", "СОШ"),
            "size": size,
            "effect": effect,
            "kindness": rng.beta(2, 18, schools),
        }
    )
    return CalibrationRegion(table, by, _pupils(table, rng), seed)


def _pupils(schools: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Every pupil of the years' works and exams: school (row), cohort (year of grade 0), place, klass, of, ability."""
    cohorts = sorted({year - grade for year in YEARS for grade in (*GRADES, 9)})
    groups = pd.MultiIndex.from_product([range(len(schools)), cohorts], names=["school", "cohort"]).to_frame(
        index=False
    )
    many = np.maximum(6, np.rint(schools["size"].to_numpy()[groups["school"]] * rng.normal(1, 0.07, len(groups))))
    pupils = groups.loc[groups.index.repeat(many.astype(int))].reset_index(names="group")
    place = pupils.groupby("group").cumcount().to_numpy()
    klass = place // LARGEST_CLASS
    of = pd.factorize(pupils["group"] * 100 + klass)[0]
    ability = rng.normal(0, 0.6, len(pupils))
    ability += rng.normal(0, COHORT, len(groups))[pupils["group"]] + rng.normal(0, CLASS, of.max() + 1)[of]
    return pupils.assign(place=place + 1, klass=klass, of=of, ability=ability)


@dataclass(frozen=True)
class Written:
    """One work: who wrote it, the points by task that they earned, and those that were handed in."""

    pupils: pd.DataFrame
    honest: Scores
    scores: Scores


def vpr_scores(region: CalibrationRegion, year: int, work: Work) -> Written:
    """Who wrote the work, and their points, meddled with where a part says so."""
    rng = np.random.default_rng([region.seed, 72, year, work.grade, SUBJECTS.index(work.subject)])
    pupils = region.pupils[region.pupils["cohort"].eq(year - work.grade)]
    pupils = pupils[rng.random(len(pupils)) > 0.06].reset_index(drop=True)
    school = pupils["school"].to_numpy()
    skill = pupils["ability"].to_numpy() + region.schools["effect"].to_numpy()[school]
    skill = (
        skill + rng.normal(0, TEACHER, region.pupils["of"].max() + 1)[pupils["of"]] + rng.normal(0, 0.3, len(pupils))
    )
    skill += _honest_gain(region, pupils, work, is_last=year == YEARS[-1])
    honest = drawn(work, skill, targets(work, frozenset()), rng)
    honest = kindness(work, honest, region.schools["kindness"].to_numpy()[school], rng)
    return Written(pupils, honest, made_up(work, honest, region.parts, school, is_last=year == YEARS[-1], rng=rng))


def _honest_gain(region: CalibrationRegion, pupils: pd.DataFrame, work: Work, *, is_last: bool) -> np.ndarray:
    """What look-alikes are really better by: a year's work of all, or one good teacher of one class."""
    kinds = np.array([part.kind for part in region.parts])[pupils["school"]]
    taught = (kinds == "good_teacher") & (pupils["klass"].to_numpy() == 0) & (work.subject == RUSSIAN)
    gain: np.ndarray = SPREAD * (0.5 * is_last * (kinds == "improving") + 0.7 * taught)
    return gain


def journal_marks(region: CalibrationRegion, year: int, work: Work, written: Written) -> Scores:
    """Marks in the journal: near what pupils know, a little kinder, as strict as the teacher is; 0 for none.

    In every second school that meddles with the work the journal says what the work does: it is made up, too.
    """
    rng = np.random.default_rng([region.seed, 74, year, work.grade, SUBJECTS.index(work.subject)])
    pupils = written.pupils
    earned = work.marks(written.honest.sum(axis=1).astype(np.int16))
    shown = work.marks(written.scores.sum(axis=1).astype(np.int16))
    earned = np.where(pupils["school"].to_numpy() % 2 == 0, shown, earned)
    leaning = rng.normal(0, STRICTNESS, region.pupils["of"].max() + 1)[pupils["of"]]
    up, down = np.minimum(0.22 * np.exp(leaning), 0.6), np.minimum(0.1 * np.exp(-leaning), 0.3)
    draw = rng.random(len(earned))
    step = np.select([draw < up, draw > 1 - down], [1, -1], 0) * np.where(rng.random(len(earned)) < 0.05, 2, 1)
    inflated = np.array([part.size if part.kind == "journal" else 0.0 for part in region.parts])[pupils["school"]]
    step = step + (rng.random(len(earned)) < inflated)
    marks = np.clip(earned + step, 2, 5)
    return np.where(rng.random(len(earned)) < 0.015, 0, marks).astype(np.int16)


def exam_marks(region: CalibrationRegion, year: int, place: int) -> tuple[pd.DataFrame, Scores]:
    """Who took the OGE (0 Russian, 1 mathematics), and their marks: nobody meddles with an exam."""
    rng = np.random.default_rng([region.seed, 73, year, place])
    work = exams()[place].work
    pupils = region.pupils[region.pupils["cohort"].eq(year - 9)].reset_index(drop=True)
    school = pupils["school"].to_numpy()
    skill = pupils["ability"].to_numpy() + region.schools["effect"].to_numpy()[school] + rng.normal(0, 0.3, len(pupils))
    skill = skill + rng.normal(0, EXAM, len(region.schools))[school]
    return pupils, work.marks(drawn(work, skill, targets(work, frozenset()), rng).sum(axis=1).astype(np.int16))


def calibration_works() -> list[Work]:
    """The four works of the regional lists."""
    return [work for work in vpr_works() if work.grade in GRADES and work.subject in SUBJECTS]
