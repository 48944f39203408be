"""The typed frames that mentors are matched by: names, dtypes and meaning of every column.

A teacher's need is (school, teacher, subject), a mentor is (mentor_school, mentor). A missing value is NA: unknown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from models.mentoring.levels import SEPARATOR

__all__ = ["MENTOR", "NEED", "PAIR", "SEPARATOR", "Situation", "Will", "empty", "typed"]

TEXT, INTEGER = "string", "Int64"
NEED = ["school", "teacher", "subject"]
MENTOR = ["mentor_school", "mentor"]
PAIR = [*NEED, *MENTOR]

LAYOUT: Mapping[str, Mapping[str, str]] = {
    # Who needs a mentor: one row for a teacher and a subject.
    "needs": {
        **dict.fromkeys(NEED, TEXT),
        "levels": TEXT,  # «ООО;СОО»: a mentor works at all of these
        "municipality": TEXT,
        "language": TEXT,  # of teaching; NA: any mentor's will do
        "place": TEXT,  # «село» or «город»
    },
    # Who may be a mentor of what: one row for a mentor and a subject.
    "mentors": {
        **dict.fromkeys(MENTOR, TEXT),
        "subject": TEXT,
        "levels": TEXT,
        "languages": TEXT,
        "capacity": INTEGER,  # how many teachers, over all subjects; the same in each of the mentor's rows
        "municipality": TEXT,
        "place": TEXT,
    },
    "neighbours": {"municipality": TEXT, "neighbour": TEXT},  # each pair once, in either order
    "agreements": {"school": TEXT, "mentor_school": TEXT},
    "pairs": dict.fromkeys(PAIR, TEXT),
}


def typed(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """The frame with exactly the layout's columns, in its order and dtypes."""
    return rows.reindex(columns=list(LAYOUT[name])).astype(dict(LAYOUT[name]))


def empty(name: str) -> pd.DataFrame:
    """No rows, the layout's columns."""
    return typed(name, pd.DataFrame(columns=list(LAYOUT[name])))


@dataclass(frozen=True)
class Situation:
    """What is so, whatever people decide: needs, mentors, who borders on whom, agreements, last year's pairs."""

    needs: pd.DataFrame
    mentors: pd.DataFrame
    neighbours: pd.DataFrame = field(default_factory=lambda: empty("neighbours"))
    agreements: pd.DataFrame = field(default_factory=lambda: empty("agreements"))
    last_year: pd.DataFrame = field(default_factory=lambda: empty("pairs"))


@dataclass(frozen=True)
class Will:
    """What people have decided, all of it as pairs.

    pinned:    must be; forbidden: must not be; standing: are, from the solution before this one
    """

    pinned: pd.DataFrame = field(default_factory=lambda: empty("pairs"))
    forbidden: pd.DataFrame = field(default_factory=lambda: empty("pairs"))
    standing: pd.DataFrame = field(default_factory=lambda: empty("pairs"))
