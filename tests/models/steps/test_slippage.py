"""What was planned, moved and kept: the baseline, working days late, and by whose decision."""

from datetime import date
from typing import Any

from models.records import JournalEntry, Step
from models.roadmap.calendar import russia
from models.steps.decisions import Extension
from models.steps.slippage import Decision, Slip, slips, summed
from models.steps.status import Move, Status
from tests.factories import FIRST, a_book, a_step, an_entry

DUE, MOVED, LATER = date(2024, 4, 30), date(2024, 5, 15), date(2024, 5, 31)
TODAY = date(2024, 6, 14)


def entry(step: Step, move: Move, day: date, due: date | None = DUE, **said: Any) -> JournalEntry:
    return an_entry(step_id=step.id, measure=step.measure, move=move, as_of=day, due_on=due, **said)


def extension(step: Step, was: date, to: date, signer: str = "министр") -> JournalEntry:
    evidence = Extension(was, to, signer).as_evidence()
    return entry(step, Move.EXTEND, date(2024, 4, 20), to, evidence=evidence, reason="карантин")


def told(*entries: JournalEntry, steps: list[Step], as_of: date = TODAY) -> list[Slip]:
    return slips(steps, entries, a_book(*steps), russia(2024), as_of)


def test_what_is_done_in_time_is_no_slip() -> None:
    step = a_step("B2", Status.DONE)
    assert told(entry(step, Move.CREATE, DUE), entry(step, Move.SUBMIT, DUE), steps=[step]) == []


def test_lateness_is_counted_in_working_days_to_the_hand_in_not_to_its_acceptance() -> None:
    step = a_step("B2", Status.DONE)
    (slip,) = told(
        entry(step, Move.CREATE, date(2024, 1, 15)),
        entry(step, Move.SUBMIT, date(2024, 5, 6)),
        entry(step, Move.ACCEPT, date(2024, 5, 20)),
        steps=[step],
    )
    # 1 May and the weekend of the 4th and 5th are off: 2, 3 and 6 May.
    assert (slip.planned, slip.actual, slip.behind_plan, slip.late, slip.decisions) == (DUE, date(2024, 5, 6), 3, 3, ())


def test_what_was_returned_is_as_late_as_its_next_hand_in() -> None:
    step = a_step("B2", Status.SUBMITTED)
    moves = ((Move.SUBMIT, DUE), (Move.RETURN, date(2024, 5, 3)), (Move.SUBMIT, date(2024, 5, 6)))
    (slip,) = told(*(entry(step, move, day) for move, day in moves), steps=[step])
    assert (slip.actual, slip.behind_plan) == (date(2024, 5, 6), 3)


def test_a_later_hand_in_on_other_data_makes_nothing_late() -> None:
    step = a_step("B2", Status.DONE)
    moves = ((Move.SUBMIT, DUE), (Move.ACCEPT, DUE), (Move.SUBMIT, TODAY))
    assert told(*(entry(step, move, day) for move, day in moves), steps=[step]) == []


def test_a_moved_deadline_keeps_the_plan_as_its_baseline_and_names_who_decided() -> None:
    step = a_step("B2", Status.OPEN, due_on=LATER)
    once, twice = extension(step, DUE, MOVED), extension(step, MOVED, LATER, "заместитель министра")
    (slip,) = told(entry(step, Move.CREATE, DUE), once, twice, steps=[step], as_of=date(2024, 5, 20))
    assert (slip.planned, slip.due_on, slip.late) == (DUE, LATER, 0)
    assert slip.behind_plan == russia(2024).working_days_between(DUE, date(2024, 5, 20))
    assert slip.decisions == (
        Decision(DUE, MOVED, "министр", "карантин", date(2024, 4, 20), is_extension=True),
        Decision(MOVED, LATER, "заместитель министра", "карантин", date(2024, 4, 20), is_extension=True),
    )


def test_a_moved_deadline_that_is_missed_too_is_late_by_itself() -> None:
    step = a_step("B2", Status.OPEN, due_on=MOVED)
    (slip,) = told(entry(step, Move.CREATE, DUE), extension(step, DUE, MOVED), steps=[step], as_of=date(2024, 5, 17))
    assert slip.late == 2
    assert slip.behind_plan > slip.late


def test_where_the_plan_names_no_day_the_first_that_was_recorded_is_the_baseline() -> None:
    step = a_step("E5", Status.OPEN, occurrence="request-1", due_on=MOVED)
    (slip,) = told(entry(step, Move.REQUEST, date(2024, 4, 1), DUE), extension(step, DUE, MOVED), steps=[step])
    assert slip.planned == DUE


def test_what_another_document_moved_is_told_by_who_recorded_it() -> None:
    step = a_step("E5", Status.OPEN, occurrence="request-1", due_on=MOVED)
    dated = entry(step, Move.DATE, date(2024, 4, 2), MOVED, reason="письмо № 5")
    (slip,) = told(entry(step, Move.REQUEST, date(2024, 4, 1), DUE), dated, steps=[step])
    assert slip.decisions == (Decision(DUE, MOVED, "Анна", "письмо № 5", date(2024, 4, 2), is_extension=False),)


def test_a_dropped_step_and_one_without_dates_are_late_for_nobody() -> None:
    dropped, undated = a_step("B2", Status.WAIVED), a_step("F6", due_on=None, opens_on=None)
    assert told(steps=[dropped, undated]) == []


def test_the_summary_counts_what_was_moved_and_what_is_late_all_the_same() -> None:
    kept = a_step("B2", Status.DONE, due_on=MOVED)
    missed = a_step("B2", Status.OPEN, unit="edu680002", due_on=DUE)
    created = entry(kept, Move.CREATE, date(2024, 1, 15))
    moved = extension(kept, DUE, MOVED)
    found = told(created, moved, entry(kept, Move.SUBMIT, MOVED, MOVED), steps=[kept, missed])
    total = summed(found, 5)
    assert [one.unit for one in found] == [FIRST, "edu680002"]
    assert (total.steps, total.moved, total.behind_plan, total.late) == (5, 1, 2, 1)
    assert total.most == russia(2024).working_days_between(DUE, TODAY)
