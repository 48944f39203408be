"""How results moved between the first and the last of the years at hand, school by school (Kirsanov, item 15).

A change is called a change only when its 95 % interval leaves zero out; a year without participants is NOT_AVAILABLE.
This says what happened, not that support caused it: effect belongs in models/support.
"""

import numpy as np
import pandas as pd

from models.assessment.analysis import Analysis, Context, Result
from models.assessment.intervals import newcombe
from models.assessment.layout import Frames
from models.assessment.names import ACTIONS
from models.assessment.procedures import USES, procedures
from models.assessment.procedures import select as select_procedures
from models.assessment.procedures import wants as procedures_want
from models.assessment.selection import in_order

KEYS = ["school", "procedure", "subject"]
IMPROVED, WORSENED, UNCLEAR, NOT_AVAILABLE = "improved", "worsened", "unclear", "not_available"


def select(frames: Frames, context: Context) -> Frames:
    """Results of the procedures that count, in all the context's years."""
    return select_procedures(frames, sorted(set(context.years)), context.parameters)


def compute(frames: Frames, context: Context) -> Result:
    """Changes. Table: school, procedure, subject, n and n_low and share of both ends, difference, lower, upper, change.

    Columns of the ends end in `_before` and `_after`; shares are per cent, differences percentage points.
    details: years (every year's n, n_low, share).
    """
    years = sorted(set(context.years))
    everything = procedures(frames, years, context.parameters)
    everything = everything.assign(share=_percent(everything["n_low"], everything["n"]))
    table = _ends(everything, years[0], years[-1])
    lower, upper = newcombe((table["n_low_before"], table["n_before"]), (table["n_low_after"], table["n_after"]))
    table = table.assign(
        difference=(table["share_after"] - table["share_before"]).round(4),
        lower=(100 * lower).round(4),
        upper=(100 * upper).round(4),
    )
    table = table.assign(change=_change(table))
    facts: dict[str, int | float | str] = {"year": years[-1], "compared_with": years[0]}
    facts |= {"schools": int(table["school"].nunique()), "comparisons": len(table)}
    facts |= {name: int(table["change"].eq(name).sum()) for name in (IMPROVED, WORSENED, UNCLEAR, NOT_AVAILABLE)}
    columns = [*KEYS, "year", "n", "n_low", "share", "small_n"]
    return Result(table, facts, {"years": in_order(everything[columns], *columns[:4])})


def _ends(everything: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    """Every school and procedure seen in any year, with its counts at both ends (NA where that year has none)."""
    columns = [*KEYS, "n", "n_low", "share"]
    table = everything[KEYS].drop_duplicates()
    for year, suffix in ((first, "_before"), (last, "_after")):
        end = everything.loc[everything["year"].eq(year), columns]
        table = table.merge(end.rename(columns={name: name + suffix for name in columns[3:]}), on=KEYS, how="left")
    return in_order(table, *KEYS)


def _percent(part: pd.Series, whole: pd.Series) -> pd.Series:
    return (100 * part / whole).astype("Float64").round(4)


def _change(table: pd.DataFrame) -> pd.Series:
    """Improved or worsened beyond chance, unclear when chance explains it, not_available when a year is missing."""
    codes = np.select(
        [table["difference"].isna(), table["upper"].lt(0).fillna(False), table["lower"].gt(0).fillna(False)],
        [NOT_AVAILABLE, IMPROVED, WORSENED],
        default=UNCLEAR,
    )
    return pd.Series(codes, index=table.index, dtype="string")


ANALYSIS = Analysis(
    name="dynamics",
    version=ACTIONS["dynamics"],
    reads=("vpr", "gia"),
    select=select,
    compute=compute,
    uses=USES,
    wants=lambda context: procedures_want(sorted(set(context.years)), context.parameters),
)
