"""Prices of places: none where there are enough, and with them schools ask for what there is."""

import numpy as np
import pytest

from models.support.candidates import candidates
from models.support.solving.best import Asked, Best, best
from models.support.solving.options import Floats, options
from models.support.solving.pricing import prices_of
from tests.models.support.small import factors, small
from tests.models.support.solving.test_exact import NONE_LOW

TEXTS = [*small().by_code].index("K02.1")


def priced(places: float) -> tuple[Floats, Best]:
    """Ten schools that differ in how much they need the courses of K02.1; the plan holds one measure."""
    rows = [(f"edu68{school:04}", "RF02", "high", 0.1 * school) for school in range(10)]
    lists = options(candidates(small(), factors(*rows), NONE_LOW), small(), 1)
    assert lists is not None
    everybody, room = Asked.of_all(10, 4), np.full(4, np.inf)
    room[TEXTS] = places
    prices = prices_of(lambda there: best(lists, 1, there, everybody), room)
    return prices, best(lists, 1, prices, everybody)


def test_enough_places_cost_nothing() -> None:
    prices, there = priced(10)
    assert prices.tolist() == [0, 0, 0, 0]
    assert there.plans[:, TEXTS].all()


def test_scarce_places_cost_what_the_last_school_to_get_one_gains_by_it() -> None:
    """K02.1 is worth a unit of strength more than K02.2, and one more effort: 3 + 0.1·n − 0.1 to school n."""
    prices, there = priced(4)
    assert 3.4 - 1e-6 <= prices[TEXTS] <= 3.5 + 1e-6
    assert there.worths.sum() + 4 * prices[TEXTS] == pytest.approx(
        sum(2 * (3 + 0.1 * n) - 0.2 for n in range(6, 10)) + sum(3 + 0.1 * n - 0.1 for n in range(6))
    )
