"""The truth of the effect: a region counts as found only when the interval holds what was added to it."""

from tasks.sample.effect.judging import KIND, judged
from tasks.sample.scoring import scored


def test_the_intervals_of_most_regions_hold_the_planted_effect() -> None:
    score = scored(*judged(range(40, 52)))[KIND]
    assert (score.planted, score.found) == (12, 12)
    assert 0.75 <= score.recall == score.precision <= 1


def test_where_too_few_schools_are_supported_nothing_is_claimed() -> None:
    score = scored(*judged([3], schools=24))[KIND]
    assert (score.planted, score.found, score.recall) == (1, 0, 0.0)
