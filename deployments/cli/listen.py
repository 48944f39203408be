"""`vekha listen`: takes presses of buttons in Slack, over Socket Mode or HTTP; `vekha up` does so by itself."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from threading import Event
from typing import Annotated

import typer

from deployments.cli.console import complain, refuse_empty, say
from models.errors import VekhaError
from models.language import _
from tasks.database import migrate
from tasks.settings import Settings, settings


def listen(
    http: Annotated[
        int | None, typer.Option("--http", min=1, max=65535, help="Принимать по HTTP на этом порту, не через сокет.")
    ] = None,
    host: Annotated[str, typer.Option(help="С --http: на каком адресе принимать.")] = "127.0.0.1",
) -> None:
    """Слушать нажатия кнопок в Slack и остаться работать, пока не остановят (Ctrl-C)."""
    home = settings()
    refuse_empty(home)
    migrate(home)
    with suppress(KeyboardInterrupt):
        if http:
            _by_http(home, host, http)
        else:
            _by_socket(home)


def _by_socket(home: Settings) -> None:
    from tasks.pressing.socket import listening

    with listening(home):
        say(_("Веха слушает нажатия в Slack. Остановить: Ctrl-C."))
        Event().wait()


def _by_http(home: Settings, host: str, port: int) -> None:
    from tasks.pressing.door import PATH, Door
    from tasks.pressing.serving import Desk
    from tasks.pressing.socket import web_client

    with Door(Desk(home, web_client(home)), (host, port)) as door:
        told = _("Веха принимает нажатия: http://{host}:{port}{path}. Остановить: Ctrl-C.")
        say(told.format(host=host, port=port, path=PATH))
        door.serve_forever()


@contextmanager
def listening_if_asked(home: Settings) -> Iterator[None]:
    """Listen for as long as the block lasts, where a token says so. What keeps us from it is told and stops nothing."""
    with ExitStack() as stack:
        if home.slack_app_token and home.slack_app_token.get_secret_value():
            from tasks.pressing.socket import listening

            try:
                stack.enter_context(listening(home))
            except VekhaError as error:
                complain(error)
            else:
                say(_("Веха слушает нажатия в Slack."))
        yield
