"""What is learnt from cohorts whose exam was held, and asked about one whose exam is to come.

Beside the forecast stands the base rate: the same without anything about the school, so that a small school's leaps are
the same in both and only what is known of the school can make the difference.
"""

from dataclasses import dataclass, fields

import numpy as np
import pandas as pd

from models.assessment.parameters import Parameters
from models.assessment.readiness.forecast import Counts, Floats, Forecast, forecast
from models.assessment.readiness.past import standing
from models.assessment.readiness.regression import Line, fitted

# What a cohort's works tell beside a school's known past is less than what they tell alone: level_known takes it off.
ABOUT = ["level", "past", "level_known"]
COLUMNS = ["year", "school", "pupils", "grade", *ABOUT, "works", "n", "n_low", "is_low"]


@dataclass(frozen=True)
class Model:
    """line: by what is known of schools; base: by nothing; sitters: for a pupil of the VPR, by grade of the work."""

    line: Line
    base: Line
    sitters: pd.Series
    parameters: Parameters

    def forecast(self, cohorts: pd.DataFrame) -> Forecast:
        """What may come of these cohorts."""
        return self._by(self.line, cohorts[ABOUT].to_numpy(float), self.expected(cohorts))

    def base_rate(self, cohorts: pd.DataFrame) -> Forecast:
        """What would be said of them if nothing but their size were known."""
        sizes, place = np.unique(self.expected(cohorts), return_inverse=True)
        of_size = self._by(self.base, np.zeros((len(sizes), 0)), sizes)
        return Forecast(*(getattr(of_size, field.name)[place] for field in fields(Forecast)))

    def expected(self, cohorts: pd.DataFrame) -> Counts:
        """How many of each cohort are expected to sit the exam."""
        ratio = cohorts["grade"].map(self.sitters).astype(float).fillna(float(self.sitters.mean()))
        many: Counts = np.rint(cohorts["pupils"].to_numpy(float) * ratio.to_numpy()).clip(min=1).astype(np.int64)
        return many

    def _by(self, line: Line, about: Floats, n: Counts) -> Forecast:
        return forecast(line, about, n, self.parameters.low_percent, self.parameters.readiness.confidence)


def learnt(held: pd.DataFrame, parameters: Parameters) -> Model:
    """The model of cohorts whose exam was held: the rows of `units` of one procedure, at least one year."""
    k, n = held["n_low"].to_numpy(float), held["n"].to_numpy(float)
    year = np.unique(held["year"].to_numpy(np.int64), return_inverse=True)[1]
    line = fitted(k, n, year, held[ABOUT].to_numpy(float))
    base = fitted(k, n, year, np.zeros((len(held), 0)))
    sums = held.groupby("grade", sort=True)[["n", "pupils"]].sum().astype(float)
    return Model(line, base, sums["n"] / sums["pupils"], parameters)


def units(cohorts: pd.DataFrame, results: pd.DataFrame, procedure: str) -> pd.DataFrame:
    """One procedure's cohorts by year and school, COLUMNS: n, n_low and is_low are NA where no exam was held.

    pupils: of the cohort's last VPR work; past: what `standing` says, 0 where the school had no exam before;
    level_known: the level by how far the past is known.
    """
    own = cohorts[cohorts["procedure"].eq(procedure)].rename(columns={"n": "pupils"}).drop(columns="procedure")
    held = results[results["procedure"].eq(procedure)]
    table = own.merge(held[["year", "school", "n", "n_low", "is_low"]], on=["year", "school"], how="left")
    table = table.merge(_stood(held, table["year"]), on=["year", "school"], how="left")
    table = table.fillna({"past": 0.0, "known": 0.0})
    table = table.assign(level_known=table["level"] * table["known"])
    return table.sort_values(["year", "school"], kind="stable").reset_index(drop=True)[COLUMNS]


def _stood(held: pd.DataFrame, years: pd.Series) -> pd.DataFrame:
    """year, school, past, known: how the schools stood before each of these years."""
    columns = {"year": "Int64", "school": "string", "past": "float64", "known": "float64"}
    before = {year: standing(held, year) for year in sorted(set(years))}
    parts = [stood.rename_axis("school").reset_index().assign(year=year) for year, stood in before.items()]
    table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(columns))
    return table.astype(columns)
