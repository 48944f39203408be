"""Death before and after every write, acknowledgement and answer: what was pressed is done once, or not at all yet.

Slack delivers again what nobody acknowledged; over HTTP it signs it anew.
"""

from typing import Any

import pytest
from sqlmodel import select

from models.people.buttons import Deed
from models.records import Deliverable, Snooze
from tasks.database import reading
from tasks.pressing.desk import is_new
from tasks.pressing.door import Door
from tasks.pressing.serving import Desk
from tasks.settings import Settings
from tests.boundaries import Boundaries, Killed, as_it_is, start_again, watched
from tests.factories import journal
from tests.slack_stand_in import SlackStandIn
from tests.tasks.pressing.conftest import NOW, a_form, a_press
from tests.tasks.pressing.test_door import MOMENT, door, eventually, sent, signed

__all__ = ["door"]


def record(home: Settings) -> list[Any]:
    """What the year's record says but moments and hashes."""
    with reading(home) as session:
        snoozes = [one.model_dump(exclude={"at"}) for one in session.exec(select(Snooze))]
        papers = [one.model_dump() for one in session.exec(select(Deliverable))]
    entries = [one.model_dump(exclude={"at", "hash", "previous"}) for one in journal(home)]
    return [snoozes, papers, entries]


def taken(desk: Desk, payload: dict[str, Any], boundaries: Boundaries) -> bool:
    """A delivery that may be the last thing the process takes; whether Slack heard that it arrived."""
    heard: list[dict[str, Any]] = []

    def acknowledge(shown: dict[str, Any]) -> None:
        boundaries.cross("before the acknowledgement")
        heard.append(shown)
        boundaries.cross("after the acknowledgement")

    with watched(desk.settings, boundaries):
        try:
            desk.take(payload, acknowledge)
        except Killed:
            assert boundaries.die_at
    return bool(heard)


@pytest.fixture(params=["a form", "a delay"])
def payload(request: pytest.FixtureRequest, desk: Desk, slack: SlackStandIn) -> dict[str, Any]:
    if request.param == "a delay":
        return a_press(Deed.SNOOZE, slack, at="7", days="3")
    desk.take(a_press(Deed.HAND_IN, slack), lambda _shown: None)
    return a_form(slack.views["trigger-1"], document="Анкеты", number="12", dated="2024-02-10")


def test_wherever_a_press_dies_it_is_done_once(desk: Desk, payload: dict[str, Any]) -> None:
    clean, undisturbed = as_it_is(desk.settings), Boundaries()
    before = record(desk.settings)
    assert taken(desk, payload, undisturbed)
    expected, names = record(desk.settings), undisturbed.passed
    assert expected != before
    assert names == ["before a commit", "after a commit", "before the acknowledgement", "after the acknowledgement"]
    for number, name in enumerate(names, 1):
        start_again(desk.settings, clean)
        was_heard = taken(desk, payload, Boundaries(number))
        assert record(desk.settings) == (before if name == "before a commit" else expected), name
        # What Slack was told of is not delivered again, so it must be done by then; a repeat does no harm either way.
        assert not was_heard or record(desk.settings) == expected
        for _time in range(2):
            taken(desk, payload, Boundaries())
            assert record(desk.settings) == expected, name


@pytest.mark.parametrize("deed", [Deed.WHY, Deed.HAND_IN])
def test_a_question_that_dies_writes_nothing_and_is_answered_when_it_is_asked_anew(
    desk: Desk, slack: SlackStandIn, deed: Deed
) -> None:
    clean, before, undisturbed = as_it_is(desk.settings), record(desk.settings), Boundaries()
    taken(desk, a_press(deed, slack), undisturbed)
    for number in range(1, len(undisturbed.passed) + 1):
        start_again(desk.settings, clean)
        slack.whispers.clear()
        slack.views.clear()
        taken(desk, a_press(deed, slack), Boundaries(number))
        taken(desk, a_press(deed, slack, at="2"), Boundaries())
        assert len(slack.whispers) + len(slack.views) == 1
        assert record(desk.settings) == before


def test_a_delivery_over_http_that_died_after_its_signature_was_noted_is_taken_when_signed_anew(
    door: Door, slack: SlackStandIn
) -> None:
    press, home = a_press(Deed.SNOOZE, slack), door.desk.settings
    body, headers = signed(press)
    assert is_new(home, f"http {headers['X-Slack-Signature']}", NOW)  # and here the process died
    assert sent(door, body, headers)[0] == 409
    assert record(home)[0] == []
    for nth in (1, 2):
        assert sent(door, *signed(press, MOMENT + nth))[0] == 200
        eventually(slack)
        assert len(record(home)[0]) == 1
    assert len(slack.whispers) == 1
