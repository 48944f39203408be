"""What the outbox hands to a channel, what it gets back, and how a channel says that it could not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from models.errors import VekhaError
from models.people.contacts import Person


@dataclass(frozen=True)
class Letter:
    """A message on its way to one reader.

    key, facts:     the message's own key, and those of the facts that it carries
    kind:           the only fact's kind, or «several»; subject: in one line; text: the whole
    topic:          what its thread is about («kirsanov-2024:2024:T05»); empty for one that has no thread of its own
    recipient:      the address by which the reader is known, recorded; empty for the common place
    people:         the reader where Slack may mention them; empty elsewhere
    conversation:   where the channel's own `conversation` put it; earlier: where an earlier attempt put it, or empty
    threads:        conversation → the message that opened the topic's thread there, as far as it is recorded
    maybe_there_since: since when it, or the message that opens its thread, may stand there unrecorded; None: it cannot
    """

    key: str
    facts: tuple[str, ...]
    kind: str
    topic: str
    subject: str
    text: str
    as_of: date
    simulated: bool
    recipient: str
    people: tuple[Person, ...]
    conversation: str
    earlier: str
    threads: Mapping[str, str]
    maybe_there_since: datetime | None


@dataclass(frozen=True)
class Receipt:
    """Where the message stands now; thread: the message that opened its thread (itself, when it is the first)."""

    conversation: str
    provider_id: str
    thread: str = ""


class NotDelivered(VekhaError):
    """The channel did not take the message, or did not say that it took it. The text holds no secret."""


class Refused(NotDelivered):
    """The channel said no: the message certainly does not stand there, and the reader's next channel is tried."""


class ChannelClosed(NotDelivered):
    """Nothing can be delivered for now: the others need not be tried."""


class Channel(Protocol):
    """What carries messages to people."""

    name: str

    def conversation(self, people: tuple[Person, ...]) -> str:
        """Where these people are told (nobody: the common place); empty when there is no such place."""

    def deliver(self, letter: Letter) -> Receipt:
        """Make sure that the message stands there exactly once; NotDelivered otherwise."""
