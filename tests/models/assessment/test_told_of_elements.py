"""What is told of content elements after a correction: no two papers make known the points of one to nine pupils."""

from itertools import combinations, product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.assessment.small_cells import LEAST_N
from models.assessment.told_of_elements import REGION, nothing_told, remembered, told_of_elements

ELEMENT = {"year": 2024, "grade": 5, "subject": "математика", "element": "1. Дроби", "level": "Б"}


def cells(**places: tuple[int, int]) -> pd.DataFrame:
    """One element worth a point: n and points of each place, and of the region, which is all of them."""
    of_all = sum(n for n, _points in places.values()), sum(points for _n, points in places.values())
    rows = [{**ELEMENT, "place": place, "n": n, "points": points} for place, (n, points) in places.items()]
    made = pd.DataFrame([*rows, {**ELEMENT, "place": REGION, "n": of_all[0], "points": of_all[1]}])
    return made.assign(maximum=made["n"])


def releases(*papers: pd.DataFrame) -> list[pd.DataFrame]:
    """What each of these papers tells, one after another."""
    told, earlier = [], nothing_told()
    for paper in papers:
        told.append(told_of_elements(paper, earlier))
        earlier = remembered(earlier, told[-1])
    return told


def hidden(told: pd.DataFrame) -> set[str]:
    """Whose share is hidden; the region's name is empty."""
    return set(told.loc[told["is_hidden"], "place"])


def region_only(paper: pd.DataFrame) -> pd.DataFrame:
    return paper[paper["place"].eq(REGION)]


def test_at_first_few_are_hidden_and_one_more_that_would_tell_them() -> None:
    (told,) = releases(cells(А=(8, 3), Б=(30, 20), В=(40, 10)))
    assert hidden(told) == {"А", "Б"}
    assert told.set_index("place")["points"].isna().to_dict() == {"А": True, "Б": True, "В": False, REGION: False}


@pytest.mark.parametrize("added", [1, 4, 9])
def test_a_few_who_were_added_are_told_neither_by_their_place_nor_by_the_region(added: int) -> None:
    _first, then = releases(
        cells(А=(40, 10), Б=(50, 20), В=(60, 30)), cells(А=(40 + added, 11), Б=(50, 20), В=(60, 30))
    )
    assert hidden(then) == {"А", REGION}, "the others stand as they stood: hidden, they would hide nobody"


def test_ten_who_were_added_are_told() -> None:
    _first, then = releases(cells(А=(40, 10), Б=(50, 20)), cells(А=(50, 15), Б=(50, 20)))
    assert hidden(then) == set()


def test_a_place_whose_change_is_large_hides_the_one_whose_change_is_small() -> None:
    """А +2, Б +20, регион +22: по региону и Б узнали бы двоих, поэтому скрыт и Б."""
    _first, then = releases(cells(А=(40, 10), Б=(50, 20), В=(60, 30)), cells(А=(42, 11), Б=(70, 30), В=(60, 30)))
    assert hidden(then) == {"А", "Б"}


def test_small_changes_that_are_ten_pupils_together_leave_the_region_told() -> None:
    _first, then = releases(cells(А=(40, 10), Б=(50, 20)), cells(А=(44, 11), Б=(56, 20)))
    assert hidden(then) == {"А", "Б"}


def test_a_place_that_is_gone_does_not_hide_another() -> None:
    """А +2, у В результатов больше нет: регион изменился на 38, но В известен весь."""
    _first, then = releases(cells(А=(40, 10), Б=(50, 20), В=(40, 30)), cells(А=(42, 11), Б=(50, 20)))
    assert hidden(then) == {"А", REGION}


@pytest.mark.parametrize(("points", "withheld"), [(11, True), (19, True), (20, False), (10, False)])
def test_points_corrected_for_the_same_pupils_are_ten_pupils_at_least(points: int, withheld: bool) -> None:
    """Задание в один балл: девять баллов могли исправить девятерым, десять — только десятерым и больше."""
    _first, then = releases(cells(А=(40, 10), Б=(50, 20)), cells(А=(40, points), Б=(50, 20)))
    assert hidden(then) == ({"А", REGION} if withheld else set())


def test_what_was_hidden_stays_hidden_until_ten_more_took_part() -> None:
    first, second, third = releases(
        cells(А=(8, 3), Б=(30, 20), В=(40, 10)),
        cells(А=(12, 5), Б=(30, 20), В=(60, 20)),
        cells(А=(22, 9), Б=(40, 25), В=(60, 20)),
    )
    assert hidden(first) == {"А", "Б"}
    assert {"А", "Б"} <= hidden(second)
    assert hidden(third) == set()


def test_a_correction_is_withheld_beside_every_earlier_paper_and_not_the_last_one_only() -> None:
    _first, second, third = releases(
        cells(А=(40, 10), Б=(50, 20)), cells(А=(42, 11), Б=(50, 20)), cells(А=(32, 8), Б=(50, 20))
    )
    assert hidden(second) == {"А", REGION}
    assert hidden(third) == {"А", REGION}, "ten fewer than in the second paper, but eight fewer than in the first"


def test_what_was_told_is_told_again() -> None:
    first, _second, third = releases(*(cells(А=(n, 10), Б=(50, 20)) for n in (40, 42, 40)))
    assert hidden(third) == hidden(first) == set()


def test_the_region_alone_is_withheld_beside_its_own_share() -> None:
    few, many = cells(А=(42, 11), Б=(50, 20)), cells(А=(60, 20), Б=(50, 20))
    first = cells(А=(40, 10), Б=(50, 20))
    assert hidden(releases(region_only(first), region_only(few))[1]) == {REGION}
    assert hidden(releases(region_only(first), region_only(many))[1]) == set()


def test_where_the_corrected_region_was_told_first_nothing_new_is_told_of_places() -> None:
    """Б +20 и А +2: справка по региону уже сказала о двадцати двух; справка Б сказала бы о двоих."""
    first, then = cells(А=(40, 10), Б=(50, 20), В=(60, 30)), cells(А=(42, 11), Б=(70, 30), В=(60, 30))
    _told, region, told = releases(first, region_only(then), then)
    assert hidden(region) == set()
    assert hidden(told) == {"А", "Б"}


def test_a_place_that_grew_is_not_told_where_the_rest_would_tell_of_those_it_had() -> None:
    """Г было 1, стало 11, прочие те же: прежний регион без прочих — этот один."""
    few = {"А": (1, 1), "Б": (1, 1), "В": (8, 8)}
    first, then = releases(cells(**few, Г=(1, 1)), cells(**few, Г=(11, 5)))
    assert hidden(first) == set("АБВГ")
    assert hidden(then) == {*"АБВ", REGION}


def test_another_element_is_another_matter() -> None:
    other = cells(А=(41, 10), Б=(50, 20)).assign(element="2. Площадь")
    _first, then = releases(cells(А=(40, 10), Б=(50, 20)), other)
    assert hidden(then) == set()


def test_the_same_paper_is_not_remembered_twice() -> None:
    paper = cells(А=(8, 3), Б=(30, 20), В=(40, 10))
    once = remembered(nothing_told(), told_of_elements(paper, nothing_told()))
    again = remembered(once, told_of_elements(paper, once))
    pd.testing.assert_frame_equal(once, again)


# ── Whoever keeps every paper ───────────────────────────────────────────────────────────────────────────────────────

PLACES = "АБВГ"
ADDED = st.one_of(st.just(0), st.integers(1, 25))


def grown(papers: int, places: str) -> st.SearchStrategy[list[tuple[int, ...]]]:
    """How many pupils each paper has more than the last one in each of the places; in the first, how many at all."""
    first = st.tuples(*(st.integers(1, 40) for _place in places))
    return st.tuples(first, *(st.tuples(*(ADDED for _place in places)) for _paper in range(papers - 1))).map(list)


def told_of(groups: list[tuple[int, ...]], places: str) -> list[pd.DataFrame]:
    """What papers tell in which each group of pupils joins those before it; every pupil has a point."""
    many = np.cumsum(np.array(groups), axis=0)
    return releases(*(cells(**{place: (int(n), int(n)) for place, n in zip(places, row, strict=True)}) for row in many))


def fewest_made_known(groups: list[tuple[int, ...]], places: str) -> int:
    """The fewest pupils whose points a sum or a difference of what any two papers tell makes known."""
    papers = [known(paper, told, groups, places) for paper, told in enumerate(told_of(groups, places))]
    return min(_fewest(one + other, np.array(groups).ravel()) for one, other in combinations(papers, 2))


def known(paper: int, told: pd.DataFrame, groups: list[tuple[int, ...]], places: str) -> list[np.ndarray]:
    """Of each share that a paper tells, which groups of pupils are in it."""
    there = np.zeros_like(np.array(groups))
    there[: paper + 1] = 1
    shown = told.loc[~told["is_hidden"], "place"]
    return [(there * [one in (REGION, place) for place in places]).ravel() for one in shown]


def _fewest(shares: list[np.ndarray], sizes: np.ndarray) -> int:
    ways = np.array(list(product((-1, 0, 1), repeat=len(shares))), dtype=np.int8)
    people = ((ways @ np.array(shares, dtype=np.int8).reshape(len(shares), len(sizes))) != 0) @ sizes
    return int(people[people > 0].min(initial=LEAST_N))


@settings(max_examples=25, deadline=None)
@given(grown(2, PLACES))
def test_two_papers_make_nothing_known_of_fewer_than_ten(groups: list[tuple[int, ...]]) -> None:
    assert fewest_made_known(groups, PLACES) >= LEAST_N


@settings(max_examples=15, deadline=None)
@given(grown(3, PLACES[:3]))
def test_nor_any_two_of_three(groups: list[tuple[int, ...]]) -> None:
    assert fewest_made_known(groups, PLACES[:3]) >= LEAST_N


@pytest.mark.proof
@settings(max_examples=300, deadline=None)
@given(grown(3, PLACES))
def test_nor_in_many_regions(groups: list[tuple[int, ...]]) -> None:
    assert fewest_made_known(groups, PLACES) >= LEAST_N


COUNTS = st.lists(st.tuples(*(st.integers(0, 30) for _place in PLACES)).filter(any), min_size=2, max_size=2)


@settings(max_examples=25, deadline=None)
@given(COUNTS)
def test_of_a_place_and_of_the_rest_both_papers_tell_the_same_or_of_ten_more_or_fewer(
    counts: list[tuple[int, ...]],
) -> None:
    first, then = releases(
        *(cells(**{place: (n, n // 2) for place, n in zip(PLACES, row, strict=True) if n}) for row in counts)
    )
    both = first.merge(then, on="place", how="outer", suffixes=("_0", "_1")).set_index("place")
    is_told = ~both[["is_hidden_0", "is_hidden_1"]].fillna(value=False).any(axis=1)
    more = (both["n_1"].fillna(0) - both["n_0"].fillna(0))[is_told]
    assert not more.abs().between(1, LEAST_N - 1).any()
    if is_told[REGION]:
        rest = int(more[REGION] - more.drop(REGION).sum())
        assert not 1 <= abs(rest) < LEAST_N


@settings(max_examples=10, deadline=None)
@given(grown(3, PLACES))
def test_made_again_every_paper_tells_the_same(groups: list[tuple[int, ...]]) -> None:
    earlier = nothing_told()
    for paper in np.cumsum(np.array(groups), axis=0):
        now = cells(**{place: (int(n), int(n)) for place, n in zip(PLACES, paper, strict=True)})
        told = told_of_elements(now, earlier)
        earlier = remembered(earlier, told)
        pd.testing.assert_frame_equal(told_of_elements(now, earlier), told)
