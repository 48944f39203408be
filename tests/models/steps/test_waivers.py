"""What an order lets past and for how long: a gate opened by it, closed again, and what was done meanwhile."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from models.records import DataFinding, Step, Waiver, WaiverKind
from models.roadmap.needs import DataNeed
from models.steps.book import Book
from models.steps.gate import Verdict, judge
from models.steps.prerequisites import unmet_prerequisites
from models.steps.state import State
from models.steps.status import Status
from models.steps.why.conditions import Lack, why
from tests.factories import FIRST, SECOND, a_book, a_step, six_with

MARCH, APRIL, MAY = date(2024, 3, 15), date(2024, 4, 15), date(2024, 5, 15)
LAST = date(2024, 4, 1)


def a_waiver(step: Step, kind: WaiverKind = WaiverKind.GATE, **said: Any) -> Waiver:
    """An order about the step that holds until the first of April."""
    defaults: dict[str, Any] = {
        "id": step.id, "cycle_id": 2024, "step_id": step.id, "kind": kind, "reason": "справка задержана",
        "ordered": "приказ № 12", "dated_on": date(2024, 3, 1), "signer": "заместитель министра", "until": LAST,
        "granted_on": date(2024, 3, 2), "at": datetime(2024, 3, 2, tzinfo=UTC), "journal_seq": 1,
    }  # fmt: skip
    return Waiver(**(defaults | said))


def let_past(step: Step, *others: Step, passed: bool = False, **said: Any) -> Book:
    """The step with an order that opens its gate; passed: it was handed in on the strength of it."""
    assert step.id is not None
    waiver = a_waiver(step, **said)
    return a_book(step, *others, waivers={step.id: [waiver]}, passed={step.id: waiver} if passed else {})


def said(step: Step, book: Book, day: date) -> tuple[State, str]:
    verdict = judge(step, book, day)
    return verdict.state, verdict.sentence


# ── A gate opened by an order ───────────────────────────────────────────────────────────────────────────────────────


def test_an_order_opens_a_gate_that_waits_for_another_measure_and_says_so() -> None:
    step = a_step("B2", Status.OPEN)
    verdict = judge(step, let_past(step, a_step("A1")), MARCH)
    sentence = "Открыто, срок 30.04.2024. Допуск: приказ № 12 от 01.03.2024, до 01.04.2024."
    assert verdict == Verdict(State.OPEN, sentence, is_passable=True)


def test_an_order_stands_in_for_no_data_that_are_absent() -> None:
    step = a_step("A1")
    vpr = DataNeed(kind="vpr", years=(2024,))
    book = replace(let_past(step), roadmap=six_with("A1", data=(vpr,)))
    told = "Срок истёк 29.02.2024. Ждёт данных: ВПР 2024."
    assert said(step, book, MARCH) == (State.OVERDUE, told)
    assert not judge(step, book, MARCH).is_passable
    assert [one.lack for one in why([step], book, MARCH)] == [Lack.DATA]
    loaded = replace(book, loaded=frozenset({("vpr", 2024)}))
    assert judge(step, loaded, MARCH).is_passable


def test_an_order_overlooks_what_the_data_checks_found() -> None:
    step = a_step("B2", Status.OPEN)
    wrong = DataFinding(
        cycle_id=2024, measure="B2", occurrence=step.occurrence, check="c", place="п", message="мало", blocking=True
    )
    findings = {("B2", step.occurrence): [wrong]}
    assert (
        judge(step, a_book(step, a_step("A1", Status.DONE), findings=findings), MARCH).state is State.DATA_CHECK_FAILED
    )
    waivers = {step.id: [a_waiver(step)]}
    book = a_book(step, a_step("A1", Status.DONE), findings=findings, waivers=waivers)
    assert judge(step, book, MARCH).state is State.OPEN
    assert judge(step, book, APRIL).state is State.DATA_CHECK_FAILED


@pytest.mark.parametrize(("day", "state"), [(LAST, State.OPEN), (date(2024, 4, 2), State.WAITING)])
def test_the_last_day_of_an_order_is_one_of_its_own(day: date, state: State) -> None:
    step = a_step("B2", Status.OPEN)
    assert judge(step, let_past(step, a_step("A1")), day).state is state


def test_a_gate_that_closed_again_names_the_order_that_lapsed() -> None:
    step = a_step("B2", Status.OPEN)
    state, sentence = said(step, let_past(step, a_step("A1")), APRIL)
    assert state is State.WAITING
    assert sentence == "Ждёт: A1 «Анализ результатов». Допуск (приказ № 12 от 01.03.2024) истёк 01.04.2024."


def test_an_order_for_one_school_opens_nothing_for_another() -> None:
    one, other = (a_step("B2", Status.OPEN, unit=unit) for unit in (FIRST, SECOND))
    book = let_past(one, other, a_step("A1"))
    assert (judge(one, book, MARCH).state, judge(other, book, MARCH).state) == (State.OPEN, State.WAITING)


def test_what_an_order_lets_past_is_asked_for_its_own_work_only() -> None:
    step = a_step("B2", Status.OPEN)
    book = let_past(step, a_step("A1"))
    assert [(one.lack, one.measure) for one in why([step], book, MARCH)] == [(Lack.WORK, "B2")]
    lapsed, work = why([step], book, APRIL)
    assert (lapsed.lack, lapsed.measure, work.lack, work.measure) == (Lack.WAIVER, "B2", Lack.WORK, "A1")
    assert lapsed.sentence == "допуск (приказ № 12 от 01.03.2024) истёк 01.04.2024"


# ── What was done behind it ─────────────────────────────────────────────────────────────────────────────────────────


def test_what_was_done_by_a_lapsed_order_is_in_doubt_while_what_it_overlooked_is_missing() -> None:
    step, before = a_step("B2", Status.DONE), a_step("A1", Status.OPEN)
    book = let_past(step, before, passed=True)
    assert judge(step, book, MARCH).state is State.DONE
    assert said(step, book, APRIL) == (
        State.SUSPECT,
        "Допуск (приказ № 12 от 01.03.2024) истёк 01.04.2024. Не исполнено: A1 «Анализ результатов».",
    )
    before.status = Status.DONE
    assert judge(step, book, APRIL).state is State.DONE


def test_a_new_order_settles_the_doubt() -> None:
    step = a_step("B2", Status.DONE)
    first, next_one = a_waiver(step), a_waiver(step, id=9_001, until=date(2024, 6, 1), journal_seq=5)
    assert step.id is not None
    book = a_book(step, a_step("A1"), waivers={step.id: [first, next_one]}, passed={step.id: first})
    assert judge(step, book, APRIL).state is State.DONE


def test_an_order_taken_back_leaves_the_same_doubt() -> None:
    step = a_step("B2", Status.DONE)
    waiver = a_waiver(step, until=None)
    assert step.id is not None
    book = a_book(step, a_step("A1"), passed={step.id: waiver}, revoked=frozenset({step.id}))
    assert said(step, book, MARCH) == (
        State.SUSPECT,
        "Допуск (приказ № 12 от 01.03.2024) отозван. Не исполнено: A1 «Анализ результатов».",
    )


def test_nothing_of_a_closed_year_is_in_doubt() -> None:
    step = a_step("B2", Status.DONE)
    assert step.id is not None
    waiver = a_waiver(step)
    book = a_book(step, a_step("A1"), passed={step.id: waiver}, waivers={step.id: [waiver]}, closed=frozenset({2024}))
    assert judge(step, book, APRIL).state is State.DONE


def test_what_is_handed_in_and_in_doubt_says_so() -> None:
    step = a_step("B2", Status.SUBMITTED)
    state, sentence = said(step, let_past(step, a_step("A1"), passed=True), APRIL)
    assert state is State.SUBMITTED
    assert sentence.startswith("Сдано, ждёт приёмки. Допуск (приказ № 12 от 01.03.2024) истёк 01.04.2024.")


# ── A step dropped for a time ───────────────────────────────────────────────────────────────────────────────────────


def dropped(until: date | None = LAST) -> tuple[Step, Step, Book]:
    """A1 is dropped until that day; B2, which waits for it, was done meanwhile."""
    before, step = a_step("A1", Status.WAIVED), a_step("B2", Status.DONE)
    assert before.id is not None
    return before, step, a_book(before, step, waivers={before.id: [a_waiver(before, WaiverKind.DROP, until=until)]})


def test_a_step_dropped_for_a_time_is_missing_again_when_the_time_is_over() -> None:
    before, _step, book = dropped()
    assert judge(before, book, MARCH).state is State.WAIVED
    assert said(before, book, APRIL) == (
        State.BLOCKED,
        "Снятие истекло 01.04.2024: откройте шаг снова (vekha reopen), а ненужный затем снимите (vekha waive).",
    )
    waiting = a_step("B2", Status.OPEN, unit=SECOND)
    assert unmet_prerequisites(waiting, book, MARCH) == []
    assert unmet_prerequisites(waiting, book, APRIL) == ["A1 «Анализ результатов»"]
    assert [(one.lack, one.measure) for one in why([waiting], book, APRIL)] == [(Lack.WAIVER, "A1")]


def test_what_was_done_behind_a_step_dropped_for_a_time_is_in_doubt() -> None:
    _before, step, book = dropped()
    assert judge(step, book, MARCH).state is State.DONE
    assert said(step, book, APRIL) == (
        State.SUSPECT, "Снятие истекло: A1. Не исполнено: A1 «Анализ результатов».",
    )  # fmt: skip


def test_a_step_dropped_for_good_is_never_missing() -> None:
    before, step, book = dropped(until=None)
    assert judge(before, book, MAY).state is State.WAIVED
    assert judge(step, book, MAY).state is State.DONE
