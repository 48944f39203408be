"""School by school or all in one programme: the same worth, within the same places; and ties are broken by a rule."""

import time
from collections.abc import Mapping

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from models.support.candidates import candidates
from models.support.catalogue import Catalogue
from models.support.choosing import Capacity, choose
from models.support.solving import whole
from models.support.solving.exact import solved
from models.support.solving.options import MOST_SETS, options
from tasks.reading.catalogue import CATALOGUES
from tests.models.support.small import factors, small

SCARCE = [one.code for one in CATALOGUES.shipped()[0].measures if one.places_in_all is not None]
NONE_LOW = pd.Series(dtype=int)

# Few different scores: equal schools and equal measures come up as a matter of course.
scores = st.lists(st.sampled_from([0.0, 0.35, 0.5, 0.7, 0.71, 0.98]), min_size=11, max_size=11)
regions = st.lists(scores, min_size=1, max_size=9)
rooms = st.fixed_dictionaries({code: st.integers(0, 5) for code in SCARCE})


def shipped() -> Catalogue:
    (catalogue,) = CATALOGUES.shipped()
    return catalogue


def found_in(catalogue: Catalogue, region: list[list[float]]) -> pd.DataFrame:
    """Candidates of schools with these scores of the catalogue's factors."""
    rows = [
        (f"edu68{school:04}", factor, "high" if score >= 0.66 else "middle", score)
        for school, own in enumerate(region)
        for factor, score in zip(catalogue.factors, own, strict=True)
        if score >= 0.33
    ]
    return candidates(catalogue, factors(*rows), NONE_LOW)


def drawn(schools: int) -> list[list[float]]:
    return np.random.default_rng(1).beta(2, 2.5, (schools, 11)).round(3).tolist()  # type: ignore[no-any-return]


def room_in(catalogue: Catalogue, room: Mapping[str, float]) -> dict[str, float]:
    return {code: room.get(code, np.inf) for code in catalogue.by_code}


def assert_possible(chosen: pd.DataFrame, catalogue: Catalogue, limit: int, room: Mapping[str, float]) -> None:
    """Within the limit and the places, each measure with what it needs."""
    assert (chosen.groupby("school").size() <= limit).all()
    assert all(len(own) <= room[str(code)] for code, own in chosen.groupby("code"))
    for _school, own in chosen.groupby("school"):
        assert catalogue.needed_for(own["code"]) == {*own["code"]}


@examples(max_examples=60, deadline=None)
@given(region=regions, limit=st.integers(1, 8), room=rooms)
def test_shared_out_it_is_worth_what_the_whole_programme_is_worth(
    region: list[list[float]], limit: int, room: dict[str, float]
) -> None:
    catalogue = shipped()
    found, all_room = found_in(catalogue, region), room_in(catalogue, room)
    is_chosen, worth = solved(found, catalogue, limit, all_room)
    _other, best = whole.solved(found, catalogue, limit, all_room)
    assert worth == pytest.approx(best, abs=1e-5)
    assert_possible(found[is_chosen], catalogue, limit, all_room)


@pytest.mark.parametrize("schools", [40, 90])
@pytest.mark.parametrize("share", [0.05, 0.3])
def test_where_many_compete_it_is_worth_what_the_whole_programme_is_worth(schools: int, share: float) -> None:
    catalogue = shipped()
    room = room_in(catalogue, dict.fromkeys(SCARCE, int(share * schools)))
    found = found_in(catalogue, drawn(schools))
    is_chosen, worth = solved(found, catalogue, 5, room)
    assert worth == pytest.approx(whole.solved(found, catalogue, 5, room)[1], abs=1e-5)
    assert_possible(found[is_chosen], catalogue, 5, room)


def test_where_one_choice_is_the_best_it_is_the_whole_programmes() -> None:
    draw = np.random.default_rng(7)
    rows = [
        (f"edu68{school:04}", factor, "high" if draw.random() < 0.5 else "middle", float(draw.random()))
        for school in range(60)
        for factor in ("RF01", "RF02")
    ]
    catalogue = small()  # no two measures of a factor are equal, and no two of these schools
    found, room = candidates(catalogue, factors(*rows), NONE_LOW), room_in(catalogue, {"K02.1": 17})
    ours, _worth = solved(found, catalogue, 3, room)
    theirs, _worth = whole.solved(found, catalogue, 3, room)
    assert found.loc[ours, "code"].eq("K02.1").sum() == 17
    assert ours.tolist() == theirs.tolist()


def test_of_equal_schools_the_first_gets_the_last_place() -> None:
    rows = [(school, "RF02", "high", 0.7) for school in ("edu680003", "edu680001", "edu680002")]
    found = choose(small(), factors(*rows), Capacity(3, {"K02.1": 4}))
    assert [*found.lines.loc[found.lines["code"] == "K02.1", "school"]] == ["edu680001", "edu680002"]


def test_of_equal_measures_the_catalogues_first_is_taken() -> None:
    """K06.2 and K06.4, K10.1 and K10.3 are equally strong and take as much."""
    found = choose(shipped(), factors(("edu680001", "RF10", "high", 0.7)), Capacity(2))
    assert [*found.lines["code"]] == ["K10.1", "K10.2"]


def test_a_measure_that_another_factor_needs_is_weighed_with_it() -> None:
    crossed = _with_needs(small(), {"K02.1": ("K01.1",), "K02.2": ("K01.1",)})
    region = [(f"edu68{school:04}", "RF02", "high", 0.1 * school) for school in range(8)]
    found, room = candidates(crossed, factors(*region), NONE_LOW), room_in(crossed, {"K02.1": 3, "K01.1": 5})
    is_chosen, worth = solved(found, crossed, 3, room)
    assert worth == pytest.approx(whole.solved(found, crossed, 3, room)[1])
    assert_possible(found[is_chosen], crossed, 3, room)


def test_a_catalogue_too_rich_to_list_is_solved_as_a_whole() -> None:
    many = tuple(
        measure.model_copy(update={"code": f"{measure.code}.{copy}", "needs": ()})
        for copy in range(8)
        for measure in small().measures
    )
    rich = _with(small(), many)
    rows = [(f"edu68{school:04}", "RF01", "high", 0.3) for school in range(3)]
    found = candidates(rich, factors(*rows), NONE_LOW)
    assert options(found, rich, 6) is None
    is_chosen, worth = solved(found, rich, 6, room_in(rich, {}))
    assert worth == pytest.approx(3 * (3.3 * (3 + 1.5 + 0.25 * 12) - 0.6))
    assert found[is_chosen].groupby("school").size().tolist() == [6, 6, 6]


def _with(catalogue: Catalogue, measures: tuple[object, ...]) -> Catalogue:
    return Catalogue(**{name: getattr(catalogue, name) for name in Catalogue.model_fields} | {"measures": measures})


def _with_needs(catalogue: Catalogue, needs: Mapping[str, tuple[str, ...]]) -> Catalogue:
    changed = (one.model_copy(update={"needs": needs.get(one.code, one.needs)}) for one in catalogue.measures)
    return _with(catalogue, tuple(changed))


def test_sets_are_listed_only_while_they_are_few() -> None:
    listed = options(found_in(shipped(), drawn(2)), shipped(), 6)
    assert listed is not None
    assert max(len(one.sizes) for one in listed) < MOST_SETS


@pytest.mark.proof
def test_ten_times_the_schools_cost_no_more_than_twelve_times() -> None:
    """Both compete for the same places: 400 and 4,000 schools, processor seconds."""
    spent = []
    for schools in (400, 4_000):
        catalogue, found = shipped(), found_in(shipped(), drawn(schools))
        room = Capacity(6).schools_at_most(catalogue)
        began = time.process_time()
        is_chosen, _worth = solved(found, catalogue, 6, room)
        spent.append(time.process_time() - began)
        assert_possible(found[is_chosen], catalogue, 6, room)
    assert spent[1] <= 12 * spent[0]
