"""Over Socket Mode presses come through a connection of ours: acknowledged by their envelope, also after it broke."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from pydantic import SecretStr

from models.errors import VekhaError
from models.people.buttons import Deed
from tasks.pressing.serving import Desk
from tasks.pressing.socket import listening
from tests.slack_socket import SocketStandIn
from tests.slack_stand_in import SlackStandIn
from tests.tasks.pressing.conftest import OLEG, PAUL, a_form, a_press
from tests.tasks.pressing.test_door import eventually


@pytest.fixture
def socket(slack: SlackStandIn, desk: Desk) -> Iterator[SocketStandIn]:
    with SocketStandIn() as server:
        slack.socket_url = server.url
        with listening(desk.settings, desk):
            yield server


def test_a_press_is_acknowledged_by_its_envelope_and_answered(socket: SocketStandIn, slack: SlackStandIn) -> None:
    assert socket.deliver(a_press(Deed.WHY, slack), envelope="e1") == {"envelope_id": "e1"}
    assert "не сдано, срок 30.04.2024" in eventually(slack)[0]


def test_a_form_is_answered_in_its_acknowledgement(socket: SocketStandIn, slack: SlackStandIn) -> None:
    socket.deliver(a_press(Deed.HAND_IN, slack))
    eventually(slack)
    form = a_form(slack.views["trigger-1"], document="Анкеты", number="1", dated="2024-02-01")
    assert socket.deliver(form)["payload"]["response_action"] == "update"


def test_the_same_press_is_answered_once_however_often_it_comes(socket: SocketStandIn, slack: SlackStandIn) -> None:
    press = a_press(Deed.WHY, slack)
    for _nth in range(3):
        socket.deliver(press)
    assert len(eventually(slack)) == 1


def test_two_presses_at_once_are_both_answered(socket: SocketStandIn, slack: SlackStandIn) -> None:
    presses = [a_press(Deed.WHY, slack, OLEG, at="1"), a_press(Deed.WHY, slack, PAUL, at="2")]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(socket.deliver, presses))
    assert len(eventually(slack, 2)) == 2


def test_what_is_no_press_is_only_acknowledged(socket: SocketStandIn, slack: SlackStandIn) -> None:
    assert socket.deliver({"event": {}}, kind="events_api", envelope="e2") == {"envelope_id": "e2"}
    assert slack.whispers == []


def test_a_connection_that_broke_is_made_anew(socket: SocketStandIn, slack: SlackStandIn) -> None:
    socket.hang_up()
    until = time.monotonic() + 15
    while socket.connections < 2 and time.monotonic() < until:
        time.sleep(0.02)
    socket.deliver(a_press(Deed.WHY, slack))
    assert len(eventually(slack)) == 1


def test_a_refused_token_is_told(desk: Desk, slack: SlackStandIn) -> None:
    wrong = desk.settings.model_copy(update={"slack_app_token": SecretStr("xapp-wrong")})
    with pytest.raises(VekhaError, match=r"не пускает слушать \(invalid_auth\)"), listening(wrong, desk):
        pass


def test_without_a_token_nothing_is_listened_to(desk: Desk) -> None:
    naked = desk.settings.model_copy(update={"slack_app_token": None})
    with pytest.raises(VekhaError, match="VEKHA_SLACK_APP_TOKEN"), listening(naked, desk):
        pass
