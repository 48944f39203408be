"""NO5: a school whose VPR stands higher than schools with such an OGE have it («not confirmed», domain.md §3.1, c).

The federal lists looked at the EGE; here it is the OGE, which everybody takes, and by school: VPR and OGE share no
pupils' key. Who is good in grade 4 need not be so in grade 9, and how much schools honestly differ in that is counted.
"""

import numpy as np
import pandas as pd

from models.assessment.objectivity.evidence import few_participants, with_unanswered
from models.assessment.objectivity.material import Material
from models.assessment.objectivity.spread import means, placed

POOLED = "ВПР и ОГЭ"
PLACE = ["school", "year"]


def not_confirmed(material: Material) -> pd.DataFrame:
    """NO5. value: the school's VPR in the region's standard deviations; expected: by its OGE; statistic: z, only above.

    n: the fewer of the pupils of either side.
    """
    asked = material.parameters
    vpr = _levels(material.works, "procedure", "primary")
    both = vpr.merge(_levels(material.exams, "subject", "mark"), on=PLACE, suffixes=("", "_exam"))
    both = both.assign(n=both[["n", "n_exam"]].min(axis=1), procedure=POOLED, pool=POOLED)
    both = both.assign(why=few_participants(both, asked.least_participants)).reset_index(drop=True)
    line = _line(both)
    over = both.assign(
        value=both["value"] - line["expected"], variance=both["variance"] + line["slope"] ** 2 * both["variance_exam"]
    )
    found = placed(over, asked.least_schools, two_sided=False)
    found = found.assign(value=both["value"], expected=found["expected"] + line["expected"])
    units = material.units.groupby(PLACE, as_index=False, sort=True)["n"].sum().assign(procedure=POOLED)
    return with_unanswered(found, units, "no_exams")


def _levels(rows: pd.DataFrame, work: str, result: str) -> pd.DataFrame:
    """school, year, n, value, variance: pupils' results, standardised within year and work, averaged by pupil."""
    known = rows[rows[result].notna()]
    points = known[result].astype(float)
    groups = points.groupby([known["year"], known[work]])
    deviation = groups.transform("std").to_numpy()
    away = (points - groups.transform("mean")).to_numpy()
    standard = np.divide(away, deviation, out=np.zeros_like(away), where=deviation > 0)
    pupils = known.assign(standard=standard).groupby(["year", "school", "pupil"], as_index=False, sort=True)
    table = means(pupils["standard"].mean().assign(pool="all"), "standard", ["school"])
    return table[[*PLACE, "n", "value", "variance"]]


def _line(both: pd.DataFrame) -> pd.DataFrame:
    """expected, slope: the straight line of VPR by OGE over the schools of a year that are compared."""
    line = pd.DataFrame({"expected": np.nan, "slope": 0.0}, index=both.index)
    for _, schools in both[both["why"].eq("")].groupby("year", sort=True):
        exam, vpr = schools["value_exam"].to_numpy(float), schools["value"].to_numpy(float)
        away = exam - exam.mean()
        squares = float((away**2).sum())
        slope = float((away * vpr).sum()) / squares if squares > 0 else 0.0
        line.loc[schools.index] = np.column_stack([vpr.mean() + slope * away, np.full(len(exam), slope)])
    return line
