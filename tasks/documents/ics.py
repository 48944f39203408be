"""Entries of a calendar → a file of RFC 5545 that any calendar program opens, and keeps up to date on re-export.

A file is made upon the one that it replaces: what has not changed stays byte for byte; what has gets the next SEQUENCE
and a new LAST-MODIFIED; what is gone is cancelled, so that it disappears from calendars that had taken it in.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event

from models.errors import VekhaError
from models.language import _
from models.roadmap.agenda import Entry

PRODUCT = "-//Vekha//roadmap calendar//RU"
# At nine in the morning, a week and a day before: an all-day event begins at midnight.
REMIND_BEFORE = (timedelta(days=7, hours=-9), timedelta(days=1, hours=-9))
_STAMPS = ("DTSTAMP", "LAST-MODIFIED", "SEQUENCE")


def calendar_file(title: str, entries: Sequence[Entry], begun_on: date, now: datetime, former: bytes = b"") -> bytes:
    """The file with these entries, upon the former one.

    begun_on: the plan's own day; without a former file it stamps what is new, so that equal plans give equal files.
    """
    known = _events_of(former) if former else {}
    began = datetime.combine(begun_on, time.min, tzinfo=UTC)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    written = [_stamped(_event(entry), entry.changes, known, (began, now)) for entry in entries]
    gone = known.keys() - {entry.uid for entry in entries}
    for event in sorted([*written, *(_cancelled(known[uid], now) for uid in gone)], key=_place):
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _place(event: Event) -> tuple[date, str]:
    return event.decoded("dtstart"), str(event["uid"])


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("summary", entry.summary)
    event.add("description", entry.description)
    event.add("categories", [entry.category])
    event.add("dtstart", entry.first)
    event.add("dtend", entry.last + timedelta(days=1))  # of all-day events the end is the day after
    event.add("transp", "TRANSPARENT")
    event.add("status", "CONFIRMED")
    for before in REMIND_BEFORE if entry.reminds else ():
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.summary)
        alarm.add("trigger", -before)
        event.add_component(alarm)
    return event


def _stamped(event: Event, changes: int, known: dict[str, Event], moments: tuple[datetime, datetime]) -> Event:
    """The event with its stamps: the former ones when it says the same, the next ones when it does not."""
    former, (began, now) = known.get(str(event["uid"])), moments
    if former is not None and _said(former) == _said(event):
        sequence, stamp = int(former.get("sequence", 0)), former.decoded("last-modified")
    elif former is not None:
        sequence, stamp = max(int(former.get("sequence", 0)) + 1, changes), now
    else:
        sequence, stamp = changes, now if known else began
    event.add("sequence", sequence)
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    return event


def _said(event: Event) -> bytes:
    """What the event says, without its stamps."""
    plain = Event.from_ical(event.to_ical())
    for name in _STAMPS:
        plain.pop(name, None)
    return bytes(plain.to_ical())


def _cancelled(event: Event, now: datetime) -> Event:
    if str(event.get("status")) == "CANCELLED":
        return event
    for name in (*_STAMPS, "STATUS"):
        event.pop(name, None)
    event.subcomponents.clear()
    event.add("status", "CANCELLED")
    event.add("sequence", int(event.get("sequence", 0)) + 1)
    event.add("dtstamp", now)
    event.add("last-modified", now)
    return event


def _events_of(former: bytes) -> dict[str, Event]:
    try:
        calendar = Calendar.from_ical(former)
    except ValueError as error:
        raise VekhaError(_("Файл, который нужно обновить, — не календарь: назовите другой (-o).")) from error
    if str(calendar.get("prodid")) != PRODUCT:
        raise VekhaError(_("Этот календарь записала не Веха: чтобы не стереть его, назовите другой файл (-o)."))
    return {str(event["uid"]): event for event in _walk(calendar)}


def _walk(calendar: Calendar) -> Iterable[Event]:
    return [event for event in calendar.walk("VEVENT") if isinstance(event, Event)]
