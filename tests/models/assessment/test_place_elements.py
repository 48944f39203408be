"""A municipality's difficult elements: its schools' points beside the region's; no share that tells of a few."""

from typing import Any

import pandas as pd
import pytest

from models.assessment.analysis import Result
from models.assessment.hard_elements import compute
from models.assessment.layout import Frames
from models.assessment.place_elements import answers_of_places, elements_of_places
from models.assessment.sharing import Telling, as_shared, told_by
from tests.models.assessment.factories import context, frames, points_of, rows

TASKS = rows("tasks", {"task": "1", "element": "1. Дроби"}, {"task": "2", "element": "2. Площадь"})
PLACES = pd.Series({"a": "Бор", "b": "Бор", "c": "Луг", "d": "Яр"})


def points(school: str, right: int, wrong: int, task: str = "1") -> pd.DataFrame:
    """So many pupils with a point for the task, so many without."""
    scores = [1] * right + [0] * wrong
    cells = ({"pupil": f"{school}{place}", "score": score} for place, score in enumerate(scores))
    return rows("vpr_tasks", *cells, task=task, school=school, max_score=1)


def answers(*own: pd.DataFrame, **told: pd.DataFrame) -> dict[str, Result]:
    data = frames(vpr_tasks=list(own), tasks=TASKS, **told)
    return told_so(data)[0]


def told_so(data: Frames, earlier: Telling | None = None) -> tuple[dict[str, Result], Telling]:
    """The municipalities' answers, and what they and the region's tell."""
    whole, own = compute(data, context()), elements_of_places(data, PLACES, context())
    told = told_by(whole, PLACES, earlier, own)
    return dict(answers_of_places(own, as_shared(whole, told), told.elements)), told


def shown(found: Result, name: str = "elements") -> list[dict[Any, Any]]:
    return (found.table if name == "list" else found.details[name]).to_dict("records")


def test_a_municipality_is_its_schools_together_beside_the_region() -> None:
    found = answers(points("a", 5, 15), points("b", 15, 5), points("c", 18, 2), points("d", 2, 18))
    (fractions,) = shown(found["Бор"])
    assert (fractions["n"], fractions["share"], fractions["whole_share"]) == (40, 50, 50)
    assert {name: len(one.table) for name, one in found.items()} == {"Бор": 1, "Луг": 0, "Яр": 1}
    assert (found["Луг"].facts["hard"], found["Луг"].facts["elements"]) == (0, 1)


def test_a_share_of_few_is_hidden_and_one_more_that_would_tell_it() -> None:
    found = answers(points("a", 5, 25), points("c", 3, 5), points("d", 2, 18))
    hidden = {name: [row["is_hidden"] for row in shown(one)] for name, one in found.items()}
    assert hidden == {"Бор": [False], "Луг": [True], "Яр": [True]}
    (of_few,) = shown(found["Луг"])
    assert of_few["n"] == 8
    assert pd.isna(of_few["share"])
    assert pd.isna(of_few["points"])
    assert found["Яр"].table.empty, "that it is difficult would tell of its share"
    assert found["Яр"].facts["hidden"] == 1


def test_elements_are_hidden_each_by_itself() -> None:
    found = answers(points("a", 9, 9), points("c", 9, 9), points("c", 1, 2, task="2"), points("a", 9, 9, task="2"))
    assert [row["is_hidden"] for row in shown(found["Бор"])] == [False, True]


def test_a_region_of_few_is_not_told_beside_them() -> None:
    (only,) = shown(answers(points("a", 2, 3))["Бор"])
    assert pd.isna(only["whole_share"])
    assert only["is_hidden"]


def test_a_school_without_its_pupils_points_is_told_by_its_report() -> None:
    told = points_of(pd.concat([points("b", 10, 10)]))
    (fractions,) = shown(answers(points("a", 5, 15), vpr_completion=told)["Бор"])
    assert (fractions["n"], fractions["points"]) == (40, 15)


@pytest.mark.parametrize("place", ["Луг", "Яр"])
def test_a_municipality_without_results_has_no_elements(place: str) -> None:
    assert shown(answers(points("a", 5, 15))[place]) == []
