from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.assessment.analysis import Result
from models.assessment.fingerprint import result_sha
from models.assessment.low_results import ANALYSIS, compute, target_is_met
from tests.models.assessment.factories import context, exam, frames, rows, work


def rules(result: Result) -> list[tuple[bool, bool]]:
    return [(bool(row.r1), bool(row.r2)) for row in result.table.itertuples()]


def test_two_low_procedures_in_the_later_year_are_r1() -> None:
    vpr = [work(10, 3, year=2021, subject="русский язык"), work(10, 3, year=2021, grade=6), work(9, 0, year=2019)]
    assert rules(compute(frames(vpr=vpr), context(2021, 2019))) == [(True, False)]


def test_two_low_procedures_in_the_earlier_year_are_nothing() -> None:
    vpr = [work(10, 3, year=2019, subject="русский язык"), work(10, 3, year=2019, grade=6), work(9, 0, year=2021)]
    assert rules(compute(frames(vpr=vpr), context(2019, 2021))) == []


def test_the_same_procedure_low_in_both_years_is_r2() -> None:
    gia = [exam(10, 3, year=2019), exam(20, 6, year=2021)]
    result = compute(frames(gia=gia), context(2019, 2021))
    assert rules(result) == [(False, True)]
    assert list(result.details["low"][["year", "n", "n_low"]].itertuples(index=False, name=None)) == [
        (2019, 10, 3),
        (2021, 20, 6),
    ]


def test_different_procedures_low_in_each_year_are_r2_only_when_the_same_is_not_asked_for() -> None:
    data = frames(gia=exam(10, 3, year=2019), vpr=work(10, 3, year=2021, subject="русский язык"))
    assert rules(compute(data, context(2019, 2021))) == []
    assert rules(compute(data, context(2019, 2021, same_procedure=False))) == [(False, True)]


def test_both_rules_are_told_apart_and_counted() -> None:
    def both_years(school: str, low: dict[int, int]) -> list[pd.DataFrame]:
        years = (2022, 2023)
        return [
            exam(20, 6 if low[y] > i else 5, year=y, subject=s, school=school)
            for y in years
            for i, s in enumerate(("математика", "русский язык"))
        ]

    gia = (
        both_years("a", {2022: 0, 2023: 2}) + both_years("b", {2022: 1, 2023: 1}) + both_years("c", {2022: 2, 2023: 2})
    )
    result = compute(frames(gia=gia + both_years("d", {2022: 2, 2023: 0})), context(2022, 2023))
    assert list(result.table["school"]) == ["a", "b", "c"]
    assert rules(result) == [(True, False), (False, True), (True, True)]
    assert {key: result.facts[key] for key in ("low", "schools", "r1_only", "r2_only", "both")} == {
        "low": 3,
        "schools": 4,
        "r1_only": 1,
        "r2_only": 1,
        "both": 1,
    }


def test_a_school_without_results_in_one_year_is_told_not_acquitted() -> None:
    data = frames(gia=exam(10, 3, year=2023))
    result = compute(data, context(2022, 2023))
    assert rules(result) == []
    assert result.facts["incomparable"] == 1


def test_small_schools_are_listed_and_flagged() -> None:
    vpr = [work(3, 1), work(12, 6, grade=6)]
    assert list(compute(frames(vpr=vpr), context(2022, 2023)).table["small_n"]) == [True]


cells = st.builds(
    lambda n, low, **rest: (n, min(n, low), rest),
    n=st.sampled_from([3, 7, 10, 20]),
    low=st.integers(0, 6),
    school=st.sampled_from(["edu680101", "edu680102"]),
    year=st.sampled_from([2022, 2023]),
    grade=st.sampled_from([5, 6]),
)


@settings(max_examples=12, deadline=None)
@given(works=st.lists(cells, min_size=1, max_size=6), cut=st.floats(0, 1), seed=st.integers(0, 99))
def test_neither_row_order_nor_file_splits_nor_other_schools_change_the_answer(
    works: list[tuple[int, int, dict[str, Any]]], cut: float, seed: int
) -> None:
    vpr = pd.concat([work(n, low, **rest) for n, low, rest in works])
    gia = pd.concat([exam(8, 3, year=2022), exam(9, 3, year=2023)])
    asked = context(2022, 2023)
    plain = compute(frames(vpr=vpr, gia=gia), asked)
    shuffled = vpr.sample(frac=1, random_state=seed)
    place = int(cut * len(shuffled))
    split = frames(vpr=[shuffled.iloc[place:], shuffled.iloc[:place]], gia=gia.sample(frac=1, random_state=seed))
    assert result_sha(compute(split, asked)) == result_sha(plain)
    stranger = frames(vpr=[vpr, work(10, 9, school="edu689999"), work(10, 9, school="edu689999", grade=6)], gia=gia)
    others = compute(stranger, asked).table
    pd.testing.assert_frame_equal(others[others["school"].ne("edu689999")].reset_index(drop=True), plain.table)


def listed_by_hand(works: list[tuple[int, int, dict[str, Any]]]) -> dict[str, tuple[bool, bool]]:
    """The rule as the order prints it, by plain loops: school → (R1, R2)."""
    low: dict[str, dict[int, set[int]]] = {}
    for school in {rest["school"] for _, _, rest in works}:
        for year in (2022, 2023):
            for grade in (5, 6):
                here = {"school": school, "year": year, "grade": grade}
                n = sum(count for count, _, rest in works if rest == here)
                failed = sum(count for _, count, rest in works if rest == here)
                if n and 100 * failed >= 30 * n:
                    low.setdefault(school, {2022: set(), 2023: set()})[year].add(grade)
    found = {school: (len(years[2023]) >= 2, bool(years[2022] & years[2023])) for school, years in low.items()}
    return {school: both for school, both in found.items() if any(both)}


@settings(max_examples=20, deadline=None)
@given(works=st.lists(cells, min_size=1, max_size=8))
def test_the_rule_agrees_with_plain_loops(works: list[tuple[int, int, dict[str, Any]]]) -> None:
    result = compute(frames(vpr=[work(n, low, **rest) for n, low, rest in works]), context(2022, 2023))
    found = {row.school: (bool(row.r1), bool(row.r2)) for row in result.table.itertuples()}
    assert found == listed_by_hand(works)


def test_selected_cells_give_the_same_answer_as_all_of_them() -> None:
    data = frames(vpr=[work(10, 3), work(10, 5, grade=6), work(9, 9, grade=8)], gia=exam(9, 3))
    asked = context(2022, 2023)
    assert result_sha(compute(ANALYSIS.select(data, asked), asked)) == result_sha(compute(data, asked))


@pytest.mark.parametrize(("low", "is_met"), [(5, True), (6, False)])
def test_of_88_schools_five_meet_six_per_cent_and_six_do_not(low: int, is_met: bool) -> None:
    assert target_is_met(low, 88, 6) is is_met
    schools = [f"edu42{number:04}" for number in range(88)]
    gia = [
        exam(10, 3, school=school, subject=subject)
        for school in schools[:low]
        for subject in ("математика", "русский язык")
    ]
    data = frames(gia=gia, schools=rows("schools", *({"school": school} for school in schools)))
    facts = compute(data, context(2022, 2023, low_schools_at_most=6)).facts
    assert (facts["low"], facts["register_schools"], facts["target_met"]) == (low, 88, int(is_met))


def test_a_target_without_a_register_is_not_available() -> None:
    facts = compute(frames(gia=exam(10, 3)), context(2022, 2023, low_schools_at_most=6)).facts
    assert (facts["target_percent"], facts["target_met"]) == (6, "")


def test_without_a_target_the_register_does_not_matter() -> None:
    data = frames(gia=exam(10, 3), schools=rows("schools", {"school": "x"}))
    assert "schools" not in ANALYSIS.select(data, context(2022, 2023))
    assert compute(data, context(2022, 2023)).facts["target_met"] == ""


def test_an_exam_whose_minimum_nobody_knows_is_told_and_not_judged() -> None:
    data = frames(gia=[exam(5, 5, exam="ЕГЭ", subject="русский язык", year=2031), exam(10, 1, year=2031)])
    facts = compute(data, context(2030, 2031)).facts
    assert facts["unjudged"] == "ЕГЭ, русский язык, 2031"
    own = compute(data, context(2030, 2031, ege_minimum={"русский язык": 24}))
    assert own.facts["unjudged"] == ""
    assert list(own.details["procedures"]["procedure"]) == ["ЕГЭ, русский язык", "ОГЭ, математика"]
