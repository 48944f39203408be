"""Enough have answered when the director has, and of every other group so many of those who are asked."""

import pandas as pd
import pytest

from models.assessment.analysis import Context
from models.assessment.checks.responses import responses_are_enough
from models.assessment.layout import empty
from models.assessment.parameters import Parameters, SurveyParameters
from models.survey.response import responses
from tests.models.assessment.factories import rows
from tests.models.survey.answering import OTHER, SCHOOL, answers, said


def school(**cells: object) -> pd.DataFrame:
    """By default: 20 teachers, 300 pupils, of whom a fifth, 60, are asked, and as many parents."""
    return rows("schools", {"pupils": 300, "teachers": 20} | cells)


def standing(table: pd.DataFrame, group: str) -> tuple[object, object, str]:
    (row,) = table[table["group"].eq(group)].to_dict("records")
    return row["answered"], row["wanted"], row["response"]


def of(group: str, count: int, login: str = SCHOOL) -> list[dict[str, object]]:
    return said(group, *[{"Q": 1}] * count, school=login)


@pytest.mark.parametrize(
    ("group", "count", "wanted", "response"),
    [
        ("director", 0, 1, "behind"),
        ("director", 1, 1, "enough"),
        ("teacher", 9, 10, "behind"),
        ("teacher", 10, 10, "enough"),
        ("pupil", 29, 30, "behind"),
        ("pupil", 30, 30, "enough"),
        ("parent", 17, 18, "behind"),
        ("parent", 18, 18, "enough"),
    ],
)
def test_the_quota_is_met_exactly_at_its_number(group: str, count: int, wanted: int, response: str) -> None:
    there = answers(of(group, count), of("team", 1))
    assert standing(responses(there, school(), SurveyParameters()), group) == (count, wanted, response)


def test_fewer_than_ten_pupils_are_never_enough_unless_no_more_are_asked() -> None:
    table = responses(answers(of("pupil", 8)), school(pupils=60), SurveyParameters())
    assert standing(table, "pupil") == (8, 10, "behind")
    table = responses(answers(of("pupil", 8)), school(pupils=40), SurveyParameters())
    assert standing(table, "pupil") == (8, 8, "enough")


def test_a_group_of_fewer_than_five_is_not_asked_for_a_quota() -> None:
    table = responses(answers(of("director", 1)), school(teachers=4), SurveyParameters())
    assert standing(table, "teacher")[2] == "tiny"


def test_what_the_register_does_not_say_is_unknown_and_not_enough() -> None:
    table = responses(answers(of("pupil", 200)), school(pupils=None, teachers=None), SurveyParameters())
    assert standing(table, "pupil")[2] == "unknown"
    assert standing(table, "director")[2] == "behind"


def found(there: pd.DataFrame, register: pd.DataFrame, *schools: str, **quota: int) -> list[tuple[str, str]]:
    context = Context((2024,), Parameters(survey=SurveyParameters(**quota)), schools=schools)
    findings = [*responses_are_enough({"answers": there, "schools": register}, context)]
    assert all(one.blocking and one.left_out for one in findings)
    return [(one.school, one.message) for one in findings]


def enough(login: str) -> list[dict[str, object]]:
    return [row for group, count in (("director", 1), ("teacher", 10), ("pupil", 30), ("parent", 18))
            for row in of(group, count, login)]  # fmt: skip


def test_who_is_behind_stops_its_own_school_only_and_hears_how_many_are_wanted() -> None:
    register = pd.concat([school(), school(school=OTHER)])
    there = answers(enough(SCHOOL), of("teacher", 3, OTHER))
    told = found(there, register, SCHOOL, OTHER)
    assert {login for login, _message in told} == {OTHER}
    assert ("edu680102", "Учителя: ответили 3 из 20, нужно 10. Соберите недостающие анкеты и загрузите их.") in told


def test_schools_whose_steps_do_not_wait_are_not_asked_after() -> None:
    register = pd.concat([school(), school(school=OTHER)])
    assert found(answers(enough(SCHOOL)), register, SCHOOL) == []


def test_a_roadmap_sets_its_own_quota() -> None:
    there = answers([row for row in enough(SCHOOL) if row["group"] != "teacher"], of("teacher", 6))
    assert found(there, school(), SCHOOL, teachers_percent=30) == []
    assert len(found(there, school(), SCHOOL)) == 1


def test_a_school_outside_the_register_hears_of_it_and_absent_answers_are_nobodys_mistake() -> None:
    ((login, message),) = found(answers(enough(SCHOOL)), school(), SCHOOL, OTHER)
    assert (login, message.startswith("Школы нет в реестре")) == (OTHER, True)
    assert found(empty("answers"), school(), SCHOOL) == []
