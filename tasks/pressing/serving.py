"""One delivery from Slack, whichever way it came: acknowledged within three seconds, acted upon once, answered.

What is done and may be done belongs in desk.py.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError
from slack_sdk.webhook import WebhookClient

from models.language import _
from tasks.channels.slack import TIMEOUT_SECONDS
from tasks.pressing.desk import Reply, answer_form, answer_once, answer_press, is_new
from tasks.pressing.form import closing
from tasks.pressing.payload import Press, read
from tasks.running.nudge import nudge
from tasks.settings import Settings

# Tells Slack that the delivery has arrived, with what it is to show at once (empty: nothing).
Acknowledge = Callable[[dict[str, Any]], None]


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Desk:
    """Where deliveries are taken: our database, and Slack to answer through; now: the clock."""

    settings: Settings
    web: WebClient
    now: Callable[[], datetime] = field(default=_now)

    def take(self, payload: Mapping[str, Any], acknowledge: Acknowledge) -> bool:
        """Acknowledge it and do what it asks for; False when the very same was taken before, and nothing is done."""
        asked = read(payload)
        if asked is None:
            acknowledge({})
            return True
        if isinstance(asked, Press):
            return self._take_press(asked, acknowledge)
        reply = answer_form(self.settings, asked, self.now())
        acknowledge(_shown(reply) if reply else {})
        if reply and reply.nudged:
            nudge(self.settings, *reply.nudged)
        return reply is not None

    def _take_press(self, press: Press, acknowledge: Acknowledge) -> bool:
        if press.deed.is_written:
            # Slack delivers again what it was not told of: it is told when nothing can be lost any more.
            reply = answer_once(self.settings, press, self.now())
            acknowledge({})
        else:
            is_first = is_new(self.settings, press.id, self.now())
            # Slack waits three seconds, and a busy database may take longer: the answer itself comes afterwards.
            acknowledge({})
            reply = answer_press(self.settings, press, self.now()) if is_first else None
        if reply:
            self._answer(press, reply)
        return reply is not None

    def _answer(self, press: Press, reply: Reply) -> None:
        if reply.form is None:
            self._say(press, reply.said)
            return
        try:
            self.web.views_open(trigger_id=press.trigger, view=reply.form)
        except (SlackClientError, OSError):
            # The right to open a form lasts three seconds.
            self._say(press, _("Форма не открылась: нажмите «Сдать» ещё раз."))

    def _say(self, press: Press, text: str) -> None:
        if press.answer_to:
            posted = WebhookClient(press.answer_to, timeout=TIMEOUT_SECONDS)
            posted.send(text=_escaped(text), response_type="ephemeral", replace_original=False)


def _shown(reply: Reply) -> dict[str, Any]:
    """What Slack is to do with the form."""
    if reply.wrong:
        return {"response_action": "errors", "errors": reply.wrong}
    return {"response_action": "update", "view": closing(reply.handed_in)}


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
