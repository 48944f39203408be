"""Fingerprints: whether an answer's inputs are the ones it was computed from, and whether an answer is the same.

Row order, how rows were split over files, column order and dtypes do not matter; every value, missing ones included,
does. Storing and comparing fingerprints belongs in tasks.
"""

import hashlib
import json
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from models.assessment.analysis import Analysis, Context, Result
from models.assessment.layout import Frames

# Two keys give each row 128 bits, so that a chance collision needs some 2^64 rows. Nobody is kept out by them.
_KEYS = ("vekha-row-hash-1", "vekha-row-hash-2")
_said = json.JSONEncoder(ensure_ascii=False).encode


def fingerprint(analysis: Analysis, selected: Frames, context: Context, definition: str) -> str:
    """SHA-256 of all that decides the answer: the selected cells, the rule, its parameters, the measure's definition.

    selected:   what `analysis.select` gave.
    definition: the measure as the roadmap defines it, in any stable text.
    """
    parameters = context.parameters.model_dump(mode="json", include=set(analysis.uses))
    parts = {
        "analysis": [analysis.name, analysis.version],
        "years": sorted(set(context.years)),
        "parameters": parameters,
        "definition": definition,
        "frames": {kind: _frame_digest(rows) for kind, rows in selected.items()},
    }
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def result_sha(result: Result) -> str:
    """SHA-256 of what was found: the table and its details, as sorted text; independent of libraries' versions."""
    parts = {"table": result.table} | {f"details/{name}": table for name, table in result.details.items()}
    said = ", ".join(f"{_said(name)}: {_as_text(parts[name])}" for name in sorted(parts))
    return hashlib.sha256(f"{{{said}}}".encode()).hexdigest()


def _frame_digest(rows: pd.DataFrame) -> str:
    """SHA-256 over the column names and the sorted hashes of the rows.

    Rows are hashed and then sorted, not sorted as text: forty million cells take seconds instead of minutes. A new
    pandas may hash otherwise; then everything is computed once more, and equal answers keep their `result_sha`.
    """
    columns = sorted(rows.columns)
    digest = hashlib.sha256(json.dumps(columns, ensure_ascii=False).encode())
    if columns:
        texts = pd.DataFrame({name: _texts(rows[name]) for name in columns})
        first, second = (pd.util.hash_pandas_object(texts, index=False, hash_key=key).to_numpy() for key in _KEYS)
        order = _order(first, second)
        digest.update(first[order].astype("<u8").tobytes())
        digest.update(second[order].astype("<u8").tobytes())
    return digest.hexdigest()


def _order(first: npt.NDArray[Any], second: npt.NDArray[Any]) -> npt.NDArray[np.intp]:
    """The order by both keys. Rows with one first key are as a rule equal rows, and then it alone will do."""
    order = np.argsort(first)
    is_tie = np.diff(first[order]) == 0
    if np.diff(second[order])[is_tie].any():
        return np.lexsort((second, first))
    return order


def _texts(column: pd.Series) -> pd.Categorical:
    """The column as categories of text: each distinct value is put into words once. Missing stays missing."""
    codes, words = _worded(column)
    if not isinstance(column.dtype, pd.StringDtype):  # several values may have one word
        same, words = pd.factorize(words)
        codes = np.where(codes < 0, -1, np.append(same, -1)[codes])
    return pd.Categorical.from_codes(codes, categories=pd.Index(words, dtype=object))


def _worded(column: pd.Series) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.object_]]:
    """The words of the distinct values, and for each row which of them stands there (−1: missing)."""
    codes, values = pd.factorize(column)
    distinct = np.asarray(values, dtype=object)
    if not isinstance(column.dtype, pd.StringDtype):
        distinct = np.array([_word(value) for value in distinct], dtype=object)
    return codes, distinct


def _or_null(codes: npt.NDArray[np.intp], words: npt.NDArray[np.object_]) -> npt.NDArray[np.object_]:
    """The word of every row in JSON, null where it is missing."""
    return np.array([*map(_said, words), "null"], dtype=object)[codes]


def _word(value: object) -> str:
    """A value as text whatever its dtype: 5, 5.0 and Int64 5 are «5», True and np.True_ «True»."""
    if isinstance(value, bool | np.bool_):
        return str(bool(value))
    if isinstance(value, float | np.floating):
        return str(int(value)) if float(value).is_integer() else repr(float(value))
    return str(value)


def _as_text(table: pd.DataFrame) -> str:
    """Column names and rows as sorted lists of text, in JSON; missing is null.

    Written as JSON's library would write them, but each distinct word only once, whatever the rows that say it.
    """
    columns = sorted(table.columns)
    cells = [_or_null(*_worded(table[name])) for name in columns]
    rows = sorted(f"[{row}]" for row in map(", ".join, zip(*cells, strict=True)))
    return f'{{"columns": {_said(columns)}, "rows": [{", ".join(rows)}]}}'
