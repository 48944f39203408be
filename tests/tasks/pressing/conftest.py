"""A cycle whose schools have people, a Slack of one's own, and the payloads that it would send for their presses."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import SecretStr
from slack_sdk import WebClient

from models.people.buttons import Deed, Subject
from tasks.pressing.serving import Desk
from tasks.settings import Settings
from tests.factories import FIRST, MARCH, SECOND, THIRD, done, opened, ref, the_step
from tests.slack_stand_in import APP_TOKEN, CHANNEL, TOKEN, SlackStandIn

SIGNING_SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
NOW = datetime(2024, 3, 15, 9, tzinfo=UTC)
ANNA, OLEG, PAUL, MOUO, STRANGER = "U0ANNA0001", "U0OLEG0001", "U0PAUL0001", "U0MOUO0001", "U0NOBODY01"
CONTACTS = f"""
coordinator:
  - people: [{{name: Анна, slack: {ANNA}}}]
school:
  - school: {FIRST}
    people: [{{name: Олег, slack: {OLEG}}}, {{name: Павел, slack: {PAUL}, email: paul@example.org}}]
  - school: {SECOND}
    from: 2024-09-01
    people: [{{name: Олег, slack: {OLEG}}}]
municipality:
  - municipality: Кирсанов
    people: [{{name: Марина, slack: {MOUO}}}]
"""


@pytest.fixture
def slack() -> Iterator[SlackStandIn]:
    with SlackStandIn() as server:
        yield server


@pytest.fixture
def desk(home: Settings, slack: SlackStandIn) -> Desk:
    return a_desk(home, slack)


def a_desk(home: Settings, slack: SlackStandIn) -> Desk:
    """A played year on 15 March: A1 is done, B2 of three schools can be handed in."""
    home.contacts_path.write_text(CONTACTS, encoding="utf8")
    opened(home, FIRST, SECOND, THIRD, simulated=True)
    done(home, ref("A1"), as_of=MARCH)
    told = {
        "slack_token": SecretStr(TOKEN),
        "slack_app_token": SecretStr(APP_TOKEN),
        "slack_signing_secret": SecretStr(SIGNING_SECRET),
        "slack_url": slack.url,
        "slack_channel": CHANNEL,
    }
    web = WebClient(token=TOKEN, base_url=slack.url, timeout=5, retry_handlers=[])
    return Desk(home.model_copy(update=told), web, now=lambda: NOW)


def subject(measure: str = "B2", party: str = "school", scope: str = FIRST) -> Subject:
    occurrence = {"A1": "2024-01-01/2024-02-29", "B2": "2024-03-01/2024-04-30", "D4": "2024-09-01/2024-09-30"}[measure]
    return Subject("six", 2024, measure, occurrence, party, scope)


def a_press(
    deed: Deed, slack: SlackStandIn, user: str = OLEG, of: Subject | None = None, at: str = "1", days: str = "1"
) -> dict[str, Any]:
    """What Slack sends when somebody presses; at: the moment, which tells one press from the next."""
    action = {"action_id": f"vekha_{deed}", "block_id": (of or subject()).written(), "action_ts": at, "type": "button"}
    chosen = {"selected_option": {"text": {}, "value": days}} if deed is Deed.SNOOZE else {}
    return {
        "type": "block_actions",
        "user": {"id": user, "team_id": "T0VEKHA01"},
        "actions": [action | chosen],
        "trigger_id": f"trigger-{at}",
        "response_url": slack.answer_to,
        "container": {"type": "message"},
    }


def a_form(view: dict[str, Any], user: str = OLEG, of: str = "V1", **said: str) -> dict[str, Any]:
    """What Slack sends when somebody has filled in the form that we opened."""
    state: dict[str, dict[str, dict[str, Any]]] = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            name = block["block_id"]
            state[name] = {name: _state(block["element"], said.get(name))}
    shown = {"id": of, "hash": "h1", "callback_id": view["callback_id"], "private_metadata": view["private_metadata"]}
    return {"type": "view_submission", "user": {"id": user}, "view": {**shown, "state": {"values": state}}}


def _state(element: dict[str, Any], said: str | None) -> dict[str, Any]:
    if element["type"] == "static_select":
        options = {option["text"]["text"]: option for option in element["options"]}
        return {"type": "static_select", "selected_option": options[said] if said else None}
    if element["type"] == "datepicker":
        return {"type": "datepicker", "selected_date": said}
    return {"type": "plain_text_input", "value": said}


def status_of(home: Settings, measure: str = "B2", unit: str = FIRST) -> str:
    return the_step(home, measure, unit).status.value
