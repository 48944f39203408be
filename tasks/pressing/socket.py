"""Deliveries over Socket Mode: we connect to Slack, so nothing of ours need be reachable from outside."""

from collections.abc import Iterator
from contextlib import contextmanager

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from models.errors import VekhaError
from models.language import _
from tasks.channels.slack import TIMEOUT_SECONDS
from tasks.pressing.serving import Desk
from tasks.settings import Settings

INTERACTIVE = "interactive"


def web_client(settings: Settings) -> WebClient:
    """Slack's Web API, with the token by which notices are posted."""
    token = settings.slack_token.get_secret_value() if settings.slack_token else ""
    if not token:
        raise VekhaError(_("Отвечать на нажатия нечем: задайте VEKHA_SLACK_TOKEN."))
    return WebClient(token=token, base_url=settings.slack_url, timeout=TIMEOUT_SECONDS)


@contextmanager
def listening(settings: Settings, desk: Desk | None = None) -> Iterator[SocketModeClient]:
    """Take deliveries in threads of their own until the block ends; a lost connection is made anew."""
    token = settings.slack_app_token.get_secret_value() if settings.slack_app_token else ""
    if not token:
        raise VekhaError(_("Чтобы слушать нажатия, задайте VEKHA_SLACK_APP_TOKEN (xapp-…) или слушайте по --http."))
    chosen = desk or Desk(settings, web_client(settings))
    client = SocketModeClient(app_token=token, web_client=chosen.web)
    client.socket_mode_request_listeners.append(_Listener(chosen))
    try:
        _connect(client)
        yield client
    finally:
        client.close()


def _connect(client: SocketModeClient) -> None:
    try:
        client.connect()
    except SlackApiError as error:
        told = _("Slack не пускает слушать ({code}): проверьте VEKHA_SLACK_APP_TOKEN.")
        raise VekhaError(told.format(code=error.response.get("error", ""))) from None
    except (SlackClientError, OSError) as error:
        told = _("Slack не отвечает ({name}): слушать нажатия пока нельзя.").format(name=type(error).__name__)
        raise VekhaError(told) from None


class _Listener:
    """Gives each interactive delivery to the desk; any other is only acknowledged."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __call__(self, client: BaseSocketModeClient, request: SocketModeRequest) -> None:
        def acknowledge(shown: dict[str, object]) -> None:
            client.send_socket_mode_response(SocketModeResponse(request.envelope_id, shown or None))

        if request.type == INTERACTIVE:
            self._desk.take(request.payload, acknowledge)
        else:
            acknowledge({})
