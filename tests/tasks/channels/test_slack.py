"""Slack: one message a key and one thread a measure, whatever fault is injected and wherever a sender dies."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import col, select

from models.people.notices import OwedNotice
from models.records import ChannelThread, Cycle, Message, Notice, Outcome
from tasks.channels.letter import Letter, Receipt
from tasks.channels.outbox import Sent
from tasks.channels.slack import SlackChannel, slack_channel
from tasks.database import reading, writing
from tasks.settings import Settings
from tests.slack_stand_in import CHANNEL, Fault, SlackStandIn
from tests.tasks.channels.conftest import (
    Waits,
    bound,
    late,
    opened,
    queued,
    sent_on,
    with_token,
)

MONDAY = datetime(2024, 8, 5, 7, tzinfo=UTC)
FRIDAY = MONDAY + timedelta(days=4)


class Killed(BaseException):
    """The process dies here."""


class Dying:
    """A channel whose process dies after the message was posted and before anything of it is recorded."""

    def __init__(self, channel: SlackChannel, key: str) -> None:
        self.name, self.conversation = channel.name, channel.conversation
        self._channel, self._key = channel, key

    def deliver(self, letter: Letter) -> Receipt:
        receipt = self._channel.deliver(letter)
        if letter.key == self._key:
            raise Killed
        return receipt


def errors(of: Settings) -> list[str]:
    with reading(of) as session:
        return [message.error for message in session.exec(select(Message).order_by(col(Message.id)))]


def day_by_day(of: Settings, channel: SlackChannel, *notices: OwedNotice) -> list[Sent]:
    """Each fact is owed and told on a working day of its own, in one conversation."""
    made = []
    for number, one in enumerate(notices):
        queued(of, one)
        made.append(sent_on(of, channel, MONDAY + timedelta(days=number)))
    return made


def test_a_notice_is_posted_with_its_key_and_can_be_found_by_it(
    home: Settings, slack: SlackStandIn, channel: SlackChannel
) -> None:
    notice = opened("T05")
    queued(home, notice)
    assert sent_on(home, channel) == Sent(sent=1, failed=0, left=0)
    (message,) = slack.messages
    assert message["channel"] == CHANNEL
    assert message["text"] == notice.text
    assert message["metadata"]["event_type"] == "vekha_notice"
    assert message["metadata"]["event_payload"]["key"] == notice.key
    with reading(home) as session:
        sent = session.exec(select(Message)).one()
    assert (sent.outcome, sent.channel, sent.provider_id) == (Outcome.SENT, f"slack:{CHANNEL}", message["ts"])


def test_what_a_press_speaks_of_stands_under_the_message(
    home: Settings, slack: SlackStandIn, channel: SlackChannel
) -> None:
    queued(home, opened("T05", "school", "edu680101"))
    sent_on(home, channel)
    (row,) = [block for block in slack.messages[0]["blocks"] if block["type"] == "actions"]
    assert row["block_id"] == "kirsanov-2024|2024|T05|2024-08-01/2024-08-31|school|edu680101"
    assert [one["action_id"] for one in row["elements"]] == ["vekha_hand_in", "vekha_why", "vekha_snooze"]
    assert [one["text"]["text"] for one in row["elements"][:2]] == ["Сдать", "Почему стоит?"]
    assert row["elements"][2]["placeholder"]["text"] == "Отложить"
    assert [one["value"] for one in row["elements"][2]["options"]] == ["1", "3", "5"]


def test_what_is_too_long_for_a_button_has_none(home: Settings, slack: SlackStandIn, channel: SlackChannel) -> None:
    queued(home, opened("T05", "municipality", "я" * 300))
    sent_on(home, channel)
    assert [block["type"] for block in slack.messages[0]["blocks"]] == ["section", "context"]


def test_a_measure_has_one_thread(home: Settings, slack: SlackStandIn, channel: SlackChannel) -> None:
    day_by_day(home, channel, *(opened(code, scope=f"edu{n}") for n in range(2) for code in ("T05", "T06")))
    opening = {message["metadata"]["event_payload"]["topic"]: message["ts"] for message in slack.opening}
    assert set(opening) == {"kirsanov-2024:2024:T05", "kirsanov-2024:2024:T06"}
    assert len(slack.opening) == 2
    for message in slack.messages:
        if "thread_ts" in message:
            assert message["thread_ts"] == opening[message["metadata"]["event_payload"]["topic"]]
    assert set(slack.calls) == {"chat.postMessage"}  # nothing is looked up when nothing went wrong


@pytest.mark.parametrize("place", [0, 1, 2], ids=["the thread's first", "a reply", "the last"])
@pytest.mark.parametrize("fault", list(Fault))
def test_every_fault_ends_with_one_message_a_key(
    home: Settings, slack: SlackStandIn, channel: SlackChannel, fault: Fault, place: int
) -> None:
    day_by_day(home, channel, *(opened("T05", scope=f"edu{n}") for n in range(place)))
    slack.fail("chat.postMessage", fault)
    queued(home, opened("T05", scope="edu9"))
    first = sent_on(home, channel, FRIDAY)
    assert "xoxb" not in "".join(errors(home))
    if fault is Fault.RATE_LIMITED:
        assert first == Sent(sent=1, failed=0, left=0)
    else:
        assert first == Sent(sent=0, failed=1, left=1)
        assert all(error.startswith("Slack") for error in errors(home) if error)
    assert sent_on(home, channel, FRIDAY).left == 0
    assert set(slack.keys.values()) == {1}
    assert len(slack.keys) == place + 1
    assert len(slack.opening) == 1
    assert set(errors(home)) == {""}


@pytest.mark.parametrize("method", ["conversations.history", "conversations.replies"])
@pytest.mark.parametrize("fault", [Fault.SERVER_ERROR, Fault.SILENCE, Fault.DISCONNECT, Fault.CUT_ANSWER_AFTER])
def test_who_cannot_look_does_not_post(
    home: Settings, slack: SlackStandIn, channel: SlackChannel, fault: Fault, method: str
) -> None:
    slack.fail("chat.postMessage", None, Fault.DISCONNECT_AFTER)
    day_by_day(home, channel, opened("T05", scope="edu1"), opened("T05", scope="edu2"))
    slack.fail(method, fault)
    assert sent_on(home, channel, FRIDAY) == Sent(sent=0, failed=1, left=1)
    assert sent_on(home, channel, FRIDAY) == Sent(sent=1, failed=0, left=0)
    assert set(slack.keys.values()) == {1}


@pytest.mark.parametrize("place", [0, 1])
def test_a_death_between_posting_and_recording_is_healed(
    any_home: Settings, slack: SlackStandIn, channel: SlackChannel, place: int
) -> None:
    day_by_day(any_home, channel, *(opened("T05", scope=f"edu{n}") for n in range(place)))
    last = opened("T05", scope="edu9")
    queued(any_home, last)
    with pytest.raises(Killed):
        sent_on(any_home, Dying(channel, last.key), FRIDAY)
    assert sent_on(any_home, channel, FRIDAY).left == 0
    assert set(slack.keys.values()) == {1}
    assert len(slack.keys) == place + 1
    (opening,) = slack.opening
    with reading(any_home) as session:
        thread = session.exec(select(ChannelThread)).one()
    assert (thread.channel, thread.provider_id) == (f"slack:{CHANNEL}", opening["ts"])


def test_a_thread_that_nobody_recorded_is_found_for_the_next_notice_too(
    home: Settings, slack: SlackStandIn, channel: SlackChannel
) -> None:
    queued(home, opened("T05", scope="edu1"))
    slack.fail("chat.postMessage", Fault.DISCONNECT_AFTER)
    assert sent_on(home, channel) == Sent(sent=0, failed=1, left=1)
    queued(home, late("T05", scope="edu2"))
    assert sent_on(home, channel, FRIDAY) == Sent(sent=2, failed=0, left=0)
    assert len(slack.opening) == 1
    assert list(slack.keys.values()) == [1, 1]


def test_a_long_history_is_read_page_by_page(home: Settings, channel: SlackChannel, slack: SlackStandIn) -> None:
    slack.page = 2
    slack.fail("chat.postMessage", Fault.DISCONNECT_AFTER)
    queued(home, opened("T00"))
    sent_on(home, channel)
    for n in range(1, 9):
        queued(home, late(f"T{n:02}"))
        slack.fail("conversations.history", Fault.SERVER_ERROR)
        sent_on(home, channel)
    assert sent_on(home, channel) == Sent(sent=1, failed=0, left=0)
    assert slack.calls["conversations.history"] == 8 + 5
    assert set(slack.keys.values()) == {1}


def test_retry_after_is_respected(home: Settings, slack: SlackStandIn, channel: SlackChannel, waits: Waits) -> None:
    slack.retry_after = 7
    queued(home, opened("T05"))
    slack.fail("chat.postMessage", Fault.RATE_LIMITED, Fault.RATE_LIMITED)
    assert sent_on(home, channel) == Sent(sent=1, failed=0, left=0)
    assert waits == [7, 7]


def test_patience_has_an_end(home: Settings, slack: SlackStandIn, channel: SlackChannel, waits: Waits) -> None:
    slack.retry_after = 50
    bound(home, a="{name: А, slack: " + CHANNEL + "}")
    queued(home, opened("T05"), opened("T06", "a"))
    slack.fail("chat.postMessage", *[Fault.RATE_LIMITED] * 5)
    assert sent_on(home, channel) == Sent(sent=0, failed=1, left=2)
    assert waits == [50, 50]
    assert errors(home)[0] == "Slack просит подождать 50 с: отправим в следующий раз."


def test_a_wrong_token_stops_the_pass_and_is_not_shown(home: Settings, slack: SlackStandIn) -> None:
    bound(home, a="{name: А, slack: " + CHANNEL + "}")
    queued(home, opened("T05"), opened("T06", "a"))
    assert sent_on(home, slack_channel(with_token(home, slack, "xoxb-wrong"))) == Sent(sent=0, failed=1, left=2)
    assert errors(home) == ["Slack не пускает (invalid_auth): проверьте VEKHA_SLACK_TOKEN.", ""]


def test_without_a_token_there_is_no_channel(home: Settings) -> None:
    assert slack_channel(home) is None


def test_without_a_conversation_the_remedy_is_named(home: Settings, slack: SlackStandIn) -> None:
    queued(home, opened("T05"))
    nowhere = with_token(home, slack).model_copy(update={"slack_channel": "#general"})
    assert sent_on(home, slack_channel(nowhere)) == Sent(sent=0, failed=1, left=1)
    assert "VEKHA_SLACK_CHANNEL" in errors(home)[0]
    assert sent_on(home, slack_channel(with_token(home, slack))).sent == 1


def test_each_holder_is_told_in_person_and_never_by_name(
    home: Settings, slack: SlackStandIn, channel: SlackChannel
) -> None:
    slack.channels = (CHANNEL, "U012ABCDEF", "U098ZYXWVU")
    home.contacts_path.write_text(
        "toipkro:\n  - people: [{name: Рябинина А. И., slack: U012ABCDEF}]\n"
        "coordinator:\n  - people: [{name: Осокина В. П., slack: U098ZYXWVU}]\n",
        encoding="utf8",
    )
    queued(home, opened("T05"), opened("T06", party="school", scope="edu1"))
    sent_on(home, channel)
    # The second one's role is held by nobody: the coordinator is told.
    assert [message["channel"] for message in slack.messages] == ["U012ABCDEF", "U098ZYXWVU"]
    assert "Рябинина" not in str(slack.messages)
    assert "Осокина" not in str(slack.messages)


def test_a_message_to_a_user_is_found_in_the_conversation_with_the_app(
    home: Settings, slack: SlackStandIn, channel: SlackChannel
) -> None:
    slack.channels = (CHANNEL, "U012ABCDEF")
    bound(home, toipkro="{name: Отдел, slack: U012ABCDEF}")
    queued(home, opened("T05"))
    slack.fail("chat.postMessage", Fault.DISCONNECT_AFTER)
    sent_on(home, channel)
    assert sent_on(home, channel) == Sent(sent=1, failed=0, left=0)
    assert list(slack.keys.values()) == [1]
    assert slack.calls["conversations.open"] == 1


def test_whom_slack_does_not_reach_is_told_in_the_common_channel(
    home: Settings, slack: SlackStandIn, channel: SlackChannel
) -> None:
    bound(home, toipkro="{name: Отдел, email: otdel@example.org}")
    queued(home, opened("T05"))
    sent_on(home, channel)
    assert [message["channel"] for message in slack.messages] == [CHANNEL]


def test_people_with_a_conversation_of_their_own_are_told_there(
    home: Settings, slack: SlackStandIn, channel: SlackChannel
) -> None:
    slack.channels = (CHANNEL, "C0TOIPKRO1")
    home.contacts_path.write_text("toipkro:\n  - people: [{name: Отдел, slack: C0TOIPKRO1}]\n", encoding="utf8")
    queued(home, opened("T05"))
    sent_on(home, channel)
    assert [message["channel"] for message in slack.messages] == ["C0TOIPKRO1"]


def test_several_holders_are_told_each_where_they_read(
    home: Settings, slack: SlackStandIn, channel: SlackChannel
) -> None:
    slack.channels = (CHANNEL, "D0PRIVATE1", "U012ABCDEF")
    bound(home, toipkro="{name: Отдел, slack: U012ABCDEF}, {name: Методист, slack: D0PRIVATE1}")
    queued(home, opened("T05"))
    assert sent_on(home, channel) == Sent(sent=2, failed=0, left=0)
    assert [message["channel"] for message in slack.messages] == ["U012ABCDEF", "D0PRIVATE1"]


def test_people_who_moved_after_an_attempt_are_not_told_twice(
    home: Settings, slack: SlackStandIn, channel: SlackChannel
) -> None:
    slack.channels = (CHANNEL, "C0TOIPKRO1")
    queued(home, opened("T05"))
    slack.fail("chat.postMessage", Fault.DISCONNECT_AFTER)
    sent_on(home, channel)
    home.contacts_path.write_text("toipkro:\n  - people: [{name: Отдел, slack: C0TOIPKRO1}]\n", encoding="utf8")
    assert sent_on(home, channel) == Sent(sent=1, failed=0, left=0)
    assert [message["channel"] for message in slack.messages] == [CHANNEL]


def test_the_first_place_is_not_forgotten_when_it_could_not_be_looked_through(
    home: Settings, slack: SlackStandIn, channel: SlackChannel
) -> None:
    slack.channels = (CHANNEL, "C0TOIPKRO1")
    queued(home, opened("T05"))
    slack.fail("chat.postMessage", Fault.DISCONNECT_AFTER)
    sent_on(home, channel)
    home.contacts_path.write_text("toipkro:\n  - people: [{name: Отдел, slack: C0TOIPKRO1}]\n", encoding="utf8")
    slack.fail("conversations.history", Fault.SERVER_ERROR)
    assert sent_on(home, channel) == Sent(sent=0, failed=1, left=1)
    assert sent_on(home, channel) == Sent(sent=1, failed=0, left=0)
    assert [message["channel"] for message in slack.messages] == [CHANNEL]


def test_long_texts_are_cut_to_what_slack_takes(home: Settings, slack: SlackStandIn, channel: SlackChannel) -> None:
    queued(home, opened("T05"))
    with writing(home) as session:
        session.connection().execute(sa.update(Notice).values(text="<&>" * 3000))
    assert sent_on(home, channel).sent == 1
    (message,) = slack.messages
    assert len(message["text"]) <= 4000
    shown = "".join(block["text"]["text"] for block in message["blocks"] if block["type"] == "section")
    assert shown == message["text"]
    assert set(shown.replace("&lt;", "").replace("&gt;", "").replace("&amp;", "")) == {"…"}


def test_a_lost_connection_is_not_retried_blindly(home: Settings, slack: SlackStandIn) -> None:
    queued(home, opened("T05"))
    slack.fail("chat.postMessage", Fault.DISCONNECT_AFTER)
    assert sent_on(home, slack_channel(with_token(home, slack))) == Sent(sent=0, failed=1, left=1)
    assert slack.calls["chat.postMessage"] == 1


def test_a_simulated_cycle_says_so(home: Settings, slack: SlackStandIn, channel: SlackChannel) -> None:
    queued(home, opened("T05"))
    with writing(home) as session:
        session.connection().execute(sa.update(Cycle).values(simulated=True))
    sent_on(home, channel)
    assert "учебный цикл" in str(slack.messages[0]["blocks"][-1])
