"""Choosing cells: which rows and columns of the typed frames a rule looks at. No rule is decided here."""

from collections.abc import Iterable

import pandas as pd

from models.assessment.layout import SCHOOL, TEXT, Frames, empty
from models.assessment.wanted import Wanted


def frame(frames: Frames, kind: str) -> pd.DataFrame:
    """The frame of this kind; without one, no rows (the gate has already asked whether the data are there)."""
    return frames[kind] if kind in frames else empty(kind)


def rows_of_years(table: pd.DataFrame, years: Iterable[int]) -> pd.DataFrame:
    """The rows of these result years; the table itself when there are no others."""
    kept = table["year"].isin(list(years))
    return table if kept.all() else table[kept]


def vpr_participants(
    years: Iterable[int],
    columns: Iterable[str],
    *,
    grades: Iterable[int] | None = None,
    subjects: Iterable[str] | None = None,
    counted: bool = False,
) -> Wanted:
    """Of the frame `vpr`, the rows of these years, grades and subjects without the absent, and only these columns.

    counted: equal rows are given once, with how many they are.
    """
    asked = {"year": years, "grade": grades, "subject": subjects}
    values = {name: tuple(those) for name, those in asked.items() if those is not None}
    return Wanted(tuple(columns), values, present=("mark",), counted=counted)


def schools_of(rows: pd.DataFrame) -> pd.Series:
    """The school that each row speaks of, NA where it speaks of no single one."""
    if "school" in rows:
        return rows["school"]
    if "unit" in rows:
        return rows["unit"].where(rows["level"].eq(SCHOOL))
    return pd.Series(pd.NA, index=rows.index, dtype=TEXT)


def in_order(table: pd.DataFrame, *keys: str) -> pd.DataFrame:
    """The rows sorted by these columns, numbered from 0."""
    return table.sort_values(list(keys), kind="stable").reset_index(drop=True)
