"""Difficult content against the region and the country, by pupils' points or by the reports that tell them."""

from typing import Any

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from models.assessment.fingerprint import result_sha
from models.assessment.hard_elements import compute
from models.assessment.layout import Frames
from tests.models.assessment.factories import SCHOOL, context, frames, points_of, rows

OTHER = "edu680102"
TASKS = rows(
    "tasks",
    {"task": "1", "element": "1. Дроби", "skill": "считать"},
    {"task": "2", "element": "1. Дроби", "skill": "считать"},
    {"task": "3", "element": "2. Площадь", "skill": "мерить", "level": "П"},
)


def points(*scores: int | None, task: str = "1", most: int = 1, **where: Any) -> pd.DataFrame:
    """A task's points of pupils who are numbered."""
    cells = ({"pupil": f"p{place}", "score": score} for place, score in enumerate(scores))
    return rows("vpr_tasks", *cells, task=task, max_score=most, **where)


def a_share(percent: float, task: str = "1", level: str = "country", n: int = 1000, most: int = 1) -> pd.DataFrame:
    cells = {"task": task, "level": level, "unit": level, "n": n, "max_score": most, "percent": percent}
    return rows("vpr_completion", cells)


def elements(**data: Any) -> list[dict[str, Any]]:
    """All elements, difficult or not."""
    found = compute(frames(tasks=TASKS, **data), context(2023))
    return found.details["elements"].to_dict("records")  # type: ignore[return-value]


def test_without_a_report_nothing_is_known_of_region_and_country() -> None:
    (fractions,) = elements(vpr_tasks=points(1, 0))
    assert (fractions["share"], fractions["region_share"], fractions["country_share"]) == (50, None, None)


def test_a_countrys_share_weighs_the_tasks_by_their_greatest_points() -> None:
    own = [points(1, 0), points(2, 1, task="2", most=3)]
    told = [
        a_share(60.0),
        a_share(40.0, "2", most=3),
        a_share(70.0, level="region"),
        a_share(50.0, "2", "region", most=3),
    ]
    (fractions,) = elements(vpr_tasks=own, vpr_completion=told)
    assert (fractions["points"], fractions["maximum"], fractions["share"]) == (4, 8, 50)
    assert (fractions["country_share"], fractions["region_share"]) == (45, 55)  # (60 + 3·40) / 4, (70 + 3·50) / 4


def test_who_is_not_told_of_every_task_of_an_element_is_not_compared() -> None:
    own = [points(1, 0), points(2, 1, task="2", most=3), points(0, 1, task="3")]
    fractions, area = elements(vpr_tasks=own, vpr_completion=[a_share(60.0), a_share(40.0, "3")])
    assert (fractions["country_share"], area["country_share"]) == (None, 40)


def test_report_6_tells_what_report_5_does_not() -> None:
    planned = pd.concat([a_share(60.0), a_share(30.0, "2")]).assign(requirement="считать")
    told = {"vpr_completion": a_share(50.0), "vpr_planned": planned}
    (fractions,) = elements(vpr_tasks=[points(1, 0), points(1, 0, task="2")], **told)
    assert fractions["country_share"] == 40  # (50 + 30) / 2


def test_schools_without_own_points_are_told_by_their_row_and_others_not_twice() -> None:
    own = points(1, 0, 0, 0)
    told = points_of(pd.concat([points(1, 1, 1), points(1, 1, 0, school=OTHER)]))
    (fractions,) = elements(vpr_tasks=own, vpr_completion=told)
    assert (fractions["n"], fractions["points"], fractions["maximum"]) == (7, 3, 7)


def test_a_work_of_which_no_school_tells_is_taken_from_the_regions_row() -> None:
    result = compute(
        frames(tasks=TASKS, vpr_tasks=points(1, 0), vpr_completion=a_share(28.4, "3", "region", n=500, most=2)),
        context(2023),
    )
    assert list(result.details["elements"]["element"]) == ["1. Дроби"], "schools tell of this work"
    told = a_share(28.4, "3", "region", n=500, most=2).assign(grade=6).astype({"grade": "Int64"})
    tasks = TASKS.assign(grade=6).astype({"grade": "Int64"})
    result = compute(frames(tasks=tasks, vpr_completion=told), context(2023))
    (area,) = result.table.to_dict("records")
    assert (area["n"], area["points"], area["maximum"], area["share"]) == (500, 284, 1000, 28.4)
    assert (area["region_share"], area["country_share"]) == (28.4, None)
    assert (result.facts["works"], result.facts["works_of_reports_only"]) == (1, 1)


def test_a_share_whose_greatest_points_are_not_told_is_not_weighed() -> None:
    told = a_share(60.0).assign(max_score=pd.array([pd.NA], dtype="Int64"))
    (fractions,) = elements(vpr_tasks=points(1, 0), vpr_completion=told)
    assert fractions["country_share"] is None


scores = st.lists(st.tuples(st.sampled_from(["1", "2", "3"]), st.sampled_from([0, 1, 2, None])), min_size=1, max_size=9)


@settings(max_examples=25, deadline=None)
@given(of_one=scores, of_other=scores, seed=st.integers(0, 99))
def test_pupils_and_their_own_report_give_the_same_elements(
    of_one: list[tuple[str, int | None]], of_other: list[tuple[str, int | None]], seed: int
) -> None:
    one, other = (
        pd.concat([points(score, task=task, most=2, school=school) for task, score in told])
        for school, told in ((SCHOOL, of_one), (OTHER, of_other))
    )

    def answer(data: Frames) -> str:
        return result_sha(compute(data, context(2023)))

    plain = answer(frames(tasks=TASKS, vpr_tasks=[one, other]))
    report = points_of(pd.concat([one, other])).sample(frac=1, random_state=seed)
    assert answer(frames(tasks=TASKS, vpr_tasks=one, vpr_completion=report)) == plain
    assert answer(frames(tasks=TASKS, vpr_completion=[report.iloc[1:], report.iloc[:1]])) == plain


def test_a_municipality_is_neither_region_nor_country() -> None:
    (fractions,) = elements(vpr_tasks=points(1, 0), vpr_completion=a_share(60.0, level="municipality"))
    assert (fractions["region_share"], fractions["country_share"]) == (None, None)
