"""The list's edge: where each school stands, by hand, and the jump against a plain difference of two lines."""

import numpy as np
import pandas as pd
import pytest

from models.assessment.effect.edge import FEW_NEAR, NOT_THE_RULE, jump, margins
from models.assessment.parameters import Parameters
from tests.models.assessment.effect.factories import counts

RUSSIAN = "ВПР, 5 класс, русский язык"
EARLIER, LATER = 2022, 2023


def both(maths: tuple[int, int], russian: tuple[int, int]) -> pd.DataFrame:
    """A school's per cent below the minimum in the two years, of a hundred pupils."""
    works = {"ВПР, 5 класс, математика": maths, RUSSIAN: russian}
    return pd.concat(
        counts([("s", EARLIER, 100, before), ("s", LATER, 100, after)], procedure=work)
        for work, (before, after) in works.items()
    )


@pytest.mark.parametrize(
    ("maths", "russian", "margin"),
    [
        ((0, 40), (0, 33), 3),  # R1: the second lowest of the later year
        ((0, 40), (0, 25), -5),
        ((35, 40), (0, 0), 5),  # R2: the same work in both years
        ((40, 10), (10, 40), -20),  # another work in each year: neither R1 nor R2
        ((30, 30), (0, 0), 0),  # the edge itself is listed
    ],
)
def test_a_schools_place_is_how_far_it_is_from_being_listed(
    maths: tuple[int, int], russian: tuple[int, int], margin: int
) -> None:
    assert margins(both(maths, russian), (EARLIER, LATER), Parameters())["s"] == pytest.approx(margin)


def test_by_the_other_reading_of_the_order_any_low_work_in_each_year_lists() -> None:
    anyone = Parameters(same_procedure=False)
    assert margins(both((40, 10), (10, 36)), (EARLIER, LATER), anyone)["s"] == pytest.approx(6)


def test_without_the_earlier_year_there_is_the_first_rule_only() -> None:
    everything = both((35, 40), (0, 20))
    assert margins(everything, (LATER,), Parameters())["s"] == pytest.approx(-10)
    assert dict(margins(everything, (), Parameters())) == {}
    assert dict(margins(everything, (2019, 2020), Parameters())) == {}


def places(each: int = 40) -> np.ndarray:
    """Evenly on both sides, within fifteen points of the edge."""
    return np.concatenate([np.linspace(-14, -0.5, each), np.linspace(0, 14, each)])


def test_a_jump_between_two_lines_is_found_exactly() -> None:
    margin = places()
    change = 0.3 - 0.02 * margin + 0.01 * margin * (margin >= 0) + 0.5 * (margin >= 0)
    found, why = jump(change, margin, margin >= 0, Parameters())
    assert why == ""
    assert found is not None
    assert (found.value, found.lower, found.upper) == pytest.approx((0.5, 0.5, 0.5))


def test_where_people_listed_a_few_others_the_rule_stands_in_for_the_list() -> None:
    margin, rng = places(200), np.random.default_rng(3)
    supported = (margin >= 0) ^ (rng.random(len(margin)) < 0.1)
    found, _why = jump(0.4 * supported + rng.normal(0, 0.1, len(margin)), margin, supported, Parameters())
    assert found is not None
    assert found.lower < 0.4 < found.upper
    assert found.value == pytest.approx(0.4, abs=0.1)


def test_too_few_schools_near_the_edge_is_no_answer() -> None:
    margin = np.concatenate([places(14), np.full(300, 40.0), np.full(300, -30.0), [np.nan]])
    assert jump(np.zeros_like(margin), margin, margin >= 0, Parameters()) == (None, FEW_NEAR)


def test_a_list_that_does_not_follow_the_rule_is_no_answer() -> None:
    margin = places()
    supported = np.arange(len(margin)) % 2 == 0
    assert jump(np.zeros_like(margin), margin, supported, Parameters()) == (None, NOT_THE_RULE)
