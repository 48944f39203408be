"""A period of all schools: counted from the record, with the schools that want looking at and why."""

from collections.abc import Mapping, Sequence
from datetime import date

from models.records import Step
from models.steps.rollup import OfSchool, Risk, RollUp, rolled_up
from models.steps.status import Status
from tests.factories import FIRST, SECOND, THIRD, a_step

START, END = date(2024, 4, 1), date(2024, 6, 30)
PLACES = {FIRST: "Кирсанов", SECOND: "Мичуринск", THIRD: "Кирсанов"}


def closed(on: date, due: date = date(2024, 5, 31)) -> Step:
    return a_step("B2", Status.DONE, closed_on=on, due_on=due)


def awaited(due: date = date(2024, 5, 31)) -> Step:
    return a_step("B2", Status.OPEN, due_on=due)


def report(status: Status) -> Step:
    return a_step("D4", status, opens_on=START, due_on=END)


def rolled(
    steps: Mapping[str, Sequence[Step]], reports: Mapping[str, Step] | None = None, as_of: date = date(2024, 7, 5)
) -> RollUp:
    return rolled_up(steps, reports or {}, PLACES, (START, END), as_of, frozenset({SECOND}))


def one(*steps: Step, status: Status = Status.DONE, as_of: date = date(2024, 7, 5)) -> OfSchool:
    (found,) = rolled({FIRST: steps}, {FIRST: report(status)}, as_of).schools
    return found


def test_what_was_done_late_and_not_done_is_counted_by_school_and_municipality() -> None:
    found = rolled(
        {FIRST: [closed(date(2024, 5, 20)), closed(date(2024, 6, 3))], SECOND: [awaited()], THIRD: [awaited()]}
    )
    assert [one.school for one in found.schools] == [FIRST, THIRD, SECOND]
    assert {name: found.totals[name] for name in ("done", "late", "overdue")} == {"done": 2, "late": 1, "overdue": 2}
    assert {place: len(schools) for place, schools in found.by_municipality().items()} == {
        "Кирсанов": 2,
        "Мичуринск": 1,
    }
    assert found.most_overdue() == [("B2", 2)]


def test_a_report_is_there_once_it_is_handed_in() -> None:
    found = rolled(
        dict.fromkeys((FIRST, SECOND, THIRD), ()),
        {FIRST: report(Status.DONE), SECOND: report(Status.SUBMITTED), THIRD: report(Status.OPEN)},
    )
    assert [one.school for one in found.schools if one.is_reported] == [FIRST, SECOND]
    assert [one.school for one in found.missing] == [THIRD]


def test_a_missing_report_is_a_risk_only_after_its_day() -> None:
    assert one(status=Status.OPEN).risks == (Risk.NO_REPORT,)
    assert one(status=Status.OPEN, as_of=END).risks == ()
    assert one(status=Status.WAIVED).risks == ()


def test_overdue_mostly_late_and_quiet_are_risks() -> None:
    late, good = closed(date(2024, 6, 20)), closed(date(2024, 5, 20))
    assert one(awaited()).risks == (Risk.OVERDUE,)
    assert one(late, late, good).risks == (Risk.MOSTLY_LATE,)
    assert one(late, good).risks == (), "a half is not more than a half"
    (second,) = rolled({SECOND: ()}).schools
    assert second.risks == (Risk.QUIET_PAIRS,)
