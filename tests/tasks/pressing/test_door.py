"""Over HTTP only what Slack has signed, minutes ago and for the first time, is acted upon."""

import http.client
import json
import threading
import time
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

import pytest
from slack_sdk.signature import SignatureVerifier

from models.errors import VekhaError
from models.people.buttons import Deed
from tasks.pressing.door import LARGEST_BYTES, Door
from tasks.pressing.serving import Desk
from tests.slack_stand_in import SlackStandIn
from tests.tasks.pressing.conftest import OLEG, SIGNING_SECRET, a_form, a_press, status_of

MOMENT = 1_710_500_000


@pytest.fixture
def door(desk: Desk) -> Iterator[Door]:
    with Door(desk, ("127.0.0.1", 0), clock=lambda: MOMENT) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield server
        server.shutdown()


def signed(payload: object, at: int = MOMENT, secret: str = SIGNING_SECRET) -> tuple[bytes, dict[str, str]]:
    body = urlencode({"payload": json.dumps(payload, ensure_ascii=False)}).encode()
    signature = SignatureVerifier(secret).generate_signature(timestamp=str(at), body=body)
    return body, {"X-Slack-Request-Timestamp": str(at), "X-Slack-Signature": str(signature)}


def sent(door: Door, body: bytes, headers: Mapping[str, str], path: str = "/slack") -> tuple[int, Any]:
    line = http.client.HTTPConnection("127.0.0.1", door.server_address[1], timeout=10)
    try:
        line.request("POST", path, body, dict(headers))
        answer = line.getresponse()
        text = answer.read()
        return answer.status, json.loads(text) if text else None
    finally:
        line.close()


def eventually(slack: SlackStandIn, many: int = 1) -> list[str]:
    """What was said; the answer comes after the acknowledgement."""
    until = time.monotonic() + 5
    while len(slack.whispers) + len(slack.views) < many and time.monotonic() < until:
        time.sleep(0.01)
    return [one["text"] for one in slack.whispers]


def test_what_slack_signed_is_acted_upon(door: Door, slack: SlackStandIn) -> None:
    assert sent(door, *signed(a_press(Deed.WHY, slack))) == (200, None)
    assert "не сдано, срок 30.04.2024" in eventually(slack)[0]


def test_a_form_is_answered_at_once(door: Door, slack: SlackStandIn) -> None:
    sent(door, *signed(a_press(Deed.HAND_IN, slack)))
    eventually(slack)
    form = a_form(slack.views["trigger-1"], document="Анкеты", number="1", dated="2024-02-01")
    status, shown = sent(door, *signed(form))
    assert (status, shown["response_action"]) == (200, "update")


@pytest.mark.parametrize(
    "spoilt",
    [
        pytest.param(lambda body, head: (body, head | {"X-Slack-Signature": "v0=" + "0" * 64}), id="another signature"),
        pytest.param(lambda body, head: (body + b"x", head), id="another body"),
        pytest.param(lambda body, head: (body, {}), id="no signature"),
        pytest.param(lambda body, head: (b"\xff\xfe", head), id="no text"),
        pytest.param(lambda body, head: (body, head | {"X-Slack-Signature": "v0=\u00e9"}), id="no ascii"),
        pytest.param(lambda body, head: (body, head | {"X-Slack-Request-Timestamp": "now"}), id="no time"),
        pytest.param(lambda body, head: (body, head | {"X-Slack-Request-Timestamp": str(MOMENT + 1)}), id="moved"),
    ],
)
def test_what_slack_did_not_sign_is_refused(door: Door, slack: SlackStandIn, spoilt: Any) -> None:
    assert sent(door, *spoilt(*signed(a_press(Deed.SNOOZE, slack))))[0] == 403
    assert slack.whispers == []


def test_what_another_app_signed_is_refused(door: Door, slack: SlackStandIn) -> None:
    assert sent(door, *signed(a_press(Deed.WHY, slack), secret="another"))[0] == 403


@pytest.mark.parametrize(("seconds", "status"), [(-301, 403), (301, 403), (-299, 200)])
def test_a_signature_is_good_for_five_minutes(door: Door, slack: SlackStandIn, seconds: int, status: int) -> None:
    assert sent(door, *signed(a_press(Deed.WHY, slack), MOMENT + seconds))[0] == status


def test_the_same_delivery_is_taken_once(door: Door, slack: SlackStandIn) -> None:
    overheard = signed(a_press(Deed.WHY, slack))
    assert [sent(door, *overheard)[0] for _nth in range(3)] == [200, 409, 409]
    assert len(eventually(slack)) == 1


def test_a_refused_form_cannot_be_replayed_when_the_gate_opens(door: Door, slack: SlackStandIn) -> None:
    sent(door, *signed(a_press(Deed.HAND_IN, slack)))
    eventually(slack)
    refused = signed(a_form(slack.views["trigger-1"], document="Анкеты"))
    assert sent(door, *refused)[1]["response_action"] == "errors"
    assert sent(door, *refused)[0] == 409


def test_the_same_press_signed_anew_is_not_acted_upon_again(door: Door, slack: SlackStandIn) -> None:
    press = a_press(Deed.WHY, slack)
    assert [sent(door, *signed(press, MOMENT + nth))[0] for nth in range(3)] == [200, 200, 200]
    assert len(eventually(slack)) == 1


@pytest.mark.parametrize(
    ("path", "length", "status"),
    [("/", None, 404), ("/slack/", None, 200), ("/slack", str(LARGEST_BYTES + 1), 413), ("/slack", "many", 413)],
)
def test_only_its_own_address_and_no_more_than_a_press_is_read(
    door: Door, slack: SlackStandIn, path: str, length: str | None, status: int
) -> None:
    body, headers = signed(a_press(Deed.WHY, slack))
    assert sent(door, body, headers | ({"Content-Length": length} if length else {}), path)[0] == status


def test_signed_nonsense_is_told_so(door: Door) -> None:
    for nonsense in ("[1]", 7, [1]):
        assert sent(door, *signed(nonsense))[0] in (200, 400)
    body = b"other=1"
    signature = SignatureVerifier(SIGNING_SECRET).generate_signature(timestamp=str(MOMENT), body=body)
    head = {"X-Slack-Request-Timestamp": str(MOMENT), "X-Slack-Signature": str(signature)}
    assert sent(door, body, head)[0] == 400


def test_without_a_secret_there_is_no_door(desk: Desk) -> None:
    naked = Desk(desk.settings.model_copy(update={"slack_signing_secret": None}), desk.web)
    with pytest.raises(VekhaError, match="VEKHA_SLACK_SIGNING_SECRET"):
        Door(naked, ("127.0.0.1", 0))


def test_a_taken_port_is_told(desk: Desk, door: Door) -> None:
    with pytest.raises(VekhaError, match="занят или закрыт"):
        Door(desk, ("127.0.0.1", door.server_address[1]))


def test_nothing_changes_by_what_was_refused(door: Door, slack: SlackStandIn, desk: Desk) -> None:
    sent(door, *signed(a_press(Deed.SNOOZE, slack, user=OLEG), secret="another"))
    assert status_of(desk.settings) == "planned"
