"""Approved plans are steps of the running cycle: their own dates, the same gate and journal, and nothing twice."""

from datetime import date

import pytest

from models.errors import ForbiddenMove, VekhaError
from models.steps.status import Move, Status
from models.support.plan import Change
from tasks.cycle.adoption import adopt
from tasks.database import reading, writing
from tasks.people import handover
from tasks.record.book import find_cycle, recorded_definition
from tasks.record.writer import verify
from tasks.settings import Settings
from tasks.support.deciding import agree
from tests.factories import (
    ANNA,
    FIRST,
    MARCH,
    MAY,
    SECOND,
    approve,
    held,
    journal,
    opened,
    paper,
    ref,
    six_with,
    statuses,
    the_step,
)
from tests.tasks.support.made import agreed, all_approved, approved, basis, changes, plan, proposed, sent

PLAN = "plan-2024"
BOTH = basis((FIRST, "RF01", "high", 0.8), (SECOND, "RF01", "high", 0.9))


def own(home: Settings) -> dict[tuple[str, str], Status]:
    """The steps that plans have made: (measure, school) → status."""
    return {(code, unit): status for (code, key, unit), status in statuses(home).items() if key == PLAN}


def again(home: Settings, school: str, said: Change, as_of: date = MARCH) -> None:
    """Changed after approval, agreed and approved anew."""
    changes(home, school, said, as_of=as_of)
    with writing(home) as session:
        agree(session, held(session), [school], as_of=as_of, author=ANNA)
    approved(home, school, as_of=as_of)


def test_an_approved_item_is_a_step_with_its_own_dates(any_home: Settings) -> None:
    opened(any_home, FIRST, SECOND)
    found = all_approved(any_home, BOTH)
    assert found.entered.measures == ("K01.1", "K01.2")
    assert found.entered.requested == 4
    item = plan(any_home).items[1]
    step = the_step(any_home, "K01.2", FIRST)
    assert (step.opens_on, step.due_on, step.status) == (item.opens_on, item.due_on, Status.PLANNED)
    assert step.reason == "план поддержки утверждён: № 41 от 10.03.2024"
    with reading(any_home) as session:
        assert verify(session, find_cycle(session, "six", 2024)).holds


def test_a_measure_of_the_catalogue_is_one_of_the_roadmap_with_the_roadmaps_own_parties(home: Settings) -> None:
    opened(home, FIRST, SECOND)
    all_approved(home, basis((FIRST, "RF01", "high", 0.8), (SECOND, "RF02", "high", 0.8)))
    with reading(home) as session:
        roadmap, _plan = recorded_definition(session, find_cycle(session, "six", 2024))
    assert [one.code for one in roadmap.measures if one.catalogue] == ["K01.1", "K01.2", "K02.1", "K02.2"]
    assert roadmap.by_code["K02.1"].parties == ("institute", "school")
    assert roadmap.party_by_code["institute"].title == "Институт"
    assert [needed.measure for needed in roadmap.by_code["K01.2"].prerequisites] == ["K01.1"]


def test_approving_again_changes_nothing(any_home: Settings) -> None:
    opened(any_home, FIRST, SECOND)
    all_approved(any_home)
    before = len(journal(any_home))
    found = approved(any_home)
    assert (found.plans, found.entered.measures, found.entered.requested) == ([], (), 0)
    assert len(journal(any_home)) == before


def test_a_measure_waits_for_what_it_needs_in_the_same_school(home: Settings) -> None:
    opened(home, FIRST, SECOND)
    all_approved(home, BOTH)

    def hand_in(code: str, school: str) -> Status:
        with writing(home) as session:
            return handover.submit(session, home, ref(code, school), [paper()], as_of=MARCH, author=ANNA).status

    with pytest.raises(ForbiddenMove, match=r"Сдавать рано, не исполнено: K01\.1 «Ревизия»"):
        hand_in("K01.2", FIRST)
    assert hand_in("K01.1", SECOND) is Status.SUBMITTED
    with writing(home) as session:
        handover.accept(session, ref("K01.1", SECOND), as_of=MARCH, author=ANNA)
    assert hand_in("K01.2", SECOND) is Status.SUBMITTED
    with pytest.raises(ForbiddenMove):
        hand_in("K01.2", FIRST)


def test_what_is_dropped_from_a_plan_is_waived_and_comes_back_with_it(any_home: Settings) -> None:
    opened(any_home, FIRST, SECOND)
    all_approved(any_home, BOTH)
    again(any_home, FIRST, Change(drop=("K01.2",)))
    assert own(any_home)["K01.2", FIRST] is Status.WAIVED
    assert own(any_home)["K01.2", SECOND] is Status.PLANNED
    assert "исключена из плана школы" in the_step(any_home, "K01.2", FIRST).reason
    again(any_home, FIRST, Change(add=("K01.2",)))
    assert own(any_home)["K01.2", FIRST] is Status.PLANNED


def test_what_a_person_waived_stays_waived(home: Settings) -> None:
    opened(home, FIRST, SECOND)
    all_approved(home, BOTH)
    waived_by_a_person(home)
    approved(home)
    assert own(home)["K01.1", FIRST] is Status.WAIVED


def waived_by_a_person(home: Settings) -> None:
    with writing(home) as session:
        handover.waive(session, ref("K01.1", FIRST), "не требуется", as_of=MARCH, author=ANNA)


def test_a_new_deadline_moves_the_step(home: Settings) -> None:
    opened(home, FIRST, SECOND)
    all_approved(home, BOTH)
    again(home, FIRST, Change(dues={"K01.2": date(2024, 9, 30)}))
    assert the_step(home, "K01.2", FIRST).due_on == date(2024, 9, 30)
    assert [entry.move for entry in journal(home) if entry.move is Move.DATE] == [Move.DATE]


def test_a_step_is_not_born_overdue(home: Settings) -> None:
    opened(home, FIRST, SECOND)
    proposed(home)
    sent(home)
    agreed(home)
    with pytest.raises(VekhaError, match=r"Срок этих мер уже прошёл: edu680001 K01\.1 — 16\.03\.2024"):
        approved(home, as_of=MAY)
    assert own(home) == {}


def test_a_school_that_leaves_closes_its_items_and_the_others_keep_theirs(any_home: Settings) -> None:
    opened(any_home, FIRST, SECOND)
    all_approved(any_home, BOTH)
    with writing(any_home) as session:
        approve(session, held(session), [SECOND], MARCH, "школа закрыта")
    assert own(any_home)["K01.1", FIRST] is Status.WAIVED
    assert "школа выбыла из списка" in the_step(any_home, "K01.1", FIRST).reason
    assert own(any_home)["K01.1", SECOND] is Status.PLANNED
    assert approved(any_home).entered.requested == 0


def test_another_version_of_the_roadmap_keeps_the_measures_of_plans(home: Settings) -> None:
    opened(home, FIRST, SECOND)
    all_approved(home, BOTH)
    before = own(home)
    with writing(home) as session:
        renamed = six_with("C3", title="План поддержки школ")
        adopt(session, held(session), renamed, renamed={}, reason="приказ № 42", as_of=MARCH, author=ANNA)
    assert own(home) == before
    with reading(home) as session:
        roadmap, _plan = recorded_definition(session, find_cycle(session, "six", 2024))
    assert (roadmap.by_code["C3"].title, "K01.2" in roadmap.by_code) == ("План поддержки школ", True)
