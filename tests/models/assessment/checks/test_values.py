"""Values that cannot be, results that stand twice, changes that do not happen by themselves, data past their time."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from models.assessment.checks.registry import CHECKS
from models.assessment.findings import Finding
from models.assessment.layout import Frames
from tests.models.assessment.factories import SCHOOL, context, exam, frames, rows, work

OTHER = "edu680102"


def found(name: str, data: Frames, *years: int) -> list[Finding]:
    return list(CHECKS[name](data, context(*years)))


@pytest.mark.parametrize(
    ("data", "place", "told"),
    [
        (frames(vpr=rows("vpr", {"mark": 1}, {"mark": 5})), "ВПР 2023, 5 класс, математика", "отметка «1», строк 1"),
        (frames(vpr=rows("vpr", {"mark": 3, "journal_mark": 6})), "ВПР 2023, 5 класс, математика", "журналу «6»"),
        (frames(gia=rows("gia", {"mark": 7})), "ОГЭ 2023, математика", "отметка «7»"),
        (frames(gia=rows("gia", {"exam": "ЕГЭ", "score": 101})), "ЕГЭ 2023, математика", "тестовый балл «101»"),
    ],
)
def test_marks_and_scores_outside_their_range_block(data: Frames, place: str, told: str) -> None:
    (finding,) = found("marks_are_from_two_to_five", data)
    assert (finding.school, finding.place, finding.blocking) == (SCHOOL, place, True)
    assert told in finding.message


def test_a_missing_mark_is_not_a_wrong_one() -> None:
    assert found("marks_are_from_two_to_five", frames(vpr=rows("vpr", {"mark": None}, {"mark": 2}))) == []


def tasks(*scores: int, most: int = 2) -> pd.DataFrame:
    return rows(
        "vpr_tasks", *({"pupil": "a", "task": str(i), "score": s, "max_score": most} for i, s in enumerate(scores))
    )


def test_a_task_with_more_points_than_its_maximum_blocks() -> None:
    (finding,) = found("scores_fit_the_maximum", frames(vpr_tasks=tasks(2, 3)))
    assert "Задание 1: балл «3» при наибольшем 2, строк 1." in finding.message
    assert found("scores_fit_the_maximum", frames(vpr_tasks=tasks(2, 2))) == []


@pytest.mark.parametrize(("primary", "blocks"), [(4, False), (5, True)])
def test_a_work_has_no_more_points_than_its_tasks_give(primary: int, blocks: bool) -> None:
    data = frames(vpr=rows("vpr", {"pupil": "a", "primary": primary}), vpr_tasks=tasks(2, 2))
    findings = found("scores_fit_the_maximum", data)
    assert len(findings) == blocks
    if blocks:
        assert "«5» больше, чем дают все задания (4)" in findings[0].message


def test_a_pupil_with_two_results_of_one_work_blocks() -> None:
    twice = rows("vpr", {"pupil": "a", "mark": 2}, {"pupil": "a", "mark": 5}, {"pupil": "b", "mark": 3})
    (finding,) = found("results_are_not_repeated", frames(vpr=twice))
    assert (finding.school, finding.blocking) == (SCHOOL, True)
    assert "участников 1, строк 2" in finding.message
    other_work = rows("vpr", {"pupil": "a"}, {"pupil": "a", "subject": "русский язык"}, {"pupil": "a", "school": OTHER})
    assert found("results_are_not_repeated", frames(vpr=other_work)) == []


def test_an_appeal_and_a_reserve_day_repeat_nothing() -> None:
    states = rows("gia", {"pupil": "a"}, {"pupil": "a", "state": 1}, {"pupil": "a", "held_on": "2023-06-20"})
    assert found("results_are_not_repeated", frames(gia=states)) == []
    (finding,) = found("results_are_not_repeated", frames(gia=rows("gia", {"pupil": "a"}, {"pupil": "a"})))
    assert finding.place == "ОГЭ 2023, математика"


def region(before: int, after: int, n: int = 100) -> list[pd.DataFrame]:
    """Twenty schools steady at 20 of 100, and one with these failures of n in 2022 and in 2023."""
    steady = [work(100, 20, school=f"edu68{i:04}", year=year) for i in range(20) for year in (2022, 2023)]
    return [*steady, work(n, before, school=OTHER, year=2022), work(n, after, school=OTHER, year=2023)]


@pytest.mark.parametrize(
    ("before", "after", "warns"), [(20, 60, True), (70, 20, True), (20, 45, False), (20, 20, False)]
)
def test_a_change_far_from_the_regions_is_a_warning(before: int, after: int, warns: bool) -> None:
    findings = found("results_do_not_jump", frames(vpr=region(before, after)), 2022, 2023)
    assert [(one.school, one.blocking) for one in findings] == [(OTHER, False)] * warns


def test_a_change_of_the_whole_region_is_nobodys() -> None:
    vpr = [work(100, low, school=f"edu68{i:04}", year=y) for i in range(5) for y, low in ((2022, 10), (2023, 60))]
    assert found("results_do_not_jump", frames(vpr=vpr), 2022, 2023) == []


def test_few_participants_prove_no_jump() -> None:
    assert found("results_do_not_jump", frames(vpr=region(0, 9, n=9)), 2022, 2023) == []
    assert len(found("results_do_not_jump", frames(vpr=region(0, 10, n=10)), 2022, 2023)) == 1


@pytest.mark.parametrize(("loaded", "blocks"), [(date(2023, 9, 2), False), (date(2023, 9, 1), True)])
def test_a_register_older_than_a_year_blocks(loaded: date, blocks: bool) -> None:
    asked = replace(context(), as_of=date(2024, 9, 1), loaded_on={"schools": loaded, "vpr": date(2020, 1, 1)})
    findings = list(CHECKS["data_are_fresh"](frames(), asked))
    assert [one.place for one in findings] == ["Реестр школ"] * blocks


def test_an_exam_waits_for_its_appeals_or_for_their_days() -> None:
    protocol, day = exam(10, 3), date(2023, 6, 30)
    (finding,) = CHECKS["appeals_are_closed"](frames(gia=protocol), replace(context(), as_of=day))
    assert (finding.school, finding.place, finding.blocking) == ("", "ОГЭ 2023, математика", True)
    assert "возможны до 01.07.2023" in finding.message
    assert list(CHECKS["appeals_are_closed"](frames(gia=protocol), replace(context(), as_of=date(2023, 7, 1)))) == []
    appealed = frames(gia=[protocol, rows("gia", {"pupil": "x", "state": 1})])
    assert list(CHECKS["appeals_are_closed"](appealed, replace(context(), as_of=day))) == []
