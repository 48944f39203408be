"""The typed frames of assessment data: names, dtypes and meaning of every column. Readers make them, rules read them.

A missing value is NA and means NOT_AVAILABLE; it is never 0. Pupils are keys (tasks/pseudonyms.py), never names.
"""

from collections.abc import Mapping

import pandas as pd

Frames = Mapping[str, pd.DataFrame]

TEXT, INTEGER, FLOAT = "string", "Int64", "Float64"

LAYOUT: dict[str, dict[str, str]] = {
    # One row per pupil of a VPR work. Absent pupils have NA in primary and mark and are no participants.
    "vpr": {
        "year": INTEGER,
        "grade": INTEGER,
        "subject": TEXT,  # lower case, as in the report's title: «русский язык»
        "school": TEXT,  # canonical login «edu680101»
        "class_name": TEXT,  # «4А»
        "pupil": TEXT,  # HMAC(school, year, code); links within a year only
        "variant": TEXT,
        "primary": INTEGER,
        "mark": INTEGER,  # 2–5
        "journal_mark": INTEGER,  # NA: «нет отметки»
    },
    # One row per pupil and task of a VPR work; score NA: not attempted («X»).
    "vpr_tasks": {
        "year": INTEGER,
        "grade": INTEGER,
        "subject": TEXT,
        "school": TEXT,
        "class_name": TEXT,
        "pupil": TEXT,
        "task": TEXT,  # «3.1», «15К1» (К Cyrillic)
        "score": INTEGER,
        "max_score": INTEGER,
    },
    # One row per pupil and exam day of OGE or EGE, appeals applied or not: the rules take the last state.
    "gia": {
        "year": INTEGER,
        "exam": TEXT,  # «ОГЭ» or «ЕГЭ»
        "subject": TEXT,  # «русский язык», «математика», «математика профильная», «математика базовая»
        "held_on": TEXT,  # ISO date
        "state": INTEGER,  # 0 the protocol, 1 after an appeal: the last state of a pupil wins
        "school": TEXT,
        "class_name": TEXT,
        "pupil": TEXT,  # HMAC of the normalised name and document
        "primary": INTEGER,
        "score": INTEGER,  # EGE test score 0–100, NA where the exam is marked
        "mark": INTEGER,  # 2–5, NA where the exam is scored
    },
    # The schools' register.
    "schools": {
        "school": TEXT,
        "code": TEXT,  # RCOI code of six digits
        "inn": TEXT,
        "name": TEXT,
        "municipality": TEXT,
        "kind": TEXT,
        "branches": TEXT,  # names of branches joined by «;», empty when there are none
        "pupils": INTEGER,
        "teachers": INTEGER,
    },
    # Who teaches whom.
    "assignments": {
        "year": INTEGER,
        "school": TEXT,
        "branch": TEXT,  # empty: the head school
        "class_name": TEXT,
        "subject": TEXT,
        "teacher": TEXT,  # staff code
    },
    # What a task of a VPR work tests.
    "tasks": {
        "year": INTEGER,
        "grade": INTEGER,
        "subject": TEXT,
        "task": TEXT,
        "element": TEXT,  # content element: code and wording
        "skill": TEXT,
        "level": TEXT,  # Б, П or В
    },
}


def typed(kind: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with exactly the layout's columns, in its order and dtypes."""
    return frame.reindex(columns=list(LAYOUT[kind])).astype(LAYOUT[kind])


def empty(kind: str) -> pd.DataFrame:
    """No rows, the layout's columns."""
    return typed(kind, pd.DataFrame(columns=list(LAYOUT[kind])))
