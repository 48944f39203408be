"""The plan's period: four notations, and one clear refusal for anything else."""

from datetime import date

import pytest

from models.errors import VekhaError
from models.roadmap.schedule.period import Period


@pytest.mark.parametrize(
    ("text", "start", "end", "years"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31), (2023,)),
        ("2024-2025", date(2024, 1, 1), date(2025, 12, 31), (2024, 2025)),
        ("2022 – 2024", date(2022, 1, 1), date(2024, 12, 31), (2022, 2023, 2024)),
        ("2023/2024", date(2023, 9, 1), date(2024, 5, 31), (2023, 2024)),
        ("2022-09/2024-05", date(2022, 9, 1), date(2024, 5, 31), (2022, 2023, 2024)),
        ("2023-09/2024-02", date(2023, 9, 1), date(2024, 2, 29), (2023, 2024)),
    ],
)
def test_a_period_is_read(text: str, start: date, end: date, years: tuple[int, ...]) -> None:
    period = Period.parse(text)
    assert (period.start, period.end, period.years) == (start, end, years)


def test_only_a_slash_between_years_means_a_school_year() -> None:
    assert Period.parse("2023/2024").is_school_year
    assert not Period.parse("2023-2024").is_school_year


@pytest.mark.parametrize("text", ["2023/2024", "2023", "2023-09/2024-08"])
def test_a_plan_of_a_year_or_less_holds_each_month_once(text: str) -> None:
    assert Period.parse(text).holds_each_month_once


def test_a_longer_plan_holds_a_month_more_than_once() -> None:
    assert not Period.parse("2023-09/2024-09").holds_each_month_once


@pytest.mark.parametrize("text", ["", "двадцать третий", "2025-2024", "2023/2025", "2023-13/2024-05", "1024", "23"])
def test_anything_else_is_refused_with_the_text_and_the_remedy(text: str) -> None:
    with pytest.raises(VekhaError, match=r"2022-2024") as refused:
        Period.parse(text)
    assert f"«{text}»" in str(refused.value)
