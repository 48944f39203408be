"""Counts by municipality for letters on people: nothing of a school, and nothing that tells of a few.

A municipality's count is withheld when it is small, and others with it where the total would tell.
"""

from typing import Any

import pandas as pd

from models.assessment.analysis import Result
from models.assessment.small_cells import released
from tasks.documents.lists.columns import hidden, with_names


def by_municipality(result: Result, schools: pd.DataFrame, of: str, part: str) -> list[dict[str, Any]]:
    """municipality, of and part as words, one row a municipality with anybody in `part`; columns of by_school."""
    assert result.by_school is not None, "counts of people are counts by school"
    counts = with_names(result.by_school, schools).rename(columns={of: "n", part: "part"})
    sums = counts.groupby("municipality", as_index=False)[["n", "part"]].sum()
    shown = released(sums, ("municipality",), [()])[("municipality",)].merge(
        sums[["municipality", "part"]].rename(columns={"part": "true_part"}), on="municipality"
    )
    return [
        {
            "municipality": row["municipality"],
            of: str(row["n"]),
            part: hidden() if row["is_hidden"] else str(row["part"]),
        }
        for row in shown[shown["is_hidden"].astype(bool) | shown["true_part"].gt(0)].to_dict("records")
    ]
