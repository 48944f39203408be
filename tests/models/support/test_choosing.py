"""Plans are the best that there can be: against every other choice, by hand, and with more or less to choose from."""

import time
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from models.support.catalogue import Catalogue
from models.support.choosing import Capacity, Choice, choose
from models.support.explaining import Reason
from models.support.levels import Level
from models.support.worth import weight
from tasks.reading.catalogue import CATALOGUES
from tests.models.support.small import factors, small

A, B, C = "edu680001", "edu680002", "edu680003"
LEVELS = {"high": 3.0, "middle": 1.0}

levels = st.sampled_from(["high", "middle"])
scores = st.integers(0, 100).map(lambda percent: percent / 100)
regions = st.dictionaries(
    st.tuples(st.sampled_from([A, B, C]), st.sampled_from(["RF01", "RF02"])), st.tuples(levels, scores), min_size=1
)
limits, places = st.integers(1, 4), st.integers(0, 6)


def frame(region: dict[tuple[str, str], tuple[str, float]]) -> pd.DataFrame:
    return factors(*((school, factor, *said) for (school, factor), said in region.items()))


def worth_by_hand(region: dict[tuple[str, str], tuple[str, float]], plan: dict[str, frozenset[str]]) -> float:
    """The page's formula by plain loops, sharing no code with the rule."""
    total = 0.0
    for school, codes in plan.items():
        strengths: dict[str, int] = {}
        for code in codes:
            measure = small().by_code[code]
            strengths[measure.factor] = strengths.get(measure.factor, 0) + measure.strength
            total -= 0.1 * measure.effort
        for factor, strength in strengths.items():
            if (school, factor) in region:
                level, score = region[school, factor]
                units = [1.0] * 3 + [0.5] * 3 + [0.25] * 9
                total += (LEVELS[level] + score) * sum(units[:strength])
    return total


def best_by_brute_force(region: dict[tuple[str, str], tuple[str, float]], limit: int, places_in_all: int) -> float:
    schools = sorted({school for school, _factor in region})
    choices = [[*_possible(region, school, limit)] for school in schools]
    return max(
        worth_by_hand(region, dict(zip(schools, plans, strict=True)))
        for plans in product(*choices)
        if 2 * sum("K02.1" in plan for plan in plans) <= places_in_all
    )


def _possible(region: dict[tuple[str, str], tuple[str, float]], school: str, limit: int) -> list[frozenset[str]]:
    """Every set of fit measures that a school can bear, with what they need."""
    fit = []
    for measure in small().measures:
        level = region.get((school, measure.factor), ("", 0.0))[0]
        if level == "high" or level == measure.level.value:
            fit.append(measure.code)
    sets = [
        frozenset(c for c, taken in zip(fit, mask, strict=True) if taken) for mask in product([0, 1], repeat=len(fit))
    ]
    return [s for s in sets if len(s) <= limit and ("K01.2" not in s or "K01.1" in s)]


@examples(max_examples=60, deadline=None)
@given(region=regions, limit=limits, in_all=places)
def test_no_other_choice_is_worth_more(
    region: dict[tuple[str, str], tuple[str, float]], limit: int, in_all: int
) -> None:
    found = choose(small(), frame(region), Capacity(limit, {"K02.1": in_all}))
    chosen = {str(school): frozenset(own["code"]) for school, own in found.lines.groupby("school")}
    assert found.worth == pytest.approx(best_by_brute_force(region, limit, in_all))
    assert found.worth == pytest.approx(worth_by_hand(region, chosen))
    assert all(plan in _possible(region, school, limit) for school, plan in chosen.items())


@examples(max_examples=40, deadline=None)
@given(region=regions, limit=limits, in_all=places)
def test_more_to_choose_from_is_never_worse(
    region: dict[tuple[str, str], tuple[str, float]], limit: int, in_all: int
) -> None:
    less = choose(small(), frame(region), Capacity(limit, {"K02.1": in_all})).worth
    assert choose(small(), frame(region), Capacity(limit, {"K02.1": in_all + 1})).worth >= less - 1e-9
    assert choose(small(), frame(region), Capacity(limit + 1, {"K02.1": in_all})).worth >= less - 1e-9


@examples(max_examples=25, deadline=None)
@given(region=regions, order=st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(region: dict[tuple[str, str], tuple[str, float]], order: object) -> None:
    rows = frame(region)
    shuffled = rows.sample(frac=1, random_state=order.randint(0, 10**6))  # type: ignore[attr-defined]
    one, other = (choose(small(), these, Capacity(2)) for these in (rows, shuffled))
    pd.testing.assert_frame_equal(one.lines, other.lines)
    pd.testing.assert_frame_equal(one.left_out, other.left_out)


def codes(found: Choice, school: str = A) -> list[str]:
    return [*found.lines.loc[found.lines["school"] == school, "code"]]


def why_not(found: Choice, school: str = A) -> dict[str, str]:
    own = found.left_out[found.left_out["school"] == school]
    return dict(zip(own["code"], own["reason"], strict=True))


def test_a_plan_worked_out_by_hand() -> None:
    """RF01 high with 0.8 weighs 3.8: the survey alone 3.8 − 0.1, the application after it 3.8·(2 + 0.5·1) − 0.1."""
    found = choose(small(), factors((A, "RF01", "high", 0.8)), Capacity(3))
    assert codes(found) == ["K01.1", "K01.2"]
    assert found.worth == pytest.approx(3.8 * 3.5 - 0.2)
    first, second = found.lines.to_dict("records")
    assert first["needed_for"] == "K01.2"
    assert second["benefit"] == pytest.approx(3.8 * 2.5 - 0.1)


def test_a_middle_factor_is_not_answered_by_what_is_meant_for_a_high_one() -> None:
    assert codes(choose(small(), factors((A, "RF01", "middle", 0.5)), Capacity(3))) == ["K01.1"]


def test_scarce_places_go_where_they_are_needed_more_and_the_other_is_told() -> None:
    rows = factors((A, "RF02", "high", 0.7), (B, "RF02", "high", 0.9))
    found = choose(small(), rows, Capacity(3, {"K02.1": 3}))
    assert codes(found, B) == ["K02.1", "K02.2"]
    assert (codes(found, A), why_not(found, A)) == (["K02.2"], {"K02.1": Reason.PLACES})


def test_low_results_make_a_schools_need_greater() -> None:
    rows = factors((A, "RF02", "high", 0.7), (B, "RF02", "high", 0.7))
    found = choose(small(), rows, Capacity(3, {"K02.1": 2}), low=pd.Series({B: 4}))
    assert "K02.1" in codes(found, B)
    assert "K02.1" not in codes(found, A)


def test_a_full_plan_says_what_each_line_keeps_out() -> None:
    rows = factors((A, "RF01", "high", 0.9), (A, "RF02", "middle", 0.4))
    found = choose(small(), rows, Capacity(2))
    assert codes(found) == ["K01.1", "K01.2"]
    assert why_not(found) == {"K02.1": Reason.LIMIT, "K02.2": Reason.LIMIT}
    assert dict(zip(found.lines["code"], found.lines["displaces"], strict=True)) == {"K01.1": "", "K01.2": "K02.1"}


def test_where_nothing_can_be_given_nothing_is_chosen() -> None:
    found = choose(small(), factors((A, "RF02", "middle", 0.5)), Capacity(1, {"K02.1": 0}))
    assert codes(found) == ["K02.2"]
    assert choose(small(), factors(), Capacity(3)).lines.empty


def test_what_another_factor_needs_comes_along_without_a_level() -> None:
    text_needs = small().by_code["K02.1"].model_copy(update={"needs": ("K01.1",)})
    measures = tuple(text_needs if one.code == "K02.1" else one for one in small().measures)
    crossed = Catalogue(**{name: getattr(small(), name) for name in Catalogue.model_fields} | {"measures": measures})
    found = choose(crossed, factors((A, "RF02", "high", 0.9)), Capacity(2))
    assert codes(found) == ["K01.1", "K02.1"]
    assert found.lines["level"].isna().tolist() == [True, False]


@given(score=scores, other=scores, low=st.integers(0, 9))
def test_a_middle_factor_never_weighs_as_much_as_a_high_one(score: float, other: float, low: int) -> None:
    high, middle = Level.HIGH, Level.MIDDLE
    assert weight(high, score, low) > weight(middle, other, low)


@pytest.mark.proof
def test_four_hundred_schools_are_planned_in_seconds() -> None:
    (catalogue,) = CATALOGUES.shipped()
    draw = np.random.default_rng(1)
    rows = [
        (f"edu68{school:04}", factor, "high" if score >= 0.66 else "middle", round(score, 3))
        for school in range(400)
        for factor, score in zip(catalogue.factors, draw.beta(2, 2.5, 11), strict=True)
        if score >= 0.33
    ]
    began = time.perf_counter()
    found = choose(catalogue, factors(*rows), Capacity(catalogue.measures_per_school))
    assert time.perf_counter() - began < 60
    assert found.lines.groupby("school").size().max() == catalogue.measures_per_school
    taken = found.lines["code"].value_counts()
    for measure in catalogue.measures:
        if measure.places_in_all is not None:
            assert taken.get(measure.code, 0) * measure.places <= measure.places_in_all
