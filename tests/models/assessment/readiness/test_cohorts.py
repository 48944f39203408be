"""Which works tell of which exam, and how far a cohort stands from the region's: worked out by hand."""

import pandas as pd
import pytest

from models.assessment.parameters import Parameters
from models.assessment.readiness.cohorts import cohorts, select
from tests.models.assessment.factories import frames, rows

ASKED = Parameters()


def scored(school: str, *points: int, year: int = 2023, grade: int = 8, subject: str = "математика") -> pd.DataFrame:
    pupils = ({"pupil": f"{school}-{place}", "primary": value, "mark": 3} for place, value in enumerate(points))
    return rows("vpr", *pupils, school=school, year=year, grade=grade, subject=subject)


def found(*works: pd.DataFrame) -> pd.DataFrame:
    years = range(2018, 2027)
    return cohorts(select(frames(vpr=list(works)), years, ASKED), ASKED)


def test_grade_8_sits_the_oge_a_year_later_and_the_ege_three_years_later() -> None:
    table = found(scored("a", 1, 2), scored("b", 2, 3))
    sits = set(zip(table["procedure"], table["year"], strict=True))
    assert sits == {
        ("ОГЭ, математика", 2024),
        ("ЕГЭ, математика профильная", 2026),
        ("ЕГЭ, математика базовая", 2026),
    }


def test_grade_7_counts_two_years_before_and_the_last_work_says_how_many_they_are() -> None:
    table = found(scored("a", 1, 2, 3, year=2022, grade=7), scored("a", 1, 2))
    (row,) = table[table["procedure"].eq("ОГЭ, математика")].to_dict("records")
    assert (row["year"], row["n"], row["grade"], row["works"]) == (2024, 2, 8, "8 класс, 2023; 7 класс, 2022")


def test_grades_5_and_6_and_other_subjects_tell_of_no_exam() -> None:
    assert found(scored("a", 1, 2, grade=6), scored("a", 1, 2, subject="физика")).empty


def test_a_level_is_in_deviations_between_schools() -> None:
    # Every pupil of «a» has 10 points and of «b» 20: z = ±1, nothing within schools. Between them
    # τ² = Σn(m − c)² / (N − Σn²/N) = 20 / (20 − 10) = 2, so a level is ±1/√2.
    table = found(scored("a", *[10] * 10), scored("b", *[20] * 10))
    oge = table[table["procedure"].eq("ОГЭ, математика")].set_index("school")["level"]
    assert oge["a"] == pytest.approx(-(0.5**0.5))
    assert oge["b"] == pytest.approx(0.5**0.5)


def test_few_pupils_stand_nearer_to_the_region_than_many_with_the_same_mean() -> None:
    mixed = [5, 15, 10, 20, 0]
    table = found(scored("a", *[15, 25], 20), scored("b", *[15, 25, 20] * 20), scored("c", *mixed * 20))
    level = table[table["procedure"].eq("ОГЭ, математика")].set_index("school")["level"]
    assert 0 < level["a"] < level["b"]
    assert level["c"] < 0


def test_schools_that_do_not_differ_have_no_level() -> None:
    table = found(scored("a", 1, 2, 3), scored("b", 1, 2, 3))
    assert set(table["level"]) == {0.0}


def test_a_work_where_all_have_the_same_points_says_nothing() -> None:
    assert set(found(scored("a", 7, 7), scored("b", 7, 7))["level"]) == {0.0}
