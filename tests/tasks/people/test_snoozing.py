"""A reminder put off comes later, to who put it off; nobody else is silenced and no deadline moves."""

from datetime import UTC, date, datetime

import pytest

from models.people.notices import NoticeKind
from models.people.snoozing import is_snoozed
from tasks.database import writing
from tasks.people.directory import contacts_of
from tasks.people.owing import owed_today
from tasks.people.persons import person_id, person_meant
from tasks.people.snoozing import put_off, silenced, snoozes_on
from tasks.record.book import bound_book, find_cycle, read_book
from tasks.settings import Settings
from tests.factories import FIRST, SECOND, done, opened, ref

NOW = datetime(2024, 4, 25, 9, tzinfo=UTC)
DUE_SOON, LATE, UNTIL = date(2024, 4, 25), date(2024, 5, 2), date(2024, 5, 3)
CONTACTS = f"""
school:
  - school: {FIRST}
    people: [{{name: Олег, slack: U0OLEG0001}}, {{name: Павел, slack: U0PAUL0001}}]
  - school: {SECOND}
    people: [{{name: Олег, slack: U0OLEG0001}}]
"""


@pytest.fixture
def ready(home: Settings) -> Settings:
    home.contacts_path.write_text(CONTACTS, encoding="utf8")
    opened(home, FIRST, SECOND)
    done(home, ref("A1"))
    return home


def put_off_by(home: Settings, *people: str, until: date = UNTIL) -> None:
    with writing(home) as session:
        book = read_book(session, find_cycle(session, "six", 2024), ["B2"])
        steps = [step for (code, _key), units in book.steps.items() if code == "B2" for step in units.values()]
        for one in people:
            whose = person_id(home, person_meant(contacts_of(session, home), one))
            put_off(session, whose, steps, until, NOW)


def reminded(home: Settings, day: date) -> list[tuple[NoticeKind, str]]:
    with writing(home) as session:
        cycle = find_cycle(session, "six", 2024)
        book = bound_book(session, read_book(session, cycle, ["B2"]), home, day)
        steps = [step for (code, _key), units in book.steps.items() if code == "B2" for step in units.values()]
        for step in steps:
            step.status = type(step.status).OPEN
        return [(one.kind, one.scope) for one in owed_today(session, cycle, book, steps, day)]


def test_a_step_that_its_only_holder_put_off_is_not_reminded_of(ready: Settings) -> None:
    assert [scope for _kind, scope in reminded(ready, DUE_SOON)] == [FIRST, SECOND]
    put_off_by(ready, "U0OLEG0001")
    assert reminded(ready, DUE_SOON) == [(NoticeKind.REMINDER, FIRST)]
    assert reminded(ready, LATE) == [(NoticeKind.OVERDUE, FIRST)]


def test_it_is_reminded_of_from_the_day_that_was_said(ready: Settings) -> None:
    put_off_by(ready, "U0OLEG0001", "U0PAUL0001")
    assert reminded(ready, LATE) == []
    assert [scope for _kind, scope in reminded(ready, UNTIL)] == [FIRST, SECOND]


def test_the_last_word_counts(any_home: Settings) -> None:
    any_home.contacts_path.write_text(CONTACTS, encoding="utf8")
    opened(any_home, FIRST, SECOND)
    put_off_by(any_home, "U0OLEG0001", until=date(2024, 6, 1))
    put_off_by(any_home, "U0OLEG0001", until=DUE_SOON)
    with writing(any_home) as session:
        book = read_book(session, find_cycle(session, "six", 2024))
        assert snoozes_on(session, DUE_SOON) == {}
        assert silenced(session, book.roadmap, book.every_step(), any_home, DUE_SOON) == frozenset()


def test_it_ends_on_its_day() -> None:
    snoozes = {("p", 1): UNTIL}
    assert is_snoozed(snoozes, "p", 1, LATE)
    assert not is_snoozed(snoozes, "p", 1, UNTIL)
    assert not is_snoozed(snoozes, "p", 2, LATE)
    assert not is_snoozed(snoozes, "q", 1, LATE)
