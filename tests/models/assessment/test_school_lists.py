"""The two further lists: hand-worked schools, and that neither order, nor files, nor other schools matter."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.assessment.analysis import Result
from models.assessment.fingerprint import result_sha
from models.assessment.low_results import compute as low_results
from models.assessment.school_lists import ANALYSIS, compute
from tests.models.assessment.factories import context, exam, frames, rows, work


def kinds(result: Result) -> dict[str, str]:
    return dict(zip(result.table["school"], result.table["kind"], strict=True))


def year_of(year: int, *works: tuple[int, int], school: str = "a") -> list[pd.DataFrame]:
    """Up to four VPR works of a year: participants and failures each; who did not fail has «4»."""
    places = [(5, "математика"), (5, "русский язык"), (6, "математика"), (6, "русский язык")]
    return [
        work(n, low, year=year, grade=grade, subject=subject, school=school)
        for (n, low), (grade, subject) in zip(works, places, strict=False)
    ]


@pytest.mark.parametrize(
    ("works", "kind"),
    [
        (((20, 6),), "at_risk"),  # one low procedure
        (((20, 4), (20, 4)), "at_risk"),  # two of exactly 20 %
        (((20, 4), (20, 3)), None),  # 20 % and 15 %
        (((19, 5), (7, 1)), None),  # 26.3 % is near, and one only
        (((20, 6), (20, 6)), None),  # R1: «ШНОР», not at risk of it
    ],
)
def test_at_risk_is_a_low_procedure_or_two_near_it(works: tuple[tuple[int, int], ...], kind: str | None) -> None:
    assert kinds(compute(frames(vpr=year_of(2023, *works)), context(2022, 2023))).get("a") == kind


def test_the_earlier_year_puts_nobody_at_risk() -> None:
    data = frames(vpr=[*year_of(2022, (20, 6)), *year_of(2023, (20, 3))])
    assert kinds(compute(data, context(2022, 2023))) == {}


def test_a_school_with_low_results_is_not_in_the_risk_group_as_well() -> None:
    data = frames(vpr=[*year_of(2022, (20, 6)), *year_of(2023, (20, 6))])  # R2
    asked = context(2022, 2023)
    assert list(low_results(data, asked).table["school"]) == ["a"]
    assert kinds(compute(data, asked)) == {}


GOOD = ((20, 1), (20, 1), (20, 0))


@pytest.mark.parametrize(
    ("before", "after", "is_high"),
    [
        (GOOD, GOOD, True),  # exactly 5 % below the minimum
        (GOOD, ((19, 1), (20, 1), (20, 0)), False),  # 5.3 %
        (GOOD, GOOD[:2], False),  # two procedures say too little
        ((), GOOD, False),  # a year is missing: not stable
    ],
)
def test_stably_high_is_every_procedure_of_every_year(
    before: tuple[tuple[int, int], ...], after: tuple[tuple[int, int], ...], is_high: bool
) -> None:
    data = frames(vpr=[*year_of(2022, *before), *year_of(2023, *after)])
    assert (kinds(compute(data, context(2022, 2023))) == {"a": "stably_high"}) is is_high


def graded(good: int, others: int, year: int) -> list[pd.DataFrame]:
    """Three works without «2», with so many «4» and so many «3» each."""
    marks = [4] * good + [3] * others
    places = ((5, "математика"), (5, "русский язык"), (6, "математика"))
    return [
        rows("vpr", *({"pupil": str(i), "mark": m} for i, m in enumerate(marks)), year=year, grade=g, subject=s)
        for g, s in places
    ]


def test_nobody_below_the_minimum_is_not_high_without_good_marks() -> None:
    asked = context(2022, 2023)
    for good, expected in ((6, ["stably_high"]), (5, [])):
        data = frames(vpr=[*graded(good, 10 - good, 2022), *graded(good, 10 - good, 2023)])
        assert list(compute(data, asked).table["kind"]) == expected


def test_one_year_makes_no_list_of_stably_high_and_says_so() -> None:
    result = compute(frames(vpr=year_of(2023, *GOOD)), context(2023))
    assert kinds(result) == {}
    assert (result.facts["years"], result.facts["years_needed"]) == (1, 2)


def test_a_region_sets_its_own_criteria() -> None:
    data = frames(vpr=year_of(2023, (20, 3), (20, 3)))
    assert kinds(compute(data, context(2022, 2023))) == {}
    assert kinds(compute(data, context(2022, 2023, school_lists={"near_percent": 15}))) == {"a": "at_risk"}


cells = st.builds(
    lambda n, low, **rest: (n, min(n, low), rest),
    n=st.sampled_from([5, 10, 20]),
    low=st.sampled_from([0, 0, 1, 2, 4, 6]),
    school=st.sampled_from(["edu680101", "edu680102"]),
    year=st.sampled_from([2022, 2023]),
    grade=st.sampled_from([5, 6]),
    subject=st.sampled_from(["математика", "русский язык"]),
)


@settings(max_examples=15, deadline=None)
@given(works=st.lists(cells, min_size=1, max_size=8), cut=st.floats(0, 1), seed=st.integers(0, 99))
def test_neither_row_order_nor_file_splits_nor_other_schools_change_the_lists(
    works: list[tuple[int, int, dict[str, Any]]], cut: float, seed: int
) -> None:
    asked = context(2022, 2023, school_lists={"procedures": 1})
    vpr = pd.concat([work(n, low, **rest) for n, low, rest in works])
    gia = pd.concat([exam(8, 1, year=2022), exam(9, 2, year=2023)])
    plain = compute(frames(vpr=vpr, gia=gia), asked)
    shuffled = vpr.sample(frac=1, random_state=seed)
    place = int(cut * len(shuffled))
    split = frames(vpr=[shuffled.iloc[place:], shuffled.iloc[:place]], gia=gia.sample(frac=1, random_state=seed))
    assert result_sha(compute(split, asked)) == result_sha(plain)
    strangers = frames(vpr=[vpr, *year_of(2023, (10, 3), school="edu689999")], gia=gia)
    others = compute(strangers, asked)
    assert kinds(others)["edu689999"] == "at_risk"
    theirs = others.table[others.table["school"].ne("edu689999")].reset_index(drop=True)
    pd.testing.assert_frame_equal(theirs, plain.table)
    low = set(low_results(frames(vpr=vpr, gia=gia), asked).table["school"])
    assert not low & set(kinds(plain))


@settings(max_examples=20, deadline=None)
@given(works=st.lists(cells, min_size=1, max_size=8))
def test_the_risk_group_agrees_with_plain_loops(works: list[tuple[int, int, dict[str, Any]]]) -> None:
    data = frames(vpr=[work(n, low, **rest) for n, low, rest in works])
    asked = context(2022, 2023)
    listed = set(low_results(data, asked).table["school"])
    counts: dict[tuple[str, int, str], list[int]] = {}
    for n, low, rest in works:
        if rest["year"] == 2023:
            sums = counts.setdefault((rest["school"], rest["grade"], rest["subject"]), [0, 0])
            sums[0], sums[1] = sums[0] + n, sums[1] + low
    by_hand = set()
    for school in {key[0] for key in counts}:
        shares = [100 * low / n for (where, *_rest), (n, low) in counts.items() if where == school]
        low, near = sum(share >= 30 for share in shares), sum(20 <= share < 30 for share in shares)
        if school not in listed and (low or low + near >= 2):
            by_hand.add(school)
    assert {school for school, kind in kinds(compute(data, asked)).items() if kind == "at_risk"} == by_hand


def test_selected_cells_give_the_same_lists_as_all_of_them() -> None:
    data = frames(vpr=[*year_of(2023, (10, 3)), work(9, 9, grade=8)], gia=exam(9, 1))
    asked = context(2022, 2023)
    assert result_sha(compute(ANALYSIS.select(data, asked), asked)) == result_sha(compute(data, asked))
