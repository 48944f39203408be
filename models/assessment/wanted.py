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
class Unless:
    """Rows that are left out because of a row of another kind with the same keys.

    column: of the other kind; its row counts when nothing is said there, or with `is_said` when something is.
    theirs: what the other kind calls the keys, where it calls any of them otherwise.
    """

    kind: str
    keys: tuple[str, ...]
    column: str
    is_said: bool = False
    theirs: tuple[str, ...] = ()

    @property
    def their_keys(self) -> tuple[str, ...]:
        """The keys' names in the other kind, in the keys' order."""
        return self.theirs or self.keys


@dataclass(frozen=True)
class Beside:
    """A column that is told of each row by another kind's row with the same keys.

    Rows of which the other kind tells nothing, or several things, are left out.
    """

    kind: str
    keys: tuple[str, ...]
    column: str


@dataclass(frozen=True)
class Latest:
    """Of the rows that speak of the same, the last one that says something.

    keys:  what a row speaks of
    day:   a later day's row replaces an earlier day's, unless it says nothing
    order: of one day only the last row counts, by these columns, what is missing first
    said:  a row that says none of these says nothing
    """

    keys: tuple[str, ...]
    day: str
    order: tuple[str, ...]
    said: tuple[str, ...]


@dataclass(frozen=True)
class Wanted:
    """What decides an answer.

    columns: those that are looked at, in the order in which they are given.
    values:  by column, the values that count; rows with others, or with none, are left out.
    present: columns that must say something in every row.
    unless:  whose rows are left out.
    beside:  what another kind tells of each row; its column may be one of the columns.
    latest:  which of the rows that speak of the same counts.
    counted: equal rows are given once, with how many they are (`times`): enough for sums, and far fewer.
    summed:  columns of whole numbers whose sums stand beside `times`, for rows that are equal in the columns; a missing
             value adds nothing. What is summed is counted too.
    """

    columns: tuple[str, ...]
    values: Mapping[str, Collection[object]] = field(default_factory=dict)
    present: tuple[str, ...] = ()
    unless: Unless | None = None
    beside: Beside | None = None
    latest: Latest | None = None
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
    """The rows and columns of this kind that are wanted.

    Rows that were counted before are not counted again, and leave nobody out again: they were chosen before.
    """
    table = frames[kind] if kind in frames else empty(kind)
    kept = _is_wanted(table, wanted)
    rows = table if kept.all() else table[kept]
    if TIMES in table:
        return rows[[*wanted.columns, *wanted.summed, TIMES]]
    unless, beside = wanted.unless, wanted.beside
    others = frames.get(unless.kind) if unless else None
    if unless is not None and others is not None and TIMES not in others:
        rows = _without(rows, others, unless)
    if beside is not None:
        rows = _with_told(rows, frames.get(beside.kind, empty(beside.kind)), beside)
    if wanted.latest is not None:
        rows = last_said(rows, wanted.latest)
    return _counted(rows, wanted) if wanted.is_counted else rows[list(wanted.columns)]


def last_said(rows: pd.DataFrame, latest: Latest) -> pd.DataFrame:
    """One row for each set of keys. Few have more than one row, so only theirs are put in order."""
    repeated = rows.duplicated(list(latest.keys), keep=False)
    ordered = rows[repeated].sort_values([latest.day, *latest.order], kind="stable", na_position="first")
    of_day = ordered.drop_duplicates([*latest.keys, latest.day], keep="last")
    last = _saying(of_day, latest).drop_duplicates(list(latest.keys), keep="last")
    return pd.concat([_saying(rows[~repeated], latest), last])


def _saying(rows: pd.DataFrame, latest: Latest) -> pd.DataFrame:
    return rows[rows[list(latest.said)].notna().any(axis=1)]


def _counted(rows: pd.DataFrame, wanted: Wanted) -> pd.DataFrame:
    """How many rows there are of each sort, with the sums."""
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


def _without(rows: pd.DataFrame, others: pd.DataFrame, unless: Unless) -> pd.DataFrame:
    """The rows without those left out; these are few, so they are sought only among rows with the same last key."""
    if rows.empty:
        return rows
    keys = list(unless.keys)
    decide = others[unless.column].notna() if unless.is_said else others[unless.column].isna()
    left_out = others.loc[decide, list(unless.their_keys)].drop_duplicates().set_axis(keys, axis=1)
    if left_out.empty:
        return rows
    suspected = rows[keys[-1]].isin(left_out[keys[-1]])
    marked = rows[suspected].merge(left_out, on=keys, how="left", indicator=True)
    present = marked.loc[marked["_merge"].eq("left_only"), rows.columns]
    return pd.concat([rows[~suspected], present], ignore_index=True)


def _with_told(rows: pd.DataFrame, others: pd.DataFrame, beside: Beside) -> pd.DataFrame:
    """The rows with what the other kind tells of them, if it tells one thing."""
    keys = list(beside.keys)
    told = others.loc[others[beside.column].notna(), [*keys, beside.column]].drop_duplicates()
    return rows.merge(told.drop_duplicates(keys, keep=False), on=keys)
