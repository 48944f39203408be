"""Over Socket Mode presses come through a connection of ours: acknowledged by their envelope, also after it broke."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pydantic import SecretStr

from models.errors import VekhaError
from models.people.buttons import Deed
from tasks.pressing.serving import Desk
from tasks.pressing.socket import listening
from tasks.settings import Settings
from tests.slack_socket import SocketStandIn
from tests.slack_stand_in import SlackStandIn
from tests.tasks.pressing.conftest import OLEG, PAUL, a_desk, a_form, a_press
from tests.tasks.pressing.test_door import eventually


@pytest.fixture(scope="module")
def slack() -> Iterator[SlackStandIn]:
    with SlackStandIn() as server:
        yield server


@pytest.fixture(scope="module")
def desk(slack: SlackStandIn, migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    root = tmp_path_factory.mktemp("home")
    (root / "vekha.db").write_bytes(migrated_sqlite.read_bytes())
    return a_desk(Settings(home=root, database_url=f"sqlite:///{root / 'vekha.db'}"), slack)


@pytest.fixture(scope="module")
def connected(slack: SlackStandIn, desk: Desk) -> Iterator[SocketStandIn]:
    """One connection for all: it takes seconds to close."""
    with SocketStandIn() as server:
        slack.socket_url = server.url
        with listening(desk.settings, desk):
            yield server


@pytest.fixture
def socket(connected: SocketStandIn, slack: SlackStandIn) -> SocketStandIn:
    slack.whispers.clear()
    slack.views.clear()
    return connected


def test_a_press_is_acknowledged_by_its_envelope_and_answered(socket: SocketStandIn, slack: SlackStandIn) -> None:
    assert socket.deliver(a_press(Deed.WHY, slack, at="1.1"), envelope="e1") == {"envelope_id": "e1"}
    assert "не сдано, срок 30.04.2024" in eventually(slack)[0]


def test_a_form_is_answered_in_its_acknowledgement(socket: SocketStandIn, slack: SlackStandIn) -> None:
    socket.deliver(a_press(Deed.HAND_IN, slack, at="2.1"))
    eventually(slack)
    form = a_form(slack.views["trigger-2.1"], document="Анкеты", number="1", dated="2024-02-01")
    assert socket.deliver(form)["payload"]["response_action"] == "update"


def test_the_same_press_is_answered_once_however_often_it_comes(socket: SocketStandIn, slack: SlackStandIn) -> None:
    for _nth in range(3):
        socket.deliver(a_press(Deed.WHY, slack, at="3.1"))
    socket.deliver(a_press(Deed.WHY, slack, at="3.2"))
    assert len(eventually(slack, 2)) == 2


def test_two_presses_at_once_are_both_answered(socket: SocketStandIn, slack: SlackStandIn) -> None:
    presses = [a_press(Deed.WHY, slack, user, at="4.1") for user in (OLEG, PAUL)]
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
    socket.deliver(a_press(Deed.WHY, slack, at="5.1"))
    assert len(eventually(slack)) == 1


def test_a_refused_token_is_told(desk: Desk, slack: SlackStandIn) -> None:
    wrong = desk.settings.model_copy(update={"slack_app_token": SecretStr("xapp-wrong")})
    with pytest.raises(VekhaError, match=r"не пускает слушать \(invalid_auth\)"), listening(wrong, desk):
        pass


def test_without_a_token_nothing_is_listened_to(desk: Desk) -> None:
    naked = desk.settings.model_copy(update={"slack_app_token": None})
    with pytest.raises(VekhaError, match="VEKHA_SLACK_APP_TOKEN"), listening(naked, desk):
        pass
