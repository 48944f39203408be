"""Reads frames at rest: many Parquet files as one, the later file believed, and only what a rule wants of them.

Polars reads, since a country's rows need not be in memory to be filtered and counted (docs/architecture.md). What
comes out are the typed pandas frames of the layout. Which files are current belongs in datasets.py.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from models.assessment.wanted import TIMES, Beside, Unless, Wanted

_DTYPES = {
    pa.int64(): pd.Int64Dtype(),
    pa.uint32(): pd.Int64Dtype(),
    pa.float64(): pd.Float64Dtype(),
    pa.large_string(): pd.StringDtype(),
}


def scan(files: Sequence[Path], scope: Sequence[str]) -> pl.LazyFrame:
    """The rows of the files, in their order, each without what a later one answers for too.

    scope: the columns that say what a row answers for. Nothing is read yet but what tells that files overlap.
    """
    gone = _answered_later(files, list(scope))
    parts = []
    for is_clean, run in groupby(range(len(files)), lambda place: place not in gone):
        if is_clean:
            parts.append(pl.scan_parquet([files[place] for place in run]))
        else:
            parts += [_without(pl.scan_parquet(files[place]), gone[place].lazy(), scope) for place in run]
    return pl.concat(parts)


def rows_at_rest(scans: Mapping[str, pl.LazyFrame], kind: str, wanted: Wanted) -> pd.DataFrame:
    """What models.assessment.wanted.rows_wanted gives, without the other rows ever being in memory.

    scans: by kind, the one that is asked for and those that it is `told_by`, as far as there are any.
    """
    rows = _with_values(scans[kind], wanted)
    if wanted.beside is not None:
        rows = _with_told(rows, scans.get(wanted.beside.kind), wanted.beside)
    if wanted.unless is None or wanted.unless.kind not in scans:
        return as_pandas(_counted(rows, wanted) if wanted.is_counted else rows.select(wanted.columns))
    keys, gone = list(wanted.unless.keys), _left_out(scans[wanted.unless.kind], wanted, wanted.unless)
    if wanted.is_counted:
        return as_pandas(_counted_without(rows, gone, keys, wanted))
    return as_pandas(_without(rows, gone, keys).select(wanted.columns))


def as_pandas(rows: pl.LazyFrame) -> pd.DataFrame:
    """The rows in the layout's dtypes; text is not copied."""
    table = rows.collect(engine="streaming").to_arrow()
    frame: pd.DataFrame = table.to_pandas(types_mapper=_DTYPES.get, split_blocks=True, self_destruct=True)
    return frame


def _with_values(rows: pl.LazyFrame, wanted: Wanted) -> pl.LazyFrame:
    """The rows whose columns, as far as they are there, hold the values wanted."""
    there = rows.collect_schema().names()
    kept = [pl.col(name).is_in(list(values)) for name, values in wanted.values.items() if name in there]
    return rows.filter(*kept, *(pl.col(name).is_not_null() for name in wanted.present if name in there))


def _left_out(others: pl.LazyFrame, wanted: Wanted, unless: Unless) -> pl.LazyFrame:
    """The keys of the rows that another kind keeps out."""
    column = pl.col(unless.column)
    rows = others.filter(column.is_not_null() if unless.is_said else column.is_null())
    keys = [pl.col(theirs).alias(own) for own, theirs in zip(unless.keys, unless.their_keys, strict=True)]
    return _with_values(rows.select(keys), wanted)


def _with_told(rows: pl.LazyFrame, others: pl.LazyFrame | None, beside: Beside) -> pl.LazyFrame:
    """The rows with what the other kind tells of them, if it tells one thing."""
    keys, column = list(beside.keys), pl.col(beside.column)
    if others is None:
        return rows.filter(pl.lit(False)).with_columns(pl.lit(None, pl.String).alias(beside.column))
    told = others.filter(column.is_not_null()).select([*keys, column]).unique().unique(keys, keep="none")
    return rows.join(told, on=keys, nulls_equal=True)


def _counted(rows: pl.LazyFrame, wanted: Wanted) -> pl.LazyFrame:
    """How many rows there are of each sort, with the sums."""
    sums = [pl.col(name).sum() for name in wanted.summed]
    return rows.group_by(wanted.columns).agg(*sums, pl.len().cast(pl.Int64).alias(TIMES)).sort(wanted.columns)


def _counted_without(rows: pl.LazyFrame, gone: pl.LazyFrame, keys: list[str], wanted: Wanted) -> pl.LazyFrame:
    """The counts of all rows less those of the ones that are gone.

    Few are gone, so this joins few: those with the last key of one that is. An anti-join would join them all.
    """
    absent = gone.unique().collect(engine="streaming")
    suspected = rows.filter(pl.col(keys[-1]).is_in(absent[keys[-1]].unique().implode(), nulls_equal=True))
    theirs = suspected.join(absent.lazy(), on=keys, how="semi", nulls_equal=True)
    everything, less = (_counted(each, wanted).collect(engine="streaming") for each in (rows, theirs))
    sums = [pl.col(name) for name in (*wanted.summed, TIMES)]
    both = pl.concat([everything, less.with_columns(-each for each in sums)])
    left = both.lazy().group_by(wanted.columns).agg(each.sum() for each in sums)
    return left.filter(pl.col(TIMES) > 0).sort(wanted.columns)


def _without(rows: pl.LazyFrame, others: pl.LazyFrame, keys: Sequence[str]) -> pl.LazyFrame:
    return rows.join(others, on=list(keys), how="anti", nulls_equal=True, maintain_order="left")


def _answered_later(files: Sequence[Path], scope: list[str]) -> dict[int, pl.DataFrame]:
    """By a file's place, what of its scope a later file answers for; only files that may overlap are opened."""
    suspected = np.flatnonzero(_may_overlap([_bounds(file, scope) for file in files])).tolist()
    if not suspected:
        return {}
    told = pl.concat(
        pl.scan_parquet(files[place]).select(scope).unique().with_columns(place=pl.lit(place)) for place in suspected
    ).collect()
    older = told.filter(pl.col("place") < pl.col("place").max().over(scope))
    return {key[0]: part.drop("place") for key, part in older.partition_by("place", as_dict=True).items()}


def _bounds(file: Path, scope: list[str]) -> list[tuple[object, object] | None]:
    """The least and the greatest value of each column as the file's footer tells; None where it does not tell all."""
    footer = pq.read_metadata(file)
    columns = {name: place for place, name in enumerate(footer.schema.names)}
    found: list[tuple[object, object] | None] = []
    for name in scope:
        groups = [footer.row_group(number).column(columns[name]).statistics for number in range(footer.num_row_groups)]
        is_told = groups and all(one and one.has_min_max and one.null_count == 0 for one in groups)
        found.append((min(one.min for one in groups), max(one.max for one in groups)) if is_told else None)
    return found


def _may_overlap(bounds: Sequence[Sequence[tuple[object, object] | None]]) -> npt.NDArray[np.bool_]:
    """Which files may speak of something that another one speaks of too: their ranges meet in every column."""
    meet = ~np.eye(len(bounds), dtype=bool)
    for column in zip(*bounds, strict=True):
        told = np.array([one is not None for one in column])
        low, high = (_ranks(column, end) for end in (0, 1))
        apart = (low[:, None] > high[None, :]) | (high[:, None] < low[None, :])
        meet &= ~(apart & told[:, None] & told[None, :])
    return np.array([row.any() for row in meet], dtype=bool)


def _ranks(column: Sequence[tuple[object, object] | None], end: int) -> npt.NDArray[np.int_]:
    """Each file's least (0) or greatest (1) value as a number that compares as the values do."""
    known = sorted({value for one in column if one is not None for value in one})  # type: ignore[type-var]
    rank = {value: place for place, value in enumerate(known)}
    return np.array([0 if one is None else rank[one[end]] for one in column])
