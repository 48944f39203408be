"""Reads frames at rest: many Parquet files as one, the later file believed, and only what a rule wants of them.

DuckDB reads, since a country's rows need not be in memory to be filtered and counted; of the engines measured it was
the fastest and took the least memory (docs/performance.md). What comes out are the typed pandas frames of the layout,
in no order that anybody may rely on. Which files are current belongs in datasets.py.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cache, reduce
from itertools import groupby
from pathlib import Path

import duckdb
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from duckdb import ColumnExpression, ConstantExpression, DuckDBPyConnection, Expression
from duckdb import DuckDBPyRelation as Rows

from models.assessment.wanted import TIMES, Beside, Latest, Unless, Wanted

_DTYPES = {
    pa.int32(): pd.Int64Dtype(),
    pa.int64(): pd.Int64Dtype(),
    pa.float64(): pd.Float64Dtype(),
    pa.string(): pd.StringDtype(),
}


def a_base() -> DuckDBPyConnection:
    """A connection of one's own to DuckDB, to be closed after reading."""
    return _engine().cursor()


@cache
def _engine() -> DuckDBPyConnection:
    """What does the work: made once in a process, for starting its threads takes longer than reading a small file."""
    return duckdb.connect()


def scan(base: DuckDBPyConnection, files: Sequence[Path], scope: Sequence[str]) -> Rows:
    """The rows of the files, each without what a later one answers for too.

    scope: the columns that say what a row answers for. Nothing is read yet but what tells that files overlap.
    """
    gone = _answered_later(base, files, list(scope))
    parts = []
    for is_clean, run in groupby(range(len(files)), lambda place: place not in gone):
        if is_clean:
            parts.append(base.read_parquet([str(files[place]) for place in run]))
        else:
            parts += [
                _without(base.read_parquet(str(files[place])), base.from_arrow(gone[place]), scope) for place in run
            ]
    return reduce(Rows.union, parts)


def rows_at_rest(scans: Mapping[str, Rows], kind: str, wanted: Wanted) -> pd.DataFrame:
    """What models.assessment.wanted.rows_wanted gives, without the other rows ever being in memory.

    scans: by kind, the one that is asked for and those that it is `told_by`, as far as there are any.
    """
    rows = _with_values(scans[kind], wanted)
    if wanted.beside is not None:
        rows = _with_told(rows, scans.get(wanted.beside.kind), wanted.beside)
    if wanted.unless is not None and wanted.unless.kind in scans:
        rows = _without(rows, _left_out(scans[wanted.unless.kind], wanted, wanted.unless), wanted.unless.keys)
    if wanted.latest is not None:
        rows = _last_said(rows, wanted.latest)
    return as_pandas(_counted(rows, wanted) if wanted.is_counted else rows.select(*wanted.columns))


def as_pandas(rows: Rows) -> pd.DataFrame:
    """The rows in the layout's dtypes; text is not copied."""
    table = rows.to_arrow_table()
    frame: pd.DataFrame = table.to_pandas(types_mapper=_DTYPES.get, split_blocks=True, self_destruct=True)
    return frame


def is_one_of(column: str, values: Collection[object]) -> Expression:
    """That the column holds one of the values."""
    said = [ConstantExpression(_plain(value)) for value in values if value is not None]
    return ColumnExpression(column).isin(*said) if said else ConstantExpression(False)


def _plain(value: object) -> object:
    """The value as DuckDB takes it: numbers of numpy and enumerations become Python's own."""
    if isinstance(value, str):
        return str(value)
    return value if isinstance(value, date) else int(value)  # type: ignore[call-overload]


def _with_values(rows: Rows, wanted: Wanted) -> Rows:
    """The rows whose columns, as far as they are there, hold the values wanted."""
    there = set(rows.columns)
    for name in there & set(wanted.values):
        rows = rows.filter(is_one_of(name, wanted.values[name]))
    for name in there & set(wanted.present):
        rows = rows.filter(ColumnExpression(name).isnotnull())
    return rows


def _left_out(others: Rows, wanted: Wanted, unless: Unless) -> Rows:
    """The keys of the rows that another kind keeps out."""
    column = ColumnExpression(unless.column)
    rows = others.filter(column.isnotnull() if unless.is_said else column.isnull())
    keys = [ColumnExpression(theirs).alias(own) for own, theirs in zip(unless.keys, unless.their_keys, strict=True)]
    return _with_values(rows.select(*keys), wanted).distinct()


def _with_told(rows: Rows, others: Rows | None, beside: Beside) -> Rows:
    """The rows with what the other kind tells of them, if it tells one thing."""
    keys, column = list(beside.keys), beside.column
    if others is None:
        return rows.select(f'*, NULL::VARCHAR AS "{column}"').limit(0)
    things = others.filter(ColumnExpression(column).isnotnull()).select(*keys, column).distinct()
    one = things.aggregate(f'{_listed(keys)}, any_value("{column}") AS "{column}", count(*) AS things').filter(
        "things = 1"
    )
    return rows.set_alias("own").join(one.set_alias("other"), _same(keys)).select(f'own.*, other."{column}"')


def _last_said(rows: Rows, latest: Latest) -> Rows:
    """What models.assessment.wanted.last_said gives; only rows that may have others beside them are put in order.

    Those are found by a hash of the keys: a number is sought faster than four texts, and rows whose hashes agree by
    chance are put in order beside each other's, which changes nothing.
    """
    keys, columns = _listed(latest.keys), _listed(rows.columns)
    says = " OR ".join(f'"{name}" IS NOT NULL' for name in latest.said)
    later = ", ".join(f'"{name}" DESC NULLS LAST' for name in latest.order)
    last = rows.query(
        "own",
        f"""
        WITH hashed AS MATERIALIZED (SELECT *, hash({keys}) AS hash_of_keys FROM own),
        several AS MATERIALIZED (SELECT hash_of_keys FROM hashed GROUP BY ALL HAVING count(*) > 1),
        lonely AS (FROM hashed ANTI JOIN several USING (hash_of_keys) WHERE {says}),
        of_day AS (
          FROM hashed SEMI JOIN several USING (hash_of_keys)
          QUALIFY row_number() OVER (PARTITION BY {keys}, "{latest.day}" ORDER BY {later}) = 1
        ),
        last AS (
          FROM of_day WHERE {says}
          QUALIFY row_number() OVER (PARTITION BY {keys} ORDER BY "{latest.day}" DESC NULLS LAST) = 1
        )
        SELECT {columns} FROM lonely UNION ALL SELECT {columns} FROM last
        """,
    )
    assert last is not None  # a SELECT has rows, if none of them
    return last


def _counted(rows: Rows, wanted: Wanted) -> Rows:
    """How many rows there are of each sort, with the sums."""
    sums = [f'coalesce(sum("{name}"), 0)::BIGINT AS "{name}"' for name in wanted.summed]
    told = ", ".join([_listed(wanted.columns), *sums, f"count(*) AS {TIMES}"])
    in_order = ", ".join(f'"{name}" NULLS FIRST' for name in wanted.columns)
    return rows.aggregate(told, _listed(wanted.columns)).order(in_order)


def _without(rows: Rows, others: Rows, keys: Iterable[str]) -> Rows:
    return rows.set_alias("own").join(others.set_alias("other"), _same(keys), how="anti")


def _same(keys: Iterable[str]) -> str:
    """That the two sides of a join say the same, also where both say nothing."""
    return " AND ".join(f'own."{key}" IS NOT DISTINCT FROM other."{key}"' for key in keys)


def _listed(columns: Iterable[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _answered_later(base: DuckDBPyConnection, files: Sequence[Path], scope: list[str]) -> dict[int, pa.Table]:
    """By a file's place, what of its scope a later file answers for; only files that may overlap are opened."""
    suspected = np.flatnonzero(_may_overlap([_bounds(file, scope) for file in files])).tolist()
    if not suspected:
        return {}
    told = [
        base.read_parquet(str(files[place])).select(f"{_listed(scope)}, {place} AS place").distinct()
        for place in suspected
    ]
    last = f"max(place) OVER (PARTITION BY {_listed(scope)})"
    older = reduce(Rows.union, told).select(f"*, {last} AS last").filter("place < last").to_arrow_table()
    places = older["place"].unique().to_pylist()
    return {place: older.filter(pc.equal(older["place"], place)).select(scope) for place in places}


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
