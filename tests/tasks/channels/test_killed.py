"""SIGKILL in the middle of sending: run again, and each notice stands in the channel once."""

import os
import subprocess
import sys
import time

from sqlmodel import col, select

from models.records import Notice, NoticeStatus
from tasks.channels.outbox import Sent
from tasks.channels.slack import SlackChannel
from tasks.database import reading
from tasks.settings import Settings
from tests.slack_stand_in import CHANNEL, TOKEN, Fault, SlackStandIn
from tests.tasks.channels.conftest import MORNING, directors, opened, queued, sent_on

SENDER = """
from datetime import datetime
from tasks.channels.outbox import send_unsent
from tasks.channels.slack import slack_channel
from tasks.settings import settings
send_unsent(settings(), slack_channel(settings()), now=datetime.fromisoformat("MORNING"))
""".replace("MORNING", MORNING.isoformat())


def sender(slack: SlackStandIn) -> subprocess.Popen[bytes]:
    told = {"VEKHA_SLACK_TOKEN": TOKEN, "VEKHA_SLACK_URL": slack.url, "VEKHA_SLACK_CHANNEL": CHANNEL}
    return subprocess.Popen([sys.executable, "-c", SENDER], env={**os.environ, **told})


def wait_for_posts(slack: SlackStandIn, number: int) -> None:
    until = time.monotonic() + 30
    while slack.calls["chat.postMessage"] < number:
        assert time.monotonic() < until, "the sender posts nothing"
        time.sleep(0.002)


def test_killed_senders_are_replaced_at_once_and_nothing_is_told_twice(
    any_home: Settings, slack: SlackStandIn, channel: SlackChannel
) -> None:
    directors(any_home, slack, 12)
    queued(any_home, *(opened(f"T{n % 3:02}", "school", f"edu{n}") for n in range(12)))
    for killed_when in (Fault.SILENCE_AFTER, Fault.SILENCE, None):  # posted, not posted, just after an answer
        posts = slack.calls["chat.postMessage"]
        slack.fail("chat.postMessage", None, killed_when)
        with sender(slack) as process:
            wait_for_posts(slack, posts + 2)
            process.kill()
    assert sent_on(any_home, channel).left == 0
    assert sent_on(any_home, channel) == Sent(sent=0, failed=0, left=0)
    assert len(slack.keys) == 12
    assert set(slack.keys.values()) == {1}
    assert len(slack.opening) == 12
    with reading(any_home) as session:
        assert set(session.exec(select(col(Notice.status)))) == {NoticeStatus.SENT}
