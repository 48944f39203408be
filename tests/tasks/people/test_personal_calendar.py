"""A person's own calendar: every role that they hold, while they hold it, each deadline once and updated when moved."""

from datetime import date

import pytest
from icalendar import Calendar, Event

from models.roadmap.agenda import Entry
from tasks.cycle.dates import Dates, set_dates
from tasks.database import reading, writing
from tasks.people.contacts import parse_contacts
from tasks.people.personal_calendar import person_agenda, person_calendar
from tasks.people.persons import person_meant
from tasks.settings import Settings
from tests.factories import ANNA, FIRST, JANUARY, SECOND, THIRD, held, opened, six

CONTACTS = parse_contacts(
    f"""
ministry:
  - people: [{{name: Мария, slack: U0MARIA001}}]
  - until: 2024-01-31
    people: [{{name: Юлия, slack: U0JULIA001}}]
school:
  - school: {FIRST}
    people: [{{name: Олег, slack: U0OLEG0001}}]
  - school: {SECOND}
    people: [{{name: Олег, slack: U0OLEG0001}}]
municipality:
  - municipality: Кирсанов
    people: [{{name: Олег, slack: U0OLEG0001}}]
coordinator:
  - people: [{{name: Анна, slack: U0ANNA0001}}]
""",
    "contacts.yaml",
)


@pytest.fixture
def ready(home: Settings) -> Settings:
    opened(home, FIRST, SECOND, THIRD)
    return home


def entries(home: Settings, who: str) -> list[Entry]:
    with reading(home) as session:
        return person_agenda(session, six(), CONTACTS, person_meant(CONTACTS, who))


def events(home: Settings, who: str, former: bytes = b"") -> dict[str, Event]:
    with reading(home) as session:
        made = person_calendar(session, six(), CONTACTS, person_meant(CONTACTS, who), former)
    return {str(one["uid"]): one for one in Calendar.from_ical(made).walk("VEVENT") if isinstance(one, Event)}


def test_schools_of_one_person_are_told_apart(ready: Settings) -> None:
    due = {one.uid: one.summary for one in entries(ready, "Олег") if "-B2-" in one.uid and one.reminds}
    assert due == {
        f"six-B2-2024-03-01_2024-04-30-due-{FIRST}@vekha": "Сдать: Анкетирование — Школа № 1",
        f"six-B2-2024-03-01_2024-04-30-due-{SECOND}@vekha": "Сдать: Анкетирование — Школа № 2",
    }


def test_every_role_is_there(ready: Settings) -> None:
    assert "six-D4-2024-09-01_2024-09-30-due-Кирсанов@vekha" in {one.uid for one in entries(ready, "Олег")}


def test_what_is_due_after_the_person_has_left_is_not_theirs(ready: Settings) -> None:
    assert entries(ready, "Юлия") == []
    assert "six-A1-2024-01-01_2024-02-29-due@vekha" in {one.uid for one in entries(ready, "Мария")}


def test_nobody_is_named_in_it(ready: Settings) -> None:
    with reading(ready) as session:
        made = person_calendar(session, six(), CONTACTS, person_meant(CONTACTS, "Мария"))
    assert "Мария" not in made.decode()


@pytest.mark.parametrize("is_kept", [True, False], ids=["upon the former file", "as a subscription"])
def test_a_moved_deadline_keeps_its_uid_and_gets_a_higher_sequence(ready: Settings, is_kept: bool) -> None:
    def dates(last: date) -> None:
        with writing(ready) as session:
            given = Dates(date(2024, 10, 1), last, "письмо № 5")
            set_dates(session, held(session), "F6", given, as_of=JANUARY, author=ANNA)

    dates(date(2024, 10, 31))
    with reading(ready) as session:
        former = person_calendar(session, six(), CONTACTS, person_meant(CONTACTS, "Мария"))
    first = events(ready, "Мария")
    dates(date(2024, 11, 15))
    then = events(ready, "Мария", former if is_kept else b"")
    (uid,) = [one for one in first if "-F6-" in one and "-due" in one]
    assert then[uid].decoded("dtstart") == date(2024, 11, 15)
    assert int(str(then[uid]["sequence"])) > int(str(first[uid]["sequence"]))
    others = set(first) - {uid, uid.replace("due", "window")}
    assert all(then[one]["sequence"] == first[one]["sequence"] for one in others)
