"""A school's cohort before its exam: what the same parallel scored in VPR, and how many they were.

Grade 8 in one year is grade 9 in the next, also where the work was moved to autumn (thresholds/moved_terms.csv). Pupils
are not linked: VPR and exams meet by school.
"""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from models.assessment.layout import Frames
from models.assessment.parameters import Parameters
from models.assessment.wanted import Wanted, rows_wanted, times

COLUMNS = ("year", "grade", "subject", "school", "primary")
WORK = ["year", "grade", "subject"]
SUMS = ["n", "sum", "squares"]
UNIT = ["procedure", "year", "school"]
EXAM_GRADES: Mapping[str, int] = {"ОГЭ": 9, "ЕГЭ": 11}
# Both levels of the EGE in mathematics follow one VPR work.
WORK_OF = {"математика профильная": "математика", "математика базовая": "математика"}


def exams(parameters: Parameters) -> list[tuple[str, str]]:
    """Exam and subject of every procedure that is forecast."""
    return [("ОГЭ", subject) for subject in parameters.oge_subjects] + [
        ("ЕГЭ", subject) for subject in parameters.ege_subjects
    ]


def procedure(exam: str, subject: str) -> str:
    """The exam's name as a procedure."""
    return f"{exam}, {subject}"


def wants(years: Iterable[int], parameters: Parameters) -> Wanted:
    """What need be read of VPR: how many pupils of a school have how many points."""
    asked = parameters.readiness
    values = {
        "year": tuple(years),
        "grade": {*asked.oge_grades, *asked.ege_grades},
        "subject": {WORK_OF.get(subject, subject) for _, subject in exams(parameters)},
    }
    return Wanted(COLUMNS, values, present=("primary",), counted=True)


def select(frames: Frames, years: Iterable[int], parameters: Parameters) -> pd.DataFrame:
    """The points of the works that tell of some exam's cohort."""
    return rows_wanted(frames, "vpr", wants(years, parameters))


def cohorts(vpr: pd.DataFrame, parameters: Parameters) -> pd.DataFrame:
    """procedure, year (of the exam), school, n and grade of the last work, level, works («8 класс, 2024»), sorted.

    level: how far the cohort's points lie from the region's, in standard deviations between schools, shrunk to 0 as far
    as so few pupils may lie there by chance (an empirical Bayes mean: Robbins 1956; Efron and Morris 1975).
    """
    schools = _standardised(vpr)
    parts = [_of_exam(schools, exam, subject, parameters) for exam, subject in exams(parameters)]
    works = pd.concat(parts, ignore_index=True).sort_values([*UNIT, "grade"], ascending=False, kind="stable")
    groups = works.groupby(UNIT, as_index=False, sort=True)
    table = groups.agg(
        n=("n", "first"),
        grade=("grade", "first"),
        grades=("bit", "sum"),
        many=("n", "sum"),
        sum=("sum", "sum"),
        squares=("squares", "sum"),
    )
    level = pd.Series(np.nan, index=table.index)
    for _, pool in table.groupby(["procedure", "year"], sort=True):
        level.loc[pool.index] = _shrunk(*(pool[name].to_numpy(float) for name in ("many", "sum", "squares")))
    return table.assign(level=level, works=_told(table, parameters))[[*UNIT, "n", "grade", "level", "works"]]


def _standardised(vpr: pd.DataFrame) -> pd.DataFrame:
    """By work and school: n, and the sum and the squares of the points in the work's standard deviations."""
    points, many = vpr["primary"].astype("Int64"), times(vpr).astype("Int64")
    rows = vpr[[*WORK, "school"]].assign(n=many, sum=many * points, squares=many * points**2)
    schools = rows.groupby([*WORK, "school"], as_index=False, sort=True)[SUMS].sum().astype(dict.fromkeys(SUMS, float))
    works = schools.groupby(WORK, sort=True)[SUMS].transform("sum")
    mean = works["sum"] / works["n"]
    deviation = (works["squares"] / works["n"] - mean**2).clip(lower=0) ** 0.5
    deviation = deviation.where(deviation > 0)
    squares = schools["squares"] - 2 * mean * schools["sum"] + schools["n"] * mean**2
    return schools.assign(
        sum=((schools["sum"] - schools["n"] * mean) / deviation).fillna(0.0),
        squares=(squares / deviation**2).fillna(0.0),
    )


def _of_exam(schools: pd.DataFrame, exam: str, subject: str, parameters: Parameters) -> pd.DataFrame:
    """The works that tell of this exam, with its procedure, and the year in which the cohort sits it."""
    asked = parameters.readiness
    grades = asked.oge_grades if exam == "ОГЭ" else asked.ege_grades
    rows = schools[schools["subject"].eq(WORK_OF.get(subject, subject)) & schools["grade"].isin(list(grades))]
    sits = rows["year"] + EXAM_GRADES[exam] - rows["grade"]
    return rows.assign(procedure=procedure(exam, subject), year=sits, bit=2 ** rows["grade"])


def _told(cohorts: pd.DataFrame, parameters: Parameters) -> pd.Series:
    """The works behind each cohort, the last first: a few sentences for many schools, so each is said once."""
    exam = cohorts["procedure"].map({procedure(*one): one[0] for one in exams(parameters)})
    key = pd.DataFrame({"exam": exam, "year": cohorts["year"], "grades": cohorts["grades"]})
    distinct = key.drop_duplicates()
    texts = [
        "; ".join(
            f"{grade} класс, {year - EXAM_GRADES[name] + grade}" for grade in range(11, 0, -1) if grades >> grade & 1
        )
        for name, year, grades in distinct.astype({"grades": int}).itertuples(index=False, name=None)
    ]
    return key.merge(distinct.assign(works=texts), how="left")["works"].set_axis(cohorts.index)


def _shrunk(n: np.ndarray, total: np.ndarray, squares: np.ndarray) -> np.ndarray:
    """The schools' levels: means around the region's, shrunk, in standard deviations between schools; 0 if none."""
    mean, centre = total / n, total.sum() / n.sum()
    free = n.sum() - len(n)
    within = max((squares - n * mean**2).sum() / free, 0.0) if free > 0 else 0.0
    weight = n.sum() - (n**2).sum() / n.sum()
    surplus = (n * (mean - centre) ** 2).sum() - (len(n) - 1) * within
    between = surplus / weight if weight > 0 else 0.0
    if between <= 0:
        return np.zeros_like(mean)
    shrunk: np.ndarray = (mean - centre) * between**0.5 / (between + within / n)
    return shrunk
