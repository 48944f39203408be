"""Where pupils' own results are not loaded the reports speak, and say the same of the same pupils."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.assessment.fingerprint import result_sha
from models.assessment.parameters import Parameters
from models.assessment.percents import recovered
from models.assessment.procedures import procedures
from models.assessment.registry import ANALYSES
from tests.models.assessment.factories import SCHOOL, context, exam, frames, marks_of, rows, work

OTHER = "edu680102"
WORK = ["year", "grade", "subject", "school"]


def a_report(n: int, *percents: float, **where: Any) -> pd.DataFrame:
    """A row of report 2 as the reader keeps it."""
    counts = recovered(np.array([percents]), np.array([n])).counts[0]
    return rows(
        "vpr_marks", *({"n": n, "mark": mark + 2, "count": count} for mark, count in enumerate(counts)), **where
    )


@pytest.mark.parametrize(
    ("n", "percents", "low", "is_low"),
    [
        (61, (32.79, 39.34, 21.31, 6.56), 20, True),
        (67, (29.85, 40.30, 19.40, 10.45), 20, False),
        (20, (30.0, 30.0, 30.0, 10.0), 6, True),
        (7, (28.57, 42.86, 14.29, 14.29), 2, False),
    ],
)
def test_a_printed_per_cent_is_a_count_again(n: int, percents: tuple[float, ...], low: int, is_low: bool) -> None:
    (row,) = procedures(frames(vpr_marks=a_report(n, *percents)), [2023], Parameters()).to_dict("records")
    assert (row["school"], row["procedure"]) == (SCHOOL, "ВПР, 5 класс, математика")
    assert (row["n"], row["n_low"], row["is_low"], row["small_n"]) == (n, low, is_low, n < 10)


def test_pupils_own_marks_are_believed_before_the_report_school_by_school_and_work_by_work() -> None:
    told = [
        marks_of(work(20, 19)),
        marks_of(work(20, 19, school=OTHER)),
        marks_of(work(20, 19, subject="русский язык")),
        marks_of(work(20, 19, year=2022)),
    ]
    found = procedures(frames(vpr=work(10, 1), vpr_marks=told), [2022, 2023], Parameters())
    assert list(found[["school", "year", "subject", "n", "n_low"]].itertuples(index=False, name=None)) == [
        (SCHOOL, 2022, "математика", 20, 19),
        (SCHOOL, 2023, "математика", 10, 1),
        (SCHOOL, 2023, "русский язык", 20, 19),
        (OTHER, 2023, "математика", 20, 19),
    ]


def test_a_school_all_of_whose_pupils_are_absent_in_the_file_is_told_by_the_report() -> None:
    data = frames(vpr=rows("vpr", {"pupil": "x"}), vpr_marks=marks_of(work(10, 3)))
    assert list(procedures(data, [2023], Parameters())["n"]) == [10]


@pytest.mark.parametrize("level", ["country", "region", "municipality"])
def test_groups_of_schools_are_no_school(level: str) -> None:
    told = marks_of(work(10, 3)).assign(level=level).astype({"level": "string"})
    assert procedures(frames(vpr_marks=told), [2023], Parameters()).empty


cells = st.builds(
    lambda n, low, **rest: (n, min(n, low), rest),
    n=st.sampled_from([3, 7, 10, 20]),
    low=st.integers(0, 6),
    school=st.sampled_from([SCHOOL, OTHER]),
    year=st.sampled_from([2022, 2023]),
    grade=st.sampled_from([5, 6]),
    subject=st.sampled_from(["математика", "русский язык"]),
)


@pytest.mark.parametrize("name", ["low_results", "school_lists", "dynamics"])
@settings(max_examples=12, deadline=None)
@given(works=st.lists(cells, min_size=1, max_size=6), by_report=st.integers(0, 255), seed=st.integers(0, 99))
def test_rows_and_their_own_reports_give_the_same_answer_however_they_are_mixed(
    name: str, works: list[tuple[int, int, dict[str, Any]]], by_report: int, seed: int
) -> None:
    analysis, asked = ANALYSES[name], context(2022, 2023)
    vpr, gia = pd.concat([work(n, low, **rest) for n, low, rest in works]), exam(8, 3, year=2022)
    number = vpr.groupby(WORK).ngroup()
    is_told = number.map(lambda place: bool(by_report >> int(place) & 1)).astype(bool)
    told = marks_of(vpr[is_told] if is_told.any() else vpr).sample(frac=1, random_state=seed)
    plain = result_sha(analysis.compute(frames(vpr=vpr, gia=gia), asked))
    mixed = frames(vpr=vpr[~is_told], vpr_marks=[told.iloc[3:], told.iloc[:3]], gia=gia)
    assert result_sha(analysis.compute(mixed, asked)) == plain
    both = frames(vpr=vpr, vpr_marks=told, gia=gia)
    assert result_sha(analysis.compute(both, asked)) == plain


def test_a_school_that_only_a_report_knows_changes_nothing_of_the_others() -> None:
    asked, vpr = context(2022, 2023), [work(20, 6), work(20, 6, grade=6)]
    alone = ANALYSES["low_results"].compute(frames(vpr=vpr), asked).table
    beside = ANALYSES["low_results"].compute(frames(vpr=vpr, vpr_marks=marks_of(work(9, 9, school=OTHER))), asked)
    pd.testing.assert_frame_equal(beside.table, alone)
