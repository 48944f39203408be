"""A cycle follows the calendar that it was opened with, until a person moves it to another."""

from datetime import date

from sqlmodel import Session, select

from models.records import CalendarVersion, JournalEntry, Step
from models.roadmap.calendar import Calendar, WorkingCalendar, working_calendar
from models.roadmap.definition import Roadmap
from models.steps.status import Move, Status
from tasks.cycle.adoption import adopt
from tasks.cycle.calendars import calendar_of, calendar_today, follow, moved_deadlines
from tasks.cycle.dates import Dates, set_dates
from tasks.cycle.years import open_cycle
from tasks.database import writing
from tasks.record.writer import StepMove, locked_cycle, record, verify
from tasks.settings import Settings
from tests.factories import ANNA, JANUARY, six, six_with

ON_A_SUNDAY, ON_MONDAY = date(2024, 3, 31), date(2024, 4, 1)


def in_march(**calendar: object) -> Roadmap:
    """The six measures; A1 is due on Sunday, 31 March 2024."""
    march = six_with("A1", schedule="Март 2024, 2025")
    said = {name: getattr(march, name) for name in Roadmap.model_fields}
    return Roadmap(**said | {"calendar": Calendar.model_validate(calendar)})


def the_step(session: Session) -> Step:
    return session.exec(select(Step).where(Step.measure == "A1")).one()


def test_deadlines_are_the_order_s_own_unless_the_roadmap_asks(any_home: Settings) -> None:
    with writing(any_home) as session:
        open_cycle(session, in_march(), 2024, as_of=JANUARY, author=ANNA)
        assert the_step(session).due_on == ON_A_SUNDAY


def test_where_asked_a_deadline_moves_and_the_key_keeps_the_printed_one(any_home: Settings) -> None:
    with writing(any_home) as session:
        open_cycle(session, in_march(workdays=True), 2024, as_of=JANUARY, author=ANNA)
        step = the_step(session)
        assert (step.due_on, step.occurrence) == (ON_MONDAY, "2024-03-01/2024-03-31")


def test_a_cycle_remembers_its_calendar_and_equal_ones_are_kept_once(home: Settings) -> None:
    with writing(home) as session:
        cycles = [open_cycle(session, in_march(), year, as_of=JANUARY, author=ANNA) for year in (2024, 2025)]
        assert len(session.exec(select(CalendarVersion)).all()) == 1
        assert calendar_of(session, cycles[0]) == calendar_today(in_march())


def test_what_another_calendar_moves_is_told_before_it_is_applied(home: Settings) -> None:
    with writing(home) as session:
        cycle = open_cycle(session, in_march(), 2024, as_of=JANUARY, author=ANNA)
        [moved] = [one for one in moved_deadlines(session, cycle, _asked()) if one.step.measure == "A1"]
        assert (moved.printed, moved.due_on, moved.moves_to) == (ON_A_SUNDAY, ON_A_SUNDAY, ON_MONDAY)
        assert the_step(session).due_on == ON_A_SUNDAY


def _asked(**more: object) -> WorkingCalendar:
    return working_calendar(six().plan_period, Calendar.model_validate({"workdays": True} | more))


def test_applied_it_moves_the_deadlines_by_entries_of_the_journal(home: Settings) -> None:
    with writing(home) as session:
        open_cycle(session, in_march(), 2024, as_of=JANUARY, author=ANNA)
        cycle = locked_cycle(session, "six", 2024)
        assert follow(session, cycle, _asked(), as_of=JANUARY, author=ANNA) > 0
        assert the_step(session).due_on == ON_MONDAY
        entry = session.exec(
            select(JournalEntry).where(JournalEntry.measure == "A1", JournalEntry.move == Move.DATE)
        ).one()
        assert "31.03.2024" in entry.reason
        assert verify(session, cycle).holds


def test_applied_twice_it_moves_nothing_the_second_time(home: Settings) -> None:
    with writing(home) as session:
        open_cycle(session, in_march(), 2024, as_of=JANUARY, author=ANNA)
        cycle = locked_cycle(session, "six", 2024)
        follow(session, cycle, _asked(), as_of=JANUARY, author=ANNA)
        assert follow(session, cycle, _asked(), as_of=JANUARY, author=ANNA) == 0
        assert calendar_of(session, cycle) == _asked()


def test_a_region_s_new_day_off_moves_a_moved_deadline_further_and_back(home: Settings) -> None:
    with writing(home) as session:
        open_cycle(session, in_march(workdays=True), 2024, as_of=JANUARY, author=ANNA)
        cycle = locked_cycle(session, "six", 2024)
        follow(session, cycle, _asked(days_off={"2024-04-01": "день региона"}), as_of=JANUARY, author=ANNA)
        assert the_step(session).due_on == date(2024, 4, 2)
        follow(session, cycle, working_calendar(six().plan_period), as_of=JANUARY, author=ANNA)
        assert the_step(session).due_on == ON_A_SUNDAY


def test_a_deadline_that_a_person_set_or_that_is_met_stays(home: Settings) -> None:
    with writing(home) as session:
        open_cycle(session, in_march(), 2024, as_of=JANUARY, author=ANNA)
        cycle = locked_cycle(session, "six", 2024)
        step = the_step(session)
        by_hand = (step.opens_on, date(2024, 3, 30))
        record(session, cycle, [StepMove(step, Move.DATE, reason="раньше", dates=by_hand)], as_of=JANUARY, author=ANNA)
        assert not [one for one in moved_deadlines(session, cycle, _asked()) if one.step.measure == "A1"]
        step.due_on, step.status = ON_A_SUNDAY, Status.DONE
        assert not [one for one in moved_deadlines(session, cycle, _asked()) if one.step.measure == "A1"]


def test_a_deadline_that_an_adopted_plan_moved_follows_the_calendar_from_its_new_day(home: Settings) -> None:
    with writing(home) as session:
        open_cycle(session, in_march(), 2024, as_of=JANUARY, author=ANNA)
        cycle, until_june = locked_cycle(session, "six", 2024), six_with("A1", schedule="Июнь 2024, 2025")
        adopt(session, cycle, until_june, renamed={}, reason="приказ № 9", as_of=JANUARY, author=ANNA)
        [moved] = [one for one in moved_deadlines(session, cycle, _asked()) if one.step.measure == "A1"]
        # 30 June 2024 is a Sunday; the step is still known by the days of March.
        assert (moved.step.occurrence, moved.printed) == ("2024-03-01/2024-03-31", date(2024, 6, 30))
        assert moved.moves_to == date(2024, 7, 1)


def test_a_deadline_of_a_request_or_of_another_document_follows_no_calendar(home: Settings) -> None:
    sunday = Dates(date(2024, 6, 24), date(2024, 6, 30), "письмо № 5")
    with writing(home) as session:
        cycle = open_cycle(session, in_march(), 2024, as_of=JANUARY, author=ANNA)
        set_dates(session, locked_cycle(session, "six", 2024), "F6", sunday, as_of=JANUARY, author=ANNA)
        assert "F6" not in {one.step.measure for one in moved_deadlines(session, cycle, _asked())}
