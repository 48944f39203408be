"""Schemas of the typed frames, derived from LAYOUT: dtypes, ranges, what may be missing, what occurs once.

A frame that breaks its schema is our bug: what is wrong in a file has been said to its owner before. Importing this
imports pandera; commands that answer people do not.
"""

from collections.abc import Mapping

import pandas as pd
import pandera.pandas as pa

from models.assessment.layout import COUNTRY, LAYOUT, MUNICIPALITY, REGION, SCHOOL, TEXT

_LOGIN = r"edu[0-9]{6}"
LEVELS = ("Б", "П", "В")  # of tasks; whose an aggregate is has the same column's name
_RANGES: Mapping[str, tuple[float, float]] = {
    "year": (2015, 2100),
    "grade": (1, 11),
    "mark": (2, 5),
    "journal_mark": (1, 5),
    "state": (0, 1),
    "marker": (0, 1),
    "percent": (0, 100),
    "score": (0, 100),
    "primary": (0, 500),
    "max_score": (0, 30),
    "n": (1, 10**9),
    "respondent": (1, 10**6),
    "answer": (1, 100),
    "capacity": (0, 200),
}


def _says(pattern: str) -> pa.Check:
    """Every text is of this form. Only distinct ones are looked at: a pupil's key stands beside each of their tasks."""

    def is_said(texts: pd.Series) -> bool:
        return bool(pd.Series(texts.unique(), dtype=TEXT).dropna().str.fullmatch(pattern).all())

    return pa.Check(is_said, error=f"fullmatch {pattern}")


_TEXTS: Mapping[str, pa.Check] = {
    "level": pa.Check.isin([COUNTRY, REGION, MUNICIPALITY, SCHOOL, *LEVELS]),
    "exam": pa.Check.isin(["ОГЭ", "ЕГЭ"]),
    "change": pa.Check.isin(["понизили", "подтвердили", "повысили"]),
    "school": _says(_LOGIN),
    "pupil": _says(r"[0-9a-f]{24}"),
    "examinee": _says(r"[0-9a-f]{24}"),
    "held_on": _says(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
}
# What a frame may lack; everything else is always there.
_MAY_LACK: Mapping[str, set[str]] = {
    "vpr": {"variant", "primary", "mark", "journal_mark"},
    "vpr_tasks": {"score", "max_score"},
    "vpr_completion": {"max_score"},
    "vpr_groups": {"max_score"},
    "gia": {"class_name", "primary", "score", "mark"},
    "schools": {"pupils", "teachers"},
    "answers": {"question", "answer"},
    "curators": {"factors"},
}
_GROUP = ["year", "grade", "subject", "level", "unit"]
_ONCE: Mapping[str, list[str]] = {
    "vpr": ["year", "grade", "subject", "school", "pupil"],
    "vpr_marks": [*_GROUP, "mark"],
    "vpr_journal": [*_GROUP, "change"],
    "vpr_primary": [*_GROUP, "primary"],
    "vpr_completion": [*_GROUP, "task"],
    "vpr_planned": [*_GROUP, "task"],
    "vpr_groups": [*_GROUP, "mark", "task"],
    "bias": ["year", "school", "grade", "subject"],
    "scales": ["year", "grade", "subject"],
    "crosswalk": ["year", "school", "pupil"],
    "schools": ["school"],
    "tasks": ["year", "grade", "subject", "task"],
    "answers": ["year", "school", "group", "respondent", "question"],
    "mentors": ["school", "mentor", "subject"],
    "neighbours": ["municipality", "neighbour"],
    "conditions": ["school"],
    "curators": ["curator"],
    "partners": ["school"],
}


def _column(frame: str, name: str, dtype: str) -> pa.Column:
    checks = [_TEXTS[name]] if name in _TEXTS else []
    if dtype != TEXT:
        low, high = _RANGES.get(name, (0, 10**9))
        checks.append(pa.Check.in_range(low, high))
    return pa.Column(dtype, checks, nullable=name in _MAY_LACK.get(frame, ()))


SCHEMAS: Mapping[str, pa.DataFrameSchema] = {
    frame: pa.DataFrameSchema(
        {name: _column(frame, name, dtype) for name, dtype in columns.items()},
        strict=True,
        ordered=True,
        unique=_ONCE.get(frame),
        name=frame,
    )
    for frame, columns in LAYOUT.items()
}


def conforming(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame as it is, when it keeps its schema; else pandera's SchemaErrors with every breach."""
    # In place, since nothing is coerced: otherwise pandera looks at a copy.
    return SCHEMAS[name].validate(frame, lazy=True, inplace=True)
