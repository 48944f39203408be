"""One helper for each school: pins, then most schools, then the least cost; whoever is left is told why."""

from collections.abc import Iterator, Mapping
from itertools import product

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from models.mentoring.sharing import ALL_TAKEN, FORBIDDEN, Offer, Said, Shared, shared_out

SCHOOLS, HELPERS = ("s1", "s2", "s3"), ("h1", "h2", "h3")
PAIRS = [*product(SCHOOLS, HELPERS)]


def offer(costs: Mapping[tuple[str, str], int], capacity: Mapping[str, int], far: set[tuple[str, str]]) -> Offer:
    """Pairs with these costs; those that are far are not allowed."""
    rows = [(school, helper, costs[school, helper], (school, helper) not in far) for school, helper in costs]
    return Offer(SCHOOLS, capacity, pd.DataFrame(rows, columns=["school", "helper", "cost", "is_near"]), ["is_near"])


def flat(far: set[tuple[str, str]] | None = None, **capacity: int) -> Offer:
    """Everybody costs as much."""
    full = dict.fromkeys(HELPERS, 1) | capacity
    return offer(dict.fromkeys(PAIRS, 5), full, far or set())


def helped(found: Shared) -> dict[str, str]:
    return dict(found.pairs[["school", "helper"]].itertuples(index=False, name=None))


def reasons(found: Shared) -> dict[str, tuple[str, object, object]]:
    return {row["school"]: (row["reason"], row["rivals"], row["places"]) for row in found.left.to_dict("records")}


def best_by_trying(of: Offer) -> tuple[int, int]:
    """Of all ways to share out: the most schools helped, and the least cost of helping so many."""
    allowed = of.pairs[of.pairs["is_near"]]
    named = zip(allowed["school"], allowed["helper"], strict=True)
    costs = dict(zip(named, allowed["cost"], strict=True))
    found = [_worth(way, costs, of) for way in product([*HELPERS, ""], repeat=len(SCHOOLS))]
    most = max(many for many, _cost in found)
    return most, min(cost for many, cost in found if many == most)


def _worth(way: tuple[str, ...], costs: Mapping[tuple[str, str], int], of: Offer) -> tuple[int, int]:
    pairs = [(school, helper) for school, helper in zip(SCHOOLS, way, strict=True) if helper]
    loads = [way.count(helper) for helper in HELPERS]
    fits = all(pair in costs for pair in pairs)
    fits &= all(load <= of.capacity[helper] for load, helper in zip(loads, HELPERS, strict=True))
    if not fits:
        return -1, 0
    return len(pairs), sum(costs[pair] for pair in pairs) + sum(load * (load - 1) // 2 for load in loads)


@settings(max_examples=60, deadline=None)
@given(
    st.fixed_dictionaries(dict.fromkeys(PAIRS, st.integers(0, 30))),
    st.fixed_dictionaries(dict.fromkeys(HELPERS, st.integers(0, 2))),
    st.sets(st.sampled_from(PAIRS)),
)
def test_nothing_is_better_than_what_is_found(
    costs: Mapping[tuple[str, str], int], capacity: Mapping[str, int], far: set[tuple[str, str]]
) -> None:
    of = offer(costs, capacity, far)
    found = shared_out(of)
    loads = found.pairs["helper"].value_counts()
    cost = int(found.pairs["cost"].sum()) + sum(int(load) * (int(load) - 1) // 2 for load in loads)
    assert (len(found.pairs), cost) == best_by_trying(of)
    assert len(found.pairs) + len(found.left) == len(SCHOOLS)


def test_a_pin_is_kept_whatever_it_costs_the_others() -> None:
    found = shared_out(flat({("s1", "h1")}, h2=0, h3=0), Said(pinned={"s1": "h1"}))
    (pair,) = found.pairs.to_dict("records")
    assert (pair["school"], pair["helper"], pair["is_pinned"], pd.isna(pair["cost"])) == ("s1", "h1", True, True)
    assert reasons(found)["s2"] == (ALL_TAKEN, 2, 0)


def test_a_pin_of_somebody_who_is_not_there_stands_for_nothing() -> None:
    found = shared_out(flat(), Said(pinned={"s1": "h9", "s9": "h1"}))
    assert sorted(helped(found)) == ["s1", "s2", "s3"]


def test_why_nobody_is_found_is_the_first_condition_that_nobody_meets() -> None:
    far = {pair for pair in PAIRS if pair[0] == "s1"}
    never = {("s2", helper) for helper in HELPERS}
    found = shared_out(flat(far), Said(forbidden=never))
    assert {school: why for school, (why, *_rest) in reasons(found).items()} == {"s1": "is_near", "s2": FORBIDDEN}


def test_who_helps_already_goes_on_where_it_costs_no_more() -> None:
    before = {"s1": "h3", "s2": "h1", "s3": "h2"}
    found = shared_out(flat(), Said(standing=before))
    assert (helped(found), found.moves) == (before, 0)


def test_the_order_of_rows_decides_nothing() -> None:
    of = flat()
    turned = Offer(SCHOOLS[::-1], dict(sorted(of.capacity.items(), reverse=True)), of.pairs[::-1], of.conditions)
    assert helped(shared_out(of)) == helped(shared_out(turned))


def cases() -> Iterator[Offer]:
    yield Offer((), {"h1": 1}, flat().pairs[:0], ["is_near"])
    yield Offer(SCHOOLS, {}, flat().pairs[:0], ["is_near"])


def test_nobody_to_help_and_nobody_who_helps_are_answers() -> None:
    nobody, none = (shared_out(one) for one in cases())
    assert (len(nobody.pairs), len(nobody.left)) == (0, 0)
    assert {why for why, *_rest in reasons(none).values()} == {"is_near"}
