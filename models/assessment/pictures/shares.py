"""Shares below the minimum beside the region's: of one school, of many, or of a municipality's schools together."""

from collections.abc import Sequence

import pandas as pd

from models.assessment.pictures.cells import REGION
from models.assessment.selection import in_order


def beside_region(cells: pd.DataFrame, year: int, schools: Sequence[str]) -> pd.DataFrame:
    """school, procedure, n, share, lower, upper, is_hidden, region_share of that year; as `cells` has them.

    Sorted by school and procedure. A procedure that the school had no participants in has no row.
    """
    of_year = cells[cells["year"].eq(year)]
    region = of_year.loc[of_year["school"].eq(REGION), ["procedure", "share"]]
    own = of_year[of_year["school"].isin(list(schools))].drop(columns=["year", "subject", "n_low"])
    table = own.merge(region.rename(columns={"share": "region_share"}), on="procedure", how="left")
    return in_order(table, "school", "procedure")


def of_whole(cells: pd.DataFrame, whole: str = REGION) -> pd.DataFrame:
    """The same columns and `year` for the region or a municipality, every procedure and year, in this order.

    The region stands beside nothing.
    """
    region = cells.loc[cells["school"].eq(REGION), ["procedure", "year", "share"]]
    own = cells[cells["school"].eq(whole)].drop(columns=["subject", "n_low"])
    table = own.merge(region.rename(columns={"share": "region_share"}), on=["procedure", "year"], how="left")
    usual = table["region_share"].mask(table["school"].eq(REGION))
    return in_order(table.assign(region_share=usual), "procedure", "year")
