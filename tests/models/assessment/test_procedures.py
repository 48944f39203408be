import pandas as pd
import pytest

from models.assessment.parameters import Parameters
from models.assessment.procedures import procedures
from tests.models.assessment.factories import exam, frames, rows, work


def only(results: pd.DataFrame) -> pd.Series:
    assert len(results) == 1
    return results.iloc[0]


@pytest.mark.parametrize(
    ("n", "low", "is_low"),
    [(10, 3, True), (20, 6, True), (19, 5, False), (7, 2, False), (67, 20, False), (3, 1, True), (5, 0, False)],
)
def test_a_procedure_is_low_from_thirty_per_cent_inclusive(n: int, low: int, is_low: bool) -> None:
    row = only(procedures(frames(vpr=work(n, low)), [2023], Parameters()))
    assert (row["n"], row["n_low"], row["is_low"]) == (n, low, is_low)
    assert row["small_n"] == (n < 10)


def test_the_absent_are_no_participants() -> None:
    absent = rows("vpr", {"pupil": "x"}, {"pupil": "y"})
    assert only(procedures(frames(vpr=[work(10, 3), absent]), [2023], Parameters()))["n"] == 10


def test_a_procedure_without_participants_has_no_row() -> None:
    assert procedures(frames(vpr=rows("vpr", {"pupil": "x"})), [2023], Parameters()).empty


def test_only_the_procedures_that_count_are_counted() -> None:
    others = [work(10, 9, grade=8), work(10, 9, subject="физика"), work(10, 9, year=2019)]
    gia = [exam(10, 9, subject="физика"), exam(10, 9, exam="ЕГЭ", subject="физика")]
    assert procedures(frames(vpr=others, gia=gia), [2023], Parameters()).empty


def test_ege_is_judged_by_score_and_base_mathematics_and_oge_by_mark() -> None:
    ege = {"exam": "ЕГЭ"}
    gia = rows(
        "gia",
        ege | {"subject": "русский язык", "pupil": "a", "score": 23},
        ege | {"subject": "русский язык", "pupil": "b", "score": 24},
        ege | {"subject": "математика профильная", "pupil": "a", "score": 26},
        ege | {"subject": "математика профильная", "pupil": "b", "score": 27},
        ege | {"subject": "математика базовая", "pupil": "c", "mark": 2},
        ege | {"subject": "математика базовая", "pupil": "d", "mark": 3},
        {"pupil": "e", "mark": 2, "primary": 9},
        {"pupil": "f", "mark": 3, "primary": 8},
    )
    results = procedures(frames(gia=gia), [2023], Parameters())
    assert list(results["n"]) == [2, 2, 2, 2]
    assert list(results["n_low"]) == [1, 1, 1, 1]


def test_a_scored_subject_without_a_known_minimum_is_not_judged() -> None:
    parameters = Parameters()
    assert procedures(frames(gia=exam(5, 5, exam="ЕГЭ", subject="русский язык", year=2031)), [2031], parameters).empty


@pytest.mark.parametrize(
    ("states", "n", "n_low"),
    [
        ([("06-01", 0, 2), ("06-20", 0, 4)], 1, 0),  # the reserve day replaces the main day
        ([("06-20", 0, 4), ("06-01", 0, 2)], 1, 0),  # in whatever order the files came
        ([("06-01", 0, 2), ("06-01", 1, 3)], 1, 0),  # the appeal replaces the protocol
        ([("06-01", 1, 3), ("06-20", 0, 2)], 1, 1),  # a later day replaces an appeal
        ([("06-01", 0, 2), ("06-20", 0, None)], 1, 1),  # missing the reserve day replaces nothing
        ([("06-01", 0, 2), ("06-01", 1, None)], 0, 0),  # an appeal without a result annuls
    ],
)
def test_the_last_state_of_an_exam_counts(states: list[tuple[str, int, int | None]], n: int, n_low: int) -> None:
    gia = rows("gia", *({"pupil": "a", "held_on": f"2023-{d}", "state": s, "mark": m} for d, s, m in states))
    results = procedures(frames(gia=gia), [2023], Parameters())
    assert (int(results["n"].sum()), int(results["n_low"].sum())) == (n, n_low)


def test_a_pupil_who_failed_both_levels_of_mathematics_counts_in_both() -> None:
    levels = [exam(1, 1, exam="ЕГЭ", subject=f"математика {level}") for level in ("базовая", "профильная")]
    assert len(procedures(frames(gia=levels), [2023], Parameters())) == 2
