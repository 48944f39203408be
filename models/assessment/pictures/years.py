"""A school's (or the region's) shares below the minimum from year to year; a year that may not be compared is a gap."""

from collections.abc import Sequence

import pandas as pd

from models.assessment.dynamics.comparability import NO_RESULTS
from models.assessment.pictures.cells import REGION
from models.assessment.selection import in_order


def over_years(cells: pd.DataFrame, comparability: pd.DataFrame, schools: Sequence[str]) -> pd.DataFrame:
    """school, procedure, year, n, share, lower, upper, is_hidden, region_share, reason: every year of every procedure.

    comparability: what the dynamics says of earlier years; reason is why the year cannot be compared with the last, as
    there; a year in which this school had no participants has no_results and NA. The region stands beside nothing.
    Sorted by the first three.
    """
    years = sorted(cells["year"].dropna().unique())
    own = cells[cells["school"].isin(list(schools))].drop(columns=["subject", "n_low"])
    region = cells.loc[cells["school"].eq(REGION), ["procedure", "year", "share"]]
    grid = (
        own[["school", "procedure"]].drop_duplicates().merge(pd.DataFrame({"year": years}, dtype="Int64"), how="cross")
    )
    table = grid.merge(own, on=["school", "procedure", "year"], how="left")
    table = table.merge(region.rename(columns={"share": "region_share"}), on=["procedure", "year"], how="left")
    table = table.merge(comparability, on=["procedure", "year"], how="left")
    reason = table["reason"].fillna("").mask(table["n"].isna(), NO_RESULTS)
    told: dict[str, pd.Series] = {
        "reason": reason.astype("string"),
        "is_hidden": table["is_hidden"].astype("boolean").fillna(False).astype(bool),
        "region_share": table["region_share"].mask(table["school"].eq(REGION)),
    }
    return in_order(table.assign(**told), "school", "procedure", "year")
