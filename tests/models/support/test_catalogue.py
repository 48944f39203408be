"""What a catalogue promises: order by needs, targets in the indicator's direction, the catalogue of a year."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.support.catalogue import Catalogue, MeasureIndicator
from models.support.levels import Level
from models.yearly import of_year
from tests.models.support.small import small


def test_a_measure_comes_after_what_it_needs_and_brings_it_along() -> None:
    assert small().needed_for(["K01.2"]) == {"K01.1", "K01.2"}
    assert small().in_order(["K02.1", "K01.2", "K01.1"]) == ("K01.1", "K01.2", "K02.1")


def test_what_is_meant_for_a_high_factor_is_not_for_a_middle_one() -> None:
    assert [Level.HIGH.admits(level) for level in Level] == [True, False]
    assert [Level.MIDDLE.admits(level) for level in Level] == [True, True]


@given(baseline=st.floats(0, 100), by=st.floats(0.1, 60), direction=st.sampled_from(["up", "down"]))
def test_a_target_lies_in_the_indicators_direction_and_within_the_whole(
    baseline: float, by: float, direction: str
) -> None:
    indicator = MeasureIndicator.model_validate({"text": "", "counted": "", "direction": direction, "by": by})
    target = indicator.target_from(baseline)
    assert 0 <= target <= 100
    assert target >= baseline if direction == "up" else target <= baseline


def test_a_number_has_no_whole_to_stay_within() -> None:
    lost = small().by_code["K02.1"].indicator
    assert (lost.target_from(120), lost.target_from(3)) == (115, 0)


def test_a_year_goes_by_the_latest_catalogue_and_the_region_comes_before_the_product() -> None:
    def named(name: str, year: int) -> Catalogue:
        return small().model_copy(update={"name": name, "year": year})

    ours = [named("своя", 2024), named("общая", 2024), named("новая", 2026)]
    assert [of_year(ours, year) for year in (2023, 2024, 2025, 2026)] == [None, ours[0], ours[0], ours[2]]


@pytest.mark.parametrize(
    ("for_whom", "is_theirs"),
    [
        ("учителя предметов с низкими результатами", True),
        ("обучающиеся с ОВЗ и их учителя", True),
        ("Педагоги школы", True),
        ("классы без учителя-предметника", False),
        ("обучающиеся 5–9 классов", False),
    ],
)
def test_a_measure_is_for_teachers_when_its_words_name_them(for_whom: str, is_theirs: bool) -> None:
    measure = small().by_code["K02.1"].model_copy(update={"for_whom": for_whom})
    assert measure.is_for_teachers is is_theirs
