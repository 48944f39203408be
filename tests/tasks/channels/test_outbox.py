"""The outbox: owed in the transaction, told once, whatever happens in between."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col, select

from models.people.contacts import Person
from models.records import Lease, Message, Notice, NoticeStatus, Outcome
from tasks.channels.lease import Turn, turn
from tasks.channels.letter import Channel, ChannelClosed, Letter, NotDelivered, Receipt
from tasks.channels.outbox import Sent, queue
from tasks.channels.slack import SlackChannel
from tasks.database import engine, reading, writing
from tasks.settings import Settings
from tests.slack_stand_in import SlackStandIn
from tests.tasks.channels.conftest import AS_OF, a_cycle, bound, directors, opened, queued, sent_on


class Postman:
    """A channel in memory, a door for each reader; refuses some keys, or does something before it posts."""

    name = "postman"

    def __init__(self, refuses: dict[str, NotDelivered] | None = None, before: Callable[[Letter], None] | None = None):
        self.posted: list[str] = []
        self.letters: list[Letter] = []
        self._refuses, self._before = refuses or {}, before

    def conversation(self, people: tuple[Person, ...]) -> str:
        return people[0].known_as if people else "door"

    def deliver(self, letter: Letter) -> Receipt:
        self.letters.append(letter)
        if self._before:
            self._before(letter)
        fact = letter.key.partition("@")[0]
        if fact in self._refuses:
            raise self._refuses[fact]
        self.posted.append(fact)
        return Receipt(letter.conversation, letter.key, letter.threads.get(letter.conversation, letter.key))


def all_notices(of: Settings) -> list[Notice]:
    with reading(of) as session:
        return list(session.exec(select(Notice).order_by(col(Notice.id))))


def all_messages(of: Settings) -> list[Message]:
    with reading(of) as session:
        return list(session.exec(select(Message).order_by(col(Message.id))))


def three_readers(home: Settings) -> None:
    """Roles a, b and c are held by somebody each."""
    bound(home, **{role: f"{{name: {role}, email: {role}@example.org}}" for role in "abc"})


def test_a_fact_is_owed_once_even_when_it_is_queued_twice(any_home: Settings) -> None:
    cycle = a_cycle(any_home)
    with writing(any_home) as session:
        assert queue(session, cycle, AS_OF, [opened("T05"), opened("T06"), opened("T05")]) == 2
    with writing(any_home) as session:
        assert queue(session, cycle, AS_OF, [opened("T06"), opened("T07")]) == 1
    assert [notice.measure for notice in all_notices(any_home)] == ["T05", "T06", "T07"]


def test_many_notices_are_queued_at_once(home: Settings) -> None:
    cycle = a_cycle(home)
    many = [opened("T05", scope=f"edu{number}") for number in range(3000)]
    with writing(home) as session:
        assert queue(session, cycle, AS_OF, many) == 3000
        assert queue(session, cycle, AS_OF, many) == 0


def test_nothing_owed_is_nothing_queued(home: Settings) -> None:
    with writing(home) as session:
        assert queue(session, 1, AS_OF, []) == 0


def test_a_transaction_that_fails_owes_nothing(any_home: Settings) -> None:
    cycle = a_cycle(any_home)

    def fail_after_queueing() -> None:
        with writing(any_home) as session:
            queue(session, cycle, AS_OF, [opened("T05")])
            raise RuntimeError("the transition failed")

    with pytest.raises(RuntimeError, match="the transition failed"):
        fail_after_queueing()
    assert all_notices(any_home) == []


def test_a_notice_is_marked_as_attempted_before_it_is_sent(home: Settings) -> None:
    queued(home, opened("T05"))
    seen: list[tuple[int, bool, Outcome, NoticeStatus]] = []

    def look(letter: Letter) -> None:
        (message,), (notice,) = all_messages(home), all_notices(home)
        seen.append((message.attempts, message.attempted_at is not None, message.outcome, notice.status))

    assert sent_on(home, Postman(before=look)) == Sent(sent=1, failed=0, left=0)
    assert seen == [(1, True, Outcome.QUEUED, NoticeStatus.ADDRESSED)]
    (message,), (notice,) = all_messages(home), all_notices(home)
    assert (message.outcome, message.channel, message.provider_id) == (Outcome.SENT, "postman:door", notice.key)
    assert message.sent_at is not None
    assert notice.status is NoticeStatus.SENT


def test_without_a_channel_notices_stay_queued_and_untouched(home: Settings) -> None:
    queued(home, opened("T05"))
    assert sent_on(home, None) == Sent(sent=0, failed=0, left=1)
    assert all_messages(home) == []


def test_a_failure_leaves_its_message_queued_and_the_others_go(home: Settings) -> None:
    three_readers(home)
    bad = opened("T06", "b")
    queued(home, opened("T05", "a"), bad, opened("T07", "c"))
    postman = Postman({bad.key: NotDelivered("Slack отказал: is_archived.")})
    assert sent_on(home, postman) == Sent(sent=2, failed=1, left=1)
    left = all_messages(home)[1]
    assert (left.outcome, left.error, left.attempts) == (Outcome.QUEUED, "Slack отказал: is_archived.", 1)


def test_a_closed_channel_is_not_knocked_at_for_every_message(home: Settings) -> None:
    three_readers(home)
    first = opened("T05", "a")
    queued(home, first, opened("T06", "b"))
    assert sent_on(home, Postman({first.key: ChannelClosed("закрыто")})) == Sent(sent=0, failed=1, left=2)
    assert [message.attempts for message in all_messages(home)] == [1, 0]


def test_a_later_success_clears_the_error_and_a_third_pass_sends_nothing(home: Settings) -> None:
    bad = opened("T05")
    queued(home, bad)
    sent_on(home, Postman({bad.key: NotDelivered("нет ответа")}))
    assert sent_on(home, Postman()) == Sent(sent=1, failed=0, left=0)
    assert all_messages(home)[0].error == ""
    silent = Postman()
    assert sent_on(home, silent) == Sent(sent=0, failed=0, left=0)
    assert silent.posted == []


def test_a_resend_is_looked_for_since_the_first_attempt_of_all(home: Settings) -> None:
    bad = opened("T05")
    queued(home, bad)
    sent_on(home, Postman({bad.key: NotDelivered("нет ответа")}))
    first = all_messages(home)[0].attempted_at
    sent_on(home, Postman({bad.key: NotDelivered("нет ответа")}))
    postman = Postman()
    sent_on(home, postman)
    assert postman.letters[0].maybe_there_since == first is not None
    assert all_messages(home)[0].attempts == 3


def test_a_first_attempt_has_nothing_to_look_for(home: Settings) -> None:
    queued(home, opened("T05"))
    postman = Postman()
    sent_on(home, postman)
    assert postman.letters[0].maybe_there_since is None


def test_a_second_sender_leaves_the_work_to_the_first(home: Settings) -> None:
    queued(home, opened("T05"))
    second = Postman()

    def meanwhile(letter: Letter) -> None:
        assert sent_on(home, second) == Sent(sent=0, failed=0, left=1)

    assert sent_on(home, Postman(before=meanwhile)) == Sent(sent=1, failed=0, left=0)
    assert second.posted == []


def test_senders_at_once_post_each_key_once(any_home: Settings, slack: SlackStandIn, channel: SlackChannel) -> None:
    directors(any_home, slack, 40)
    queued(any_home, *(opened(f"T{number:02}", "school", f"edu{number}") for number in range(40)))
    start = threading.Barrier(4)

    def send(through: Channel) -> None:
        start.wait()
        for _again in range(3):
            sent_on(any_home, through)

    senders = [threading.Thread(target=send, args=(channel,)) for _sender in range(4)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert len(slack.keys) == 40
    assert set(slack.keys.values()) == {1}


def test_a_lost_turn_ends_the_pass(any_home: Settings) -> None:
    three_readers(any_home)
    queued(any_home, opened("T05", "a"), opened("T06", "b"))

    def taken_over(letter: Letter) -> None:
        with writing(any_home) as session:
            session.get_one(Lease, "notices").holder = "elsewhere 1 abc"

    assert sent_on(any_home, Postman(before=taken_over)) == Sent(sent=1, failed=0, left=1)
    with reading(any_home) as session:
        assert session.get_one(Lease, "notices").holder == "elsewhere 1 abc"


def hold(of: Settings, holder: str, until: timedelta) -> None:
    with writing(of) as session:
        session.add(Lease(name="notices", holder=holder, expires_at=datetime.now(UTC) + until))


def test_a_silent_holder_elsewhere_is_replaced_when_its_lease_expires(any_home: Settings) -> None:
    queued(any_home, opened("T05"))
    hold(any_home, "elsewhere 1 abc", timedelta(seconds=-1))
    assert sent_on(any_home, Postman()).sent == 1


def test_a_holder_elsewhere_is_believed_until_its_lease_expires(home: Settings) -> None:
    queued(home, opened("T05"))
    hold(home, "elsewhere 1 abc", timedelta(seconds=60))
    assert sent_on(home, Postman()) == Sent(sent=0, failed=0, left=1)


def test_a_holder_that_died_on_this_machine_is_replaced_at_once(home: Settings) -> None:
    queued(home, opened("T05"))
    with turn(home, "notices", 600) as mine:
        assert mine is not None
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    machine = mine.holder.rsplit(" ", 2)[0]
    hold(home, f"{machine} {dead.pid} abc", timedelta(seconds=600))
    assert sent_on(home, Postman()).sent == 1


def test_a_living_holder_on_this_machine_is_not_replaced(home: Settings) -> None:
    with turn(home, "notices", 600) as mine:
        assert mine is not None
        assert str(os.getpid()) in mine.holder
        with turn(home, "notices", 600) as other:
            assert other is None
    with turn(home, "notices", 600) as next_one:
        assert next_one is not None


def test_a_turn_is_taken_by_one_of_two_engines(any_home: Settings) -> None:
    url = engine(any_home.database).url
    other = sa.create_engine(url)
    with turn(any_home, "notices", 600), Session(other) as session:
        assert not Turn("notices", "elsewhere 1 abc", 600).take(session)
        session.rollback()
    other.dispose()
