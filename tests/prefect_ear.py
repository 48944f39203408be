"""An ear for hints: a real HTTP server that keeps the events posted to it, as Prefect's API would take them."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self


class PrefectEar:
    """The server; `heard` holds every event in the order of its coming."""

    def __init__(self) -> None:
        self.heard: list[dict[str, Any]] = []
        ear = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                ear.heard += json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_said: object) -> None:
                """Tests hear enough."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        """What PREFECT_API_URL is to say."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/api"

    def hints(self) -> list[tuple[str, str]]:
        """Each event with the phase that it is meant for."""
        return [(one["event"], one["resource"]["vekha.opens"]) for one in self.heard]
