"""Slack's payloads → what a person asks for: a press of one of our buttons, or our form filled in. Anything else: None.

What comes of it belongs in desk.py.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from models.people.buttons import Deed, Subject, read_subject
from tasks.channels.slack_message import PREFIX

FORM = f"{PREFIX}hand_in_form"


@dataclass(frozen=True)
class Press:
    """A button that somebody pressed.

    id: the same for the same press however often it is delivered; choice: of a button that offers a choice
    trigger: what lets us open a form for some seconds; answer_to: where an answer that only they see is posted
    """

    id: str
    user: str
    deed: Deed
    subject: Subject
    choice: str
    trigger: str
    answer_to: str


@dataclass(frozen=True)
class Filled:
    """Our form, filled in: which step at which version, which of its documents, and the document."""

    id: str
    user: str
    subject: Subject
    step_id: int
    version: int
    title: str
    link: str
    number: str
    dated_on: date | None


class _Loose(BaseModel):
    # Slack adds fields as it likes.
    model_config = ConfigDict(extra="ignore", frozen=True)


class _User(_Loose):
    id: str


class _Action(_Loose):
    action_id: str
    block_id: str
    action_ts: str
    selected_option: dict[str, Any] | None = None


class _Pressed(_Loose):
    user: _User
    actions: Annotated[list[_Action], Field(min_length=1)]
    trigger_id: str = ""
    response_url: str = ""


class _View(_Loose):
    id: str
    hash: str = ""
    callback_id: str
    private_metadata: str
    state: dict[str, dict[str, dict[str, dict[str, Any]]]]


class _Submitted(_Loose):
    user: _User
    view: _View


def read(payload: Mapping[str, Any]) -> Press | Filled | None:
    """What the payload asks for; None when it is none of ours."""
    try:
        if payload.get("type") == "block_actions":
            return _press(_Pressed.model_validate(payload))
        if payload.get("type") == "view_submission":
            return _filled(_Submitted.model_validate(payload))
    except (ValidationError, ValueError, KeyError, TypeError):
        # Signed by Slack, and yet not of the shape that our own buttons and forms give: another app's, or an older one.
        return None
    return None


def _press(said: _Pressed) -> Press | None:
    action = said.actions[0]
    subject = read_subject(action.block_id)
    if subject is None or not action.action_id.startswith(PREFIX):
        return None
    chosen = (action.selected_option or {}).get("value", "")
    return Press(
        id=f"{said.user.id} {action.action_ts} {action.action_id} {action.block_id}",
        user=said.user.id,
        deed=Deed(action.action_id.removeprefix(PREFIX)),
        subject=subject,
        choice=str(chosen),
        trigger=said.trigger_id,
        answer_to=said.response_url,
    )


def _filled(said: _Submitted) -> Filled | None:
    told = json.loads(said.view.private_metadata) if said.view.callback_id == FORM else {}
    subject = read_subject(told.get("subject", ""))
    if subject is None:
        return None
    fields = {name: state for block in said.view.state["values"].values() for name, state in block.items()}
    step_id, version = (_chosen(fields, "step") or told["step"]).split(":")
    dated = fields.get("dated", {}).get("selected_date")
    return Filled(
        id=f"{said.user.id} {said.view.id} {said.view.hash}",
        user=said.user.id,
        subject=subject,
        step_id=int(step_id),
        version=int(version),
        title=told["documents"][int(_chosen(fields, "document") or 0)],
        link=_typed(fields, "link"),
        number=_typed(fields, "number"),
        dated_on=date.fromisoformat(dated) if dated else None,
    )


def _chosen(fields: Mapping[str, Any], name: str) -> str:
    return str((fields.get(name, {}).get("selected_option") or {}).get("value", ""))


def _typed(fields: Mapping[str, Any], name: str) -> str:
    return (fields.get(name, {}).get("value") or "").strip()
