"""The task that tells people: a closed channel fails no run, and the state says what is left."""

import pytest

from tasks.channels.tell import notify
from tasks.settings import Settings
from tests.slack_stand_in import CHANNEL, TOKEN, Fault, SlackStandIn
from tests.tasks.channels.conftest import late, queued


def test_without_a_token_the_state_says_that_notices_wait(home: Settings) -> None:
    queued(home, late("T05"))
    state = notify.fn()
    assert (state.name, state.is_completed()) == ("Unsent", True)
    assert state.message is not None
    assert state.message.startswith(
        "Отправлено: 0, не удалось: 0, в очереди: 1. Канал не подключён: задайте VEKHA_SLACK"
    )


def test_a_failing_slack_fails_no_run_and_a_later_one_tells_it_all(
    home: Settings, slack: SlackStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"TOKEN": TOKEN, "URL": slack.url, "CHANNEL": CHANNEL}.items():
        monkeypatch.setenv(f"VEKHA_SLACK_{name}", value)
    queued(home, late("T05"))
    slack.fail("chat.postMessage", Fault.SERVER_ERROR)
    state = notify.fn()
    assert (state.name, state.message) == ("Unsent", "Отправлено: 0, не удалось: 1, в очереди: 1.")
    assert notify.fn().name == "Told"
    assert list(slack.keys.values()) == [1]
