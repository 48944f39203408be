"""`vekha listen` takes presses until it is stopped, and says what it lacks; `vekha up` works without Slack as well."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from pydantic import SecretStr

from deployments.cli.listen import listening_if_asked
from tasks.settings import Settings
from tests.deployments.cli.conftest import PROGRAM, Vekha
from tests.slack_socket import SocketStandIn
from tests.slack_stand_in import APP_TOKEN, TOKEN, SlackStandIn

SECRETS = {"VEKHA_SLACK_TOKEN": TOKEN, "VEKHA_SLACK_APP_TOKEN": APP_TOKEN, "VEKHA_SLACK_SIGNING_SECRET": "secret"}


@contextmanager
def program(*words: str, **said: str) -> Iterator["subprocess.Popen[str]"]:
    """`vekha …` as people run it, ended as Ctrl-C does."""
    line = [sys.executable, "-c", PROGRAM, *words]
    ran = subprocess.Popen(line, env=os.environ | SECRETS | said, stdout=subprocess.PIPE, text=True)
    try:
        yield ran
    finally:
        ran.send_signal(signal.SIGINT)
        ran.communicate(timeout=20)
    assert ran.returncode == 0


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def first_line(ran: "subprocess.Popen[str]") -> str:
    assert ran.stdout is not None
    return ran.stdout.readline()


@pytest.mark.usefixtures("vekha")
def test_it_connects_to_slack_and_stays() -> None:
    with SlackStandIn() as slack, SocketStandIn() as line:
        slack.socket_url = line.url
        with program("listen", VEKHA_SLACK_URL=slack.url) as ran:
            assert first_line(ran) == "Веха слушает нажатия в Slack. Остановить: Ctrl-C.\n"
            assert line.deliver({"type": "shortcut"}, envelope="e1") == {"envelope_id": "e1"}


@pytest.mark.usefixtures("vekha")
def test_it_opens_a_door_and_lets_nobody_unsigned_in() -> None:
    port = free_port()
    with program("listen", "--http", str(port)) as ran:
        assert f"http://127.0.0.1:{port}/slack" in first_line(ran)
        asked = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        asked.request("POST", "/slack", b"payload={}")
        assert asked.getresponse().status == 403
        asked.close()


def test_what_it_lacks_is_told(vekha: Vekha, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "задайте VEKHA_SLACK_APP_TOKEN" in vekha("listen").complaint
    assert "задайте VEKHA_SLACK_TOKEN" in vekha("listen", "--http", free_port()).complaint
    monkeypatch.setenv("VEKHA_SLACK_TOKEN", TOKEN)
    assert "задайте VEKHA_SLACK_SIGNING_SECRET" in vekha("listen", "--http", free_port()).complaint


def test_the_server_that_stays_listens_where_a_token_says_so(
    home: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    with SlackStandIn() as slack, SocketStandIn() as line:
        told = {"slack_token": SecretStr(TOKEN), "slack_app_token": SecretStr(APP_TOKEN), "slack_url": slack.url}
        slack.socket_url = line.url
        with listening_if_asked(home.model_copy(update=told)):
            assert line.deliver({}, envelope="e1") == {"envelope_id": "e1"}
    assert capsys.readouterr().out == "Веха слушает нажатия в Slack.\n"


def test_the_server_that_stays_goes_on_when_slack_refuses(home: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    with SlackStandIn() as slack:
        told = {"slack_token": SecretStr(TOKEN), "slack_app_token": SecretStr("xapp-no"), "slack_url": slack.url}
        began = time.monotonic()
        with listening_if_asked(home.model_copy(update=told)):
            assert time.monotonic() - began < 10
    assert "Slack не пускает слушать (invalid_auth)" in capsys.readouterr().err


def test_without_a_token_it_does_not_listen(home: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    with listening_if_asked(home):
        pass
    assert capsys.readouterr().out == ""
