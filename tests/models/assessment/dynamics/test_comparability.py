"""What may be compared: the same work in the same term. The rest is said, and its numbers get no verdict."""

import pandas as pd
import pytest

from models.assessment.analysis import Result
from models.assessment.dynamics.conclusion import compute
from tests.models.assessment.factories import context, exam, frames, rows, work


def tasks(year: int, *names: str, most: int | None = 1, grade: int = 5) -> pd.DataFrame:
    """One pupil's tasks of a VPR work in mathematics."""
    return rows(
        "vpr_tasks", *({"task": name, "max_score": most, "pupil": "p"} for name in names), year=year, grade=grade
    )


def moved(*parts: pd.DataFrame, years: tuple[int, ...] = (2023, 2024)) -> Result:
    """Mathematics of grade 5: 4 of 40 below the minimum in each year but the last, then 20."""
    low = {year: 20 if year == years[-1] else 4 for year in years}
    return compute(
        frames(vpr=[work(40, low[y], year=y) for y in years], vpr_tasks=[tasks(1999), *parts]), context(*years)
    )


def reasons(result: Result) -> dict[int, str]:
    table = result.details["comparability"]
    return dict(zip(table["year"], table["reason"], strict=True))


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (tasks(2023, "1", "2"), tasks(2024, "2", "1"), "worsened"),
        (tasks(2023, "1", "2"), tasks(2024, "1", "2", "3"), "not_comparable"),
        (tasks(2023, "1", "2"), tasks(2024, "1", "2", most=2), "not_comparable"),
        (tasks(2023, "1", "2", most=None), tasks(2024, "1", "2", most=2), "worsened"),  # an old form: points unknown
        (tasks(2023, "1"), tasks(2024, "1", grade=6), "worsened"),  # the later work's tasks are not loaded
    ],
)
def test_another_work_gets_no_verdict(before: pd.DataFrame, after: pd.DataFrame, change: str) -> None:
    result = moved(before, after)
    assert list(result.table["change"]) == [change]
    assert result.facts[change] == 1
    assert reasons(result) == {2023: "changed_work" if change == "not_comparable" else ""}
    assert result.table["difference"].isna().all() == (change == "not_comparable")


def test_the_numbers_of_an_incomparable_year_are_kept() -> None:
    result = moved(tasks(2023, "1"), tasks(2024, "2"))
    assert list(result.details["years"]["n_low"]) == [4, 20]


def test_the_autumn_of_2022_is_not_compared_with_a_spring() -> None:
    result = moved(years=(2022, 2024))
    assert list(result.table["change"]) == ["not_comparable"]
    assert reasons(result) == {2022: "moved_term"}


def test_the_earliest_comparable_year_is_taken_and_the_others_are_said() -> None:
    result = moved(years=(2022, 2023, 2024))
    assert list(result.table["year_before"]) == [2023]
    assert reasons(result) == {2022: "moved_term", 2023: ""}
    assert result.details["trends"].empty  # two comparable years


def test_state_exams_know_no_moved_term_and_make_a_trend() -> None:
    gia = [exam(40, low, year=year) for year, low in ((2022, 4), (2023, 12), (2024, 20))]
    result = compute(frames(gia=gia), context(2022, 2023, 2024))
    assert list(result.table["year_before"]) == [2022]
    assert list(result.details["trends"]["slope"]) == [20.0]
    assert (result.facts["trends"], result.facts["trends_worsened"]) == (1, 1)


def test_a_year_that_nobody_has_is_passed_over() -> None:
    """OGE of 2020 was cancelled: 2019 is compared with 2021, and 2020 is said to be missing."""
    gia = [exam(40, 4, year=2019), exam(40, 20, year=2021)]
    result = compute(frames(gia=gia), context(2019, 2020, 2021))
    assert list(result.table["year_before"]) == [2019]
    assert reasons(result) == {2019: "", 2020: "no_results"}
    late = compute(frames(gia=[exam(40, 4, year=2020), exam(40, 20, year=2021)]), context(2019, 2020, 2021))
    assert list(late.table["year_before"]) == [2020]


def test_works_without_loaded_tasks_are_counted_as_unverified() -> None:
    assert moved().facts["works_unverified"] == 1
    assert moved(tasks(2023, "1")).facts["works_unverified"] == 1
    assert moved(tasks(2023, "1"), tasks(2024, "1")).facts["works_unverified"] == 0


def test_one_year_is_compared_with_nothing() -> None:
    result = compute(frames(gia=exam(40, 4, year=2024)), context(2024))
    assert list(result.table["change"]) == ["not_available"]
