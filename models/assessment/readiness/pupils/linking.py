"""A pupil's last VPR work before an exam, what is known of their school, and the exam that a crosswalk leads to."""

from dataclasses import dataclass

import pandas as pd

from models.assessment.parameters import Parameters
from models.assessment.procedures import judged
from models.assessment.readiness.cohorts import EXAM_GRADES, WORK, WORK_OF
from models.assessment.readiness.model import ABOUT

OWN = "own"
WORKED = ["worked", "school", "pupil"]
COLUMNS = ["year", "worked", "grade", "school", "class_name", "pupil", OWN, *ABOUT]


@dataclass(frozen=True)
class Met:
    """What is known of one exam.

    wrote:  everybody who wrote the last work before it, COLUMNS
    linked: those of them whose exam is known, with `below`
    held:   all schools' cohorts that have sat it, rows of `model.units`
    """

    wrote: pd.DataFrame
    linked: pd.DataFrame
    held: pd.DataFrame

    def coming(self, year: int, schools: pd.Series) -> pd.DataFrame:
        """Who is to sit the exam in that year, at these schools."""
        return self.wrote[self.wrote["year"].eq(year) & self.wrote["school"].isin(schools)]


def pupils(vpr: pd.DataFrame, units: pd.DataFrame, exam: str, subject: str, parameters: Parameters) -> pd.DataFrame:
    """Everybody who wrote the last work before this exam, COLUMNS.

    year: of the exam; worked: of the work; own: how far the pupil's points lie from the region's, in standard
    deviations of the work; ABOUT: what `model.units` says of the school's cohort.
    """
    grade = max(parameters.readiness.oge_grades if exam == "ОГЭ" else parameters.readiness.ege_grades)
    rows = vpr[vpr["grade"].eq(grade) & vpr["subject"].eq(WORK_OF.get(subject, subject))]
    rows = rows.assign(own=_standardised(rows), worked=rows["year"], year=rows["year"] + EXAM_GRADES[exam] - grade)
    return rows.merge(units[["year", "school", *ABOUT]], on=["year", "school"])[COLUMNS]


def _standardised(rows: pd.DataFrame) -> pd.Series:
    """The points in each work's standard deviations; 0 where all have the same."""
    points = rows["primary"].astype(float)
    works = points.groupby([rows[name] for name in WORK])
    deviation = works.transform("std", ddof=0)
    apart: pd.Series = ((points - works.transform("mean")) / deviation.where(deviation > 0)).fillna(0.0)
    return apart


def linked(wrote: pd.DataFrame, crosswalk: pd.DataFrame, sat: pd.DataFrame) -> pd.DataFrame:
    """Those of `pupils` whose exam is known, with `below`. A person whom two codes of a year claim is nobody's.

    sat: what `exams_of` gives of the same procedure.
    """
    told = crosswalk.drop_duplicates(["year", "examinee"], keep=False).rename(columns={"year": "worked"})
    return wrote.merge(told, on=WORKED).merge(sat[["year", "examinee", "below"]], on=["year", "examinee"])


def exams_of(gia: pd.DataFrame, exam: str, subject: str, parameters: Parameters) -> pd.DataFrame:
    """year, examinee, below: each pupil's result of this exam."""
    rows = judged(gia[gia["exam"].eq(exam) & gia["subject"].eq(subject)], parameters)
    return rows.rename(columns={"pupil": "examinee"})[["year", "examinee", "below"]]
