"""A curator confirms or corrects with a reason, a school chooses of what is verified; every word stays."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import col, select

from models.errors import NotFound, VekhaError
from models.records import FactorVerdict
from models.survey.significance import Significance
from tasks.database import reading, writing
from tasks.record.writer import locked_cycle
from tasks.settings import Settings
from tasks.survey.deciding import choose, verify
from tests.factories import ANNA, FIRST, SECOND
from tests.tasks.survey.field import DAY, ENOUGH, HEAD, answers, confirm, load, pick, survey, surveyed

LOW, MIDDLE, HIGH = Significance.LOW, Significance.MIDDLE, Significance.HIGH


@pytest.fixture
def region(any_home: Settings, tmp_path: Path) -> Settings:
    """Both schools answered: the first calls everything middling."""
    surveyed(any_home, tmp_path)
    load(any_home, tmp_path, "a.csv", HEAD + answers(any_home, FIRST, ENOUGH) + answers(any_home, SECOND, ENOUGH))
    return any_home


def correct(home: Settings, school: str, said: dict[str, Significance], reason: str) -> None:
    computed = survey(home).computed(school)
    with writing(home) as session:
        cycle = locked_cycle(session, "six", 2024)
        verify(session, cycle, school, computed, said, reason=reason, as_of=DAY, author=ANNA)


def test_what_is_confirmed_holds_and_says_who_did_it_and_when(region: Settings) -> None:
    confirm(region, FIRST)
    stands = survey(region).decided(FIRST)
    assert all(one.is_verified and not one.is_corrected for one in stands)
    assert {(one.actor, one.as_of) for one in stands} == {("Анна", DAY)}
    assert not any(one.is_verified for one in survey(region).decided(SECOND))


def test_a_correction_needs_a_reason_and_says_what_was_computed(region: Settings) -> None:
    with pytest.raises(VekhaError, match=r"только с причиной .*RF03"):
        correct(region, FIRST, {"RF03": HIGH}, " ")
    correct(region, FIRST, {"RF03": HIGH}, "уроки посещены")
    (found,) = [one for one in survey(region).decided(FIRST) if one.factor == "RF03"]
    assert (found.computed, found.significance, found.reason) == (MIDDLE, HIGH, "уроки посещены")


def test_the_last_word_is_believed_and_the_earlier_ones_stay(region: Settings) -> None:
    correct(region, FIRST, {"RF03": HIGH}, "уроки посещены")
    correct(region, FIRST, {"RF03": LOW}, "уроки посещены ещё раз")
    (found,) = [one for one in survey(region).decided(FIRST) if one.factor == "RF03"]
    assert found.significance is LOW
    with reading(region) as session:
        kept = session.exec(select(FactorVerdict.significance).order_by(col(FactorVerdict.id))).all()
    assert kept == ["high", "low"]


def test_when_the_answers_say_otherwise_the_factor_is_to_be_verified_again(region: Settings, tmp_path: Path) -> None:
    confirm(region, FIRST)
    load(region, tmp_path, "b.csv", HEAD + answers(region, FIRST, {"director": 1}, answer=1))
    stands = {one.factor: one for one in survey(region).decided(FIRST)}
    assert stands["RF06"].is_verified  # pupils and teachers only: as it was
    changed = [one for one in stands.values() if not one.is_verified]
    assert changed
    assert all(one.significance is one.computed for one in changed)


def test_a_school_chooses_of_what_is_verified_and_may_choose_again(region: Settings) -> None:
    with pytest.raises(VekhaError, match=r"Сначала профиль проверяет куратор.*RF01, RF06"):
        pick(region, FIRST, "RF01", "RF06")
    confirm(region, FIRST)
    pick(region, FIRST, "RF01", "RF06")
    pick(region, FIRST, "RF10", "RF06")
    assert survey(region).chosen(FIRST) == ("RF10", "RF06")
    assert survey(region).chosen(SECOND) == ()


def test_no_factors_are_no_choice(region: Settings) -> None:
    confirm(region, FIRST)
    with pytest.raises(VekhaError, match="хотя бы один фактор"):
        pick(region, FIRST)


def test_an_unknown_factor_or_school_is_told_with_the_nearest(region: Settings) -> None:
    with pytest.raises(NotFound, match=r"«RF30» в опроснике нет\. Возможно, имелось в виду «RF03»"):
        correct(region, FIRST, {"RF30": HIGH}, "так")
    computed = survey(region).computed(FIRST)
    with writing(region) as session:
        cycle = locked_cycle(session, "six", 2024)
        with pytest.raises(NotFound, match="нет в целевой группе 2024 года"):
            choose(session, cycle, "edu689999", computed, ["RF01"], as_of=DAY, author=ANNA)


def test_a_school_that_nobody_answered_for_has_no_profile_to_verify(any_home: Settings, tmp_path: Path) -> None:
    surveyed(any_home, tmp_path)
    with pytest.raises(NotFound, match="Ответов школы «edu680001» за 2024 год нет"):
        confirm(any_home, FIRST)


def test_in_a_closed_year_nothing_is_decided(region: Settings) -> None:
    with writing(region) as session:
        locked_cycle(session, "six", 2024).closed_at = datetime.now(UTC)
    with pytest.raises(VekhaError, match="Год 2024 закрыт"):
        confirm(region, FIRST)
