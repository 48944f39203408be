"""The region whose effect is known: who is chosen, what is planted, and that nothing else changes."""

from functools import cache

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binom

from tasks.sample.effect.region import SELECTION, SUPPORT, YEARS, EffectRegion, helped_region, lift


@cache
def region(effect: float) -> EffectRegion:
    return helped_region(5, effect, 120)


def test_nearly_all_schools_of_the_list_are_there_by_their_results() -> None:
    found = region(0.0)
    is_low = found.results[found.results["is_low"]]
    later = is_low[is_low["year"].eq(SELECTION[-1])]
    by_r1 = later["school"].value_counts().loc[lambda many: many.ge(2)].index
    both = is_low[is_low["year"].isin(SELECTION)].groupby(["school", "procedure"])["year"].nunique()
    by_rule = set(by_r1) | set(both[both.eq(2)].index.get_level_values("school"))
    listed = set(found.group["school"])
    assert len(listed & by_rule) >= 0.8 * len(by_rule | listed)
    assert set(found.group["selection_year"]) == set(SELECTION)


def test_before_support_nothing_depends_on_the_effect() -> None:
    one, other = (found.results[found.results["year"].lt(SUPPORT)] for found in (region(0.0), region(0.4)))
    pd.testing.assert_frame_equal(one.reset_index(drop=True), other.reset_index(drop=True))
    assert set(region(0.0).results["year"]) == set(YEARS)


def test_what_is_planted_is_the_mean_rise_of_the_results_that_are_shown() -> None:
    logits, n = np.array([[-1.0], [0.2], [-3.0]]), np.array([[12], [40], [25]])
    gain = lift(logits, n, np.array([0.3]))
    rises = []
    for (logit,), (pupils,) in zip(logits, n, strict=True):
        shown = []
        for chance in (1 / (1 + np.exp(-logit)), 1 / (1 + np.exp(gain[0] - logit))):
            failed = np.arange(pupils + 1)
            odds = np.log((failed + 0.5) / (pupils - failed + 0.5))
            shown.append(sum(binom.pmf(failed, pupils, chance) * odds))
        rises.append(shown[0] - shown[1])
    assert np.mean(rises) == pytest.approx(0.3, abs=1e-4)


def test_the_same_seed_gives_the_same_region() -> None:
    pd.testing.assert_frame_equal(helped_region(5, 0.4, 120).results, region(0.4).results)
