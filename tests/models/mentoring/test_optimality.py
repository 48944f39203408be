"""No matching is better: against every matching there is on small cases, against HiGHS on large ones.

Both judges share no code with the solver: conditions and costs are plain loops over the rows here.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import LinearConstraint, milp
from scipy.sparse import csr_array

from models.mentoring.costs import MentorCosts
from models.mentoring.frames import Situation, Will
from models.mentoring.matching import match
from tests.models.mentoring.villages import MATHS, PHYSICS, Pair, by_keys, mentor, need, pairs, situation

COSTS = MentorCosts(neighbour=7, no_agreement=5, newcomer=4, other_place=2, each_further=1)
Row = dict[str, Any]
Rows = list[Row]
Need = tuple[str, str, str]
Verdict = tuple[int, int, int]  # unserved, cost, moves: less is better


def price(need: Row, mentor: Row, of: Situation) -> int | None:
    """What the pair costs, or None where a condition fails."""
    home, where = need["municipality"], mentor["municipality"]
    borders = {frozenset(row) for row in of.neighbours.itertuples(index=False, name=None)}
    if need["subject"] != mentor["subject"] or need["school"] == mentor["mentor_school"]:
        return None
    if need["language"] not in mentor["languages"] or need["levels"] not in mentor["levels"]:
        return None
    if home != where and frozenset((home, where)) not in borders:
        return None
    key = (need["school"], need["teacher"], need["subject"], mentor["mentor_school"], mentor["mentor"])
    agreed = {tuple(row) for row in of.agreements.itertuples(index=False, name=None)}
    before = {tuple(row) for row in of.last_year.itertuples(index=False, name=None)}
    return int(
        COSTS.neighbour * (home != where)
        + COSTS.no_agreement * ((need["school"], mentor["mentor_school"]) not in agreed)
        + COSTS.newcomer * (key not in before)
        + COSTS.other_place * (need["place"] != mentor["place"])
    )


def every_matching(needs: Rows, mentors: Rows, of: Situation) -> Iterator[tuple[list[Row | None], int]]:
    """All that the conditions and capacities allow, with their cost."""
    prices = [{place: price(one, m, of) for place, m in enumerate(mentors)} for one in needs]
    options = [[None, *(place for place, cost in row.items() if cost is not None)] for row in prices]
    for places in product(*options):
        choice = [None if place is None else mentors[place] for place in places]
        load = Counter((one["mentor_school"], one["mentor"]) for one in choice if one)
        if all(load[one["mentor_school"], one["mentor"]] <= one["capacity"] for one in mentors):
            paid = sum(row[place] or 0 for row, place in zip(prices, places, strict=True) if place is not None)
            sharing = sum(COSTS.each_further * nth for many in load.values() for nth in range(many))
            yield choice, paid + sharing


def verdict(choice: list[Row | None], cost: int, needs: Rows, standing: Mapping[Need, tuple[str, str]]) -> Verdict:
    moves = 0
    for one, other in zip(needs, choice, strict=True):
        key: Need = (one["school"], one["teacher"], one["subject"])
        if key in standing:
            moves += other is None or (other["mentor_school"], other["mentor"]) != standing[key]
    return sum(other is None for other in choice), cost, moves


MUNICIPALITIES = st.sampled_from(["Северный", "Южный", "Дальний"])
SUBJECTS = st.sampled_from([MATHS, PHYSICS])
PLACES = st.sampled_from(["село", "город"])


@st.composite
def small_cases(draw: st.DrawFn) -> tuple[Rows, Rows, Situation, list[Pair]]:
    needs = [
        need(f"t{n}", draw(SUBJECTS), f"s{n % 2}", municipality=draw(MUNICIPALITIES), place=draw(PLACES))
        for n in range(draw(st.integers(0, 4)))
    ]
    mentors = []
    for n in range(draw(st.integers(0, 3))):
        school, capacity = draw(st.sampled_from(["s0", "p1", "p2"])), draw(st.integers(0, 3))
        where, place = draw(MUNICIPALITIES), draw(PLACES)
        subjects = draw(st.sets(SUBJECTS, min_size=1))
        mentors += [mentor(f"m{n}", one, school, capacity, municipality=where, place=place) for one in sorted(subjects)]
    possible: list[Pair] = [
        (str(n["school"]), str(n["teacher"]), str(n["subject"]), str(m["mentor_school"]), str(m["mentor"]))
        for n, m in product(needs, mentors)
    ]
    chosen = st.lists(st.sampled_from(possible), max_size=4, unique_by=lambda one: one[:3]) if possible else st.just([])
    agreements = draw(st.lists(st.tuples(st.sampled_from(["s0", "s1"]), st.sampled_from(["p1", "p2"])), max_size=2))
    of = situation(needs, mentors, [("Северный", "Южный")], agreements, draw(chosen))
    return needs, mentors, of, draw(chosen)


@settings(max_examples=40, deadline=None)
@given(small_cases())
def test_of_all_matchings_none_serves_more_or_costs_less_or_moves_fewer(
    case: tuple[Rows, Rows, Situation, list[Pair]],
) -> None:
    needs, mentors, of, standing = case
    before = {one[:3]: one[3:] for one in standing}
    best = min(verdict(choice, cost, needs, before) for choice, cost in every_matching(needs, mentors, of))
    found = match(of, Will(standing=pairs(*standing)), COSTS)
    assert (len(found.unserved), found.cost, found.moves) == best
    ours = by_keys(found.pairs)
    chosen = [next((m for m in mentors if stands_in(ours, n, m)), None) for n in needs]
    assert (chosen, found.cost) in every_matching(needs, mentors, of)


def stands_in(ours: Mapping[tuple[str, ...], tuple[str, ...]], need: Row, mentor: Row) -> bool:
    key = (str(need["school"]), str(need["teacher"]), str(need["subject"]))
    return need["subject"] == mentor["subject"] and ours.get(key) == (mentor["mentor_school"], mentor["mentor"])


@settings(max_examples=25, deadline=None)
@given(small_cases(), st.data())
def test_with_pins_and_forbidden_pairs_none_of_the_rest_is_better(
    case: tuple[Rows, Rows, Situation, list[Pair]], data: st.DataObject
) -> None:
    needs, mentors, of, standing = case
    allowed = [choice for choice, _cost in every_matching(needs, mentors, of) if any(choice)]
    if not allowed:
        return
    example = data.draw(st.sampled_from(allowed))
    place = next(n for n, one in enumerate(example) if one)
    pinned, before = example[place], {one[:3]: one[3:] for one in standing}
    others: list[tuple[int, Row] | None] = [(n, m) for n in range(len(needs)) for m in mentors if n != place]
    barred = data.draw(st.sampled_from(others or [None]))
    rest = [
        verdict(choice, cost, needs, before)
        for choice, cost in every_matching(needs, mentors, of)
        if choice[place] == pinned and (barred is None or not is_given(choice[barred[0]], barred[1]))
    ]
    forbidden = pairs(*[key_of(needs[barred[0]], barred[1])] if barred else [])
    found = match(of, Will(pairs(key_of(needs[place], pinned)), forbidden, pairs(*standing)), COSTS)
    best = min(rest)
    assert (len(found.unserved), found.moves) == (best[0], best[2])
    assert by_keys(found.pairs)[key_of(needs[place], pinned)[:3]] == key_of(needs[place], pinned)[3:]


def is_given(one: Row | None, other: Row) -> bool:
    """The same person, of whichever subject."""
    return one is not None and all(one[name] == other[name] for name in ("mentor_school", "mentor"))


def key_of(need: Row, mentor: Row | None) -> Pair:
    assert mentor is not None
    school, teacher, subject = (str(need[name]) for name in ("school", "teacher", "subject"))
    return school, teacher, subject, str(mentor["mentor_school"]), str(mentor["mentor"])


def large_case(seed: int, many_needs: int, many_mentors: int) -> tuple[Rows, Rows, Situation, list[Pair]]:
    """Fewer places than teachers, three municipalities, some of last year's pairs and of the standing ones."""
    rng = np.random.default_rng(seed)
    where, subjects, places = ["Северный", "Южный", "Дальний"], [MATHS, PHYSICS], ["село", "город"]
    needs = [
        need(
            f"t{n:03d}",
            str(rng.choice(subjects)),
            f"s{n % 20}",
            municipality=where[n % 3],
            place=str(rng.choice(places)),
        )
        for n in range(many_needs)
    ]
    mentors = [
        mentor(f"m{n:02d}", subject, f"p{n % 9}", int(n % 4), municipality=where[n % 3], place=str(rng.choice(places)))
        for n in range(many_mentors)
        for subject in subjects[: 1 + n % 2]
    ]
    pairs_of = [key_of(one, mentors[rng.integers(len(mentors))]) for one in needs]
    agreements = [(f"s{n}", f"p{n % 9}") for n in range(20)]
    return needs, mentors, situation(needs, mentors, [("Северный", "Южный")], agreements, pairs_of[::2]), pairs_of[::3]


def by_highs(needs: Rows, mentors: Rows, of: Situation, standing: Mapping[Need, tuple[str, str]]) -> Verdict:
    """The optimum of three integer programmes, one after another: the earlier's optimum binds the later."""
    people = {(one["mentor_school"], one["mentor"]): int(one["capacity"]) for one in mentors}
    number = {one: place for place, one in enumerate(people)}
    edges = [
        (n, number[m["mentor_school"], m["mentor"]], cost)
        for (n, one), m in product(enumerate(needs), mentors)
        if (cost := price(one, m, of)) is not None
    ]
    places = [(number[one], nth) for one, many in people.items() for nth in range(many)]
    size, rows = len(edges) + len(places), len(needs) + len(people)
    sums = np.zeros((rows, size))
    for at, (n, m, _cost) in enumerate(edges):
        sums[n, at] = sums[len(needs) + m, at] = 1
    for at, (m, _nth) in enumerate(places, len(edges)):
        sums[len(needs) + m, at] = -1
    had = {n: standing.get((one["school"], one["teacher"], one["subject"])) for n, one in enumerate(needs)}
    keeps = [int(number.get(had[n] or ("", "")) == m) for n, m, _cost in edges]
    served = np.array([-1] * len(edges) + [0] * len(places))
    costs = np.array([cost for _n, _m, cost in edges] + [COSTS.each_further * nth for _m, nth in places])
    kept = -np.array(keeps + [0] * len(places))
    limits, found = [LinearConstraint(csr_array(sums), -np.inf, [1] * len(needs) + [0] * len(people))], []
    for aim in (served, costs, kept):
        best = milp(aim, integrality=np.ones(size), bounds=(0, 1), constraints=limits)
        found.append(round(best.fun))
        limits.append(LinearConstraint(aim, -np.inf, found[-1]))
    return len(needs) + found[0], found[1], len(standing) + found[2]


@pytest.mark.parametrize(
    ("seed", "size"), [(1, (80, 30)), *(pytest.param(n, (200, 70), marks=pytest.mark.proof) for n in (2, 3))]
)
def test_on_large_cases_highs_finds_none_better(seed: int, size: tuple[int, int]) -> None:
    needs, mentors, of, standing = large_case(seed, *size)
    before = {one[:3]: one[3:] for one in standing}
    found = match(of, Will(standing=pairs(*standing)), COSTS)
    assert not found.unserved.empty
    assert (len(found.unserved), found.cost, found.moves) == by_highs(needs, mentors, of, before)
