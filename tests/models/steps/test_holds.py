"""What is on hold stands still, with the reason; it opens no gate, moves no deadline and is over by itself."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import ForbiddenMove
from models.records import Hold, Step
from models.steps.book import Book
from models.steps.gate import Verdict, judge
from models.steps.holds import by_what_is_held, holds_on, refuse_held
from models.steps.state import State
from models.steps.status import Status
from models.steps.why.conditions import Condition, Lack, why
from tests.factories import FIRST, SECOND, a_book, a_step

APRIL, MAY, JUNE = (date(2024, month, 15) for month in (4, 5, 6))


def a_hold(**said: Any) -> Hold:
    defaults: dict[str, Any] = {
        "id": 1,
        "roadmap": "six",
        "reason": "карантин",
        "since": date(2024, 3, 1),
        "at": datetime(2024, 3, 1, tzinfo=UTC),
        "actor": "Анна",
        "via": "cli:anna",
    }
    return Hold(**(defaults | said))


def held_book(*steps: Step, holds: list[Hold]) -> Book:
    return a_book(*steps, holds=by_what_is_held(holds))


def said(step: Step, *holds: Hold, on: date = APRIL) -> Verdict:
    return judge(step, held_book(a_step("A1", Status.DONE), step, holds=list(holds)), on)


def test_a_held_step_is_blocked_with_the_reason_and_the_last_day() -> None:
    found = said(a_step("B2"), a_hold(school=FIRST, until=date(2024, 4, 20)))
    assert found == Verdict(State.BLOCKED, "Приостановлено: карантин, до 20.04.2024.", is_held=True)


def test_a_hold_is_over_by_itself_after_its_last_day() -> None:
    hold = a_hold(school=FIRST, until=date(2024, 4, 20))
    states = [said(a_step("B2"), hold, on=date(2024, 4, day)).state for day in (20, 21)]
    assert states == [State.BLOCKED, State.OPEN]


def test_a_hold_moves_no_deadline_and_the_deadline_that_passed_is_told() -> None:
    found = said(a_step("B2", Status.OPEN), a_hold(school=FIRST), on=JUNE)
    assert (found.state, found.is_held, found.is_overdue, found.is_passable) == (State.BLOCKED, True, True, False)
    assert found.sentence == "Приостановлено: карантин. Срок истёк 30.04.2024."


@pytest.mark.parametrize(
    ("what", "stands"),
    [
        ({"school": FIRST}, True),
        ({"school": SECOND}, False),
        ({"measure": "B2"}, True),
        ({"measure": "A1"}, False),
        ({"phase": "risk_survey"}, True),
        ({"phase": "analysis"}, False),
        ({"school": FIRST, "measure": "B2"}, True),
        ({"school": FIRST, "measure": "D4"}, False),
        ({"school": SECOND, "measure": "B2"}, False),
        ({"school": FIRST, "phase": "risk_survey"}, True),
        ({"school": FIRST, "cycle_id": 2024}, True),
        ({"school": FIRST, "cycle_id": 2025}, False),
        ({"school": FIRST, "since": date(2024, 4, 16)}, False),
    ],
)
def test_a_hold_stops_what_it_names_and_nothing_else(what: dict[str, Any], stands: bool) -> None:
    assert (said(a_step("B2"), a_hold(**what)).state is State.BLOCKED) is stands


def test_a_step_of_the_whole_roadmap_does_not_stand_for_a_school() -> None:
    assert said(a_step("A1", Status.OPEN), a_hold(school=FIRST)).state is not State.BLOCKED


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.DONE, Status.WAIVED])
def test_what_is_handed_in_or_closed_is_as_it_was(status: Status) -> None:
    assert said(a_step("B2", status), a_hold(school=FIRST)).state is not State.BLOCKED


def test_a_step_still_to_come_is_not_stopped_by_a_hold_that_will_be_over() -> None:
    early = date(2024, 3, 10)
    step = a_step("B2", opens_on=date(2024, 4, 1))
    assert said(step, a_hold(school=FIRST, until=date(2024, 3, 31)), on=early).state is State.WAITING
    assert said(step, a_hold(school=FIRST, until=date(2024, 4, 1)), on=early).state is State.BLOCKED
    assert said(step, a_hold(school=FIRST), on=early).state is State.BLOCKED


def test_of_several_holds_the_one_that_lasts_longest_is_told() -> None:
    short, long = (
        a_hold(school=FIRST, until=MAY),
        a_hold(id=2, measure="B2", until=JUNE, reason="приказ пересматривают"),
    )
    assert said(a_step("B2"), short, long).sentence == "Приостановлено: приказ пересматривают, до 15.06.2024."
    forever = a_hold(id=3, phase="risk_survey", reason="реорганизация")
    assert said(a_step("B2"), long, forever, short).sentence == "Приостановлено: реорганизация."


def test_handing_in_is_refused_with_the_reason_and_the_way_out() -> None:
    step = a_step("B2", Status.OPEN)
    book = held_book(step, holds=[a_hold(school=FIRST, until=MAY)])
    with pytest.raises(ForbiddenMove, match=r"приостановлено: карантин, до 15.05.2024. Возобновить: vekha release 1."):
        refuse_held(step, book, APRIL)
    refuse_held(step, book, JUNE)


# ── Why it stands ───────────────────────────────────────────────────────────────────────────────────────────────────


def asked(step: Step, *others: Step, holds: list[Hold]) -> tuple[Condition, ...]:
    return why([step], held_book(step, *others, holds=holds), APRIL)


def test_why_names_the_hold_who_can_end_it_and_since_when() -> None:
    (told,) = asked(a_step("B2"), a_step("A1", Status.DONE), holds=[a_hold(school=FIRST, until=MAY)])
    assert (told.lack, told.party, told.since, told.units) == (Lack.HOLD, "coordinator", date(2024, 3, 1), (FIRST,))
    assert told.sentence == "приостановлено: карантин, до 15.05.2024; возобновить: vekha release 1"


def test_why_names_what_else_is_missing_beside_the_hold() -> None:
    told = asked(a_step("B2"), a_step("A1", Status.OPEN), holds=[a_hold(school=FIRST)])
    assert [one.lack for one in told] == [Lack.HOLD, Lack.WORK]


def test_whoever_waits_for_a_held_step_is_told_of_its_hold() -> None:
    others = a_step("A1", Status.DONE), a_step("B2", Status.OPEN, unit=FIRST)
    (told,) = asked(a_step("C3"), *others, holds=[a_hold(school=FIRST)])
    assert (told.lack, told.measure) == (Lack.HOLD, "B2")


def test_what_was_handed_in_waits_for_its_acceptor_all_the_same() -> None:
    (told,) = asked(a_step("B2", Status.SUBMITTED), a_step("A1", Status.DONE), holds=[a_hold(school=FIRST)])
    assert told.lack is Lack.ACCEPTANCE


# ── For any holds ───────────────────────────────────────────────────────────────────────────────────────────────────

some_holds = st.builds(
    a_hold,
    id=st.integers(1, 99),
    school=st.sampled_from(["", FIRST, SECOND]),
    measure=st.sampled_from(["", "A1", "B2"]),
    phase=st.sampled_from(["", "analysis", "risk_survey"]),
    cycle_id=st.sampled_from([None, 2024, 2025]),
    since=st.dates(date(2024, 4, 1), date(2024, 4, 30)),
    until=st.none() | st.dates(date(2024, 4, 1), date(2024, 4, 30)),
)


@given(st.lists(some_holds, max_size=6), st.dates(date(2024, 4, 1), date(2024, 4, 30)))
def test_a_step_is_stopped_by_exactly_the_holds_whose_every_word_is_of_it(holds: list[Hold], day: date) -> None:
    step = a_step("B2")
    its = {"school": FIRST, "measure": "B2", "phase": "risk_survey"}
    meant = [
        one
        for one in holds
        if all(getattr(one, name) in ("", value) for name, value in its.items())
        and (one.cycle_id is None or one.cycle_id == 2024)
        and one.since <= day
        and (one.until is None or day <= one.until)
        and not (one.measure and one.phase)
    ]
    named_both = [one for one in holds if one.measure and one.phase]
    book = held_book(step, holds=[one for one in holds if one not in named_both])
    found = holds_on(step, book, day)
    assert sorted(map(id, found)) == sorted(map(id, meant))
