"""Pupils at risk, low classes and branches, teachers' support, difficult elements."""

import pytest

from models.assessment import hard_elements, low_branches, low_classes, pupils_at_risk, teacher_support
from models.assessment.layout import Frames
from tests.models.assessment.factories import context, exam, frames, rows, work

SUBJECTS = ("математика", "русский язык", "история", "биология", "физика")


def low_in(number: int, class_name: str = "5А", n: int = 10) -> Frames:
    works = [work(n, 3 if i < number else 2, subject=s, class_name=class_name) for i, s in enumerate(SUBJECTS)]
    return frames(vpr=works, assignments=rows("assignments", {"class_name": class_name, "branch": "с. Дальнее"}))


def test_a_pupil_with_two_in_two_subjects_is_at_risk() -> None:
    vpr = rows(
        "vpr",
        {"pupil": "a", "mark": 2},
        {"pupil": "a", "mark": 2, "subject": "физика"},
        {"pupil": "b", "mark": 2},
        {"pupil": "b", "mark": 3, "subject": "физика"},
        {"pupil": "c", "mark": 2},
        {"pupil": "c", "subject": "физика"},
    )
    result = pupils_at_risk.compute(frames(vpr=vpr), context())
    assert result.table.to_dict("records") == [
        {"school": "edu680101", "class_name": "5А", "pupil": "a", "failed": 2, "subjects": "математика; физика"}
    ]
    assert result.restricted


def test_the_same_subject_twice_is_one_subject() -> None:
    twice = rows("vpr", {"pupil": "a", "mark": 2, "variant": "1"}, {"pupil": "a", "mark": 2, "variant": "2"})
    assert pupils_at_risk.compute(frames(vpr=twice), context()).table.empty


def test_only_the_last_year_puts_a_pupil_at_risk() -> None:
    vpr = [work(1, 1, year=2022), work(1, 1, year=2022, subject="физика")]
    assert pupils_at_risk.compute(frames(vpr=vpr), context(2022, 2023)).table.empty


@pytest.mark.parametrize(("number", "listed"), [(3, 0), (4, 1), (5, 1)])
def test_a_class_or_branch_is_listed_when_more_than_three_subjects_are_low(number: int, listed: int) -> None:
    assert len(low_classes.compute(low_in(number), context()).table) == listed
    assert len(low_branches.compute(low_in(number), context()).table) == listed


def test_grades_outside_the_order_are_not_asked() -> None:
    vpr = [work(10, 5, subject=s, grade=4, class_name="4А") for s in SUBJECTS]
    assert low_classes.compute(frames(vpr=vpr), context()).table.empty


def test_a_branch_pools_its_grades_by_subject() -> None:
    """Five of ten in grade 5 and none of ten in grade 6 are 25 %: not low, though one class is."""
    vpr = [work(10, 5, subject=s) for s in SUBJECTS] + [
        work(10, 0, subject=s, grade=6, class_name="6А") for s in SUBJECTS
    ]
    places = rows("assignments", {"branch": "Дальнее"}, {"branch": "Дальнее", "class_name": "6А"})
    data = frames(vpr=vpr, assignments=places)
    assert low_branches.compute(data, context()).table.empty
    assert len(low_classes.compute(data, context()).table) == 1


def test_the_head_school_is_no_branch_and_a_class_without_a_place_is_counted_apart() -> None:
    head = frames(vpr=low_in(5)["vpr"], assignments=rows("assignments", {"branch": ""}))
    assert low_branches.compute(head, context()).facts["branches"] == 0
    torn = rows("assignments", {"branch": "Дальнее"}, {"branch": "Ближнее"})
    for assignments in (rows("assignments", {"class_name": "9Я"}), torn):
        lost = low_branches.compute(frames(vpr=low_in(5)["vpr"], assignments=assignments), context())
        assert (lost.facts["unplaced_classes"], len(lost.table)) == (1, 0)


def test_teachers_are_named_by_the_works_of_their_classes_in_order_of_code() -> None:
    assignments = rows(
        "assignments",
        {"subject": "математика", "teacher": "П-09"},
        {"subject": "русский язык", "teacher": "П-02"},
        {"subject": "история", "teacher": "П-05"},
        {"subject": "математика", "teacher": "П-01", "class_name": "11А"},
    )
    vpr = [
        work(10, 9),
        work(10, 3, subject="русский язык"),
        work(10, 2, subject="история"),
        work(9, 9, subject="химия"),
    ]
    base = exam(10, 4, exam="ЕГЭ", subject="математика базовая", class_name="11А")
    result = teacher_support.compute(frames(vpr=vpr, gia=base, assignments=assignments), context())
    found = [(row.teacher, row.subject, row.source, row.n, row.n_low) for row in result.table.itertuples()]
    assert found == [
        ("П-01", "математика базовая", "ЕГЭ", 10, 4),
        ("П-02", "русский язык", "ВПР", 10, 3),
        ("П-09", "математика", "ВПР", 10, 9),
    ]
    assert result.facts["works_without_teacher"] == 1
    assert result.restricted


def points(task: str, scores: list[int | None]) -> list[dict[str, object]]:
    return [{"task": task, "pupil": f"p{i}", "score": score, "max_score": 2} for i, score in enumerate(scores)]


def test_an_element_is_hard_below_its_levels_minimum_and_not_attempted_is_nought() -> None:
    answers = points("1", [2, 2, None, None]) + points("2", [2, 2, 2, 2]) + points("3", [1, 1, 0, 0])
    tasks = rows(
        "tasks",
        {"task": "1", "element": "1.1 Дроби"},
        {"task": "2", "element": "1.2 Числа"},
        {"task": "3", "element": "2.1 Задачи", "level": "П"},
    )
    result = hard_elements.compute(frames(vpr_tasks=rows("vpr_tasks", *answers), tasks=tasks), context())
    shares = {row.element: (row.level, row.points, row.maximum, row.share) for row in result.table.itertuples()}
    assert shares == {"1.1 Дроби": ("Б", 4, 8, 50.0), "2.1 Задачи": ("П, В", 2, 8, 25.0)}


def test_exactly_the_minimum_is_not_hard() -> None:
    tasks = rows("tasks", {"task": "1", "element": "1.1"})
    answers = rows("vpr_tasks", *points("1", [1, 1, 1, 1]))
    asked = context(element_minimum={"Б": 50.0})
    assert hard_elements.compute(frames(vpr_tasks=answers, tasks=tasks), asked).table.empty


def test_points_of_which_nobody_knows_the_maximum_are_left_out() -> None:
    tasks = rows("tasks", {"task": "1", "element": "1.1"})
    unknown = [row | {"pupil": "x", "max_score": None} for row in points("1", [2])]
    result = hard_elements.compute(
        frames(vpr_tasks=rows("vpr_tasks", *points("1", [1]), *unknown), tasks=tasks), context()
    )
    assert result.details["elements"][["points", "maximum"]].to_numpy().tolist() == [[1, 2]]


def test_the_absent_earn_no_noughts() -> None:
    tasks = rows("tasks", {"task": "1", "element": "1.1"})
    answers = rows("vpr_tasks", *points("1", [1, 2, None, None]))
    vpr = rows("vpr", {"pupil": "p0", "mark": 3}, {"pupil": "p1", "mark": 4}, {"pupil": "p2"}, {"pupil": "p3"})
    result = hard_elements.compute(frames(vpr=vpr, vpr_tasks=answers, tasks=tasks), context())
    assert list(result.details["elements"]["maximum"]) == [4]


def test_tasks_that_nobody_mapped_are_counted_apart() -> None:
    result = hard_elements.compute(frames(vpr_tasks=rows("vpr_tasks", *points("9", [0, 0]))), context())
    assert (result.facts["unmapped_tasks"], len(result.table)) == (1, 0)
