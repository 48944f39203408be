"""What is compared: each school's results in a procedure before and after, put so that more is better.

A result is the log odds of reaching the minimum, with half a pupil added to both sides so that nobody below has one
too (Haldane 1956): a harder work moves all schools alike on this scale. A procedure counts for a school only when both
ends are there, so that no school is compared by one work before and by another after.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from models.assessment.effect.group import Setting
from models.assessment.parameters import Parameters
from models.assessment.procedures import vpr_procedure

PAIR = ["school", "procedure"]
EXAM_GRADES = {"ОГЭ": 9, "ЕГЭ": 11}


@dataclass(frozen=True)
class Pairs:
    """School × (procedure, year), rows sorted by school: the result (NaN: none) and what it weighs in the change.

    An outcome weighs 1 over the school's number of procedures, the baselines of a procedure together as much with a
    minus: each school's weights sum up to nothing.
    """

    schools: tuple[str, ...]
    values: npt.NDArray[np.float64]
    weights: npt.NDArray[np.float64]

    def are(self, supported: Collection[str]) -> npt.NDArray[np.bool_]:
        """Which of the rows are these schools."""
        return np.array([school in supported for school in self.schools], dtype=bool)


def compared_results(
    everything: pd.DataFrame, at: Setting, parameters: Parameters, *, same_cohorts: bool
) -> pd.DataFrame:
    """school, procedure, year, n, value, weight: the results that count, sorted by the first three.

    same_cohorts: those of pupils by whose works schools were chosen count, too
    """
    rows = everything[everything["year"].isin([*at.baseline, at.outcome])]
    rows = rows[rows["n"].ge(parameters.effect.least_participants)]
    if not same_cohorts:
        rows = rows[~is_of_selection(rows, everything, at, parameters)]
    is_outcome = rows["year"].eq(at.outcome)
    ends = rows.loc[is_outcome, PAIR].merge(rows.loc[~is_outcome, PAIR].drop_duplicates(), on=PAIR)
    rows = rows.merge(_of_many(ends, at, parameters), on=PAIR)
    value = -np.log((rows["n_low"].astype(float) + 0.5) / ((rows["n"] - rows["n_low"]).astype(float) + 0.5))
    return _weighed(rows.assign(value=value), at)[["school", "procedure", "year", "n", "value", "weight"]]


def is_of_selection(
    rows: pd.DataFrame, everything: pd.DataFrame, at: Setting, parameters: Parameters
) -> "pd.Series[bool]":
    """Whether these rows' pupils also wrote a procedure that schools were chosen by, a year or more away.

    The fifth grade that put a school on the list is the sixth a year later: it brings its luck along.
    """
    chosen_by = everything[everything["year"].isin(at.selection)]
    return _cohorts(rows, parameters).isin(_cohorts(chosen_by, parameters).unique()).astype(bool)


def as_pairs(results: pd.DataFrame) -> Pairs:
    """The results as matrices."""
    wide = {of: results.pivot(index="school", columns=["procedure", "year"], values=of) for of in ("value", "weight")}
    values, weights = wide["value"].to_numpy(np.float64), wide["weight"].fillna(0).to_numpy(np.float64)
    return Pairs(tuple(wide["value"].index), values, weights)


def _of_many(ends: pd.DataFrame, at: Setting, parameters: Parameters) -> pd.DataFrame:
    """The pairs of procedures that enough schools on the other side have: a mean and a spread need them."""
    others = ends.loc[~ends["school"].isin(at.supported), "procedure"].value_counts()
    enough = others.index[others.ge(parameters.effect.least_compared)]
    return ends[ends["procedure"].isin(enough)]


def _weighed(rows: pd.DataFrame, at: Setting) -> pd.DataFrame:
    is_outcome = rows["year"].eq(at.outcome)
    baselines = (~is_outcome).groupby([rows["school"], rows["procedure"]]).transform("sum")
    procedures = rows.groupby("school")["procedure"].transform("nunique").astype(float)
    weight = np.where(is_outcome, 1.0, -1.0 / baselines.astype(float)) / procedures
    return rows.assign(weight=weight).sort_values(["school", "procedure", "year"], ignore_index=True)


def _cohorts(rows: pd.DataFrame, parameters: Parameters) -> pd.Series:
    """The year in which a row's pupils were in grade 0. Works of a moved term are named by the grade finished."""
    works = {vpr_procedure(g, s): g for g in parameters.vpr_grades for s in parameters.vpr_subjects}
    grades = {name: works.get(name, EXAM_GRADES.get(str(name).split(",")[0])) for name in rows["procedure"].unique()}
    return rows["year"].astype("Int64") - rows["procedure"].map(grades).astype("Int64")
