"""A Slack of one's own: a real HTTP server that keeps messages, and can fail in every way that the real one does.

In a test: `with SlackStandIn() as slack: …`. As a process of its own, keeping messages in a file that survives it:
`python -m tests.slack_stand_in PORT --file messages.jsonl`, with faults ordered by POST /control/fail {method, fault}.
"""

import argparse
import json
import threading
import time
from collections import Counter, defaultdict, deque
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs

TOKEN, APP_TOKEN = "xoxb-stand-in", "xapp-stand-in"
CHANNEL = "C0VEKHA01"


class Fault(StrEnum):
    """What goes wrong; «after» means that the message is posted and only the answer is lost."""

    RATE_LIMITED = "rate_limited"
    SERVER_ERROR = "server_error"
    SERVER_ERROR_AFTER = "server_error_after"
    SILENCE = "silence"
    SILENCE_AFTER = "silence_after"
    DISCONNECT = "disconnect"
    DISCONNECT_AFTER = "disconnect_after"
    CUT_ANSWER_AFTER = "cut_answer_after"
    INVALID_AUTH = "invalid_auth"
    CHANNEL_NOT_FOUND = "channel_not_found"


REFUSALS = {Fault.INVALID_AUTH, Fault.CHANNEL_NOT_FOUND}


class SlackStandIn:
    """The server. channels: the conversations that exist; page: the most messages it returns at once."""

    def __init__(
        self, port: int = 0, file: Path | None = None, channels: tuple[str, ...] = (CHANNEL,), page: int = 200
    ) -> None:
        self.channels, self.page, self.retry_after = channels, page, 1
        self.messages: list[dict[str, Any]] = []
        self.calls: Counter[str] = Counter()
        # What was said to one person only, and the forms that were opened, by trigger; where Socket Mode listens.
        self.whispers: list[dict[str, Any]] = []
        self.views: dict[str, dict[str, Any]] = {}
        self.socket_url = ""
        self._faults: dict[str, deque[Fault | None]] = defaultdict(deque)
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._file = file
        if file is not None and file.exists():
            self.messages = [json.loads(line) for line in file.read_text(encoding="utf8").splitlines()]
        self._server = ThreadingHTTPServer(("127.0.0.1", port), self._handler())
        self._server.daemon_threads = True

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        class Handler(_Handler):
            slack = self

        return Handler

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()

    def serve(self) -> None:
        """Serve until the process is ended."""
        self._server.serve_forever()

    @property
    def url(self) -> str:
        """The base URL of its Web API."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/api/"

    @property
    def answer_to(self) -> str:
        """Where an answer to a press is posted."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/respond/1"

    def fail(self, method: str, *faults: Fault | None) -> None:
        """Let the next calls of the method go wrong, in this order; None: that one goes well."""
        self._faults[method].extend(faults)

    def next_fault(self, method: str) -> Fault | None:
        """What is to go wrong now."""
        with self._lock:
            self.calls[method] += 1
            return self._faults[method].popleft() if self._faults[method] else None

    def stay_silent(self) -> None:
        """Never answer (a client gives up earlier)."""
        self._closing.wait(30)

    @property
    def keys(self) -> Counter[str]:
        """How many messages stand there with each key."""
        return Counter(message["metadata"]["event_payload"]["key"] for message in self.messages)

    @property
    def opening(self) -> list[dict[str, Any]]:
        """Messages that stand in a conversation itself, not in a thread."""
        return [message for message in self.messages if "thread_ts" not in message]

    def answer(self, method: str, asked: dict[str, Any]) -> dict[str, Any]:
        """What the Web API's method answers."""
        if method == "auth.test":
            return {"ok": True, "user_id": "U0VEKHABOT", "team_id": "T0VEKHA01"}
        if method == "apps.connections.open":
            return {"ok": True, "url": self.socket_url} if self.socket_url else {"ok": False, "error": "no_permission"}
        if method == "views.open":
            return self._open(asked)
        if method == "conversations.open":
            return {"ok": True, "channel": {"id": asked["users"]}}
        if asked.get("channel") not in self.channels:
            return {"ok": False, "error": "channel_not_found"}
        if method == "chat.postMessage":
            return self._post(asked)
        if method in {"conversations.history", "conversations.replies"}:
            return self._list(method, asked)
        return {"ok": False, "error": "unknown_method"}

    def _open(self, asked: dict[str, Any]) -> dict[str, Any]:
        """A form is opened once a trigger, and must be of a shape that Slack takes."""
        view = asked["view"] if isinstance(asked["view"], dict) else json.loads(asked["view"])
        if asked["trigger_id"] in self.views or not asked["trigger_id"]:
            return {"ok": False, "error": "exchanged_trigger_id"}
        if len(view["title"]["text"]) > 24 or len(view["private_metadata"]) > 3000 or len(view["blocks"]) > 100:
            return {"ok": False, "error": "invalid_arguments"}
        self.views[asked["trigger_id"]] = view
        return {"ok": True, "view": {**view, "id": "V0FORM"}}

    def _post(self, asked: dict[str, Any]) -> dict[str, Any]:
        if len(asked["text"]) > 4000 or len(asked.get("blocks", [])) > 50:
            return {"ok": False, "error": "msg_too_long"}
        blocks = asked.get("blocks", [])
        ids = [block["block_id"] for block in blocks if "block_id" in block]
        if any(len(block.get("text", {}).get("text", "")) > 3000 for block in blocks):
            return {"ok": False, "error": "invalid_blocks"}
        if len(set(ids)) < len(ids) or any(len(one) > 255 for one in ids):
            return {"ok": False, "error": "invalid_blocks"}
        with self._lock:
            latest = float(self.messages[-1]["ts"]) if self.messages else 0.0
            message = {**asked, "ts": f"{max(time.time(), latest + 0.000001):.6f}"}
            self.messages.append(message)
            if self._file is not None:
                with self._file.open("a", encoding="utf8") as kept:
                    kept.write(json.dumps(message, ensure_ascii=False) + "\n")
        return {"ok": True, "channel": asked["channel"], "ts": message["ts"], "message": message}

    def _list(self, method: str, asked: dict[str, Any]) -> dict[str, Any]:
        found = [message for message in list(self.messages) if message["channel"] == asked["channel"]]
        if method == "conversations.history":
            found = [message for message in reversed(found) if "thread_ts" not in message]
        else:
            found = [message for message in found if asked["ts"] in {message["ts"], message.get("thread_ts")}]
            if not found:
                return {"ok": False, "error": "thread_not_found"}
        found = [message for message in found if float(message["ts"]) > float(asked.get("oldest", 0))]
        if asked.get("include_all_metadata") not in {"1", "true", True}:
            found = [{name: value for name, value in message.items() if name != "metadata"} for message in found]
        start = int(asked.get("cursor") or 0)
        end = start + min(self.page, int(asked.get("limit", 100)))
        more = str(end) if end < len(found) else ""
        return {"ok": True, "messages": found[start:end], "response_metadata": {"next_cursor": more}}


class _Handler(BaseHTTPRequestHandler):
    slack: SlackStandIn

    def do_POST(self) -> None:
        method, asked = self.path.removeprefix("/api/"), self._asked()
        if self.path == "/control/fail":
            self.slack.fail(asked["method"], Fault(asked["fault"]))
            return self._give({"ok": True})
        if self.path.startswith("/respond/"):
            self.slack.whispers.append(asked)
            return self._give({"ok": True})
        fault = self.slack.next_fault(method)
        needed = APP_TOKEN if method == "apps.connections.open" else TOKEN
        if self.headers.get("Authorization") != f"Bearer {needed}":
            return self._give({"ok": False, "error": "invalid_auth"})
        if fault in REFUSALS:
            return self._give({"ok": False, "error": fault.value})
        if fault is None or fault.value.endswith("_after"):
            answer = self.slack.answer(method, asked)
            return self._give(answer) if fault is None else self._go_wrong(fault, answer)
        return self._go_wrong(fault, {})

    def _asked(self) -> dict[str, Any]:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        if body and self.headers.get_content_type() == "application/json":
            found = json.loads(body)
            assert isinstance(found, dict)
            return found
        return {name: values[-1] for name, values in parse_qs(body).items()}

    def _go_wrong(self, fault: Fault, answer: dict[str, Any]) -> None:
        if fault is Fault.RATE_LIMITED:
            self._give({"ok": False, "error": "ratelimited"}, 429, {"Retry-After": str(self.slack.retry_after)})
        elif fault in {Fault.SERVER_ERROR, Fault.SERVER_ERROR_AFTER}:
            self._give({"trace": "xoxb-secret-in-a-trace"}, 500)
        elif fault in {Fault.SILENCE, Fault.SILENCE_AFTER}:
            self.slack.stay_silent()
        elif fault is Fault.CUT_ANSWER_AFTER:
            self._give(answer, cut=True)
        self.close_connection = True

    def _give(
        self, answer: dict[str, Any], status: int = 200, headers: dict[str, str] | None = None, cut: bool = False
    ) -> None:
        body = json.dumps(answer, ensure_ascii=False).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json; charset=utf-8", **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if cut else body)

    def log_message(self, format: str, *args: object) -> None:
        """Keep the tests' output clean."""


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("port", type=int)
    arguments.add_argument("--file", type=Path, default=Path("slack-messages.jsonl"))
    given = arguments.parse_args()
    SlackStandIn(given.port, given.file).serve()
