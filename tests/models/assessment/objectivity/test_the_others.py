"""Journal, tasks, exams, change and subjects: each marker's own vector, and each one's «нет данных»."""

from typing import Any

import pandas as pd
import pytest

from models.assessment.layout import typed
from models.assessment.objectivity.change import leap
from models.assessment.objectivity.exams import not_confirmed
from models.assessment.objectivity.journal import far_marks, shifted_marks
from models.assessment.objectivity.subjects import mismatch
from models.assessment.objectivity.task_profile import task_inversion
from tests.models.assessment.factories import rows
from tests.models.assessment.objectivity.regions import USUAL, data_of, material, names, of, ordinary, works

STRANGE = "edu680001"
RUSSIAN = "русский язык"


def with_journal(vpr: pd.DataFrame, school: str, by: int) -> pd.DataFrame:
    """That school's journal marks moved, within 2–5."""
    here = vpr["school"].eq(school)
    return vpr.assign(journal_mark=vpr["journal_mark"].mask(here, (vpr["mark"] + by).clip(2, 5)))


def agreeing(many: int = 24) -> pd.DataFrame:
    """Works whose journals differ a little: in every third school one pupil's mark was raised, in another lowered."""
    vpr = works(ordinary(many))
    first = ~vpr.duplicated("school")
    number = vpr["school"].str[-1:].astype(int)
    step = (number % 3 - 1).where(first, 0)
    return vpr.assign(journal_mark=(vpr["journal_mark"] + step).clip(2, 5))


@pytest.mark.parametrize(("by", "sign"), [(-1, 1), (1, -1)])
def test_marks_that_all_differ_from_the_journal_one_way_stand_out(by: int, sign: int) -> None:
    found = of(shifted_marks(material(data_of(with_journal(agreeing(), STRANGE, by)))), STRANGE)
    assert found["p"] < 0.001
    assert found["value"] * sign > 50


def test_a_region_that_marks_strictly_as_a_whole_names_nobody() -> None:
    vpr = agreeing()
    strict = vpr.assign(journal_mark=(vpr["mark"] + 1).clip(2, 5))
    assert shifted_marks(material(data_of(strict)))["p"].min() > 0.01


def test_marks_two_apart_are_counted_and_compared_with_the_regions_share() -> None:
    found = of(far_marks(material(data_of(with_journal(agreeing(), STRANGE, 2)))), STRANGE)
    far = sum(min(mark + 2, 5) - mark >= 2 for mark in works({"a": USUAL})["mark"])
    assert (found["n"], found["value"]) == (12, pytest.approx(100 * far / 12, abs=10))
    assert found["p"] < 0.05


def test_without_journal_marks_both_markers_are_not_available() -> None:
    vpr = agreeing()
    vpr = vpr.assign(journal_mark=vpr["journal_mark"].mask(vpr["school"].eq(STRANGE)))
    for marker in (shifted_marks, far_marks):
        found = of(marker(material(data_of(vpr))), STRANGE)
        assert (found["why"], found["n"]) == ("no_journal", 12)


def points(vpr: pd.DataFrame, inverted: str) -> pd.DataFrame:
    """A basic task of 10 points and a hard one of 10: half of the score from each, turned round in one school."""
    parts = []
    for task, is_basic in (("1", True), ("2", False)):
        more = vpr["primary"] - vpr["primary"] // 2 if is_basic else vpr["primary"] // 2
        turned = (vpr["primary"].clip(upper=10) if not is_basic else (vpr["primary"] - 10).clip(lower=0)).astype(
            "Int64"
        )
        parts.append(vpr.assign(task=task, score=more.mask(vpr["school"].eq(inverted), turned), max_score=10))
    return typed("vpr_tasks", pd.concat(parts))


LEVELS = rows("tasks", {"task": "1", "level": "Б"}, {"task": "2", "level": "П"}, year=2024)


def test_hard_tasks_done_and_simple_ones_not_at_the_same_score_stand_out() -> None:
    vpr = works(ordinary())
    data = data_of(vpr, vpr_tasks=points(vpr, STRANGE), tasks=LEVELS)
    found = task_inversion(material(data))
    assert of(found, STRANGE)["p"] < 1e-6
    assert of(found, STRANGE)["value"] > 30
    assert of(found, "edu680002")["p"] > 0.05


def test_strength_alone_is_no_inversion() -> None:
    vpr = works(ordinary() | {STRANGE: [score + 3 for score in USUAL]})
    data = data_of(vpr, vpr_tasks=points(vpr, ""), tasks=LEVELS)
    assert of(task_inversion(material(data)), STRANGE)["p"] > 0.05


def test_without_points_or_levels_the_profile_is_not_available() -> None:
    vpr = works(ordinary())
    assert set(task_inversion(material(data_of(vpr)))["why"]) == {"no_tasks"}
    same = rows("tasks", {"task": "1", "level": "Б"}, {"task": "2", "level": "Б"}, year=2024)
    assert set(task_inversion(material(data_of(vpr, vpr_tasks=points(vpr, ""), tasks=same)))["why"]) == {"no_tasks"}


def oge(marks: dict[str, int]) -> pd.DataFrame:
    """Twelve pupils of every school, of whom so many got «5» and the others «3»."""
    cells = [
        {"school": school, "pupil": f"{school}-{place}", "mark": 5 if place < fives else 3}
        for school, fives in marks.items()
        for place in range(12)
    ]
    return rows("gia", *cells, year=2024)


def test_a_school_far_over_what_its_exams_promise_stands_out_and_a_confirmed_one_does_not() -> None:
    strong = [score + 3 for score in USUAL]
    scores = ordinary() | {STRANGE: strong, "edu680002": strong}
    fives = {school: 5 + place % 3 for place, school in enumerate(names(24))} | {STRANGE: 4, "edu680002": 11}
    found = not_confirmed(material(data_of(works(scores), gia=oge(fives))))
    assert of(found, STRANGE)["p"] < 0.05
    assert of(found, "edu680002")["p"] > of(found, STRANGE)["p"]
    assert of(found, STRANGE)["value"] > of(found, STRANGE)["expected"]


def test_without_exams_nothing_is_unconfirmed() -> None:
    found = not_confirmed(material(data_of(works(ordinary()))))
    assert set(found["why"]) == {"no_exams"}
    fives = dict.fromkeys(names(24)[1:], 6)
    assert of(not_confirmed(material(data_of(works(ordinary()), gia=oge(fives)))), STRANGE)["why"] == "no_exams"


def two_years(scores: dict[str, Any]) -> list[pd.DataFrame]:
    """The same cohort in grade 4 as ordinary schools have it, and a year later with these scores."""
    doubled = {school: 2 * list_of for school, list_of in ordinary().items()}
    return [works(doubled, year=2023, grade=4), works(scores, year=2024, grade=5)]


def test_a_leap_of_the_cohort_against_the_regions_change_stands_out() -> None:
    doubled = {school: 2 * list_of for school, list_of in ordinary().items()}
    found = leap(material(data_of(two_years(doubled | {STRANGE: [15] * 24}))))
    this_year = found[found["year"].eq(2024)]
    assert of(this_year, STRANGE)["p"] < 0.01
    assert (of(this_year, STRANGE)["n"], of(this_year, STRANGE)["value"]) == (24, pytest.approx(100 - 100 / 3))
    assert of(this_year, "edu680002")["p"] == 1.0
    assert set(found.loc[found["year"].eq(2023), "why"]) == {"no_earlier_year"}


def test_a_leap_of_the_whole_region_is_nobodys() -> None:
    higher = {school: [score + 4 for score in 2 * list_of] for school, list_of in ordinary().items()}
    found = leap(material(data_of(two_years(higher))))
    assert found["p"].min() == 1.0


def test_a_change_within_the_points_is_no_leap() -> None:
    doubled = {school: 2 * list_of for school, list_of in ordinary().items()}
    changed = two_years(doubled | {STRANGE: [15] * 24})
    patient = leap(material(data_of(changed), change_points=70))
    assert of(patient[patient["year"].eq(2024)], STRANGE)["p"] == 1.0


def test_a_class_of_two_faces_stands_out_and_an_even_one_does_not() -> None:
    russian = works(ordinary() | {STRANGE: [20] * 12}, subject=RUSSIAN)
    maths = works(ordinary() | {STRANGE: [1] * 12})
    found = mismatch(material(data_of([russian, maths])))
    assert of(found, STRANGE)["p"] < 0.001
    assert (of(found, STRANGE)["procedure"], of(found, STRANGE)["n"]) == ("ВПР, 5А класс", 12)
    assert of(found, "edu680002")["p"] > 0.05


def test_a_class_with_one_subject_has_no_other_face() -> None:
    found = mismatch(material(data_of([works(ordinary()), works({STRANGE: USUAL}, subject=RUSSIAN)])))
    assert of(found, STRANGE)["why"] == "few_schools"
    assert of(found, "edu680002")["why"] == "one_subject"
    assert set(mismatch(material(data_of(works(ordinary())), subjects=("математика",)))["why"]) == {"one_subject"}
