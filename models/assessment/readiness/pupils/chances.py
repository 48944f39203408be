"""What a pupil's chance of falling below the minimum is, and whether their own work tells more than their school does.

What a school's cohort and past tell is learnt from all schools, as for the schools' forecast; what a pupil's own
points add to it, from linked pupils. Beside the pupil's chance stands the school's: the same without those points.
Each year is forecast from the others, as in the schools' trial (readiness/trial.py).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from models.assessment.parameters import Parameters
from models.assessment.readiness.forecast import Floats, levels
from models.assessment.readiness.model import ABOUT
from models.assessment.readiness.model import learnt as learnt_of_schools
from models.assessment.readiness.pupils.linking import OWN
from models.assessment.readiness.regression import Line, fitted
from models.assessment.readiness.trial import FEW_SCHOOLS, FEW_YEARS, LEAST_YEARS, Trial

FEW_LINKED, FEW_BELOW = "few_linked", "few_below"


@dataclass(frozen=True)
class Chances:
    """schools: the line of all schools; own: by a pupil's points and what it says of their school; alone: by that."""

    schools: Line
    own: Line
    alone: Line

    def of(self, pupils: pd.DataFrame) -> pd.DataFrame:
        """The pupils with `chance` and `school_chance`: fractions, in a year that no line has seen."""
        about = _about(pupils, self.schools)
        own, alone = levels(self.own, about).mean(axis=1), levels(self.alone, about[:, 1:]).mean(axis=1)
        return pupils.assign(chance=own, school_chance=alone)


def answerable(linked: pd.DataFrame, parameters: Parameters) -> str:
    """Why nothing can be tried: few_years, few_schools, few_linked, few_below; empty where it can."""
    asked, by_year = parameters.readiness, linked.groupby("year")
    if linked["year"].nunique() < LEAST_YEARS:
        return FEW_YEARS
    if int(by_year["school"].nunique().min()) < asked.least_linked_schools:
        return FEW_SCHOOLS
    if int(by_year.size().min()) < asked.least_linked:
        return FEW_LINKED
    return FEW_BELOW if int(linked["below"].sum()) < asked.least_below else ""


def learnt(linked: pd.DataFrame, held: pd.DataFrame, parameters: Parameters) -> Chances:
    """linked: pupils whose exam is known; held: all schools' cohorts whose exam is, rows of `model.units`."""
    schools = learnt_of_schools(held, parameters).line
    about, below = _about(linked, schools), linked["below"].to_numpy(float)
    year = np.unique(linked["year"].to_numpy(np.int64), return_inverse=True)[1]
    own, alone = (fitted(below, np.ones(len(linked)), year, part) for part in (about, about[:, 1:]))
    return Chances(schools, own, alone)


def _about(pupils: pd.DataFrame, schools: Line) -> Floats:
    """(pupils, 2): the pupil's own points, and by how much the school's log odds lie off the region's."""
    usual = pupils[ABOUT].to_numpy(float) @ schools.slopes
    return np.column_stack([pupils[OWN].to_numpy(float), usual])


def tried(linked: pd.DataFrame, held: pd.DataFrame, parameters: Parameters) -> Trial:
    """Every linked pupil forecast without their year. An exam of one pupil is low when they fall below.

    table: `low` by the pupil's own work and their school, `base_low` by the school alone.
    """
    return Trial(pd.concat(list(_years_left_out(linked, held, parameters)), ignore_index=True))


def _years_left_out(linked: pd.DataFrame, held: pd.DataFrame, parameters: Parameters) -> Iterator[pd.DataFrame]:
    for year in sorted(linked["year"].unique()):
        before, schools = (rows[rows["year"].ne(year)] for rows in (linked, held))
        found = learnt(before, schools, parameters).of(linked[linked["year"].eq(year)])
        names = {"chance": "low", "school_chance": "base_low", "below": "is_low"}
        rows = found.rename(columns=names)[["year", "school", *names.values()]]
        yield rows.assign(n=1, n_low=rows["is_low"].astype("Int64"))
