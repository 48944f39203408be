"""Slack carries notices: one thread a measure, one message a key, found again before it is posted again.

Messages hold codes, counts and mentions, never a person's name. Errors hold Slack's error codes, never what it echoed.
"""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse

from models.language import _
from models.people.contacts import Person
from tasks.channels.letter import ChannelClosed, Letter, NotDelivered, Receipt, Refused
from tasks.channels.slack_message import EVENT, message
from tasks.settings import Settings

TIMEOUT_SECONDS = 10
# How long one pass may wait in all because Slack asked it to; after that the rest stays queued for the next pass.
PATIENCE_SECONDS = 120
# Slack's clock and ours may differ by this much.
SKEW = timedelta(minutes=5)
PAGE, MOST_PAGES = 200, 25
# Errors that every other notice would meet as well.
CLOSED = {"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "missing_scope"}
CONVERSATION = re.compile(r"[CGD][A-Z0-9]{6,}")
USER = re.compile(r"[UW][A-Z0-9]{6,}")


def slack_channel(settings: Settings) -> "SlackChannel | None":
    """Slack as the settings describe it; None without a token: notices then stay queued and visible."""
    if settings.slack_token is None or not settings.slack_token.get_secret_value():
        return None
    # No retry handlers: the default one posts again after a lost connection, when the message may be there already.
    client = WebClient(
        token=settings.slack_token.get_secret_value(),
        base_url=settings.slack_url,
        timeout=TIMEOUT_SECONDS,
        retry_handlers=[],
    )
    return SlackChannel(client, settings.slack_channel)


class SlackChannel:
    """A Slack workspace. pause: how it waits when it must."""

    name = "slack"

    def __init__(self, client: WebClient, common: str, pause: Callable[[float], object] = time.sleep) -> None:
        self._client = client
        self._common = common
        self._pause = pause
        self._patience = float(PATIENCE_SECONDS)

    def conversation(self, people: tuple[Person, ...]) -> str:
        """The only person's own conversation, or one with the app; the common one when nobody is named."""
        own = {person.slack for person in people}
        if not own:
            return self._common if CONVERSATION.fullmatch(self._common) else ""
        address = next(iter(own)) if len(own) == 1 else ""
        return address if CONVERSATION.fullmatch(address) or USER.fullmatch(address) else ""

    def deliver(self, letter: Letter) -> Receipt:
        """Post the letter into its measure's thread, unless an earlier attempt did."""
        if not letter.conversation:
            raise NotDelivered(_("Не указан канал Slack: задайте VEKHA_SLACK_CHANNEL, например C012ABCDEF."))
        thread = letter.threads.get(letter.conversation, "")
        if letter.maybe_there_since is not None:
            for place in dict.fromkeys((letter.conversation, letter.earlier or letter.conversation)):
                stands, opened = self._recall(letter, place)
                if stands:
                    return Receipt(place, stands, opened or stands)
                thread = opened if place == letter.conversation else thread
        stands = self._post(letter, thread)
        return Receipt(letter.conversation, stands, thread or stands)

    def _post(self, letter: Letter, thread: str) -> str:
        """Post; the message's ts."""
        posted = self._ask("chat.postMessage", json=message(letter, thread))
        return str(posted["ts"])

    def _recall(self, letter: Letter, place: str) -> tuple[str, str]:
        """The ts of the letter, and of the message that opened its thread, in a conversation; empty where not found."""
        stands, opened = "", letter.threads.get(place, "")
        place = self._direct(place) if USER.fullmatch(place) else place
        for ours in self._since(letter, "conversations.history", channel=place):
            payload = ours["metadata"].get("event_payload", {})
            if payload.get("key") == letter.key:
                stands = str(ours["ts"])
            is_first = letter.topic and ours.get("thread_ts", ours["ts"]) == ours["ts"]
            if not opened and is_first and payload.get("topic") == letter.topic:
                opened = str(ours["ts"])
        if opened and not stands:
            for ours in self._since(letter, "conversations.replies", channel=place, ts=opened):
                if ours["metadata"].get("event_payload", {}).get("key") == letter.key:
                    stands = str(ours["ts"])
        return stands, opened

    def _direct(self, user: str) -> str:
        """The conversation of the app with a user: messages go to the user's id, histories are asked by this one."""
        opened: dict[str, str] = self._ask("conversations.open", json={"users": user})["channel"]
        return opened["id"]

    def _since(self, letter: Letter, method: str, **where: str) -> Iterator[dict[str, Any]]:
        """Our own messages there, since the attempt, a page at a time."""
        assert letter.maybe_there_since is not None, "only what was attempted is looked for"
        oldest = (letter.maybe_there_since - SKEW).timestamp()
        asked: dict[str, Any] = {"oldest": f"{oldest:.6f}", "include_all_metadata": True, "limit": PAGE, **where}
        for _page in range(MOST_PAGES):
            answer = self._ask_if_there(method, asked)
            for found in answer.get("messages", []):
                if found.get("metadata", {}).get("event_type") == EVENT:
                    yield found
            asked["cursor"] = answer.get("response_metadata", {}).get("next_cursor", "")
            if not asked["cursor"]:
                return
        raise NotDelivered(_("История канала Slack слишком длинна: неизвестно, дошло ли сообщение."))

    def _ask_if_there(self, method: str, asked: dict[str, Any]) -> dict[str, Any]:
        """The answer, or an empty one when the conversation or the thread does not exist: then nothing stands there."""
        try:
            data = self._ask(method, params=asked).data
        except _Refused as refused:
            if refused.code in {"channel_not_found", "thread_not_found"}:
                return {}
            # Whether it stands there is not known: the next channel must not be tried.
            raise NotDelivered(str(refused)) from None
        return data if isinstance(data, dict) else {}

    def _ask(self, method: str, **what: Any) -> SlackResponse:
        """Call Slack, waiting when it says so, as long as patience lasts."""
        while True:
            try:
                with _named_failures():
                    return self._client.api_call(method, **what)
            except _TooFast as busy:
                if busy.seconds > self._patience:
                    raise ChannelClosed(
                        _("Slack просит подождать {n} с: отправим в следующий раз.").format(n=busy.seconds)
                    ) from busy
                self._patience -= busy.seconds
                self._pause(busy.seconds)


class _TooFast(Exception):
    """Slack asks to wait that many seconds."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(seconds)


class _Refused(Refused):
    """Slack answered with an error code."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(_("Slack отказал: {code}.").format(code=code))


@contextmanager
def _named_failures() -> Iterator[None]:
    """Slack's refusals and a silent network, told apart and stripped of everything but a code."""
    try:
        yield
    except SlackApiError as error:
        raise _refusal(error.response) from None
    except (SlackClientError, HTTPException, OSError, ValueError) as error:
        # ValueError: an answer cut in the middle is no JSON, or no UTF-8.
        name = type(error).__name__
        raise NotDelivered(_("Slack не ответил ({name}): дошло ли, проверим.").format(name=name)) from None


def _refusal(response: Any) -> Exception:
    if response.status_code == 429:
        asked = str(response.headers.get("Retry-After", response.headers.get("retry-after", "")))
        return _TooFast(max(1, int(asked)) if asked.isdigit() else 30)
    code = str(response.get("error", ""))
    if not re.fullmatch(r"[a-z_]{1,60}", code):
        return NotDelivered(_("Slack ответил непонятно, HTTP {status}.").format(status=response.status_code))
    if code in CLOSED:
        return ChannelClosed(_("Slack не пускает ({code}): проверьте VEKHA_SLACK_TOKEN.").format(code=code))
    return _Refused(code)
