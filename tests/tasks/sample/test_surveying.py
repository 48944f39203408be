"""The generated survey is one that people could have held, and its planted factors are found as often as docs say."""

import json
from pathlib import Path

import pandas as pd
import pytest

from models.survey.profile import profiles
from tasks.data.pseudonyms import Pseudonyms
from tasks.reading.contract import Loaded, Register
from tasks.reading.questionnaire import QUESTIONNAIRES
from tasks.reading.recognising import read
from tasks.sample.generation import Kind, Region
from tasks.sample.region import found
from tasks.sample.scoring import ids_found, planted_ids, scored
from tasks.sample.surveying import write_diagnosis, write_survey


@pytest.fixture(scope="module")
def loaded(region: Region) -> Loaded:
    (path,) = region.of(Kind.ANSWERS)
    return read(path, Register(questionnaires=QUESTIONNAIRES.shipped), Pseudonyms(b"k" * 32))


def test_every_school_is_surveyed_in_the_third_year_and_nobody_is_withheld(region: Region, loaded: Loaded) -> None:
    answers = loaded.frames["answers"]
    assert loaded.year == 2024
    assert answers["school"].nunique() == region.schools
    assert set(answers["group"]) == {"director", "teacher", "pupil", "parent"}
    assert answers["answer"].notna().all()


def test_high_factors_are_found_and_most_look_alikes_left_alone(region: Region, loaded: Loaded) -> None:
    truth = json.loads(region.truth.read_text("utf8"))
    kinds = ("risk_factors", "risk_factors_just_under")
    planted = planted_ids({kind: truth[kind] for kind in kinds}, lambda _year, _school, code: code)
    table = profiles(loaded.frames["answers"], QUESTIONNAIRES.shipped()[0])
    score = scored(planted, {(kind, 2024): ids for kind, ids in ids_found("risk_profile", {"list": table}, 2024)})
    assert score["risk_factors"].planted > 10
    assert score["risk_factors"].recall >= 0.9
    assert score["risk_factors"].precision >= 0.85
    assert score["risk_factors_just_under"].precision >= 0.8


def test_the_same_seed_gives_the_same_answers_and_another_one_others(tmp_path: Path) -> None:
    people, asked = found(7, 16, 110), QUESTIONNAIRES.shipped()[0]
    first, again, other = (
        write_survey(tmp_path / f"{number}.csv", people, asked, 2024, seed) for number, seed in enumerate((7, 7, 8))
    )
    assert first.path.read_bytes() == again.path.read_bytes()
    assert first.high == again.high
    assert not pd.read_csv(first.path).equals(pd.read_csv(other.path))


def test_each_schools_team_speaks_of_every_factor_of_its_own(tmp_path: Path) -> None:
    asked = QUESTIONNAIRES.shipped()[0]
    schools = ["edu680001", "edu680002"]
    register = Register(frozenset(schools), questionnaires=QUESTIONNAIRES.shipped)
    path = write_diagnosis(tmp_path / "self-diagnosis.csv", schools, asked, 2024, 7)
    table = profiles(read(path, register, Pseudonyms(b"k" * 32)).frames["answers"], asked)
    assert set(table["source"]) == {"self"}
    assert [*table.groupby("school")["factor"].agg(set)] == [{*asked.factors}] * 2
    assert table["score"].notna().all()
