"""Who leaves the list, who stays, who is new, and by which results. A school that left was not thereby helped.

Results scatter, and schools near the edge come and go by themselves: leaving is no evidence of an effect.
"""

from collections.abc import Set

import numpy as np
import pandas as pd

from models.assessment.selection import in_order
from models.assessment.told_together import told_together

LEFT, STAYED, ENTERED = "left", "stayed", "entered"
# Why it stands where it stands now.
LOW, NOT_LOW_ENOUGH, NO_RESULTS = "low_procedures", "not_low_enough", "no_results"
COLUMNS = ["school", "move", "why", "low", "procedures", "names"]


def moves(before: Set[str], after: Set[str], everything: pd.DataFrame, years: tuple[int, ...]) -> pd.DataFrame:
    """Every school of either list. school, move, why, low, procedures, names; sorted by move and school.

    everything: what `procedures` gave; years: those that the later list was made from. low, procedures: how many of
    the last year's were low and were held; names: the low ones of all
    these years, «ВПР, 5 класс, математика, 2024: 6/20; …».
    """
    rows = everything[everything["year"].isin(years) & everything["school"].isin(before | after)]
    last = rows[rows["year"].eq(max(years))]
    low = in_order(rows[rows["is_low"]], "school", "year", "procedure")
    names = told_together(low.assign(name=_named(low)), ["school"], "name")
    table = pd.DataFrame({"school": sorted(before | after)}, dtype="string")
    held, failed = last["school"].value_counts(), last.loc[last["is_low"], "school"].value_counts()
    table = table.assign(
        move=_moves(table["school"], before, after),
        low=table["school"].map(failed).fillna(0).astype("Int64"),
        procedures=table["school"].map(held).fillna(0).astype("Int64"),
        names=table["school"].map(names).astype("string").fillna(""),
    )
    why = np.select([table["procedures"].eq(0), table["move"].eq(LEFT)], [NO_RESULTS, NOT_LOW_ENOUGH], default=LOW)
    return in_order(table.assign(why=pd.array(why, dtype="string"))[COLUMNS], "move", "school")


def _moves(schools: pd.Series, before: Set[str], after: Set[str]) -> pd.Series:
    was, is_now = schools.isin(list(before)), schools.isin(list(after))
    codes = np.select([was & is_now, was], [STAYED, LEFT], default=ENTERED)
    return pd.Series(codes, index=schools.index, dtype="string")


def _named(low: pd.DataFrame) -> pd.Series:
    """Each low result in words that are data."""
    counts = low["n_low"].astype("string") + "/" + low["n"].astype("string")
    return low["procedure"].astype("string") + ", " + low["year"].astype("string") + ": " + counts
