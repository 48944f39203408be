"""The one frame that every marker's answer is put into, and which answers stand out once all of them are counted.

A marker answers for units: a school, a year and a procedure (a work, or what is said in words where works are pooled).
"""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
import pandas as pd
from scipy.stats import false_discovery_control

from models.assessment.selection import in_order

# What each marker looks at. Two markers that look at the same thing are one piece of evidence, told twice.
ASPECTS: Mapping[str, str] = MappingProxyType(
    {
        "NO1": "level",
        "NO2": "boundaries",
        "NO3": "journal",
        "NO3'": "journal",
        "NO4": "tasks",
        "NO5": "exams",
        "NO6": "change",
        "NO7": "level",
        "NO8": "subjects",
    }
)
SIGN, NO_SIGN, NOT_AVAILABLE = "sign", "no_sign", "not_available"
SAMPLES = LIMITED, APPROXIMATE, INFORMATIVE = "<20", "20–49", "≥50"

KEYS = ["school", "year", "marker", "procedure"]
NUMBERS = ["value", "expected", "statistic", "p", "q"]
COLUMNS = ["school", "year", "procedure", "marker", *NUMBERS, "n", "sample", "status", "why"]
DTYPES = dict.fromkeys(COLUMNS, "string") | dict.fromkeys(NUMBERS, "Float64") | {"year": "Int64", "n": "Int64"}


def unavailable(units: pd.DataFrame, why: str | pd.Series) -> pd.DataFrame:
    """The units (school, year, procedure, n) with the reason why nothing can be said of them."""
    return units.assign(value=np.nan, expected=np.nan, statistic=np.nan, p=np.nan, why=why)


def with_unanswered(answers: pd.DataFrame, units: pd.DataFrame, why: str) -> pd.DataFrame:
    """The answers, and every unit (school, year, procedure, n) that has none with the reason why."""
    keys = ["school", "year", "procedure"]
    answered = pd.MultiIndex.from_frame(answers[keys].astype({"school": "string", "procedure": "string"}))
    missing = units[~pd.MultiIndex.from_frame(units[keys]).isin(answered)]
    return pd.concat([answers, unavailable(missing, why)], ignore_index=True) if len(missing) else answers


def few_participants(units: pd.DataFrame, least: int) -> pd.Series:
    """«few_participants» where n is less, otherwise empty."""
    return pd.Series(np.where(units["n"].lt(least), "few_participants", ""), index=units.index, dtype=object)


def judged(answers: Mapping[str, pd.DataFrame], level: float) -> pd.DataFrame:
    """All answers as evidence: COLUMNS, one row a unit and marker.

    answers: marker → school, year, procedure, value, expected, statistic, p, n, why (empty where there is an answer).
    q:       p after Benjamini and Hochberg (1995), over all units of one marker and year.
    status:  sign where q is at most the level: then one in 1/level signs of a marker is expected to be false.
    """
    asked = [table.assign(marker=marker) for marker, table in answers.items() if len(table)]
    table = pd.concat(asked, ignore_index=True) if asked else pd.DataFrame(columns=COLUMNS)
    table = table.reindex(columns=COLUMNS).astype(DTYPES)
    known = table["p"].notna()
    table["q"] = table[known].groupby(["marker", "year"])["p"].transform(_discovery_rate)
    table["sample"] = sample_grade(table["n"])
    table["status"] = np.select([~known, table["q"].le(level).fillna(False)], [NOT_AVAILABLE, SIGN], default=NO_SIGN)
    table["status"] = table["status"].astype("string")
    for name in NUMBERS:
        table[name] = _rounded(table[name])
    return in_order(table, *KEYS)


def sample_grade(n: pd.Series) -> pd.Series:
    """«≥50» informative, «20–49» approximate, «<20» limited (ФИОКО 2026, p. 13)."""
    grades = np.select([n.ge(50), n.ge(20)], [INFORMATIVE, APPROXIMATE], default=LIMITED)
    return pd.Series(grades, index=n.index, dtype="string")


def signs(evidence: pd.DataFrame) -> pd.DataFrame:
    """The rows that are signs, each with the aspect that its marker looks at."""
    found = evidence[evidence["status"].eq(SIGN)]
    return found.assign(aspect=found["marker"].map(dict(ASPECTS)).astype("string"))


def _discovery_rate(p: pd.Series) -> pd.Series:
    return pd.Series(false_discovery_control(p.to_numpy(float)), index=p.index, dtype="Float64")


def _rounded(numbers: pd.Series) -> pd.Series:
    """Five significant digits: more than anyone reads, fewer than the order of an addition can change."""
    exact = numbers.to_numpy(float, na_value=np.nan)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        scale = 10.0 ** (4 - np.floor(np.log10(np.abs(exact))))
        short = np.where((exact == 0) | ~np.isfinite(scale), exact, np.round(exact * scale) / scale)
    return pd.Series(short, index=numbers.index).astype("Float64")
