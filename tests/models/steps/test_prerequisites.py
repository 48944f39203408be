"""What a step waits for: the same school's, a share of all, the occurrences that its own dates settle."""

from datetime import date

import pytest

from models.records import Step
from models.steps.book import Book
from models.steps.gate import judge
from models.steps.prerequisites import unmet_prerequisites
from models.steps.state import State
from models.steps.status import Status
from tests.factories import FIRST, MAY, SECOND, THIRD, a_book, a_step, six_with


def unmet(step: Step, book: Book) -> list[str]:
    """What the step waits for in May."""
    return unmet_prerequisites(step, book, MAY)


MARCH = date(2024, 3, 15)


@pytest.mark.parametrize("status", [Status.PLANNED, Status.OPEN, Status.SUBMITTED])
def test_an_unfinished_prerequisite_is_waited_for(status: Status) -> None:
    step = a_step("B2")
    assert judge(step, a_book(a_step("A1", status), step), MARCH).sentence == "Ждёт: A1 «Анализ результатов»."


@pytest.mark.parametrize("status", [Status.DONE, Status.WAIVED])
def test_a_done_or_waived_prerequisite_opens_the_gate(status: Status) -> None:
    step = a_step("B2")
    assert judge(step, a_book(a_step("A1", status), step), MARCH).state is State.OPEN


def test_a_school_waits_for_itself_only() -> None:
    mine, other = a_step("B2", Status.DONE, unit=FIRST), a_step("B2", unit=SECOND)
    first, second = a_step("D4", unit=FIRST), a_step("D4", unit=SECOND)
    book = a_book(mine, other, first, second)
    assert unmet(first, book) == []
    assert unmet(second, book) == ["B2 «Анкетирование»"]


@pytest.mark.parametrize(
    ("done", "open_", "waived", "is_met"),
    [(0, 2, 0, False), (1, 1, 0, True), (1, 2, 0, False), (2, 2, 0, True), (1, 1, 1, True), (0, 0, 3, True)],
)
def test_the_roadmap_waits_for_a_share_of_schools_without_the_waived(
    done: int, open_: int, waived: int, is_met: bool
) -> None:
    statuses = [Status.DONE] * done + [Status.OPEN] * open_ + [Status.WAIVED] * waived
    step = a_step("C3")
    book = a_book(step, *(a_step("B2", status, unit=f"edu{n}") for n, status in enumerate(statuses)))
    assert (unmet(step, book) == []) is is_met


def test_a_share_that_is_not_reached_says_how_many_are_ready() -> None:
    step, schools = a_step("C3"), [a_step("B2", unit=unit) for unit in (FIRST, SECOND, THIRD)]
    assert unmet(step, a_book(step, *schools)) == ["B2 «Анкетирование» — готово 0 из 3"]


def test_a_soft_prerequisite_never_blocks() -> None:
    step = a_step("D4")
    assert unmet(step, a_book(a_step("B2", Status.DONE), a_step("C3"), step)) == []


def test_nothing_is_known_of_schools_until_a_list_is_approved() -> None:
    step = a_step("C3")
    book = a_book(step, grouped_years=frozenset())
    assert unmet(step, book) == ["B2 «Анкетирование»: список школ не утверждён"]


def test_a_school_that_was_not_in_that_years_group_owes_nothing_of_it() -> None:
    newcomer = a_step("D4", year=2025, unit=THIRD)
    book = a_book(newcomer, a_step("B2", Status.OPEN, unit=FIRST))
    assert judge(newcomer, book, date(2025, 9, 5)).state is State.OPEN


def test_a_year_that_is_not_open_is_named() -> None:
    step = a_step("D4", year=2025)
    book = a_book(step, open_years=frozenset({2025}))
    assert unmet(step, book) == ["B2 «Анкетирование»: цикл 2024 года не открыт"]


def test_a_roadmap_wide_prerequisite_without_its_step_is_not_met() -> None:
    step = a_step("B2")
    assert unmet(step, a_book(step)) == ["A1 «Анализ результатов»"]


# ── Requests and supplied dates ───────────────────────────────────────────────────────────────────────────────────────


def test_a_step_on_request_waits_for_its_prerequisite() -> None:
    request = a_step("E5")
    assert unmet(request, a_book(request, a_step("C3"))) == ["C3 «План поддержки»"]
    assert unmet(request, a_book(request, a_step("C3", Status.DONE))) == []


def test_a_step_on_request_does_not_wait_for_what_falls_due_after_it() -> None:
    roadmap = six_with("E5", prerequisites=six_with("F6").by_code["F6"].prerequisites)  # waits for D4, both years
    request = a_step("E5", opens_on=date(2024, 10, 1), due_on=date(2024, 10, 31))
    book = a_book(request, a_step("D4", Status.DONE, 2024), a_step("D4", year=2025), roadmap=roadmap)
    assert unmet(request, book) == []


def test_supplied_dates_decide_which_occurrence_is_waited_for() -> None:
    early, late = a_step("D4", Status.DONE, 2024), a_step("D4", year=2025)
    step = a_step("F6", opens_on=date(2024, 11, 1), due_on=date(2024, 11, 30))
    assert unmet(step, a_book(early, late, step)) == []
    step.opens_on, step.due_on = date(2025, 11, 1), date(2025, 11, 30)
    assert unmet(step, a_book(early, late, step)) == ["D4 «Наставничество»"]
