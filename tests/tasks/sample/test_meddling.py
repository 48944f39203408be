"""Non-objective schools: what they do shows where it should, and no other list can tell."""

import numpy as np
import pandas as pd
import pytest

from tasks.sample.meddling import SIZES, Meddlers, inflated, meddled, meddlers_of
from tasks.sample.region import KINDS, found
from tasks.sample.works import Work, vpr_works

WORK = vpr_works()[0]
ONE, OTHER = 0, 1
SCHOOL = pd.Series([ONE] * 400 + [OTHER] * 400)


def drawn(work: Work) -> np.ndarray:
    rng = np.random.default_rng(5)
    scores = rng.binomial(work.points, 0.5, (len(SCHOOL), len(work.tasks))).astype(np.int16)
    return np.where((scores == 0) & (rng.random(scores.shape) < 0.2), -1, scores).astype(np.int16)


def after(kind: str) -> tuple[np.ndarray, np.ndarray]:
    """The work's scores before and after one school has done so to most of its pupils."""
    before = drawn(WORK)
    shares = Meddlers({ONE: (kind, 0.7)}).shares(WORK, SCHOOL)
    return before, meddled(WORK, before, shares, np.random.default_rng(6))


def primary(scores: np.ndarray) -> np.ndarray:
    points: np.ndarray = np.maximum(scores, 0).sum(axis=1)
    return points


@pytest.mark.parametrize("kind", SIZES)
def test_who_failed_keeps_what_they_have_and_other_schools_are_left_alone(kind: str) -> None:
    before, then = after(kind)
    failed = primary(before) < WORK.cuts[0]
    assert failed.any()
    assert (then[failed] == before[failed]).all()
    assert (then[SCHOOL.eq(OTHER)] == before[SCHOOL.eq(OTHER)]).all()
    assert (np.maximum(then, 0) <= WORK.points).all()


def test_pupils_short_of_a_boundary_are_lifted_to_it() -> None:
    before, then = after("boundary")
    short = np.isin(primary(before), [cut - missing for cut in WORK.cuts[1:] for missing in (1, 2)])
    lifted = primary(then) > primary(before)
    assert set(primary(then)[lifted]) <= set(WORK.cuts[1:])
    assert not lifted[~short].any()
    assert 0.6 < lifted[short & SCHOOL.eq(ONE)].mean() < 0.8


def test_known_tasks_are_the_difficult_ones() -> None:
    before, then = after("hard_tasks")
    changed = (then != before).any(axis=0)
    assert changed.any()
    assert all(task.level != "Б" for task, is_changed in zip(WORK.tasks, changed, strict=True) if is_changed)


def test_an_inflated_journal_leaves_the_work_as_it_is() -> None:
    before, then = after("journal")
    assert (then == before).all()
    marks = np.array([0, 2, 3, 4, 5] * 200, np.int16)
    higher = inflated(marks, np.full(len(marks), 0.7), np.random.default_rng(1))
    assert set(np.unique(higher - marks)) == {0, 1}
    assert (higher[marks == 0] == 0).all()
    assert higher.max() == 5


def test_other_works_are_left_alone() -> None:
    grade_7 = next(work for work in vpr_works() if work.grade == 7)
    assert not any(share.any() for share in Meddlers({ONE: ("boundary", 0.7)}).shares(grade_7, SCHOOL).values())


def test_every_kind_and_size_is_planted_for_each_forty_schools_and_never_in_a_selective_one() -> None:
    people = found(3, 80, 300)
    parts = meddlers_of(people, 3).parts
    assert sorted(parts.values()) == sorted([(kind, size) for kind, sizes in SIZES.items() for size in sizes] * 2)
    assert {people.schools["kind"][school] for school in parts} <= set(KINDS[:2])
