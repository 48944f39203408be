"""How a notice looks in Slack: Block Kit within Slack's limits, and the metadata by which it is found again."""

from collections.abc import Iterable
from typing import Any

from models.language import _
from models.people.buttons import PUT_OFF, Deed, Subject, pressed_of
from models.wording import counted
from tasks.channels.letter import Letter

EVENT = "vekha_notice"
# What the ids of our buttons begin with.
PREFIX = "vekha_"
MESSAGE_LENGTH = 4000
SECTION_LENGTH = 3000
MOST_MENTIONS = 20
# A message has fifty blocks: each row takes two, the text and the footer three.
MOST_ROWS = 20


def message(letter: Letter, thread: str) -> dict[str, Any]:
    """The arguments of chat.postMessage. thread: the ts of the message that opened the thread; empty opens one."""
    body = _escaped(letter.text, MESSAGE_LENGTH)
    made: dict[str, Any] = {
        "channel": letter.conversation,
        "text": body,
        "blocks": [
            *_sections(body),
            *button_rows(letter.facts),
            {"type": "context", "elements": [_mrkdwn(_footer(letter))]},
        ],
        "metadata": {"event_type": EVENT, "event_payload": {"key": letter.key, "topic": letter.topic}},
        "unfurl_links": False,
        "unfurl_media": False,
    }
    return made | ({"thread_ts": thread} if thread else {})


def _sections(body: str) -> list[dict[str, Any]]:
    """At most two sections: a message has 4,000 characters and a section 3,000; no entity is cut in two."""
    pieces, rest = [], body
    while rest:
        cut = len(_uncut(rest[:SECTION_LENGTH])) if len(rest) > SECTION_LENGTH else len(rest)
        pieces.append({"type": "section", "text": _mrkdwn(rest[:cut])})
        rest = rest[cut:]
    return pieces


def button_rows(keys: Iterable[str]) -> list[dict[str, Any]]:
    """The buttons of the notices of these keys, a row for the steps of each; several rows are headed by measure."""
    rows = {subject: deeds for subject, deeds in map(pressed_of, keys) if subject and subject.written() and deeds}
    shown = list(rows.items())[:MOST_ROWS]
    made = []
    for subject, deeds in shown:
        heading = " ".join(part for part in (subject.measure, subject.scope) if part)
        if len(shown) > 1:
            made.append({"type": "context", "elements": [_mrkdwn(_escaped(heading, SECTION_LENGTH))]})
        made.append(buttons(subject, deeds))
    return made


def buttons(subject: Subject, deeds: Iterable[Deed]) -> dict[str, Any]:
    """A row of buttons; its block's id says of what they speak, so that one message may have several rows."""
    return {
        "type": "actions",
        "block_id": subject.written(),
        "elements": [_put_off() if deed is Deed.SNOOZE else _button(deed) for deed in deeds],
    }


def _button(deed: Deed) -> dict[str, Any]:
    made = {"type": "button", "action_id": f"{PREFIX}{deed}", "text": _plain(deed.label)}
    return made | ({"style": "primary"} if deed is Deed.HAND_IN else {})


def _put_off() -> dict[str, Any]:
    """«Отложить», and for how long."""
    return {
        "type": "static_select",
        "action_id": f"{PREFIX}{Deed.SNOOZE}",
        "placeholder": _plain(Deed.SNOOZE.label),
        "options": [{"text": _plain(_until(days)), "value": str(days)} for days in PUT_OFF],
    }


def _until(days: int) -> str:
    if days == 1:
        return _("до следующего рабочего дня")
    return _("на {days}").format(days=counted(days, _("рабочий день"), _("рабочих дня"), _("рабочих дней")))


def _plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def _footer(letter: Letter) -> str:
    """Who is meant and of which day it speaks."""
    people = [f"<@{person.slack}>" for person in letter.people if person.slack[:1] in {"U", "W"}]
    parts = [
        " ".join(people[:MOST_MENTIONS]),
        f"{letter.as_of:%d.%m.%Y}",
        _("учебный цикл") if letter.simulated else "",
    ]
    return " · ".join(part for part in parts if part)


def _mrkdwn(text: str) -> dict[str, str]:
    return {"type": "mrkdwn", "text": text}


def _escaped(text: str, length: int) -> str:
    """The text as Slack must be given it, so that nothing in it is a link, a mention or a command."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return safe if len(safe) <= length else _uncut(safe[: length - 1]) + "…"


def _uncut(piece: str) -> str:
    """The piece without an entity that was cut at its end («&am»)."""
    head, ampersand, tail = piece.rpartition("&")
    return head if ampersand and ";" not in tail and len(tail) < 4 else piece
