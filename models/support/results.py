"""What results say of a school's risks, beside its profile: pure, and ours, as docs/support-plan.md tells.

Results are no profile: a factor that only they show is of middle significance, whatever they are.
"""

from collections.abc import Collection, Mapping

import pandas as pd

from models.support.candidates import FACTOR_COLUMNS
from models.support.levels import Level

# Who fails at many procedures is at risk of failing at school; teachers with low classes need methodical support.
OF_LOW_PROCEDURES, OF_TEACHERS = "RF09", "RF03"
MANY = 5  # so many procedures, or teachers, are as many as count


def with_results(
    profile: pd.DataFrame, schools: Collection[str], low: Mapping[str, int], teachers: Mapping[str, int]
) -> pd.DataFrame:
    """The profile's factors, and those that the results of these schools show beside them; sorted.

    profile: school, factor, level, score; low: school → low procedures; teachers: school → teachers in need of support
    """
    shown = [
        (school, factor, Level.MIDDLE.value, min(counts.get(school, 0), MANY) / MANY)
        for factor, counts in ((OF_LOW_PROCEDURES, low), (OF_TEACHERS, teachers))
        for school in schools
        if counts.get(school, 0)
    ]
    both = pd.concat([profile[FACTOR_COLUMNS], pd.DataFrame(shown, columns=FACTOR_COLUMNS)], ignore_index=True)
    first = both.drop_duplicates(["school", "factor"])  # what the profile says is believed
    return first.sort_values(["school", "factor"], ignore_index=True).astype({"score": float})
