"""The Slack of one's own, as the real client sees it: alive, honest about errors, and remembering after its death."""

import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.slack_stand_in import CHANNEL, TOKEN, SlackStandIn

ROOT = Path(__file__).parent.parent


def client(url: str, token: str = TOKEN) -> WebClient:
    return WebClient(token=token, base_url=url, retry_handlers=[], timeout=5)


def test_it_knows_its_token() -> None:
    with SlackStandIn() as slack:
        assert client(slack.url).auth_test()["ok"]
        with pytest.raises(SlackApiError, match="invalid_auth"):
            client(slack.url, "xoxb-wrong").auth_test()


def test_history_leaves_replies_out_and_hides_metadata_unless_asked() -> None:
    told = {"event_type": "x", "event_payload": {"key": "1"}}
    with SlackStandIn() as slack:
        web = client(slack.url)
        first = web.chat_postMessage(channel=CHANNEL, text="первое", metadata=told)
        web.chat_postMessage(channel=CHANNEL, text="ответ", thread_ts=first["ts"], metadata=told)
        assert [one["text"] for one in web.conversations_history(channel=CHANNEL)["messages"]] == ["первое"]
        assert "metadata" not in web.conversations_history(channel=CHANNEL)["messages"][0]
        replies = web.conversations_replies(channel=CHANNEL, ts=first["ts"], include_all_metadata=True)["messages"]
        assert [one["metadata"] for one in replies] == [told, told]


def test_it_refuses_what_slack_refuses() -> None:
    with SlackStandIn() as slack:
        with pytest.raises(SlackApiError, match="channel_not_found"):
            client(slack.url).chat_postMessage(channel="C0NOWHERE1", text="x")
        with pytest.raises(SlackApiError, match="msg_too_long"):
            client(slack.url).chat_postMessage(channel=CHANNEL, text="x" * 4001)


def start(port: int, file: Path) -> subprocess.Popen[bytes]:
    process = subprocess.Popen([sys.executable, "-m", "tests.slack_stand_in", str(port), "--file", file], cwd=ROOT)
    until = time.monotonic() + 20
    while time.monotonic() < until:
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return process
        time.sleep(0.05)
    raise AssertionError("the stand-in does not start")


def test_as_a_process_it_remembers_after_its_death_and_takes_orders_to_fail(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    web, file = client(f"http://127.0.0.1:{port}/api/"), tmp_path / "messages.jsonl"
    with start(port, file) as process:
        order = urllib.request.Request(
            f"http://127.0.0.1:{port}/control/fail",
            data=b'{"method": "chat.postMessage", "fault": "disconnect_after"}',
            headers={"Content-Type": "application/json"},
        )
        urllib.request.urlopen(order).close()
        with pytest.raises(OSError, match="closed"):
            web.chat_postMessage(channel=CHANNEL, text="дошло")
        process.kill()
    with start(port, file) as process:
        assert [one["text"] for one in web.conversations_history(channel=CHANNEL)["messages"]] == ["дошло"]
        process.kill()
