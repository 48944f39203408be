"""How many elements were difficult in a school: by the region's rule, of ten participants and more, counts only."""

import pandas as pd

from models.assessment.parameters import Parameters
from models.assessment.school_elements import school_elements, wanted
from models.assessment.wanted import rows_wanted
from tests.models.assessment.factories import frames, rows, work


def answers(task: str, n: int, earned: int, school: str = "a") -> pd.DataFrame:
    """n pupils of whom each earned so many of two points."""
    cells = ({"task": task, "pupil": f"{school}{i}", "score": earned, "max_score": 2} for i in range(n))
    return rows("vpr_tasks", *cells, school=school)


def of(*parts: pd.DataFrame, tasks: tuple[tuple[str, str, str], ...]) -> list[tuple[object, ...]]:
    given = frames(vpr_tasks=list(parts))
    told = rows("tasks", *({"task": task, "element": element, "level": level} for task, element, level in tasks))
    table = school_elements(rows_wanted(given, "vpr_tasks", wanted(2023)), told, Parameters())
    return [tuple(row) for row in table.itertuples(index=False)]


def test_an_element_is_difficult_below_the_minimum_of_its_level() -> None:
    tasks = (("1", "дроби", "Б"), ("2", "проценты", "Б"), ("3", "логика", "П"))
    # Half of the points: below 57 for Б, above 28.5 for П.
    found = of(answers("1", 12, 1), answers("2", 12, 2), answers("3", 12, 1), tasks=tasks)
    assert found == [("a", 1, 3, 1)]


def test_few_participants_are_not_counted() -> None:
    assert of(answers("1", 9, 0), tasks=(("1", "дроби", "Б"),)) == []


def test_schools_are_counted_apart_and_a_task_that_tests_nothing_known_is_left_out() -> None:
    tasks = (("1", "дроби", "Б"), ("9", "неизвестно", "?"))
    parts = [answers("1", 12, 0), answers("1", 12, 2, "b"), answers("9", 12, 0)]
    assert of(*parts, tasks=tasks) == [("a", 1, 1, 1), ("b", 1, 1, 0)]


def test_the_absent_attempted_nothing() -> None:
    absent = work(12, 6).assign(mark=pd.array([None] * 12, dtype="Int64"))
    points = answers("1", 12, 0, absent["school"].iloc[0]).assign(pupil=absent["pupil"].to_numpy())
    assert rows_wanted(frames(vpr=absent, vpr_tasks=points), "vpr_tasks", wanted(2023)).empty
