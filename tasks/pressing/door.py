"""Deliveries over HTTP: a small server for where Slack can reach us. Each must be signed by Slack, fresh, and new.

TLS belongs to the proxy in front of it.
"""

import json
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import time
from typing import Any
from urllib.parse import parse_qs

from slack_sdk.signature import Clock, SignatureVerifier

from models.errors import VekhaError
from models.language import _
from tasks.pressing.desk import is_new
from tasks.pressing.serving import Desk

PATH = "/slack"
LARGEST_BYTES = 1024 * 1024
OK, BAD, FORBIDDEN, NOT_FOUND, REPEATED, TOO_LARGE = 200, 400, 403, 404, 409, 413
SILENCE_SECONDS = 10


class _Clock(Clock):
    def __init__(self, tells: Callable[[], float]) -> None:
        self._tells = tells

    def now(self) -> float:
        return self._tells()


class Door(ThreadingHTTPServer):
    """The server; clock: seconds since the epoch, by which a signature is fresh (five minutes)."""

    daemon_threads = True

    def __init__(self, desk: Desk, place: tuple[str, int], clock: Callable[[], float] = time) -> None:
        secret = desk.settings.slack_signing_secret
        if secret is None or not secret.get_secret_value():
            raise VekhaError(_("Чтобы принимать нажатия по HTTP, задайте VEKHA_SLACK_SIGNING_SECRET."))
        self.desk = desk
        self.verifier = SignatureVerifier(secret.get_secret_value(), clock=_Clock(clock))
        try:
            super().__init__(place, _Handler)
        except OSError as error:
            told = _("Порт {port} занят или закрыт: назовите другой (--http).").format(port=place[1])
            raise VekhaError(told) from error


class _Handler(BaseHTTPRequestHandler):
    server: Door
    timeout = SILENCE_SECONDS

    def do_POST(self) -> None:
        """Take one delivery."""
        length = self.headers.get("Content-Length", "")
        if self.path.rstrip("/") != PATH:
            return self._give(NOT_FOUND)
        if not length.isdecimal() or int(length) > LARGEST_BYTES:
            return self._give(TOO_LARGE)
        body = self.rfile.read(int(length))
        signature = self.headers.get("X-Slack-Signature", "")
        if not self._is_signed(body):
            return self._give(FORBIDDEN)
        payload = _payload(body)
        if payload is None:
            return self._give(BAD)
        desk = self.server.desk
        # A signature is good for five minutes, and for one delivery: who overhears it cannot press again.
        if not is_new(desk.settings, f"http {signature}", desk.now()):
            return self._give(REPEATED)
        desk.take(payload, lambda shown: self._give(OK, shown))

    def _is_signed(self, body: bytes) -> bool:
        """Whether Slack signed this, minutes ago at the most."""
        stamp, signature = (self.headers.get(f"X-Slack-{name}", "") for name in ("Request-Timestamp", "Signature"))
        # What the verifier cannot even read is not Slack's.
        if not (stamp.isdecimal() and signature.isascii() and _is_text(body)):
            return False
        return self.server.verifier.is_valid(body, stamp, signature)

    def _give(self, status: int, shown: dict[str, Any] | None = None) -> None:
        body = json.dumps(shown, ensure_ascii=False).encode() if shown else b""
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: what is pressed is written in the journal, who knocks is the proxy's to log."""


def _is_text(body: bytes) -> bool:
    try:
        return bool(body.decode())
    except UnicodeDecodeError:
        return False


def _payload(body: bytes) -> dict[str, Any] | None:
    """The JSON in the form's only field; None when there is none."""
    try:
        found = json.loads(parse_qs(body.decode())["payload"][0])
    except (KeyError, ValueError):
        return None
    return found if isinstance(found, dict) else None
