"""The whole rule on small generated regions: what is answered, what is left out, and what may not matter."""

from functools import cache

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.assessment.analysis import Result
from models.assessment.fingerprint import result_sha
from models.assessment.layout import Frames, typed
from models.assessment.readiness.conclusion import ANALYSIS, compute, stands_out
from tasks.sample.readiness import VPR_YEARS, found_region
from tests.models.assessment.factories import context, exam, rows

ASKED = context(*VPR_YEARS)
MATHS = "ОГЭ, математика"
SCHOOL = "edu980003"


@cache
def data(kind: str = "told", schools: int = 40) -> Frames:
    region = found_region(3, kind, schools)
    return {"vpr": typed("vpr", region.vpr), "gia": typed("gia", region.gia)}


@cache
def found(kind: str = "told") -> Result:
    return compute(data(kind), ASKED)


def of(result: Result, procedure: str = MATHS) -> pd.DataFrame:
    return result.table[result.table["procedure"].eq(procedure)].set_index("school")


def whys(result: Result, procedure: str = MATHS) -> dict[str, str]:
    rows_of = result.details["subjects"][result.details["subjects"]["procedure"].eq(procedure)]
    return dict(zip(rows_of["question"], rows_of["why"], strict=True))


def test_the_coming_year_follows_the_last_one_and_every_school_has_its_limits() -> None:
    result = found()
    assert result.facts["year"] == 2025
    assert whys(result)["share"] == ""
    table = of(result)
    assert len(table) == 40
    assert (table["lower"].le(table["upper"]) & table["share"].gt(0)).all()
    assert table["share"].nunique() > 30
    assert set(table["works"]) == {"8 класс, 2024; 7 класс, 2023"}


def test_where_forecasts_were_no_better_nothing_is_answered_and_it_says_so() -> None:
    result = found("noise")
    assert set(result.details["subjects"]["why"]) <= {"not_better", "few_low"}
    assert result.table[["share", "lower", "upper", "probability", "band"]].isna().all(axis=None)
    assert set(result.table["why"]) == {"left_out"}
    assert result.facts["left_out_share"].count(";") == 4  # type: ignore[union-attr]


def test_what_is_left_out_names_the_exam() -> None:
    result = found()
    silent = result.details["subjects"].query("question == 'low' and why != ''")
    assert list(silent["procedure"]) == str(result.facts["left_out_low"]).split("; ")


def test_one_year_of_exams_teaches_nothing() -> None:
    gia = data()["gia"]
    result = compute({**data(), "gia": gia[gia["year"].eq(2024)]}, ASKED)
    assert set(result.details["subjects"]["why"]) == {"few_years"}
    assert result.table["share"].isna().all()


def test_a_cohort_without_vpr_has_no_forecast_and_not_zero() -> None:
    vpr = data()["vpr"]
    coming = vpr["school"].eq(SCHOOL) & (vpr["year"] - vpr["grade"]).eq(2016)
    result = compute({**data(), "vpr": vpr[~coming]}, ASKED)
    row = of(result).loc[SCHOOL]
    assert row["why"] == "no_vpr"
    assert row[["n", "share", "lower", "upper", "base_share", "probability"]].isna().all()
    assert result.facts["without_vpr"] == 1


def test_without_the_cohorts_vpr_the_exam_is_not_forecast() -> None:
    vpr = data()["vpr"]
    result = compute({**data(), "vpr": vpr[(vpr["year"] - vpr["grade"]).ne(2016)]}, ASKED)
    assert whys(result)["share"] == "no_cohort"
    assert set(of(result)["why"]) == {"no_vpr"}


def test_few_pupils_are_flagged_and_their_limits_are_wider() -> None:
    table = of(found())
    few, others = table[table["small_n"]], table[~table["small_n"] & table["n"].ge(40)]
    assert few["n"].lt(10).all()
    assert len(few)
    width = table["upper"] - table["lower"]
    assert width[few.index].mean() > width[others.index].mean()


def test_who_stands_out_is_above_the_region_or_likely_to_be_low() -> None:
    result = found()
    chosen = result.table[stands_out(result.table)]
    assert (chosen["lower"].gt(chosen["base_share"]) | chosen["band"].ge(1)).all()
    assert result.facts["named"] == chosen["school"].nunique() > 0


def test_selected_cells_give_the_same_forecasts_as_all_of_them() -> None:
    assert result_sha(compute(ANALYSIS.select(data(), ASKED), ASKED)) == result_sha(found())


@settings(max_examples=4, deadline=None)
@given(cut=st.floats(0, 1), seed=st.integers(0, 99))
def test_neither_row_order_nor_file_splits_change_a_forecast(cut: float, seed: int) -> None:
    mixed = {kind: table.sample(frac=1, random_state=seed) for kind, table in data().items()}
    places = {kind: int(cut * len(table)) for kind, table in mixed.items()}
    split = {kind: pd.concat([table.iloc[places[kind] :], table.iloc[: places[kind]]]) for kind, table in mixed.items()}
    assert result_sha(compute(split, ASKED)) == result_sha(found())


def with_school(subject: str, low: int) -> Frames:
    """The region with one school more: VPR of the coming cohort, and an exam of the last year, in this subject."""
    pupils = ({"pupil": str(place), "primary": place % 20, "mark": 3} for place in range(30))
    vpr = rows("vpr", *pupils, school="edu989999", year=2023, grade=8, subject=subject)
    gia = exam(30, low, school="edu989999", year=2024, subject=subject)
    return {"vpr": pd.concat([data()["vpr"], vpr]), "gia": pd.concat([data()["gia"], gia])}


def test_a_school_with_other_subjects_leaves_an_exams_forecasts_as_they_are() -> None:
    others = compute(with_school("русский язык", 20), ASKED)
    pd.testing.assert_frame_equal(of(others), of(found()))
    physics = compute(with_school("физика", 20), ASKED)
    assert result_sha(physics) == result_sha(found())


def test_a_school_with_the_same_exam_belongs_to_the_region_and_moves_it() -> None:
    # What follows from learning by region: said in docs/analysis.md, and not hidden here.
    moved = of(compute(with_school("математика", 20), ASKED))
    assert not moved.loc[of(found()).index, "share"].equals(of(found())["share"])


@pytest.mark.parametrize("bands", [(30, 10), (10, 10)])
def test_bands_rise(bands: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="должны возрастать"):
        context(2024, readiness={"bands": bands})
