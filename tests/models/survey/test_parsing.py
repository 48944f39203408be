"""A questionnaire is refused whole, with the line of everything that is wrong in it."""

import pytest

from models.errors import FileRefused
from models.survey.parsing import parse
from models.yearly import of_year
from tasks.reading.questionnaire import QUESTIONNAIRES
from tests.models.survey.answering import TEXT, small


def refused(*changes: tuple[str, str]) -> list[tuple[str, str, str]]:
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    with pytest.raises(FileRefused) as refusal:
        parse(text, "q.yaml")
    return [(one.place, one.value, one.remedy) for one in refusal.value.problems]


def test_the_questionnaire_that_ships_asks_every_group_of_every_factor() -> None:
    (found,) = QUESTIONNAIRES.shipped()
    assert (found.name, found.year, len(found.factors), len(found.questions)) == ("vekha-2024", 2022, 11, 137)
    pairs = [(question.factor, question.group) for question in found.questions]
    for factor, said in found.factors.items():
        for group in said.groups:
            least = 2 if found.groups[group].source == "self" else 5
            assert pairs.count((factor, group)) >= least, (factor, group)
    assert {one.source for one in found.groups.values()} == {"survey", "self"}


def test_it_says_that_it_is_ours() -> None:
    assert "федеральная формула рискового профиля не опубликована" in QUESTIONNAIRES.shipped()[0].about


def test_every_mistake_is_named_at_once_with_its_line_and_the_nearest_right_name() -> None:
    found = refused(
        ("factor: RF06, scale", "factor: RF60, scale"),
        ("group: team, factor", "group: taem, factor"),
        ("code: D2", "code: D1"),
        ("weight: 3", "weight: -3"),
        ("text: Книг хватает", "txt: Книг хватает"),
    )
    told = {(place.split(", ")[1], value) for place, value, _remedy in found}
    assert {
        ("строка 19", "D1"),
        ("строка 19", "-3"),
        ("строка 20", "txt"),
        ("строка 21", "RF60"),
        ("строка 22", "taem"),
    } <= told
    assert any("Возможно, имелось в виду «team»" in remedy for _place, _value, remedy in found)


def test_a_group_that_weighs_and_is_not_asked_is_a_mistake_and_so_is_one_asked_in_vain() -> None:
    (unasked,) = refused(
        ("RF06: {title: Мотивация, groups: {pupil: 1}}", "RF06: {title: М, groups: {pupil: 1, team: 1}}")
    )
    assert "ничего не спрашивают" in unasked[2]
    (vain,) = refused(("{director: 3, pupil: 1, team: 1}", "{director: 3, pupil: 1}"))
    assert "ответ ни на что не повлияет" in vain[2]


def test_the_middle_begins_below_the_high() -> None:
    ((_place, value, remedy),) = refused(("middle_from: 0.33", "middle_from: 0.7"))
    assert value == "0.7"
    assert "ниже границы высокой (0.66)" in remedy


def test_what_is_no_questionnaire_says_so() -> None:
    with pytest.raises(FileRefused, match="здесь нет опросника"):
        parse("- одно\n", "q.yaml")


def test_a_year_is_asked_by_the_latest_questionnaire_before_it() -> None:
    old, new = small().model_copy(update={"year": 2022}), small()
    assert of_year([old, new], 2023) is old
    assert of_year([old, new], 2026) is new
    assert of_year([new], 2023) is None
