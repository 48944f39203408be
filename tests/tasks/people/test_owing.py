"""From steps to owed notices: one for each occurrence and holder of the leading party, and only what is news."""

from datetime import date

from models.people.notices import NoticeKind, OwedNotice
from models.roadmap.definition import Phase
from tasks.channels.outbox import queue
from tasks.database import writing
from tasks.people import handover
from tasks.people.owing import announce, is_known, owed_for, owed_today, phase_complete
from tasks.record.book import find_cycle, read_book
from tasks.settings import Settings
from tests.factories import ANNA, FEBRUARY, FIRST, SECOND, THIRD, approve, done, held, opened, ref, register, the_step

LATE = date(2024, 10, 5)


def owed_of(home: Settings, code: str, kind: NoticeKind, day: date = FEBRUARY) -> list[OwedNotice]:
    with writing(home) as session:
        cycle = find_cycle(session, "six", 2024)
        book = read_book(session, cycle)
        steps = [step for (measure, _key), units in book.steps.items() if measure == code for step in units.values()]
        return owed_for(session, cycle, book, kind, steps, as_of=day)


def todays(home: Settings, code: str, day: date) -> list[OwedNotice]:
    """What is owed today; it is queued, as a run would."""
    with writing(home) as session:
        cycle = held(session)
        book = read_book(session, cycle)
        steps = [step for (measure, _key), units in book.steps.items() if measure == code for step in units.values()]
        found = owed_today(session, cycle, book, steps, day)
        assert cycle.id is not None
        assert queue(session, cycle.id, day, found) == len(found)
        return found


def test_a_role_of_the_whole_roadmap_gets_one_notice(home: Settings) -> None:
    opened(home, FIRST)
    (notice,) = owed_of(home, "A1", NoticeKind.OPENED)
    assert (notice.party, notice.scope) == ("ministry", "")
    assert "Сдать «Справка»: vekha submit A1 --file …" in notice.text


def test_each_school_gets_its_own_with_its_own_command(home: Settings) -> None:
    opened(home, FIRST, SECOND)
    notices = owed_of(home, "B2", NoticeKind.OPENED)
    assert [(notice.party, notice.scope) for notice in notices] == [("school", FIRST), ("school", SECOND)]
    assert f"vekha submit B2 --school {SECOND} --file …" in notices[1].text


def test_a_municipality_gets_one_that_names_its_schools(home: Settings) -> None:
    opened(home, FIRST, SECOND, THIRD)
    notices = owed_of(home, "D4", NoticeKind.OVERDUE, LATE)
    assert [notice.scope for notice in notices] == ["Кирсанов", "Мичуринск"]
    assert "2 школы: Школа № 1, Школа № 3." in notices[0].text
    assert "Школа № 2" in notices[1].text


def test_what_the_outbox_has_is_not_owed_again(any_home: Settings) -> None:
    opened(any_home, FIRST)
    assert [one.kind for one in todays(any_home, "A1", date(2024, 3, 1))] == [NoticeKind.OVERDUE]
    assert todays(any_home, "A1", date(2024, 3, 1)) == []
    missed_three = todays(any_home, "A1", date(2024, 4, 1))
    assert [(one.kind, one.rung) for one in missed_three] == [(NoticeKind.OVERDUE, 7), (NoticeKind.ESCALATION, 7)]
    assert todays(any_home, "A1", date(2024, 5, 1)) == []


def test_a_planned_step_is_not_reminded_before_it_opens(home: Settings) -> None:
    opened(home, FIRST)
    assert todays(home, "A1", date(2024, 2, 27)) == []


def test_what_is_closed_owes_nothing_however_late(home: Settings) -> None:
    opened(home, FIRST)
    done(home, ref("A1"))
    assert todays(home, "A1", LATE) == []


def test_a_complete_phase_is_news_once_a_day_of_completion(any_home: Settings) -> None:
    opened(any_home, FIRST)
    told = []
    for day in (FEBRUARY, FEBRUARY, LATE):
        with writing(any_home) as session:
            cycle = held(session)
            notice = phase_complete(cycle, read_book(session, cycle), Phase.ANALYSIS, day)
            before = is_known(session, notice)
            told.append((before, announce(session, cycle, notice)))
            assert is_known(session, notice)
    assert told == [(False, True), (True, False), (False, True)]


def test_a_late_partys_notice_says_how_late(home: Settings) -> None:
    opened(home, FIRST)
    notice, above = todays(home, "A1", date(2024, 3, 5))
    assert "опоздание: 5 дней" in notice.text
    assert (above.kind, above.party) == (NoticeKind.ESCALATION, "coordinator")
    assert "Не сдаёт: Министерство." in above.text
    assert the_step(home, "A1").due_on == date(2024, 2, 29)


def test_schools_whose_steps_open_later_the_same_day_are_told_of_too(home: Settings) -> None:
    opened(home, FIRST, THIRD)
    first, second = (owed_by(home, "D4", school) for school in (FIRST, THIRD))
    assert first.scope == second.scope == "Кирсанов"
    assert first.key != second.key


def owed_by(home: Settings, code: str, school: str) -> OwedNotice:
    """What the opening of one school's step owes."""
    with writing(home) as session:
        cycle = find_cycle(session, "six", 2024)
        book = read_book(session, cycle)
        steps = [the_step(home, code, school)]
        return owed_for(session, cycle, book, NoticeKind.OPENED, steps, as_of=FEBRUARY)[0]


def test_a_school_that_joins_late_is_reminded_of_and_a_school_that_ends_is_not_news(home: Settings) -> None:
    opened(home, FIRST)
    assert {one.kind for one in todays(home, "D4", LATE)} == {NoticeKind.OVERDUE, NoticeKind.ESCALATION}
    with writing(home) as session:
        register(session, THIRD)
        approve(session, held(session), [FIRST, THIRD], date(2024, 9, 1))
    again, _above = todays(home, "D4", LATE)
    assert "1 школа: Школа № 3" in again.text  # of the other it was told already
    with writing(home) as session:
        handover.waive(session, ref("D4", FIRST), "не нужно", as_of=LATE, author=ANNA)
    assert todays(home, "D4", LATE) == []


def test_the_command_names_the_window_where_a_measure_has_several(home: Settings) -> None:
    opened(home, FIRST)
    (notice,) = owed_of(home, "D4", NoticeKind.OPENED)
    assert f"vekha submit D4 --school {FIRST} --cycle 2024 --window 2024-09 --file" in notice.text


def test_who_is_late_because_another_is_late_is_told_what_is_awaited(home: Settings) -> None:
    opened(home, FIRST)
    (notice,) = owed_of(home, "B2", NoticeKind.OVERDUE, LATE)
    assert "Сдать пока нельзя, не исполнено: A1 «" in notice.text
    assert "vekha submit" not in notice.text
