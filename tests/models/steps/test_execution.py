"""«Отметка об исполнении»: many steps of a measure as a few lines that may be signed."""

from datetime import date
from typing import Any

from models.records import Deliverable, Step
from models.roadmap.definition import Unit
from models.steps.execution import Execution, execution
from models.steps.state import State
from models.steps.status import Status
from tests.factories import FIRST, SECOND, THIRD, a_book, a_step, six, six_with

MAY, LATER = date(2024, 5, 10), date(2024, 7, 1)


def mark(code: str, *steps: Step, as_of: date = MAY, papers: dict[int, list[Deliverable]] | None = None) -> Execution:
    return execution(six().by_code[code], steps, papers or {}, a_book(*steps), as_of)


def without_cycles(code: str) -> str:
    """What is said of the measure where no year's cycle is open."""
    return execution(six().by_code[code], [], {}, a_book(open_years=frozenset()), MAY).said


def in_schools(*statuses: Status) -> list[Step]:
    """The survey's steps, one for each status, each in a school of its own; its prerequisite is done."""
    return [a_step("B2", status, unit=unit) for status, unit in zip(statuses, (FIRST, SECOND, THIRD), strict=False)]


def a_paper(step: Step, **said: Any) -> dict[int, list[Deliverable]]:
    assert step.id is not None
    return {step.id: [Deliverable(step_id=step.id, title="Справка", journal_seq=1, **said)]}


def test_what_is_done_says_when_and_by_which_document() -> None:
    step = a_step("A1", Status.DONE, closed_on=date(2024, 2, 20))
    found = mark("A1", step, papers=a_paper(step, number="12", dated_on=date(2024, 2, 19)))
    assert found.lines == ("Исполнено 20.02.2024", "Справка: № 12 от 19.02.2024")


def test_a_document_without_a_number_goes_by_its_file() -> None:
    step = a_step("A1", Status.DONE)
    assert mark("A1", step, papers=a_paper(step, file_name="справка.docx")).documents == ("справка.docx",)


def test_schools_are_counted_and_what_is_late_says_its_deadline() -> None:
    found = mark("B2", *in_schools(Status.DONE, Status.DONE, Status.OPEN), as_of=MAY)
    assert (found.state, found.lines) == (
        State.OVERDUE,
        ("Просрочено", "исполнено в 2 из 3\u00a0школ", "срок 30.04.2024"),
    )


def test_a_school_that_left_is_counted_apart() -> None:
    found = mark("B2", *in_schools(Status.DONE, Status.DONE, Status.WAIVED))
    assert found.lines == ("Исполнено 30.04.2024", "исполнено в 2 из 2\u00a0школ", "снято: 1")


def test_what_is_waived_altogether_says_why() -> None:
    assert mark("A1", a_step("A1", Status.WAIVED, reason="приказ № 5")).said == "Снято: приказ № 5"


def test_terms_that_are_done_are_counted_and_the_measure_goes_on() -> None:
    steps = [
        a_step("D4", Status.DONE, unit=FIRST, year=2024, closed_on=date(2024, 9, 20)),
        a_step("D4", Status.PLANNED, unit=FIRST, year=2025),
    ]
    found = mark("D4", *steps, as_of=date(2024, 10, 1))
    assert found.lines == (
        "Исполняется", "исполнено сроков: 1 из 2", "исполнено в 1 из 1\u00a0школы", "срок 30.09.2025",
    )  # fmt: skip
    assert not found.is_done


def test_what_has_not_begun_is_not_said_to_wait_for_anything() -> None:
    found = mark("C3", a_step("C3"), as_of=date(2024, 1, 5))
    assert (found.said, found.due_on) == ("Срок не наступил", date(2024, 5, 31))
    assert mark("F6", a_step("F6", opens_on=None, due_on=None)).said == "Сроки не заданы"


def test_a_measure_without_steps_says_why() -> None:
    assert mark("E5").said == "Запросов не было"
    assert without_cycles("D4") == "Сроки — в 2024 и 2025 годах"
    assert without_cycles("A1") == "Срок — в 2024 году"
    target = six_with("A1", is_target=True).by_code["A1"]
    assert execution(target, [], {}, a_book(), MAY).said == "Целевой показатель"
    ungrouped = six().by_code["B2"]
    assert ungrouped.unit is Unit.SCHOOL
    assert execution(ungrouped, [], {}, a_book(open_years=frozenset({2024})), MAY).said == "Список школ не утверждён"


def test_many_documents_are_shortened() -> None:
    steps = in_schools(Status.DONE, Status.DONE)
    papers = {
        step.id: [Deliverable(step_id=step.id, title="Анкеты", file_name=f"{step.id}-{n}.docx", journal_seq=n)
                  for n in range(3)]
        for step in steps if step.id
    }  # fmt: skip
    found = mark("B2", *steps, papers=papers)
    assert len(found.documents) == 6
    assert found.lines[-1] == "и ещё 3\u00a0документа"
