"""Shares below the minimum beside the region's: one school over its procedures, or many schools, of one year."""

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


def of_region(cells: pd.DataFrame) -> pd.DataFrame:
    """The same columns and `year` for the region by itself, every procedure and year; it stands beside nothing."""
    own = cells[cells["school"].eq(REGION)].drop(columns=["subject", "n_low"])
    return in_order(own.assign(region_share=own["share"].mask(own["share"].notna())), "procedure", "year")
