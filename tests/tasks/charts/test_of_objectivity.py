"""The region's primary scores about the boundaries of marks: a chart a work, none where too few wrote it."""

import pandas as pd

from models.assessment.analysis import Result
from models.assessment.registry import ANALYSES
from tasks.charts.material import Material
from tasks.charts.of_objectivity import pictures
from tasks.charts.picture import Picture
from tests.models.assessment.factories import context, frames, work

NOBODY = pd.DataFrame()
ASKED = context(2023, 2024)


def drawn_of(result: Result) -> list[Picture]:
    return pictures(Material(result, {}, NOBODY, "источник"), result)


def found(*parts: pd.DataFrame) -> Result:
    return ANALYSES["objectivity"].compute(frames(vpr=list(parts)), ASKED)


def test_each_work_of_the_last_year_has_a_chart_of_all_schools_together() -> None:
    works = [
        work(30, 6, school=school, grade=grade, subject="математика", year=year)
        for school in ("edu680101", "edu680102")
        for grade in (4, 5)
        for year in (2023, 2024)
    ]
    drawn = drawn_of(found(*works))
    assert [one.title for one in drawn] == [
        f"ВПР, {grade} класс, математика, 2024 г.: первичные баллы участников региона" for grade in (4, 5)
    ]
    assert all(one.is_regional for one in drawn)


def test_a_work_that_too_few_wrote_has_none() -> None:
    assert drawn_of(found(work(9, 2, grade=4, subject="математика", year=2024))) == []


def test_the_spread_counts_every_participant_once() -> None:
    result = found(work(30, 6, grade=4, subject="математика", year=2024))
    assert result.details["spread"]["times"].sum() == 30
