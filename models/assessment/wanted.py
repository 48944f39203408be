"""Wanted: what of a kind of frame a rule looks at, said so that the rest need not be read from disk.

A rule's `select` goes through `rows_wanted`; tasks/data/scanning.py reads by the same declaration: the same rows.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import pandas as pd

from models.assessment.layout import Frames, empty

# How many rows of the source a counted row stands for.
TIMES = "times"


@dataclass(frozen=True)
class Absence:
    """Rows that are left out because a row of another kind with the same keys says nothing in a column."""

    kind: str
    keys: tuple[str, ...]
    column: str


@dataclass(frozen=True)
class Wanted:
    """What decides an answer.

    columns: those that are looked at, in the order in which they are given.
    values:  by column, the values that count; rows with others, or with none, are left out.
    present: columns that must say something in every row.
    unless:  whose rows are left out.
    counted: equal rows are given once, with how many they are (`times`): enough for sums, and far fewer.
    """

    columns: tuple[str, ...]
    values: Mapping[str, Collection[object]] = field(default_factory=dict)
    present: tuple[str, ...] = ()
    unless: Absence | None = None
    counted: bool = False


def rows_wanted(frames: Frames, kind: str, wanted: Wanted) -> pd.DataFrame:
    """The rows and columns of this kind that are wanted; rows that were counted before are not counted again."""
    table, columns = frames[kind] if kind in frames else empty(kind), list(wanted.columns)
    kept = _is_wanted(table, wanted)
    if TIMES in table:
        return table.loc[kept, [*columns, TIMES]]
    if wanted.unless is None or wanted.unless.kind not in frames:
        rows = table.loc[kept, columns]
    else:
        keyed = table.loc[kept, list(dict.fromkeys([*columns, *wanted.unless.keys]))]
        rows = _without(keyed, frames[wanted.unless.kind], wanted.unless)[columns]
    if not wanted.counted:
        return rows
    counted = rows.groupby(columns, as_index=False, dropna=False).size()
    return counted.rename(columns={"size": TIMES}).astype({TIMES: "Int64"})


def _is_wanted(table: pd.DataFrame, wanted: Wanted) -> "pd.Series[bool]":
    kept = pd.Series(True, index=table.index)
    for name, values in wanted.values.items():
        kept &= table[name].isin(list(values))
    for name in wanted.present:
        kept &= table[name].notna()
    return kept


def times(rows: pd.DataFrame) -> pd.Series:
    """How many rows of the source each row stands for."""
    return rows[TIMES] if TIMES in rows else pd.Series(1, index=rows.index, dtype="Int64")


def _without(rows: pd.DataFrame, others: pd.DataFrame, absence: Absence) -> pd.DataFrame:
    """The rows without the absent; few are absent, so they are sought only among rows with the same last key."""
    keys = list(absence.keys)
    absent = others.loc[others[absence.column].isna(), keys].drop_duplicates()
    if absent.empty:
        return rows
    suspected = rows[keys[-1]].isin(absent[keys[-1]])
    marked = rows[suspected].merge(absent, on=keys, how="left", indicator=True)
    present = marked.loc[marked["_merge"].eq("left_only"), rows.columns]
    return pd.concat([rows[~suspected], present], ignore_index=True)
