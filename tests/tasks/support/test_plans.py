"""A plan goes from Vekha to people and on, version by version; nothing written is changed."""

from datetime import date

import pytest

from models.errors import ForbiddenMove, NotFound, StaleVersion, VekhaError
from models.support.plan import Change, Deed, Stage
from tasks.database import writing
from tasks.settings import Settings
from tasks.support.versions import Next, write
from tests.factories import ANNA, FEBRUARY, FIRST, SECOND, THIRD, held, opened
from tests.tasks.support.made import (
    agreed,
    all_approved,
    approved,
    basis,
    changes,
    codes,
    corrected,
    plan,
    proposed,
    sent,
    versions,
)


def test_a_draft_is_proposed_for_each_school_from_its_factors(any_home: Settings) -> None:
    opened(any_home, FIRST, SECOND, THIRD)
    found = proposed(any_home)
    assert {one.school: codes(one) for one in found.plans} == {
        FIRST: ["K01.1", "K01.2"],
        SECOND: ["K02.1", "K02.2"],
    }
    assert found.without_factors == [THIRD]
    first, second = plan(any_home).items
    assert (first.opens_on, first.due_on) == (FEBRUARY, date(2024, 3, 16))
    assert second.opens_on == first.due_on
    assert (first.baseline, first.target) == (None, None)


def test_every_deed_is_a_version_with_its_author_and_the_earlier_ones_stay(any_home: Settings) -> None:
    opened(any_home, FIRST, SECOND)
    proposed(any_home)
    sent(any_home, FIRST)
    changes(any_home, FIRST, Change(add=("K02.2",), drop=("K01.2",)))
    agreed(any_home, FIRST)
    approved(any_home, FIRST)
    found = versions(any_home)
    assert [(one.row.version, one.row.stage) for one in found] == [
        (1, Stage.DRAFT),
        (2, Stage.SENT),
        (3, Stage.CHANGED),
        (4, Stage.AGREED),
        (5, Stage.APPROVED),
    ]
    assert [codes(one) for one in found[:3]] == [["K01.1", "K01.2"], ["K01.1", "K01.2"], ["K01.1", "K02.2"]]
    assert (found[2].row.actor, found[2].row.reason) == ("Борис", "собеседование")
    assert (found[4].row.order_number, found[4].row.order_date) == ("41", date(2024, 3, 10))
    assert plan(any_home, SECOND).row.stage is Stage.DRAFT


def test_what_is_not_agreed_is_not_approved(home: Settings) -> None:
    opened(home, FIRST, SECOND)
    proposed(home)
    with pytest.raises(ForbiddenMove, match=r"edu680001: план сейчас — черновик\. Так можно, когда он — согласован"):
        approved(home, FIRST)
    with pytest.raises(NotFound, match="Плана ещё нет: edu680003"):
        approved(home, THIRD)


def test_a_change_says_why_and_everything_that_cannot_be(home: Settings) -> None:
    opened(home, FIRST, SECOND)
    proposed(home)
    with pytest.raises(VekhaError, match="Назовите причину"):
        changes(home, FIRST, Change(drop=("K01.2",)), reason=" ")
    wrong = Change(add=("K09.9", "K01.1"), drop=("K02.1",), dues={"K01.2": date(2030, 1, 1)})
    with pytest.raises(VekhaError) as refusal:
        changes(home, FIRST, wrong)
    assert [line.split(".")[0] for line in str(refusal.value).splitlines()] == [
        "Меры K09",
        "Мера K01",
        "Меры K02",
        "Срок меры K01",
    ]
    assert len(versions(home)) == 1


def test_a_measure_does_not_stay_without_what_it_needs(home: Settings) -> None:
    opened(home, FIRST, SECOND)
    proposed(home)
    with pytest.raises(VekhaError, match=r"Мера K01\.2 не имеет смысла без K01\.1 «Ревизия»"):
        changes(home, FIRST, Change(drop=("K01.1",)))
    assert codes(changes(home, FIRST, Change(drop=("K01.1", "K01.2"), add=("K02.2",)))) == ["K02.2"]


def test_a_baseline_gives_the_catalogues_target_unless_the_school_sets_its_own(home: Settings) -> None:
    opened(home, FIRST, SECOND)
    proposed(home)
    changed = changes(home, FIRST, Change(baselines={"K01.1": 95, "K01.2": 20}, targets={"K01.2": 35}))
    assert [(item.baseline, item.target) for item in changed.items] == [(95, 100), (20, 35)]


def test_two_at_once_cannot_both_write_the_next_version(any_home: Settings) -> None:
    opened(any_home, FIRST, SECOND)
    proposed(any_home)
    read = plan(any_home)
    sent(any_home, FIRST)
    late = Next(FIRST, Deed.CHANGE, read.items[:1], read.row.version, "опоздал")
    with pytest.raises(StaleVersion, match="план уже изменил кто-то другой"), writing(any_home) as session:
        write(session, held(session), "small", [late], as_of=FEBRUARY, author=ANNA)


def test_a_proposal_repeated_changes_nothing_and_leaves_alone_what_people_have(home: Settings) -> None:
    opened(home, FIRST, SECOND)
    proposed(home)
    assert proposed(home).plans == []
    sent(home, FIRST)
    assert [
        one.school for one in proposed(home, basis((FIRST, "RF02", "high", 0.9), (SECOND, "RF01", "high", 0.9))).plans
    ] == [SECOND]
    assert plan(home).row.stage is Stage.SENT


def test_new_results_correct_an_approved_plan_and_keep_what_stays(home: Settings) -> None:
    opened(home, FIRST, SECOND)
    all_approved(home)
    before = plan(home)
    later = basis((FIRST, "RF01", "middle", 0.5), (FIRST, "RF02", "high", 0.9), (SECOND, "RF02", "middle", 0.4))
    found = corrected(home, later)
    assert {one.school: (one.row.stage, codes(one)) for one in found.plans} == {
        FIRST: (Stage.CHANGED, ["K01.1", "K02.1", "K02.2"])
    }
    assert plan(home).items[0] == before.items[0]


def test_a_school_without_results_is_said_to_be_without(home: Settings) -> None:
    opened(home, FIRST)
    found = proposed(home, basis((SECOND, "RF01", "high", 0.8)))
    assert (found.plans, found.without_factors) == ([], [FIRST])


def test_no_plan_is_proposed_to_who_is_not_in_the_group(home: Settings) -> None:
    opened(home, FIRST)
    with pytest.raises(NotFound, match="Этих школ нет в целевой группе: edu680002"):
        proposed(home, schools=[SECOND])
