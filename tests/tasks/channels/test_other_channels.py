"""E-mail, Apprise and a file: what arrives, in which order channels are tried, and what a refusal leaves behind."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlmodel import select

from models.people.notices import Facts, NoticeKind, owed
from models.records import Message, Outcome
from tasks.channels.by_apprise import AppriseChannel
from tasks.channels.carriers import carriers
from tasks.channels.letter import Channel, ChannelClosed
from tasks.channels.mail import MailChannel, message_id
from tasks.channels.outbox import Sent, send_unsent
from tasks.channels.slack import SlackChannel
from tasks.channels.to_file import FileChannel
from tasks.database import reading
from tasks.settings import Settings
from tests.mail_stand_in import MailStandIn
from tests.slack_stand_in import Fault, SlackStandIn
from tests.tasks.channels.conftest import AS_OF, MORNING, NEXT_DAY, bound, late, opened, queued
from tests.tasks.channels.test_outbox import Postman
from tests.webhook_stand_in import WebhookStandIn


@pytest.fixture
def mail() -> Iterator[MailStandIn]:
    with MailStandIn() as server:
        yield server


@pytest.fixture
def hook() -> Iterator[WebhookStandIn]:
    with WebhookStandIn() as server:
        yield server


@pytest.fixture
def post(mail: MailStandIn) -> MailChannel:
    return MailChannel(mail.url, "Веха <vekha@example.org>")


def messages(of: Settings) -> list[Message]:
    with reading(of) as session:
        return list(session.exec(select(Message).order_by("id")))


def passed(of: Settings, *channels: Channel) -> Sent:
    return send_unsent(of, *channels, now=MORNING)


def test_a_mail_has_text_html_and_an_id_from_the_key(home: Settings, mail: MailStandIn, post: MailChannel) -> None:
    bound(home, a="{name: Рябинина А. И., email: a@example.org}")
    queued(home, opened("T05", "a"), late("T06", "a"))
    assert passed(home, post) == Sent(sent=1, failed=0, left=0)
    (arrived,), (sent,) = mail.arrived, messages(home)
    assert (arrived["To"], arrived["Subject"]) == ("a@example.org", "Веха: 2 сообщения, срочных — 1")
    assert arrived["Message-ID"] == message_id(sent.key) == sent.provider_id
    plain, html = (arrived.get_body((kind,)) for kind in ("plain", "html"))
    assert plain is not None
    assert html is not None
    assert plain.get_content().startswith("Для вас 2 сообщения.\nСрочно:\n• Просрочено: T06")
    assert "<li>Открыто: T05" in html.get_content()
    assert "List-Unsubscribe" not in arrived
    assert "Рябинина" not in arrived.as_string()


def test_a_digest_can_be_unsubscribed_from(home: Settings, mail: MailStandIn, post: MailChannel) -> None:
    bound(home, a="{name: А, email: a@example.org}")
    facts = Facts("six", 2024, AS_OF, "a", week="2024-W31", lines=("За вами: открыто — 1.",))
    queued(home, owed(NoticeKind.DIGEST, facts))
    passed(home, post)
    assert mail.arrived[0]["List-Unsubscribe"] == "<mailto:vekha@example.org?subject=unsubscribe>"


def test_a_lost_answer_repeats_the_mail_under_the_same_id(home: Settings, mail: MailStandIn, post: MailChannel) -> None:
    bound(home, a="{name: А, email: a@example.org}")
    queued(home, opened("T05", "a"))
    mail.data.append("lost")
    assert passed(home, post) == Sent(sent=0, failed=1, left=1)
    assert passed(home, post) == Sent(sent=1, failed=0, left=0)
    assert len(mail.arrived) == 2
    assert list(mail.read.values()) == [1]  # one message for its reader


@pytest.mark.parametrize("refusal", ["550 no such user", "451 try later"])
def test_a_refused_address_lets_the_others_go(
    home: Settings, mail: MailStandIn, post: MailChannel, refusal: str
) -> None:
    bound(home, a="{name: А, email: a@example.org}", b="{name: Б, email: b@example.org}")
    queued(home, opened("T05", "a"), opened("T06", "b"))
    mail.recipients.append(refusal)
    assert passed(home, post) == Sent(sent=1, failed=1, left=1)
    assert messages(home)[0].error == f"Почта отказала: {refusal[:3]}."


def test_a_closed_mail_server_closes_itself_only(home: Settings, tmp_path: Path) -> None:
    bound(home, a="{name: А, email: a@example.org}")
    queued(home, opened("T05", "a"))
    nowhere = MailChannel("smtp://127.0.0.1:9", "vekha@example.org")
    assert passed(home, nowhere, FileChannel(tmp_path / "out.jsonl")) == Sent(sent=1, failed=0, left=0)
    assert messages(home)[0].channel == "file:out.jsonl"


def test_a_person_is_told_by_the_first_channel_that_takes_it(
    home: Settings, mail: MailStandIn, post: MailChannel, slack: SlackStandIn, channel: SlackChannel
) -> None:
    slack.channels = ("U012ABCDEF",)
    bound(home, a="{name: А, email: a@example.org, slack: U012ABCDEF, channels: [slack, email]}")
    queued(home, opened("T05", "a"))
    slack.fail("chat.postMessage", Fault.CHANNEL_NOT_FOUND)
    assert passed(home, post, channel) == Sent(sent=1, failed=0, left=0)
    assert (len(mail.arrived), slack.messages) == (1, [])
    assert messages(home)[0].attempts == 2


def test_a_person_names_the_order(
    home: Settings, mail: MailStandIn, post: MailChannel, slack: SlackStandIn, channel: SlackChannel
) -> None:
    slack.channels = ("U012ABCDEF",)
    bound(home, a="{name: А, email: a@example.org, slack: U012ABCDEF, channels: [email]}")
    queued(home, opened("T05", "a"))
    passed(home, channel, post)
    assert (len(mail.arrived), slack.messages) == (1, [])


def test_who_did_not_answer_may_have_it_so_nobody_else_is_asked(
    home: Settings, mail: MailStandIn, post: MailChannel, slack: SlackStandIn, channel: SlackChannel
) -> None:
    slack.channels = ("U012ABCDEF",)
    bound(home, a="{name: А, email: a@example.org, slack: U012ABCDEF}")
    queued(home, opened("T05", "a"))
    slack.fail("chat.postMessage", Fault.SILENCE_AFTER)
    assert passed(home, channel, post) == Sent(sent=0, failed=1, left=1)
    assert passed(home, post, channel) == Sent(sent=1, failed=0, left=0)
    assert (mail.arrived, list(slack.keys.values())) == ([], [1])


def test_apprise_carries_to_a_persons_address(home: Settings, hook: WebhookStandIn) -> None:
    bound(home, a="{name: А, apprise: ['town:anna']}")
    queued(home, opened("T05", "a"))
    assert passed(home, AppriseChannel("town", hook.url)) == Sent(sent=1, failed=0, left=0)
    ((path, said),) = hook.arrived
    assert path == "/anna"
    assert said["message"].startswith("Открыто: T05")
    assert messages(home)[0].channel == "town:anna"


def test_a_service_that_says_no_is_passed_over(home: Settings, hook: WebhookStandIn, tmp_path: Path) -> None:
    bound(home, a="{name: А, apprise: ['town:anna']}")
    queued(home, opened("T05", "a"))
    hook.answers.append(500)
    file = FileChannel(tmp_path / "out.jsonl")
    assert passed(home, AppriseChannel("town", hook.url), file) == Sent(sent=1, failed=0, left=0)
    assert len((tmp_path / "out.jsonl").read_text("utf8").splitlines()) == 1


def test_an_address_that_apprise_does_not_know_names_the_setting(home: Settings) -> None:
    bound(home, a="{name: А, apprise: ['town:anna']}")
    queued(home, opened("T05", "a"))
    passed(home, AppriseChannel("town", "nonsense://"))
    assert "VEKHA_APPRISE" in messages(home)[0].error


class Killed(BaseException):
    """The process dies here."""


def dying(channel: FileChannel) -> Channel:
    class Dying(FileChannel):
        def deliver(self, letter):  # type: ignore[no-untyped-def]
            channel.deliver(letter)
            raise Killed

    return Dying(channel._path)


@pytest.mark.parametrize("cut", [False, True], ids=["whole", "the last line cut"])
def test_a_file_has_each_message_once_whoever_dies(home: Settings, tmp_path: Path, cut: bool) -> None:
    path = tmp_path / "out.jsonl"
    bound(home, a="{name: А, email: a@example.org}")
    queued(home, opened("T05", "a"))
    with pytest.raises(Killed):
        passed(home, dying(FileChannel(path)))
    if cut:
        path.write_bytes(path.read_bytes()[:40])
    assert passed(home, FileChannel(path)) == Sent(sent=1, failed=0, left=0)
    whole = [json.loads(line) for line in path.read_text("utf8", errors="ignore").splitlines() if line.endswith("}")]
    assert [one["key"] for one in whole] == [messages(home)[0].key]


def test_a_file_that_cannot_be_written_says_so(home: Settings, tmp_path: Path) -> None:
    queued(home, opened("T05"))
    passed(home, FileChannel(tmp_path / "nowhere" / "out.jsonl"))
    assert "VEKHA_NOTICES_FILE" in messages(home)[0].error


def test_secrets_come_from_the_environment_and_stay_there(home: Settings, hook: WebhookStandIn) -> None:
    secret = "tgram://123456:ABCDEF/{to}"
    connected = home.model_copy(update={"apprise": {"telegram": SecretStr(secret)}, "notices_file": "-"})
    assert [one.name for one in carriers(connected)] == ["telegram", "console"]
    assert "ABCDEF" not in repr(connected)
    bound(home, a="{name: А, apprise: ['telegram:1']}")
    queued(home, opened("T05", "a"))
    with reading(home) as session:
        assert "ABCDEF" not in str(session.exec(select(Message)).all())


def test_a_given_up_message_is_kept_as_failed(home: Settings) -> None:
    fact = late("T05")
    queued(home, fact)
    refusing = Postman({fact.key: ChannelClosed("закрыто")})
    for _pass in range(31):
        passed(home, refusing)
    (given_up,) = messages(home)
    assert (given_up.outcome, given_up.attempts) == (Outcome.FAILED, 30)
    assert send_unsent(home, Postman(), now=NEXT_DAY).sent == 0
