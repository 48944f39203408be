"""Two sources of one school's work that contradict each other are named, whichever the rules believe."""

import pytest

from models.assessment.checks.aggregates import aggregates_fit_the_rows
from models.assessment.findings import Finding
from models.assessment.layout import Frames
from tests.models.assessment.factories import SCHOOL, context, frames, marks_of, rows, work

OTHER = "edu680102"


def found(data: Frames, *years: int) -> list[Finding]:
    return list(aggregates_fit_the_rows(data, context(*years)))


def test_a_report_of_the_same_pupils_is_no_finding() -> None:
    vpr = [work(61, 20), rows("vpr", {"pupil": "absent"})]
    assert found(frames(vpr=vpr, vpr_marks=marks_of(work(61, 20)))) == []


@pytest.mark.parametrize(("n", "low"), [(61, 19), (60, 20)])
def test_other_participants_or_other_failures_stop_the_school_and_name_both_numbers(n: int, low: int) -> None:
    (finding,) = found(frames(vpr=work(61, 20), vpr_marks=marks_of(work(n, low))))
    assert (finding.school, finding.place, finding.blocking) == (SCHOOL, "ВПР 2023, 5 класс, математика", True)
    told = f"в отчёте «Статистика по отметкам» {low}, 0, {n - low}, 0, а в индивидуальных результатах 20, 0, 41, 0."
    assert told in finding.message


def test_other_marks_above_two_are_a_contradiction_too() -> None:
    told = marks_of(work(10, 3))
    moved = told.assign(count=[3, 1, 6, 0]).astype({"count": "Int64"})
    (finding,) = found(frames(vpr=work(10, 3), vpr_marks=moved))
    assert "3, 1, 6, 0, а в индивидуальных результатах 3, 0, 7, 0." in finding.message


def test_only_works_that_both_sources_know_are_compared() -> None:
    told = [marks_of(work(10, 3, school=OTHER)), marks_of(work(9, 3, grade=6)), marks_of(work(9, 3, year=2022))]
    assert found(frames(vpr=work(10, 3), vpr_marks=told), 2022, 2023) == []
    assert found(frames(vpr=work(10, 3))) == []
    assert found(frames(vpr_marks=told[0])) == []
    other_level = marks_of(work(9, 3)).assign(level="region").astype({"level": "string"})
    assert found(frames(vpr=work(10, 3), vpr_marks=other_level)) == []
