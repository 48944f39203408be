"""What is learnt of pupils, and when nothing can be."""

import pandas as pd
import pytest

from models.assessment.parameters import Parameters
from models.assessment.readiness.pupils.chances import answerable, learnt, tried
from models.assessment.readiness.pupils.conclusion import ANALYSIS, met_by_exam
from models.assessment.readiness.pupils.linking import Met
from tests.models.assessment.readiness.pupils.region import ASKED, data

PARAMETERS = Parameters()


def maths() -> Met:
    return met_by_exam(ANALYSIS.select(data(), ASKED), ASKED)["ОГЭ, математика"]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, ""),
        ({"least_linked_schools": 16}, "few_schools"),
        ({"least_linked": 100_000}, "few_linked"),
        ({"least_below": 100_000}, "few_below"),
    ],
)
def test_too_few_teach_nothing(changes: dict[str, int], why: str) -> None:
    assert answerable(maths().linked, Parameters(readiness=changes)) == why


def test_one_year_teaches_nothing() -> None:
    rows = maths().linked
    assert answerable(rows[rows["year"].eq(2024)], PARAMETERS) == "few_years"
    assert answerable(rows.head(0), PARAMETERS) == "few_years"


def test_more_points_are_a_smaller_chance_and_the_schools_chance_stays() -> None:
    known = maths()
    pupil = known.wrote.head(1)
    three = pd.concat([pupil.assign(own=own) for own in (-2.0, 0.0, 2.0)], ignore_index=True)
    said = learnt(known.linked, known.held, PARAMETERS).of(three)
    assert said["chance"].is_monotonic_decreasing
    assert said["school_chance"].nunique() == 1
    assert said[["chance", "school_chance"]].gt(0).all(axis=None)
    assert said[["chance", "school_chance"]].lt(1).all(axis=None)


def test_a_year_that_is_tried_has_taught_nothing_of_itself() -> None:
    known = maths()
    turned = known.linked.assign(below=known.linked["below"] ^ known.linked["year"].eq(2024))
    one, other = (tried(rows, known.held, PARAMETERS).table.query("year == 2024") for rows in (known.linked, turned))
    assert one["low"].tolist() == other["low"].tolist()
    assert (one["is_low"] != other["is_low"]).all()
