"""A party's measures as a calendar file that other programs open, and that a second export keeps up to date."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from icalendar import Calendar, Event

from models.errors import VekhaError
from models.roadmap.agenda import Entry, agenda
from tasks.cycle.agenda import planned
from tasks.documents.ics import calendar_file
from tests.factories import six, six_with

SIGNED = date(2024, 1, 10)
FIRST_TIME, LATER, LATER_STILL = (datetime(2024, month, 1, 9, tzinfo=UTC) for month in (2, 3, 4))
PARTY = six().measures[0].parties[0]


def entries(**changes: object) -> list[Entry]:
    roadmap = six_with("A1", **changes)
    return agenda(roadmap, PARTY, planned(roadmap))


def file(listed: list[Entry], now: datetime = FIRST_TIME, former: bytes = b"") -> bytes:
    return calendar_file("План — роль", listed, SIGNED, now, former)


def events(made: bytes) -> dict[str, Event]:
    return {str(one["uid"]): one for one in Calendar.from_ical(made).walk("VEVENT") if isinstance(one, Event)}


def test_a_window_and_its_deadline_are_all_day_events_that_end_the_day_after() -> None:
    found = events(file(entries(schedule="Март 2024")))
    window = found["six-A1-2024-03-01_2024-03-31-window@vekha"]
    deadline = found["six-A1-2024-03-01_2024-03-31-due@vekha"]
    assert (window.decoded("dtstart"), window.decoded("dtend")) == (date(2024, 3, 1), date(2024, 4, 1))
    assert (deadline.decoded("dtstart"), deadline.decoded("dtend")) == (date(2024, 3, 31), date(2024, 4, 1))
    assert str(deadline["summary"]).startswith("Сдать: ")
    assert "Приказ от" in str(deadline["description"])


def test_a_deadline_reminds_a_week_and_a_day_before_and_a_window_does_not() -> None:
    found = events(file(entries(schedule="Март 2024")))
    alarms = {uid[-9:-6]: len(one.walk("VALARM")) for uid, one in found.items() if "A1" in uid}
    assert alarms == {"due": 2, "dow": 0}


def test_it_reminds_at_nine_in_the_morning_and_not_at_midnight() -> None:
    made = events(file(entries(schedule="Март 2024")))["six-A1-2024-03-01_2024-03-31-due@vekha"]
    midnight = datetime.combine(made.decoded("dtstart"), time.min)
    rings = [midnight + alarm.decoded("trigger") for alarm in made.walk("VALARM")]
    assert rings == [datetime(2024, 3, 24, 9), datetime(2024, 3, 30, 9)]


def test_a_bare_deadline_has_no_window() -> None:
    assert [one.reminds for one in entries(schedule="до 31 марта 2024") if "-A1-" in one.uid] == [True]


def test_a_party_gets_its_own_measures_only() -> None:
    roadmap = six()
    strangers = {one.code for one in roadmap.measures if PARTY not in one.parties}
    assert strangers
    assert not [one for one in entries() if one.uid.split("-")[1] in strangers]


def test_equal_plans_give_equal_files_whenever_they_are_exported() -> None:
    assert file(entries(), FIRST_TIME) == file(entries(), LATER)


def test_a_second_export_changes_only_what_has_changed() -> None:
    first = file(entries())
    changed = [replace(one, summary="Иначе") if one.reminds and "-A1-2024" in one.uid else one for one in entries()]
    second = file(changed, LATER, first)
    before, after = events(first), events(second)
    moved = {uid for uid in after if after[uid].to_ical() != before[uid].to_ical()}
    assert moved == {one.uid for one, former in zip(changed, entries(), strict=True) if one != former}
    assert {int(str(after[uid]["sequence"])) for uid in moved} == {1}
    assert {after[uid].decoded("last-modified") for uid in moved} == {LATER}
    assert file(changed, LATER_STILL, second) == second


def test_what_is_gone_is_cancelled_so_that_calendars_drop_it() -> None:
    first = file(entries())
    second = file(entries()[1:], LATER, first)
    gone = events(second)[entries()[0].uid]
    assert (str(gone["status"]), int(str(gone["sequence"]))) == ("CANCELLED", 1)
    assert file(entries()[1:], LATER_STILL, second) == second


def test_the_file_keeps_to_the_standard_s_lines() -> None:
    made = file(entries())
    assert made.decode("utf8")
    assert made.count(b"\n") == made.count(b"\r\n")
    assert max(len(line) for line in made.split(b"\r\n")) <= 75
    assert all(made.count(name) == 1 for name in (b"BEGIN:VCALENDAR", b"VERSION:2.0", b"PRODID:"))


@pytest.mark.parametrize(
    "former", [b"not a calendar", b"BEGIN:VCALENDAR\r\nPRODID:x\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"]
)
def test_another_program_s_file_is_not_overwritten(former: bytes) -> None:
    with pytest.raises(VekhaError, match="-o"):
        file(entries(), LATER, former)
