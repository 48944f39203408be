import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.assessment.checks.registry import CHECKS
from models.assessment.findings import Finding
from models.assessment.layout import Frames
from models.assessment.mark_scale import fitted_scale
from tests.models.assessment.factories import SCHOOL, context, exam, frames, rows, work

OTHER = "edu680102"


def found(name: str, data: Frames, *years: int) -> list[Finding]:
    return list(CHECKS[name](data, context(*years)))


def marked(*rows_of: tuple[int, int], school: str = SCHOOL) -> pd.DataFrame:
    cells = ({"pupil": f"{school}-{i}", "primary": p, "mark": m} for i, (p, m) in enumerate(rows_of))
    return rows("vpr", *cells, school=school)


@pytest.mark.parametrize("name", CHECKS)
def test_data_that_are_not_there_are_no_finding(name: str) -> None:
    assert found(name, frames(), 2022, 2023) == []


@pytest.mark.parametrize("name", CHECKS)
def test_good_data_have_no_findings(name: str) -> None:
    schools = rows("schools", {}, {"school": OTHER})
    vpr = [work(10, 3, school=s, year=y) for s in (SCHOOL, OTHER) for y in (2022, 2023)]
    assert found(name, frames(vpr=vpr, gia=exam(10, 3), schools=schools), 2022, 2023) == []


def test_a_school_whose_marks_break_the_works_scale_is_named_with_counts() -> None:
    honest = marked(*[(6, 2), (7, 3), (11, 4), (15, 5)] * 5, school=OTHER)
    wrong = marked((6, 4), (7, 3), (11, 2), (15, 5))
    (finding,) = found("marks_follow_scores", frames(vpr=[honest, wrong]))
    assert (finding.school, finding.place, finding.blocking) == (SCHOOL, "ВПР 2023, 5 класс, математика", True)
    assert "строк 2 из 4; например, за 6 б. стоит «4», а по шкале этой работы «2»" in finding.message


def test_each_work_has_its_own_scale() -> None:
    vpr = [marked((6, 2), (7, 3)), marked((6, 3), (7, 4)).assign(grade=6).astype({"grade": "Int64"})]
    assert found("marks_follow_scores", frames(vpr=vpr)) == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(2, 5)), min_size=1, max_size=12))
def test_the_fitted_scale_never_falls_and_is_broken_by_the_fewest_rows(pairs: list[tuple[int, int]]) -> None:
    scores, marks = (pd.Series(side, dtype="Int64") for side in zip(*pairs, strict=True))
    scale = fitted_scale(scores, marks)
    ordered = [scale[score] for score in sorted(scale)]
    assert ordered == sorted(ordered)
    broken = sum(scale[score] != mark for score, mark in pairs)
    # By trying every scale: three boundaries between the marks.
    edges = range(8)
    best = min(
        sum(2 + (score >= a) + (score >= b) + (score >= c) != mark for score, mark in pairs)
        for a in edges
        for b in edges
        for c in edges
    )
    assert broken == best


def test_a_school_that_is_missing_a_work_others_have_is_warned() -> None:
    vpr = [work(10, 3, school=OTHER, year=y) for y in (2022, 2023)] + [work(10, 3, year=2022)]
    (finding,) = found("results_are_complete", frames(vpr=vpr), 2022, 2023)
    assert (finding.school, finding.place, finding.blocking) == (SCHOOL, "Результаты 2023 года", False)
    assert "ВПР, 5 класс, математика" in finding.message


def test_a_school_with_one_subject_of_a_grade_is_asked_for_the_other() -> None:
    gia = [exam(5, 1, school=OTHER), exam(5, 1, school=OTHER, subject="русский язык"), exam(5, 1)]
    (finding,) = found("results_are_complete", frames(gia=gia))
    assert (finding.school, "ОГЭ, русский язык" in finding.message) == (SCHOOL, True)


def test_one_level_of_mathematics_is_enough() -> None:
    levels = {SCHOOL: "базовая", OTHER: "профильная"}
    gia = [exam(5, 1, exam="ЕГЭ", subject=f"математика {level}", school=school) for school, level in levels.items()]
    assert found("results_are_complete", frames(gia=gia)) == []


def test_what_nobody_held_is_asked_of_nobody() -> None:
    gia = [exam(5, 1, year=2022), exam(5, 1, year=2022, school=OTHER)]
    assert found("results_are_complete", frames(gia=gia), 2022, 2023) == []


def test_a_school_outside_the_register_blocks() -> None:
    (finding,) = found(
        "participants_fit_the_register", frames(vpr=work(5, 1), schools=rows("schools", {"school": OTHER}))
    )
    assert (finding.school, finding.blocking) == (SCHOOL, True)


def test_more_participants_in_a_grade_than_pupils_in_the_school_block() -> None:
    data = frames(vpr=work(11, 1), schools=rows("schools", {"pupils": 10}))
    (finding,) = found("participants_fit_the_register", data)
    assert finding.blocking
    assert "Участников 11, а обучающихся в школе по реестру 10" in finding.message
    assert (
        found("participants_fit_the_register", frames(vpr=work(10, 1), schools=rows("schools", {"pupils": 10}))) == []
    )


def test_a_compulsory_work_that_few_wrote_is_a_warning() -> None:
    vpr = [work(20, 2, subject="русский язык"), work(9, 2), work(5, 1, subject="биология")]
    (finding,) = found("participants_fit_the_register", frames(vpr=vpr, schools=rows("schools", {})))
    assert (finding.place, finding.blocking) == ("ВПР 2023, 5 класс, математика", False)
