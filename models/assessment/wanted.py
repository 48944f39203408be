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
class Beside:
    """A column that is told of each row by another kind's row with the same keys.

    Rows of which the other kind tells nothing, or several things, are left out.
    """

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
    beside:  what another kind tells of each row; its column may be one of the columns.
    counted: equal rows are given once, with how many they are (`times`): enough for sums, and far fewer.
    summed:  columns of whole numbers whose sums stand beside `times`, for rows that are equal in the columns; a missing
             value adds nothing. What is summed is counted too.
    """

    columns: tuple[str, ...]
    values: Mapping[str, Collection[object]] = field(default_factory=dict)
    present: tuple[str, ...] = ()
    unless: Absence | None = None
    beside: Beside | None = None
    counted: bool = False
    summed: tuple[str, ...] = ()

    @property
    def is_counted(self) -> bool:
        """Whether a row stands for several."""
        return self.counted or bool(self.summed)

    @property
    def told_by(self) -> set[str]:
        """The other kinds that must be looked at."""
        return {other.kind for other in (self.unless, self.beside) if other is not None}


def rows_wanted(frames: Frames, kind: str, wanted: Wanted) -> pd.DataFrame:
    """The rows and columns of this kind that are wanted; rows that were counted before are not counted again."""
    table = frames[kind] if kind in frames else empty(kind)
    kept = _is_wanted(table, wanted)
    rows = table if kept.all() else table[kept]
    if TIMES in table:
        return rows[[*wanted.columns, *wanted.summed, TIMES]]
    if wanted.unless is not None and wanted.unless.kind in frames:
        rows = _without(rows, frames[wanted.unless.kind], wanted.unless)
    if wanted.beside is not None:
        rows = _with_told(rows, frames.get(wanted.beside.kind, empty(wanted.beside.kind)), wanted.beside)
    if not wanted.is_counted:
        return rows[list(wanted.columns)]
    sums = [*wanted.summed, TIMES]
    ones = rows[[*wanted.columns, *wanted.summed]].assign(**{TIMES: pd.Series(1, index=rows.index, dtype="Int64")})
    return ones.groupby(list(wanted.columns), as_index=False, dropna=False)[sums].sum()


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


def _with_told(rows: pd.DataFrame, others: pd.DataFrame, beside: Beside) -> pd.DataFrame:
    """The rows with what the other kind tells of them, if it tells one thing."""
    keys = list(beside.keys)
    told = others.loc[others[beside.column].notna(), [*keys, beside.column]].drop_duplicates()
    return rows.merge(told.drop_duplicates(keys, keep=False), on=keys)
