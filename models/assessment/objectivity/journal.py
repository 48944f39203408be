"""Marks against the journal: NO3, the balance of raised and lowered marks; NO3', marks that are far apart.

The official table compares the two marks (domain.md §4.1, report 3); how strict teachers are differs between regions
and between honest schools, so both markers are relative to the region. Pupils without a journal mark are left out.
Where a school's pupils are not loaded, NO3 counts the report's own table; how far marks are apart it does not say.
"""

import numpy as np
import pandas as pd

from models.assessment.objectivity.evidence import few_participants, unavailable, with_unanswered
from models.assessment.objectivity.material import PLACE, Material
from models.assessment.objectivity.spread import means, placed
from models.assessment.objectivity.tails import at_least_among_alike, deviation, share_and_likeness


def shifted_marks(material: Material) -> pd.DataFrame:
    """NO3. value, expected: «повысили» minus «понизили», points; statistic: z by random effects, both ways."""
    asked = material.parameters
    rows = _ways(material)
    units = means(rows.assign(pool=rows["procedure"], way=100.0 * rows["way"]), "way", PLACE)
    judged = placed(
        units.assign(why=few_participants(units, asked.least_participants)), asked.least_schools, two_sided=True
    )
    return with_unanswered(judged, pd.concat([material.units, material.reported]), "no_journal")


def far_marks(material: Material) -> pd.DataFrame:
    """NO3'. value, expected: per cent of pupils whose marks are a big gap apart; p: a beta-binomial's, only above."""
    asked = material.parameters
    rows = _with_gap(material)
    rows = rows.assign(far=rows["gap"].abs().ge(asked.journal_gap).astype(int))
    units = rows.groupby(PLACE, as_index=False, sort=True).agg(n=("far", "size"), far=("far", "sum"))
    units = unavailable(units, few_participants(units, asked.least_participants))
    for _, pool in units[units["why"].eq("")].groupby(["year", "procedure"], sort=True):
        if len(pool) < asked.least_schools:
            units.loc[pool.index, "why"] = "few_schools"
            continue
        k, n = pool["far"].to_numpy(np.int64), pool["n"].to_numpy(np.int64)
        share, likeness = share_and_likeness(k, n)
        tail = at_least_among_alike(k, n, share, likeness)
        found = np.column_stack([100 * k / n, np.full(len(k), 100 * share), deviation(k, n, share, likeness), tail])
        units.loc[pool.index, ["value", "expected", "statistic", "p"]] = found
    return with_unanswered(units, material.units, "no_journal")


def _ways(material: Material) -> pd.DataFrame:
    """PLACE, way: whether the work's mark is above the journal's (1), below (−1) or the same, of pupils and reports."""
    own, told = _with_gap(material), material.changes[[*PLACE, "way"]].astype({"way": float})
    own = own[PLACE].assign(way=np.sign(own["gap"]))
    return pd.concat([own, told], ignore_index=True) if len(told) else own


def _with_gap(material: Material) -> pd.DataFrame:
    """The rows with a journal mark, and `gap`: the work's mark minus the journal's."""
    rows = material.works[material.works["journal_mark"].notna()]
    return rows.assign(gap=(rows["mark"] - rows["journal_mark"]).astype(float))
