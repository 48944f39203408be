"""What the gate says of a step: when a step is open, late, wrong or stale, and the sentence that says so."""

from datetime import date

import pytest

from models.records import DataFinding, Step
from models.roadmap.needs import DataNeed
from models.steps.book import Book
from models.steps.data import absent_data
from models.steps.gate import Verdict, judge
from models.steps.state import State
from models.steps.status import Status
from tests.factories import a_book, a_step, six_with

JANUARY, MARCH, APRIL, MAY, JUNE = (date(2024, month, 15) for month in (1, 3, 4, 5, 6))
WANTS_VPR = {"data": (DataNeed(kind="vpr", years=(2022, 2023)),)}


def verdict(step: Step, book: Book | None = None, as_of: date = JANUARY) -> Verdict:
    return judge(step, book or a_book(step), as_of)


def found(step: Step, blocking: bool = True, message: str = "мало участников") -> DataFinding:
    return DataFinding(
        cycle_id=step.cycle_id, measure=step.measure, occurrence=step.occurrence, check="c", place="п",
        message=message, blocking=blocking,
    )  # fmt: skip


# ── States ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_step_in_its_window_with_nothing_before_it_is_open() -> None:
    assert verdict(a_step("A1")) == Verdict(State.OPEN, "Открыто, срок 29.02.2024.", is_passable=True)


def test_before_its_window_a_step_waits_for_the_day() -> None:
    step = a_step("A1")
    said = judge(step, a_book(step), date(2023, 12, 31))
    assert (said.state, said.sentence) == (State.WAITING, "Откроется 01.01.2024.")
    assert said.is_passable  # a person may hand in early: the calendar only warns
    assert judge(step, a_book(step), date(2024, 1, 1)).state is State.OPEN


def test_an_automated_step_never_passes_early() -> None:
    step = a_step("A1")
    book = a_book(step, roadmap=six_with("A1", action="low_results"))
    assert not judge(step, book, date(2023, 12, 31)).is_passable


def test_the_last_day_is_not_late_and_the_day_after_is() -> None:
    step = a_step("A1", Status.OPEN)
    assert verdict(step, as_of=date(2024, 2, 29)).state is State.OPEN
    late = verdict(step, as_of=date(2024, 3, 1))
    assert (late.state, late.is_overdue) == (State.OVERDUE, True)
    assert late.sentence == "Срок истёк 29.02.2024. Открыто, срок 29.02.2024."


def test_a_step_that_awaits_dates_is_never_overdue() -> None:
    step = a_step("F6")
    said = judge(step, a_book(step), date(2030, 1, 1))
    assert (said.state, said.is_overdue, said.is_passable) == (State.WAITING, False, False)
    assert "vekha dates F6" in said.sentence


def test_a_late_step_still_says_what_it_waits_for() -> None:
    prerequisite, step = a_step("A1"), a_step("B2")
    said = judge(step, a_book(prerequisite, step), JUNE)
    assert said.state is State.OVERDUE
    assert said.sentence == "Срок истёк 30.04.2024. Ждёт: A1 «Анализ результатов»."
    assert not said.is_passable


@pytest.mark.parametrize(
    ("status", "state"),
    [(Status.SUBMITTED, State.SUBMITTED), (Status.DONE, State.DONE), (Status.WAIVED, State.WAIVED)],
)
def test_what_is_handed_in_or_closed_is_neither_late_nor_waiting(status: Status, state: State) -> None:
    step = a_step("B2", status)
    said = judge(step, a_book(a_step("A1"), step), date(2030, 1, 1))
    assert (said.state, said.is_overdue) == (state, False)


def test_a_waived_step_says_why() -> None:
    assert verdict(a_step("A1", Status.WAIVED, reason="школа закрыта")).sentence == "Снято: школа закрыта"


def test_a_returned_step_needs_a_decision_until_it_is_handed_in_again() -> None:
    step = a_step("A1", Status.OPEN, reason="нет подписи")
    said = verdict(step)
    assert (said.state, said.sentence, said.is_passable) == (State.BLOCKED, "Ждёт доработки: нет подписи", True)
    assert verdict(step, as_of=JUNE).state is State.OVERDUE  # late is worse than returned


def test_a_role_that_nobody_holds_blocks_but_does_not_close_the_gate() -> None:
    step = a_step("A1")
    said = judge(step, a_book(step, unbound=frozenset({("ministry", "")})), JANUARY)
    assert (said.state, said.is_passable) == (State.BLOCKED, True)
    assert said.sentence == "Роль «Министерство» никому не назначена: vekha party bind ministry."


# ── Data ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_absent_data_are_waited_for_and_named() -> None:
    step, roadmap = a_step("A1"), six_with("A1", **WANTS_VPR)
    book = a_book(step, roadmap=roadmap, loaded=frozenset({("vpr", 2022)}))
    assert judge(step, book, JANUARY) == Verdict(State.WAITING, "Ждёт данных: ВПР 2023.")


@pytest.mark.parametrize(
    ("action", "kind", "sentence"),
    [
        ("low_results", "vpr_marks", None),
        ("dynamics", "vpr_marks", None),
        (None, "vpr_marks", None),
        ("hard_elements", "vpr_planned", None),
        ("objectivity", "vpr_journal", None),
        ("objectivity", "vpr_primary", None),
        ("pupils_at_risk", "vpr_marks", "Ждёт данных: ВПР 2023 (нужны индивидуальные результаты)."),
        ("low_classes", "vpr_groups", "Ждёт данных: ВПР 2023 (нужны индивидуальные результаты)."),
        (
            "low_results",
            "vpr_completion",
            "Ждёт данных: ВПР 2023 (нужны индивидуальные результаты или статистика по отметкам).",
        ),
        (
            "objectivity",
            "vpr_marks",
            "Ждёт данных: ВПР 2023 (нужны индивидуальные результаты, сравнение отметок с журналом "
            "или распределение баллов).",
        ),
        (
            "hard_elements",
            "vpr_marks",
            "Ждёт данных: ВПР 2023 (нужны индивидуальные результаты или выполнение заданий).",
        ),
    ],
)
def test_reports_do_for_a_year_where_the_rule_can_use_them(action: str | None, kind: str, sentence: str | None) -> None:
    step, roadmap = a_step("A1"), six_with("A1", **WANTS_VPR, action=action)
    book = a_book(step, roadmap=roadmap, loaded=frozenset({("vpr", 2022), (kind, 2023)}))
    assert absent_data(roadmap.by_code["A1"], step, book) == ([sentence[13:-1]] if sentence else [])
    if sentence:
        assert judge(step, book, JANUARY).sentence == sentence


def test_data_for_every_year_open_the_step() -> None:
    step, roadmap = a_step("A1"), six_with("A1", **WANTS_VPR)
    book = a_book(step, roadmap=roadmap, loaded=frozenset({("vpr", 2022), ("vpr", 2023)}))
    assert judge(step, book, JANUARY).state is State.OPEN


def test_years_of_data_can_differ_by_the_year_that_the_step_falls_in() -> None:
    need = DataNeed(kind="oge", years={2024: (2023,), 2025: (2024,)})
    roadmap = six_with("D4", data=(need,), prerequisites=())
    early, late = a_step("D4", year=2024), a_step("D4", year=2025)
    book = a_book(early, late, roadmap=roadmap, loaded=frozenset({("oge", 2023), ("oge", None)}))
    assert judge(early, book, date(2024, 9, 5)).state is State.OPEN
    assert judge(late, book, date(2025, 9, 5)).sentence == "Ждёт данных: ОГЭ 2024."


def test_a_register_has_no_year() -> None:
    step, roadmap = a_step("A1"), six_with("A1", data=(DataNeed(kind="schools"),))
    assert judge(step, a_book(step, roadmap=roadmap), JANUARY).sentence == "Ждёт данных: реестр школ."
    book = a_book(step, roadmap=roadmap, loaded=frozenset({("schools", None)}))
    assert judge(step, book, JANUARY).state is State.OPEN


def test_data_present_and_wrong_fail_the_check() -> None:
    step = a_step("A1")
    findings = {("A1", step.occurrence): [found(step), found(step), found(step, blocking=False)]}
    said = judge(step, a_book(step, findings=findings), JANUARY)
    assert (said.state, said.is_passable) == (State.DATA_CHECK_FAILED, False)
    assert said.sentence == "Проверка данных не пройдена: мало участников (и ещё 1)"


def test_a_warning_blocks_nothing() -> None:
    step = a_step("A1")
    book = a_book(step, findings={("A1", step.occurrence): [found(step, blocking=False)]})
    assert judge(step, book, JANUARY).state is State.OPEN


def test_wrong_data_are_worse_than_late_and_remain_late() -> None:
    step = a_step("A1")
    said = judge(step, a_book(step, findings={("A1", step.occurrence): [found(step)]}), JUNE)
    assert (said.state, said.is_overdue) == (State.DATA_CHECK_FAILED, True)


def test_findings_of_another_occurrence_do_not_concern_this_one() -> None:
    early, late = a_step("D4", Status.DONE, 2024), a_step("D4", Status.DONE, 2025)
    book = a_book(early, late, findings={("D4", late.occurrence): [found(late)]})
    assert judge(early, book, JUNE).state is State.DONE
    assert judge(late, book, JUNE).state is State.DATA_CHECK_FAILED


# ── Stale ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def rested(result: str, now: str, **changed: object) -> tuple[Step, Book]:
    """B2 closed on a result of A1, which is another one by now."""
    before = a_step("A1", **{"status": Status.DONE, "result": now} | changed)  # type: ignore[arg-type]
    step = a_step("B2", Status.DONE)
    assert step.id is not None
    assert before.id is not None
    return step, a_book(before, step, bases={step.id: {before.id: result}})


def test_a_step_whose_basis_changed_is_stale_and_says_what_changed() -> None:
    step, book = rested("old", "new")
    assert judge(step, book, JUNE) == Verdict(State.STALE, "Опирается на изменившееся: A1.")


def test_a_step_whose_basis_came_out_the_same_again_is_not_stale() -> None:
    step, book = rested("same", "same")
    assert judge(step, book, JUNE).state is State.DONE


@pytest.mark.parametrize("status", [Status.OPEN, Status.SUBMITTED, Status.WAIVED])
def test_a_basis_that_is_being_redone_makes_nothing_stale_yet(status: Status) -> None:
    step, book = rested("old", "new", status=status)
    assert judge(step, book, JUNE).state is State.DONE


def test_a_closed_cycle_is_never_marked_again() -> None:
    step, book = rested("old", "new")
    closed = Book(book.roadmap, book.plan, book.steps, bases=book.bases, closed=frozenset({step.cycle_id}))
    assert judge(step, closed, JUNE).state is State.DONE


def test_an_automated_step_is_stale_by_its_files_alone() -> None:
    step = a_step("A1", Status.DONE)
    assert step.id is not None
    book = a_book(step, roadmap=six_with("A1", action="low_results"), outdated=frozenset({step.id}))
    assert judge(step, book, JUNE).sentence == "Входные данные изменились после расчёта."
    assert judge(step, a_book(step, outdated=frozenset({step.id})), JUNE).state is State.DONE
