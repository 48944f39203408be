"""Answers that come again replace whole what there was of their school and group; from another file that is told."""

from pathlib import Path

import pytest

from tasks.data.datasets import current, frames, holding
from tasks.database import reading
from tasks.settings import Settings
from tests.factories import FIRST, SECOND
from tests.tasks.survey.field import HEAD, REGISTER, answers, load

TOLD = "Ответы edu680001 pupil уже были в другом файле (a.csv): теперь действуют эти, прежние отброшены целиком."


@pytest.fixture
def region(any_home: Settings, tmp_path: Path) -> Settings:
    """Pupils of both schools have answered, in one file."""
    load(any_home, tmp_path, "schools.csv", REGISTER)
    both = answers(any_home, FIRST, {"pupil": 9}) + answers(any_home, SECOND, {"pupil": 8})
    load(any_home, tmp_path, "a.csv", HEAD + both)
    return any_home


def people(home: Settings) -> dict[str, int]:
    """How many of each school are believed to have answered."""
    with reading(home) as session:
        rows = frames(home, holding(session, ["answers"]), ["answers"])["answers"]
    found = rows.drop_duplicates(["school", "group", "respondent"])
    return {f"{school} {group}": len(part) for (school, group), part in found.groupby(["school", "group"])}


def test_a_second_source_replaces_its_own_school_and_group_whole_and_is_told(region: Settings, tmp_path: Path) -> None:
    report = load(region, tmp_path, "b.csv", HEAD + answers(region, FIRST, {"pupil": 6}, answer=1))
    assert report.warnings == (TOLD,)
    assert report.superseded == ()
    assert people(region) == {f"{FIRST} pupil": 6, f"{SECOND} pupil": 8}


def test_the_same_source_sent_again_is_simply_the_newer_one(region: Settings, tmp_path: Path) -> None:
    load(region, tmp_path, "b.csv", HEAD + answers(region, FIRST, {"pupil": 6}))
    report = load(region, tmp_path, "b.csv", HEAD + answers(region, FIRST, {"pupil": 7}))
    assert len(report.superseded) == 1
    assert people(region)[f"{FIRST} pupil"] == 7


def test_other_groups_of_the_school_are_nobodys_repetition(region: Settings, tmp_path: Path) -> None:
    report = load(region, tmp_path, "t.csv", HEAD + answers(region, FIRST, {"teacher": 6}))
    assert report.warnings == ()
    assert people(region) == {f"{FIRST} pupil": 9, f"{FIRST} teacher": 6, f"{SECOND} pupil": 8}


def test_a_later_file_of_fewer_than_five_withdraws_what_there_was(region: Settings, tmp_path: Path) -> None:
    load(region, tmp_path, "b.csv", HEAD + answers(region, FIRST, {"pupil": 3}))
    with reading(region) as session:
        rows = frames(region, current(session, "answers"), ["answers"])["answers"]
    assert rows[rows["school"].eq(FIRST)]["answer"].isna().all()
    assert people(region)[f"{FIRST} pupil"] == 3
