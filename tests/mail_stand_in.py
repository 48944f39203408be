"""A mail server of one's own: keeps what arrives, and can refuse or fall silent as real ones do."""

from collections import Counter, deque
from email import message_from_bytes, policy
from email.message import EmailMessage
from socket import socket
from types import TracebackType
from typing import Any, Self

from aiosmtpd.controller import Controller


class MailStandIn:
    """The server. answers: what it says next to RCPT and to DATA («550 no such user»); «» for yes."""

    def __init__(self) -> None:
        self.arrived: list[EmailMessage] = []
        self.recipients: deque[str] = deque()
        self.data: deque[str] = deque()
        with socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self._controller = Controller(self, hostname="127.0.0.1", port=self._port)

    def __enter__(self) -> Self:
        self._controller.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._controller.stop()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"smtp://127.0.0.1:{self._port}"

    @property
    def read(self) -> Counter[str]:
        """What a mail program shows: a message a Message-ID, however often it came."""
        return Counter({str(one["Message-ID"]): 1 for one in self.arrived})

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.recipients and (said := self.recipients.popleft()):
            return said
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        said = self.data.popleft() if self.data else ""
        if said and said != "lost":
            return said
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.arrived.append(message)
        if said == "lost":
            server.transport.close()
        return "250 OK"
