"""What is missing is named: results, schools of a year, a region's coverage."""

import pytest

from models.assessment.checks.registry import CHECKS
from models.assessment.findings import Finding
from models.assessment.layout import Frames
from tests.models.assessment.factories import context, exam, frames, marks_of, rows, work

OTHER, THIRD = "edu680102", "edu680103"


def found(name: str, data: Frames, *years: int, **parameters: int) -> list[Finding]:
    return list(CHECKS[name](data, context(*years, **parameters)))


def test_a_school_of_the_register_without_a_work_of_the_region_blocks() -> None:
    schools = rows("schools", {}, {"school": OTHER})
    vpr = [work(10, 3), work(10, 3, school=OTHER), work(10, 1, subject="русский язык")]
    (finding,) = found("results_are_present", frames(vpr=vpr, schools=schools))
    assert (finding.school, finding.place, finding.blocking) == (OTHER, "Результаты 2023 года", True)
    assert "Нет результатов: ВПР, 5 класс, русский язык." in finding.message


def test_a_school_of_which_nothing_came_is_asked_for_every_work_and_no_exam() -> None:
    schools = rows("schools", {}, {"school": OTHER})
    (finding,) = found("results_are_present", frames(vpr=work(10, 3), gia=exam(10, 3), schools=schools))
    assert (finding.school, "ОГЭ" in finding.message) == (OTHER, False)


def test_an_exam_is_asked_of_who_held_it_in_another_year() -> None:
    gia = [exam(9, 1, year=2022), exam(9, 1, year=2022, school=OTHER), exam(9, 1)]
    (finding,) = found("results_are_present", frames(gia=gia), 2022, 2023)
    assert (finding.school, finding.place) == (OTHER, "Результаты 2023 года")


def test_a_school_that_is_missing_in_one_year_is_a_warning() -> None:
    vpr = [work(10, 3, year=2022), work(10, 3, year=2022, school=OTHER), work(10, 3)]
    (finding,) = found("schools_are_in_every_year", frames(vpr=vpr), 2022, 2023)
    assert (finding.school, finding.place, finding.blocking) == (OTHER, "Результаты 2023 года", False)
    assert "а за 2022 есть" in finding.message
    assert found("schools_are_in_every_year", frames(vpr=vpr), 2022) == []


@pytest.mark.parametrize(("least", "blocks"), [(66, False), (67, True)])
def test_coverage_counts_the_schools_of_the_register(least: int, blocks: bool) -> None:
    schools = rows("schools", {}, {"school": OTHER}, {"school": THIRD})
    data = frames(vpr=[work(10, 3), work(10, 3, school=OTHER)], schools=schools)
    findings = found("coverage_is_enough", data, covered_schools_percent=least)
    assert [(one.school, one.blocking) for one in findings] == [("", True)] * blocks
    if blocks:
        assert "Школ с результатами: 2 из 3 (66,7\u00a0%), нужно не менее 67 %. Нет: edu680103." in findings[0].message


@pytest.mark.parametrize(("wrote", "blocks"), [(15, False), (14, True)])
def test_coverage_counts_the_pupils_that_any_work_of_the_grade_knows(wrote: int, blocks: bool) -> None:
    vpr = [work(20, 2, subject="русский язык"), work(wrote, 2)]
    findings = found("coverage_is_enough", frames(vpr=vpr, schools=rows("schools", {})))
    assert [one.place for one in findings] == ["ВПР 2023, 5 класс, математика"] * blocks


def test_a_school_that_a_report_tells_of_is_there() -> None:
    schools = rows("schools", {}, {"school": OTHER})
    data = frames(vpr=work(10, 3), vpr_marks=marks_of(work(10, 3, school=OTHER)), schools=schools)
    assert found("results_are_present", data) == []
    assert found("coverage_is_enough", data, covered_schools_percent=100) == []


@pytest.mark.parametrize(("wrote", "blocks"), [(15, False), (14, True)])
def test_of_a_reported_school_as_many_are_expected_as_wrote_its_widest_work(wrote: int, blocks: bool) -> None:
    told = [marks_of(work(20, 2, subject="русский язык")), marks_of(work(wrote, 2))]
    findings = found("coverage_is_enough", frames(vpr_marks=told, schools=rows("schools", {})))
    assert [one.place for one in findings] == ["ВПР 2023, 5 класс, математика"] * blocks


def test_coverage_adds_up_schools_told_by_pupils_and_schools_told_by_reports() -> None:
    vpr = [work(20, 2, subject="русский язык"), work(10, 2)]
    told = [marks_of(work(20, 2, subject=subject, school=OTHER)) for subject in ("русский язык", "математика")]
    schools = rows("schools", {}, {"school": OTHER})
    data = frames(vpr=vpr, vpr_marks=[*told, marks_of(work(10, 2))], schools=schools)
    assert found("coverage_is_enough", data, covered_pupils_percent=75) == []
    (finding,) = found("coverage_is_enough", data, covered_pupils_percent=76)
    assert finding.message.startswith("Писали работу: 30 из 40 (75,0\u00a0%)")


def test_a_reported_school_is_asked_of_the_register_like_any_other() -> None:
    schools = rows("schools", {"pupils": 9})
    (crowd,) = found("participants_fit_the_register", frames(vpr_marks=marks_of(work(10, 2)), schools=schools))
    assert (crowd.school, crowd.blocking) == ("edu680101", True)
    assert crowd.message.startswith("Участников 10, а обучающихся в школе по реестру 9.")
    stranger = frames(vpr_marks=marks_of(work(5, 2, school=OTHER)), schools=schools)
    assert [one.school for one in found("participants_fit_the_register", stranger)] == [OTHER]
    thin = [marks_of(work(9, 2, subject="русский язык")), marks_of(work(4, 2))]
    (few,) = found("participants_fit_the_register", frames(vpr_marks=thin, schools=schools))
    assert (few.place, few.blocking) == ("ВПР 2023, 5 класс, математика", False)
