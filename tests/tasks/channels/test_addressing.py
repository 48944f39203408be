"""From facts to messages: whom, how many, when; the budget as the ledger shows it, and what is left for tomorrow."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import col, select

from models.errors import VekhaError
from models.people.contacts import Person
from models.people.notices import Facts, NoticeKind, OwedNotice, owed
from models.records import Cycle, Message, Notice, NoticeStatus, Outcome, Step
from models.steps.book import Held
from models.steps.status import Status
from tasks.channels.ledger import ledger
from tasks.channels.letter import ChannelClosed, Letter, Receipt, Refused
from tasks.channels.outbox import Sent, queue
from tasks.database import reading, writing
from tasks.people.holding import hold
from tasks.settings import Settings
from tests.factories import ANNA, FIRST, SECOND, THIRD
from tests.tasks.channels.conftest import (
    AS_OF,
    MORNING,
    NEXT_DAY,
    a_cycle,
    bound,
    late,
    open_step,
    opened,
    owed_of,
    queued,
    sent_on,
)
from tests.tasks.channels.test_outbox import Postman

NIGHT = MORNING + timedelta(hours=14)  # eleven in the evening in Moscow


def told(of: Settings) -> list[tuple[str, str]]:
    """(reader, reason) of every message."""
    with reading(of) as session:
        return [(one.recipient, one.reason) for one in session.exec(select(Message).order_by(col(Message.id)))]


def statuses(of: Settings) -> Counter[NoticeStatus]:
    with reading(of) as session:
        return Counter(one.status for one in session.exec(select(Notice)))


def test_a_person_gets_one_message_with_everything(any_home: Settings) -> None:
    bound(any_home, a="{name: А, email: a@example.org}")
    queued(any_home, *(opened(f"T{n:02}", "a") for n in range(5)), late("T09", "a"))
    postman = Postman()
    assert sent_on(any_home, postman).sent == 1
    assert len(postman.letters[0].facts) == 6
    assert told(any_home) == [("a@example.org", "several")]
    assert statuses(any_home) == {NoticeStatus.SENT: 6}


def test_a_second_calm_message_waits_for_the_next_day_and_a_red_one_does_not(home: Settings) -> None:
    bound(home, a="{name: А, email: a@example.org}")
    queued(home, opened("T05", "a"))
    sent_on(home, Postman())
    queued(home, opened("T06", "a"), late("T07", "a"))
    assert sent_on(home, Postman()) == sent_of(1, left=1)
    assert sent_on(home, Postman(), NEXT_DAY) == sent_of(1, left=0)
    assert [reason for _reader, reason in told(home)] == ["opened", "overdue", "opened"]


def sent_of(sent: int, left: int) -> Sent:
    return Sent(sent=sent, failed=0, left=left)


def test_nobody_is_told_at_night_or_on_a_day_off(home: Settings) -> None:
    bound(home, a="{name: А, email: a@example.org}")
    queued(home, opened("T05", "a"))
    saturday = MORNING + timedelta(days=2)
    for moment, sent in ((NIGHT, 0), (saturday, 0), (saturday + timedelta(days=2), 1)):
        assert sent_on(home, Postman(), moment).sent == sent


def test_the_day_begins_where_the_reader_lives(home: Settings) -> None:
    bound(home, a="{name: А, email: a@example.org, time_zone: Asia/Kamchatka}", b="{name: Б, email: b@example.org}")
    queued(home, opened("T05", "a"), opened("T06", "b"))
    sent_on(home, Postman(), MORNING + timedelta(hours=3))  # one in the afternoon in Moscow, ten at night in Kamchatka
    assert told(home) == [("b@example.org", "opened")]


def test_quiet_hours_are_a_setting(home: Settings) -> None:
    quiet = home.model_copy(update={"quiet": "01:00-06:00"})
    queued(home, opened("T05"))
    assert sent_on(quiet, Postman(), NIGHT).sent == 1


def test_hours_that_are_none_are_refused_with_the_remedy(home: Settings) -> None:
    queued(home, opened("T05"))
    with pytest.raises(VekhaError, match="20:00-07:00"):
        sent_on(home.model_copy(update={"quiet": "ночью"}), Postman())


def test_each_holder_of_a_role_is_told_once(home: Settings) -> None:
    bound(home, a="{name: А, email: a@example.org}, {name: Б, email: b@example.org}")
    queued(home, opened("T05", "a"))
    assert sent_on(home, Postman()).sent == 2
    assert sent_on(home, Postman(), NEXT_DAY).sent == 0
    assert statuses(home) == {NoticeStatus.SENT: 1}


def test_of_two_holders_one_may_wait_longer(home: Settings) -> None:
    bound(home, a="{name: А, email: a@example.org}, {name: Б, email: b@example.org, time_zone: Asia/Kamchatka}")
    queued(home, opened("T05", "a"))
    afternoon = MORNING + timedelta(hours=3)
    assert sent_on(home, Postman(), afternoon) == sent_of(1, left=1)
    assert statuses(home) == {NoticeStatus.QUEUED: 1}
    assert sent_on(home, Postman(), afternoon + timedelta(hours=12)) == sent_of(1, left=0)


def test_who_leaves_while_waiting_keeps_nobody_waiting(home: Settings) -> None:
    bound(home, a="{name: А, email: a@example.org}, {name: Б, email: b@example.org, time_zone: Asia/Kamchatka}")
    queued(home, opened("T05", "a"))
    sent_on(home, Postman(), MORNING + timedelta(hours=3))
    bound(home, a="{name: А, email: a@example.org}")
    assert sent_on(home, Postman(), NEXT_DAY) == sent_of(0, left=0)
    assert statuses(home) == {NoticeStatus.SENT: 1}


def test_the_latest_rung_outdoes_those_that_wait(home: Settings) -> None:
    bound(home, a="{name: А, email: a@example.org}")
    queued(home, owed_of(NoticeKind.REMINDER, "T05", "a"))
    sent_on(home, Postman(), NIGHT)
    queued(home, late("T05", "a"))
    sent_on(home, Postman(), NIGHT)
    assert told(home) == [("a@example.org", "overdue")]
    assert statuses(home) == {NoticeStatus.UNNEEDED: 1, NoticeStatus.SENT: 1}


def test_a_played_day_takes_nobodys_message_of_a_real_one(home: Settings) -> None:
    bound(home, a="{name: А, email: a@example.org}")
    queued(home, opened("T05", "a"))
    sent_on(home, Postman())
    played = a_cycle(home, 2025, simulated=True)
    with writing(home) as session:
        session.get_one(Cycle, played).last_as_of = AS_OF
        session.connection().execute(
            Notice.__table__.insert(),  # type: ignore[attr-defined]
            {"key": "x", "kind": "phase_complete", "cycle_id": played, "measure": "", "occurrence": "", "unit": "",
             "party": "a", "scope": "", "as_of": AS_OF, "text": "Этап завершён.", "created_at": MORNING,
             "status": NoticeStatus.QUEUED},
        )  # fmt: skip
    # At night, too: a played day is always at noon.
    assert sent_on(home, Postman(), NIGHT).sent == 1


def test_a_fact_of_some_schools_is_news_for_as_long_as_one_of_them_owes_it(home: Settings) -> None:
    cycle = a_cycle(home)
    with writing(home) as session:
        told, other, untold = (open_step(session, cycle, "T05", unit) for unit in (FIRST, SECOND, THIRD))
        queue(session, cycle, AS_OF, [replace(late("T05"), steps=(told, other))])
        for number in (told, other):
            session.get_one(Step, number).status = Status.DONE
        assert session.get_one(Step, untold).status is Status.OPEN
    assert sent_on(home, Postman()) == sent_of(0, left=0)
    assert statuses(home) == {NoticeStatus.UNNEEDED: 1}


def test_facts_that_are_no_news_are_no_message(home: Settings) -> None:
    queued(home, opened("T05"))
    with writing(home) as session:
        session.exec(select(Step)).one().status = Status.DONE
    assert sent_on(home, Postman()) == sent_of(0, left=0)
    assert statuses(home) == {NoticeStatus.UNNEEDED: 1}


def put_on_hold(home: Settings, measure: str) -> None:
    with writing(home) as session:
        cycle = session.exec(select(Cycle)).one()
        hold(session, cycle, Held(measure=measure), "карантин", as_of=AS_OF, author=ANNA)


def test_a_reminder_that_waits_is_dropped_when_its_step_is_put_on_hold(any_home: Settings) -> None:
    bound(any_home, a="{name: А, email: a@example.org}")
    queued(any_home, owed_of(NoticeKind.REMINDER, "A1", "a"), owed_of(NoticeKind.REMINDER, "B2", "a"))
    assert sent_on(any_home, Postman(), NIGHT) == sent_of(0, left=2)
    put_on_hold(any_home, "A1")
    postman = Postman()
    assert sent_on(any_home, postman, NEXT_DAY) == sent_of(1, left=0)
    assert len(postman.letters[0].facts) == 1
    assert statuses(any_home) == {NoticeStatus.ON_HOLD: 1, NoticeStatus.SENT: 1}
    assert {(line.measure, line.outcome) for line in ledger(any_home)} == {
        ("A1", NoticeStatus.ON_HOLD),
        ("B2", Outcome.SENT),
    }


def test_a_reminder_whose_message_no_channel_took_is_dropped_by_a_hold_too(any_home: Settings) -> None:
    bound(any_home, a="{name: А, email: a@example.org}")
    reminder = owed_of(NoticeKind.REMINDER, "A1", "a")
    queued(any_home, reminder)
    assert sent_on(any_home, Postman({reminder.key: Refused("no such address")})).left == 1
    put_on_hold(any_home, "A1")
    postman = Postman()
    assert sent_on(any_home, postman, NEXT_DAY) == sent_of(0, left=0)
    assert postman.letters == []
    assert [line.outcome for line in ledger(any_home)] == [NoticeStatus.ON_HOLD]


def test_what_is_late_is_told_although_it_is_on_hold_by_now(home: Settings) -> None:
    bound(home, a="{name: А, email: a@example.org}")
    queued(home, late("A1", "a"), opened("B2", "a"))
    put_on_hold(home, "A1")
    put_on_hold(home, "B2")
    sent_on(home, Postman())
    assert statuses(home) == {NoticeStatus.SENT: 2}


class Mailbox(Postman):
    """Reaches people with an e-mail address only; there is no common place."""

    name = "email"

    def conversation(self, people: tuple[Person, ...]) -> str:
        return people[0].email if people else ""

    def deliver(self, letter: Letter) -> Receipt:
        if not letter.conversation:
            raise Refused("некуда")
        return super().deliver(letter)


def test_what_nobody_could_be_told_reaches_whoever_is_bound_later(home: Settings) -> None:
    queued(home, opened("T05", "a"))
    assert sent_on(home, Mailbox()).failed == 1
    bound(home, a="{name: А, email: a@example.org}")
    assert sent_on(home, Mailbox()) == sent_of(1, left=0)
    assert told(home) == [("a@example.org", "opened")]


def test_what_a_channel_that_is_gone_could_not_carry_goes_through_another(home: Settings) -> None:
    bound(home, a="{name: А, email: a@example.org, slack: U012ABCDEF}")
    fact = opened("T05", "a")
    queued(home, fact)
    refusing = Mailbox({fact.key: ChannelClosed("закрыто")})
    assert sent_on(home, refusing).failed == 1
    assert sent_on(home, Postman()) == sent_of(1, left=0)
    assert statuses(home) == {NoticeStatus.SENT: 1}


def test_a_coordinator_who_stands_in_for_many_gets_one_digest(home: Settings) -> None:
    bound(home, coordinator="{name: К, email: k@example.org}")
    digests = [weekly("coordinator"), weekly("school", "edu1"), weekly("school", "edu2"), weekly("ministry")]
    queued_alone(home, *digests)
    postman = Postman()
    assert sent_on(home, postman).sent == 1
    (letter,) = postman.letters
    assert (letter.kind, len(letter.facts)) == ("digest", 4)
    assert letter.text.count("Сводка недели") == 1
    assert letter.text.splitlines()[1:] == [f"– {one.party}{f', {one.scope}' if one.scope else ''}." for one in digests]


def weekly(party: str, scope: str = "") -> OwedNotice:
    facts = Facts("kirsanov-2024", 2024, AS_OF, party, scope, week="2024-W31", late=party, roadmap_title="Карта")
    return owed(NoticeKind.DIGEST, facts)


def queued_alone(home: Settings, *notices: OwedNotice) -> None:
    """These facts are owed; they speak of no step."""
    cycle = a_cycle(home)
    with writing(home) as session:
        queue(session, cycle, AS_OF, notices)
