"""Primary scores about the boundaries of marks: a chart a work, none where too few wrote it."""

import pandas as pd
import pytest
from matplotlib.text import Text

from models.assessment.analysis import Result
from models.assessment.registry import ANALYSES
from models.assessment.scope import narrowed
from tasks.charts.material import Material
from tasks.charts.of_objectivity import pictures
from tasks.charts.picture import Picture
from tests.models.assessment.factories import context, frames, work

NOBODY = pd.DataFrame()
ASKED = context(2023, 2024)


def drawn_of(result: Result) -> list[Picture]:
    return pictures(Material(result, {}, NOBODY, "источник"), result)


def said_in(drawn: Picture) -> set[str]:
    return {text.get_text() for text in drawn.figure.findobj(Text)}


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


def of_town(town_pupils: int, others_pupils: int) -> Picture:
    """The only chart of the copy of Городок, which has one school of two."""
    town, other = "edu680101", "edu680102"
    result = found(
        work(town_pupils, 3, school=town, grade=4, subject="математика", year=2024),
        work(others_pupils, 3, school=other, grade=4, subject="математика", year=2024),
    )
    own = narrowed(result, pd.Series({town: "Городок", other: "Посёлок"}))["Городок"]
    (drawn,) = pictures(Material(result, {}, NOBODY, "источник"), own, "Городок")
    return drawn


def test_a_municipalitys_copy_has_its_own_pupils_as_a_line_over_the_regions() -> None:
    drawn = of_town(30, 40)
    assert drawn.title == "ВПР, 4 класс, математика, 2024 г.: первичные баллы участников, Городок и регион"
    assert "Городок: участников 30" in said_in(drawn)
    assert not drawn.is_regional


@pytest.mark.parametrize(("own", "others"), [(9, 40), (40, 9)])
def test_too_few_pupils_of_a_municipality_or_beside_it_are_in_no_chart(own: int, others: int) -> None:
    drawn = of_town(own, others)
    assert drawn.title == "ВПР, 4 класс, математика, 2024 г.: первичные баллы участников региона"
    assert not any("Городок" in text for text in said_in(drawn))
    assert drawn.is_regional
