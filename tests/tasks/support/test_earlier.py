"""A plan approved in one year of a roadmap goes on in the next: it is corrected there, and nothing is done twice."""

from datetime import date

import pytest

from models.errors import NotFound, StaleVersion, VekhaError
from models.steps.status import Status
from models.support.plan import Change, Deed, Stage
from tasks.database import reading, writing
from tasks.indicators.reading import known_of
from tasks.people import handover
from tasks.record.book import find_cycle, read_book
from tasks.record.writer import verify
from tasks.settings import Settings
from tasks.support.deciding import Approved, agree, approve, change, send
from tasks.support.proposing import Basis, Proposal, propose
from tasks.support.versions import Next, Plan, histories, present_plans, write
from tests import factories
from tests.factories import ANNA, BORIS, FIRST, SECOND, THIRD, held, journal, opened, paper, ref, statuses
from tests.models.support.small import small
from tests.tasks.support.made import all_approved, basis, changes, codes, versions

NEXT, SEPTEMBER, DECEMBER = date(2025, 1, 15), date(2025, 9, 15), date(2025, 12, 1)
BOTH = basis((FIRST, "RF01", "high", 0.8), (SECOND, "RF01", "high", 0.9))
ONE_MORE = Change(add=("K02.2",))


def next_year(home: Settings, *schools: str) -> None:
    """The year after the one in which two schools' plans were approved, with these schools on its list."""
    opened(home, FIRST, SECOND)
    all_approved(home, BOTH)
    opened(home, *schools, year=2025, as_of=NEXT)


def plans(home: Settings) -> dict[str, Plan]:
    with reading(home) as session:
        return dict(present_plans(session, find_cycle(session, "six", 2025)).by_school)


def history(home: Settings, school: str = FIRST) -> list[Plan]:
    with reading(home) as session:
        return histories(session, find_cycle(session, "six", 2025), [school])[school]


def corrected(home: Settings, said: Change, school: str = FIRST) -> Plan:
    with writing(home) as session:
        return change(
            session, held(session, 2025), school, small(), said, "собеседование", as_of=SEPTEMBER, author=BORIS
        )


def agreed_and_approved(home: Settings, *schools: str) -> Approved:
    with writing(home) as session:
        cycle = held(session, 2025)
        agree(session, cycle, schools, as_of=SEPTEMBER, author=BORIS)
        return approve(session, cycle, small(), schools, "52", SEPTEMBER, as_of=SEPTEMBER, author=ANNA)


def approved_again(home: Settings) -> Approved:
    with writing(home) as session:
        return approve(session, held(session, 2025), small(), (), "52", SEPTEMBER, as_of=SEPTEMBER, author=ANNA)


def suggested(home: Settings, by: Basis, *schools: str, deed: Deed = Deed.PROPOSE) -> Proposal:
    with writing(home) as session:
        return propose(session, held(session, 2025), by, schools, deed, as_of=SEPTEMBER, author=ANNA)


def own(home: Settings) -> dict[tuple[str, str], Status]:
    """The steps that plans have made in the later year."""
    return {(code, unit): status for (code, key, unit), status in statuses(home, 2025).items() if key == "plan-2025"}


def test_the_last_approved_version_is_the_plan_of_the_next_year(any_home: Settings) -> None:
    next_year(any_home, FIRST, THIRD)
    changes(any_home, FIRST, Change(drop=("K01.2",)), "обсуждается", as_of=date(2024, 10, 1))
    found = plans(any_home)
    assert {school: (one.row.version, one.row.stage, codes(one)) for school, one in found.items()} == {
        FIRST: (4, Stage.APPROVED, ["K01.1", "K01.2"])
    }, "one has left the list, and one is new on it"
    assert [one.row.version for one in history(any_home)] == [4]
    assert (own(any_home), approved_again(any_home).entered.requested) == ({}, 0)


def test_the_indicator_counts_a_plan_that_goes_on(any_home: Settings) -> None:
    next_year(any_home, FIRST, THIRD)
    with reading(any_home) as session:
        cycle = find_cycle(session, "six", 2025)
        known = known_of(session, cycle, NEXT, read_book(session, cycle))
    assert known.planned is not None
    assert (FIRST in known.planned, THIRD in known.planned) == (True, False)


def test_a_correction_is_a_version_of_the_new_year_and_names_the_one_that_it_was_made_from(any_home: Settings) -> None:
    next_year(any_home, FIRST, SECOND)
    before = versions(any_home)
    found = corrected(any_home, ONE_MORE)
    assert (found.row.version, found.row.stage, codes(found)) == (5, Stage.CHANGED, ["K01.1", "K01.2", "K02.2"])
    changes(any_home, FIRST, Change(drop=("K01.2",)), "обсуждается и там", as_of=date(2024, 10, 1))
    assert [(one.row.version, one.row.as_of.year) for one in history(any_home)] == [(4, 2024), (5, 2025)]
    assert [one.row.id for one in versions(any_home)[:-1]] == [one.row.id for one in before]
    assert plans(any_home)[SECOND].row.version == 4


def test_what_was_approved_in_the_earlier_year_afterwards_is_no_base(home: Settings) -> None:
    next_year(home, FIRST, SECOND)
    corrected(home, ONE_MORE)
    changes(home, FIRST, Change(drop=("K01.2",)), as_of=date(2024, 10, 1))
    with writing(home) as session:
        cycle = held(session)
        agree(session, cycle, [FIRST], as_of=date(2024, 10, 1), author=BORIS)
        approve(session, cycle, small(), [FIRST], "43", date(2024, 10, 1), as_of=date(2024, 10, 1), author=ANNA)
    assert [codes(one) for one in history(home)] == [["K01.1", "K01.2"], ["K01.1", "K01.2", "K02.2"]]


def test_what_is_new_becomes_steps_of_the_running_year_and_nothing_is_done_twice(any_home: Settings) -> None:
    next_year(any_home, FIRST, SECOND)
    factories.done(any_home, ref("K01.1", FIRST), paper(), as_of=date(2024, 3, 20))
    corrected(any_home, ONE_MORE)
    found = agreed_and_approved(any_home, FIRST)
    assert (found.entered.measures, found.entered.requested, found.entered.earlier) == (("K02.2",), 1, 2)
    assert own(any_home) == {("K02.2", FIRST): Status.PLANNED}
    assert statuses(any_home)["K01.2", "plan-2024", FIRST] is Status.PLANNED, "what is at work stays where it is"
    entries = len(journal(any_home, 2025))
    assert (approved_again(any_home).plans, len(journal(any_home, 2025))) == ([], entries)
    with reading(any_home) as session:
        assert all(verify(session, find_cycle(session, "six", year)).holds for year in (2024, 2025))


def test_what_was_waived_in_the_earlier_year_wants_a_new_deadline_and_waits_for_what_was_done_there(
    any_home: Settings,
) -> None:
    next_year(any_home, FIRST, SECOND)
    factories.done(any_home, ref("K01.1", FIRST), paper(), as_of=date(2024, 3, 20))
    with writing(any_home) as session:
        handover.waive(session, ref("K01.2", FIRST), "не успеть", as_of=date(2024, 3, 20), author=ANNA)
    corrected(any_home, ONE_MORE)
    with pytest.raises(VekhaError, match=r"Срок этих мер уже прошёл: edu680001 K01\.2"):
        agreed_and_approved(any_home, FIRST)
    corrected(any_home, Change(dues={"K01.2": DECEMBER}))
    assert agreed_and_approved(any_home, FIRST).entered.requested == 2
    again = ref("K01.2", FIRST, year=2025)
    assert factories.hand_in(any_home, again, paper(), as_of=SEPTEMBER).status is Status.SUBMITTED


def test_a_school_that_is_new_on_the_list_begins_with_a_draft_and_the_others_plans_go_on(any_home: Settings) -> None:
    next_year(any_home, FIRST, THIRD)
    found = suggested(any_home, basis((FIRST, "RF02", "high", 0.8), (THIRD, "RF02", "high", 0.8)))
    assert [(one.school, one.row.version, one.row.stage) for one in found.plans] == [(THIRD, 1, Stage.DRAFT)]
    with writing(any_home) as session:
        send(session, held(session, 2025), [THIRD], as_of=SEPTEMBER, author=ANNA)
    assert agreed_and_approved(any_home, THIRD).entered.requested == 2
    assert {school for _code, school in own(any_home)} == {THIRD}


def test_a_school_that_has_left_the_list_has_nothing_to_correct(home: Settings) -> None:
    next_year(home, FIRST, SECOND, THIRD)
    corrected(home, ONE_MORE)
    with writing(home) as session:
        factories.approve(session, held(session, 2025), [THIRD], SEPTEMBER, "школы закрыты")
    with pytest.raises(NotFound, match="Плана ещё нет: edu680002"):
        corrected(home, ONE_MORE, SECOND)
    with pytest.raises(VekhaError, match="Школы выбыли из списка, их планы больше не меняются: edu680001"):
        corrected(home, Change(drop=("K02.2",)))
    assert [one.row.version for one in history(home)] == [4, 5], "what was written stays"


def test_new_results_correct_what_goes_on(home: Settings) -> None:
    next_year(home, FIRST, SECOND)
    before = plans(home)[FIRST]
    later = basis((FIRST, "RF01", "middle", 0.5), (FIRST, "RF02", "high", 0.9), (SECOND, "RF01", "high", 0.9))
    found = suggested(home, later, deed=Deed.CORRECT)
    assert {one.school: (one.row.version, one.row.stage, codes(one)) for one in found.plans} == {
        FIRST: (5, Stage.CHANGED, ["K01.1", "K02.1", "K02.2"])
    }
    assert plans(home)[FIRST].items[0] == before.items[0]


def test_a_named_school_may_begin_anew_and_does_again_what_was_done(any_home: Settings) -> None:
    next_year(any_home, FIRST, SECOND)
    factories.done(any_home, ref("K01.1", FIRST), paper(), as_of=date(2024, 3, 20))
    with pytest.raises(VekhaError, match="Предлагать нечего"):
        suggested(any_home, BOTH)
    found = suggested(any_home, BOTH, FIRST)
    assert [(one.row.version, one.row.stage) for one in found.plans] == [(1, Stage.DRAFT)]
    with writing(any_home) as session:
        send(session, held(session, 2025), [FIRST], as_of=SEPTEMBER, author=ANNA)
    agreed_and_approved(any_home, FIRST)
    assert own(any_home) == {("K01.1", FIRST): Status.PLANNED}, "its second measure is at work in the earlier year"
    assert [one.row.version for one in history(any_home)] == [1, 2, 3, 4]


def test_two_at_once_cannot_both_correct_what_goes_on(any_home: Settings) -> None:
    next_year(any_home, FIRST, SECOND)
    read = plans(any_home)[FIRST]
    corrected(any_home, ONE_MORE)
    late = Next(FIRST, Deed.CHANGE, read.items[:1], read.row.version, "опоздал")
    with pytest.raises(StaleVersion, match="план уже изменил кто-то другой"), writing(any_home) as session:
        write(session, held(session, 2025), "small", [late], as_of=SEPTEMBER, author=ANNA)
