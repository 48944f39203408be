"""The typed frames of assessment data: names, dtypes and meaning of every column. Readers make them, rules read them.

A missing value is NA and means NOT_AVAILABLE; it is never 0. Pupils are keys (tasks/data/pseudonyms.py), never names.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

import pandas as pd

Frames = Mapping[str, pd.DataFrame]

TEXT, INTEGER, FLOAT = "string", "Int64", "Float64"

# Whose an aggregate of a VPR report is: `level` is one of these, `unit` the school's login or the territory's name.
COUNTRY, REGION, MUNICIPALITY, SCHOOL = "country", "region", "municipality", "school"

_GROUP = {
    "year": INTEGER,
    "grade": INTEGER,
    "subject": TEXT,
    "level": TEXT,
    "unit": TEXT,
    "n": INTEGER,  # participants, never 0: who had none has no row
}

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
        "max_score": INTEGER,  # NA: an old collection form does not say it
    },
    # Report 2 and the flat table «marks»: how many got a mark. Counts are recomputed from per cents (models/assessment/
    # percents.py): exact up to 5,000 participants, the nearest whole number above.
    "vpr_marks": _GROUP | {"mark": INTEGER, "count": INTEGER},
    # Report 3: how many marks went down, were confirmed or went up against the journal; n: pupils with both marks.
    "vpr_journal": _GROUP | {"change": TEXT, "count": INTEGER},  # «понизили», «подтвердили», «повысили»
    # Report 4 and the flat table «scores»: how many got a primary score; counts as in vpr_marks.
    "vpr_primary": _GROUP | {"primary": INTEGER, "count": INTEGER},
    # Report 5: the share of a task's points that was earned, in per cent.
    "vpr_completion": _GROUP | {"task": TEXT, "max_score": INTEGER, "percent": FLOAT},
    # Report 6: the same with the requirement that a task tests.
    "vpr_planned": _GROUP | {"task": TEXT, "requirement": TEXT, "max_score": INTEGER, "percent": FLOAT},
    # Report 7: the same by the mark that participants got; n: participants with that mark.
    "vpr_groups": _GROUP | {"mark": INTEGER, "task": TEXT, "max_score": INTEGER, "percent": FLOAT},
    # The flat table «bias»: whether a school's results in a subject carried the federal marker of non-objectivity.
    "bias": {
        "year": INTEGER,
        "grade": INTEGER,
        "subject": TEXT,
        "school": TEXT,
        "marker": INTEGER,  # 0 or 1
    },
    # Mark scales of VPR works: the least primary score for each mark.
    "scales": {
        "year": INTEGER,
        "grade": INTEGER,
        "subject": TEXT,
        "from_3": INTEGER,
        "from_4": INTEGER,
        "from_5": INTEGER,
        "highest": INTEGER,
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
    # Who of a VPR is who in ГИА, as a school has told it; both are keys.
    "crosswalk": {
        "year": INTEGER,  # of the VPR
        "school": TEXT,
        "pupil": TEXT,  # as in vpr
        "examinee": TEXT,  # as `pupil` in gia
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
    # One row per respondent and question of the risk profile's survey (models/survey). Respondents are numbered by what
    # they answered, so that neither the number nor the file's order tells who they are. Of an anonymous group of fewer
    # than five only the number is kept: one row a respondent, without question and answer.
    "answers": {
        "year": INTEGER,
        "school": TEXT,
        "group": TEXT,  # as the questionnaire calls it
        "respondent": INTEGER,
        "question": TEXT,  # code; NA: withheld
        "answer": INTEGER,  # the number of the answer on the question's scale; NA: not answered, or withheld
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
    # Who may be a mentor of what: one row for a mentor and a subject.
    "mentors": {
        "school": TEXT,
        "mentor": TEXT,  # staff code
        "subject": TEXT,
        "levels": TEXT,  # «ООО;СОО»
        "languages": TEXT,  # of teaching: «русский;татарский»
        "capacity": INTEGER,  # how many teachers, over all the mentor's subjects
    },
    # Municipalities that border on each other: each pair once, in either order.
    "neighbours": {"municipality": TEXT, "neighbour": TEXT},
    # Under what conditions a school works.
    "conditions": {
        "school": TEXT,
        "place": TEXT,  # «село» or «город»
        "language": TEXT,  # of teaching
    },
    # Who may be a school's curator: a row each.
    "curators": {
        "curator": TEXT,  # a code of the organisation that sends them
        "organisation": TEXT,
        "factors": TEXT,  # «RF01;RF06»: the risks that they know about; NA: any
        "capacity": INTEGER,  # how many schools
    },
    # Which schools are willing to help others.
    "partners": {"school": TEXT, "capacity": INTEGER},  # how many schools each; 0: unwilling
}


def typed(kind: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with exactly the layout's columns, in its order and dtypes."""
    table = frame.reindex(columns=list(LAYOUT[kind]))
    # A cast costs as much for a column that is of its dtype already.
    others = {name: dtype for name, dtype in _dtypes(kind).items() if table[name].dtype != dtype}
    return table.astype(others) if others else table


def empty(kind: str) -> pd.DataFrame:
    """No rows, the layout's columns."""
    return _nothing(kind).copy()


@cache
def _nothing(kind: str) -> pd.DataFrame:
    return typed(kind, pd.DataFrame(columns=list(LAYOUT[kind])))


@cache
def _dtypes(kind: str) -> Mapping[str, Any]:
    return {name: pd.api.types.pandas_dtype(dtype) for name, dtype in LAYOUT[kind].items()}
