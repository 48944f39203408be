"""The region's lists of mentors load without a word; matching serves some teachers and says why not others."""

import pandas as pd

from models.assessment.layout import Frames, typed
from models.mentoring.matching import match
from models.mentoring.needs import READS, situation_of
from tasks.reading.contract import Register
from tasks.reading.recognising import read
from tasks.sample.generation import Kind, Region
from tests.tasks.reading.files import KEYS


def loaded(region: Region) -> Frames:
    (schools,) = region.of(Kind.SCHOOLS)
    register = read(schools, Register(), KEYS).frames["schools"]
    known = Register(frozenset(register["school"]), municipalities=frozenset(register["municipality"]))
    others = [read(region.of(Kind(name))[0], known, KEYS) for name in READS[1:]]
    assert not any(one.warnings for one in others)
    return {"schools": register} | {one.kind: one.frames[one.kind] for one in others}


def support(region: Region) -> pd.DataFrame:
    """Every teacher of the last year's assignments, as if all needed support."""
    path = region.of(Kind.ASSIGNMENTS)[-1]
    rows = read(path, Register(), KEYS).frames["assignments"]
    return typed("assignments", rows)[["school", "teacher", "subject", "class_name"]]


def test_mentors_are_teachers_of_the_last_year_and_help_others(region: Region) -> None:
    frames, teachers = loaded(region), support(region)
    mentors = frames["mentors"].merge(
        teachers[["school", "teacher", "subject"]].drop_duplicates(),
        left_on=["school", "mentor", "subject"],
        right_on=["school", "teacher", "subject"],
    )
    assert len(mentors) == len(frames["mentors"])
    found = match(situation_of(teachers, frames))
    assert len(found.pairs)
    assert found.pairs["school"].ne(found.pairs["mentor_school"]).all()
    assert "all_taken" in set(found.unserved["reason"])
