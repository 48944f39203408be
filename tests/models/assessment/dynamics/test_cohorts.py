"""The same parallel a year later against what all parallels moved by; procedures over all schools, by schools."""

import numpy as np
import pandas as pd

from models.assessment.analysis import Result
from models.assessment.dynamics.conclusion import compute
from models.assessment.dynamics.subjects import subjects
from models.assessment.fingerprint import result_sha
from tests.models.assessment.factories import context, frames, work

ASKED = context(2023, 2024)


def parallel(school: str, before: tuple[int, int], after: tuple[int, int], year: int = 2023) -> list[pd.DataFrame]:
    """Grade 5 in `year`, grade 6 a year later: participants and failures."""
    return [work(*before, school=school, year=year), work(*after, school=school, year=year + 1, grade=6)]


def cohorts_of(vpr: list[pd.DataFrame], *years: int) -> pd.DataFrame:
    return compute(frames(vpr=vpr), context(*years)).details["cohorts"]


def test_a_parallel_is_followed_into_the_next_grade_and_judged_by_what_all_moved_by() -> None:
    vpr = [*parallel("a", (40, 4), (40, 12)), *parallel("b", (40, 4), (40, 4)), *parallel("c", (40, 4), (40, 28))]
    table = cohorts_of(vpr, 2023, 2024)
    assert list(table[["school", "year", "grade"]].itertuples(index=False, name=None)) == [
        ("a", 2024, 6),
        ("b", 2024, 6),
        ("c", 2024, 6),
    ]
    assert list(table["difference"]) == [20.0, 0.0, 60.0]
    # 12 of 120, then 44 of 120: everybody fell by 26.7 points, so 20 is nothing of its own and 60 is.
    assert list(table["region_difference"].round(2)) == [26.67] * 3
    assert list(table["change"]) == ["unclear", "improved", "worsened"]


def test_a_parallel_is_not_sought_two_years_later_nor_in_the_same_grade() -> None:
    assert cohorts_of([*parallel("a", (40, 4), (40, 12))], 2023, 2025).empty
    same = [work(40, 4, year=2023), work(40, 12, year=2024)]
    assert cohorts_of(same, 2023, 2024).empty


def test_a_parallel_across_a_moved_term_gets_no_verdict() -> None:
    table = cohorts_of(parallel("a", (40, 4), (40, 30), year=2022), 2022, 2023)
    assert list(table["change"]) == ["not_comparable"]


def region() -> list[pd.DataFrame]:
    return [part for i, low in enumerate((4, 8, 20)) for part in parallel(f"s{i}", (40, 4), (40, low))]


def everything(result: Result) -> str:
    return result_sha(result)


def test_row_order_and_file_splits_change_nothing_and_a_stranger_leaves_a_schools_own_numbers() -> None:
    vpr = pd.concat(region())
    plain = compute(frames(vpr=vpr), ASKED)
    mixed = vpr.sample(frac=1, random_state=3)
    assert everything(compute(frames(vpr=[mixed.iloc[100:], mixed.iloc[:100]]), ASKED)) == everything(plain)
    joined = compute(frames(vpr=[vpr, *parallel("stranger", (40, 4), (40, 40))]), ASKED)
    own = ["school", "n_before", "n_low_before", "n_after", "n_low_after", "difference", "lower", "upper"]
    for name in ("cohorts", "years", "trends"):
        columns = own if name == "cohorts" else list(plain.details[name])
        theirs = joined.details[name]
        theirs = theirs[theirs["school"].ne("stranger")].reset_index(drop=True)
        pd.testing.assert_frame_equal(theirs[columns], plain.details[name][columns], check_dtype=False)
    rows = joined.table[joined.table["school"].ne("stranger")].reset_index(drop=True)
    pd.testing.assert_frame_equal(rows, plain.table)


def test_schools_count_their_procedures_by_what_became_of_them() -> None:
    vpr = [work(40, 4, year=2023), work(40, 20, year=2024), work(40, 4, year=2023, grade=6)]
    (row,) = compute(frames(vpr=vpr), ASKED).details["schools"].to_dict("records")
    assert (row["worsened"], row["improved"], row["not_available"]) == (1, 0, 1)


def ends(*rows: tuple[str, int, int, int, int]) -> pd.DataFrame:
    columns = ["school", "n_before", "n_low_before", "n_after", "n_low_after"]
    table = pd.DataFrame(rows, columns=columns).assign(procedure="П", year_before=2023)
    return table.astype(dict.fromkeys([*columns[1:], "year_before"], "Int64"))


def test_all_schools_together_move_by_the_pooled_shares_and_their_interval_by_the_schools() -> None:
    """By hand: shares 10 % and 20 %; residuals −0.05/3, 0, 0.05/3; variance 3/2 · 2 · (0.05/3)²; t of 2 is 4.3027."""
    row = subjects(ends(("a", 20, 2, 20, 3), ("b", 20, 2, 20, 4), ("c", 20, 2, 20, 5))).iloc[0]
    assert (row["schools"], row["share_before"], row["share_after"], row["difference"]) == (3, 10.0, 20.0, 10.0)
    half = 100 * 4.3027 * (3 / 2 * 2 * (0.05 / 3) ** 2) ** 0.5
    assert abs(row["upper"] - (10 + half)) < 0.001
    assert abs(row["lower"] - (10 - half)) < 0.001
    assert row["change"] == "unclear"


def test_two_schools_say_nothing_of_how_schools_vary() -> None:
    row = subjects(ends(("a", 20, 2, 20, 8), ("b", 20, 2, 20, 8))).iloc[0]
    assert row["change"] == "not_available"
    assert pd.isna(row["lower"])


def test_without_any_change_the_interval_holds_nought_in_about_95_of_a_hundred() -> None:
    """Two thousand regions of fifteen schools that differ from each other and from year to year as schools do."""
    generator, regions, schools = np.random.default_rng(11), 2000, 15
    n = generator.integers(15, 90, (2, regions * schools))
    share = generator.beta(4, 16, regions * schools)
    low = [generator.binomial(of, generator.beta(30 * share, 30 * (1 - share))) for of in n]
    table = pd.DataFrame(
        {"school": "s", "procedure": np.repeat(np.arange(regions).astype(str), schools), "year_before": 2023}
        | {"n_before": n[0], "n_low_before": low[0], "n_after": n[1], "n_low_after": low[1]}
    )
    change = subjects(table)["change"]
    assert 0.92 < change.eq("unclear").mean() < 0.98
