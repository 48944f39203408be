"""What is told of several schools names those of which it is still true, whether a fact waited or its message."""

from datetime import UTC, date, datetime

from sqlmodel import Session, select

from models.records import Step
from models.steps.book import Held
from models.steps.status import Status
from tasks.channels.letter import Refused
from tasks.channels.outbox import send_unsent
from tasks.database import writing
from tasks.people.holding import hold
from tasks.people.reminding import remind
from tasks.people.waiving import drop
from tasks.settings import Settings
from tests.factories import ANNA, FIRST, SECOND, THIRD, held, opened
from tests.tasks.channels.test_outbox import Postman, all_notices

# D4 is due on 30 September; its rungs: the 23rd of September, and after it the 9th of October.
BEFORE, AFTER = date(2024, 9, 19), date(2024, 10, 9)
ESCALATED = "3 школы: Школа № 1, Школа № 2, Школа № 3."
NAMES = {FIRST: "Школа № 1", SECOND: "Школа № 2", THIRD: "Школа № 3"}


def step_of(session: Session, school: str) -> Step:
    return session.exec(select(Step).where(Step.measure == "D4", Step.unit == school)).one()


def owed(home: Settings, day: date) -> None:
    """D4 of three schools is open, or late by then, and its municipality and the coordinator are to be told."""
    opened(home, *NAMES)
    with writing(home) as session:
        for school in NAMES:
            step_of(session, school).status = Status.OPEN
        remind(session, home, held(session), day)


def dropped(home: Settings, school: str) -> None:
    with writing(home) as session:
        drop(session, held(session), [step_of(session, school)], "лишнее", None, as_of=AFTER, author=ANNA)


def told(home: Settings, postman: Postman, day: date) -> list[set[str]]:
    """Which schools each line about D4 names."""
    send_unsent(home, postman, now=datetime(day.year, day.month, day.day, 9, tzinfo=UTC))
    lines = [line for letter in postman.letters for line in letter.text.splitlines() if "D4 «" in line]
    return [{school for school, name in NAMES.items() if name in line} for line in lines]


def test_a_fact_names_only_the_schools_that_still_owe(any_home: Settings) -> None:
    owed(any_home, AFTER)
    dropped(any_home, SECOND)
    assert told(any_home, Postman(), AFTER) == [{FIRST, THIRD}] * 2, "its municipality's line, and the coordinator's"
    escalation = next(one for one in all_notices(any_home) if (one.kind, one.measure) == ("escalation", "D4"))
    assert ESCALATED in escalation.text, "the fact itself stays as it was owed"


def test_a_message_that_no_channel_took_names_no_more_who_handed_in_since(any_home: Settings) -> None:
    owed(any_home, AFTER)
    assert set(NAMES) in told(any_home, Postman(before=_refuse), AFTER)
    dropped(any_home, SECOND)
    assert told(any_home, Postman(), AFTER) == [{FIRST, THIRD}] * 2


def _refuse(_letter: object) -> None:
    raise Refused("no such address")


def test_a_reminder_does_not_name_a_school_on_hold(home: Settings) -> None:
    owed(home, BEFORE)
    with writing(home) as session:
        hold(session, held(session), Held(THIRD), "карантин", as_of=BEFORE, author=ANNA)
    assert told(home, Postman(), BEFORE) == [{FIRST}, {SECOND}]
