"""Slack's end of Socket Mode: a real WebSocket server that greets, delivers and waits for each acknowledgement."""

import json
import threading
from itertools import count
from queue import Queue
from types import TracebackType
from typing import Any, Self

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection, serve

WAIT_SECONDS = 10


class SocketStandIn:
    """The server; one app connects to it."""

    def __init__(self) -> None:
        self.connections = 0
        self._here: Queue[ServerConnection] = Queue()
        self._acknowledged: dict[str, Queue[dict[str, Any]]] = {}
        self._numbers = count(1)
        self._server = serve(self._greet, "127.0.0.1", 0)

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.shutdown()

    @property
    def url(self) -> str:
        """What apps.connections.open answers."""
        return f"ws://127.0.0.1:{self._server.socket.getsockname()[1]}/link/?ticket=1"

    def _greet(self, connection: ServerConnection) -> None:
        self.connections += 1
        connection.send(json.dumps({"type": "hello", "num_connections": 1, "debug_info": {}, "connection_info": {}}))
        self._here.put(connection)
        try:
            for said in connection:
                told = json.loads(said)
                self._acknowledged[told["envelope_id"]].put(told)
        except ConnectionClosed:
            return

    def deliver(self, payload: dict[str, Any], kind: str = "interactive", envelope: str = "") -> dict[str, Any]:
        """Deliver it; what the app acknowledged it with."""
        connection = self._here.get(timeout=WAIT_SECONDS)
        self._here.put(connection)
        named = envelope or f"envelope-{next(self._numbers)}"
        self._acknowledged.setdefault(named, Queue())
        told = {"envelope_id": named, "type": kind, "payload": payload, "accepts_response_payload": True}
        connection.send(json.dumps(told))
        return self._acknowledged[named].get(timeout=WAIT_SECONDS)

    def hang_up(self) -> None:
        """Break the connection, as Slack does every few hours."""
        self._here.get(timeout=WAIT_SECONDS).close()
