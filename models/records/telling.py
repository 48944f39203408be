"""What people are owed to be told and were told, and who may do something alone: facts, messages, threads, leases."""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from models.language import _
from models.records.columns import Instant, by_value


class NoticeStatus(StrEnum):
    """How far a fact has come.

    QUEUED:    somebody has no message about it yet
    ADDRESSED: everybody who is meant has one, which is on its way
    ON_HOLD:   a reminder of what was put on hold before it was sent; never sent
    """

    QUEUED = "queued"
    ADDRESSED = "addressed"
    SENT = "sent"
    UNNEEDED = "unneeded"
    ON_HOLD = "on_hold"

    @property
    def label(self) -> str:
        """The status as people read it."""
        return {
            NoticeStatus.QUEUED: _("в очереди"),
            NoticeStatus.ADDRESSED: _("отправляется"),
            NoticeStatus.SENT: _("отправлено"),
            NoticeStatus.UNNEEDED: _("уже не нужно"),
            NoticeStatus.ON_HOLD: _("приостановлено"),
        }[self]


class Outcome(StrEnum):
    """What became of a message."""

    QUEUED = "queued"
    SENT = "sent"
    UNNEEDED = "unneeded"
    FAILED = "failed"

    @property
    def label(self) -> str:
        """The outcome as people read it."""
        return {
            Outcome.QUEUED: _("отправляется"),
            Outcome.SENT: _("отправлено"),
            Outcome.UNNEEDED: _("уже не нужно"),
            Outcome.FAILED: _("не доставлено"),
        }[self]


class Notice(SQLModel, table=True):
    """A fact that a party is owed to be told, written in the transaction that made it true.

    key:    unique; the same fact is never owed twice
    party:  the role it is for; people are found when it is sent
    scope:  the school or municipality whose holder of the role is meant, or empty
    unit:   the one school it speaks of, or empty
    rung:   of a reminder: working days from the deadline `due_on`
    """

    __tablename__ = "notice"
    __table_args__ = (
        sa.Index("ix_notice_status_id", "status", "id"),
        sa.Index("ix_notice_rung", "cycle_id", "measure", "occurrence", "kind", "due_on", "rung", "scope"),
    )
    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    kind: str
    cycle_id: int = Field(foreign_key="cycle.id")
    measure: str
    occurrence: str = ""
    unit: str = ""
    party: str
    scope: str = ""
    due_on: date | None = None
    rung: int | None = None
    as_of: date
    text: str
    created_at: datetime = Field(sa_type=Instant)
    status: NoticeStatus = Field(default=NoticeStatus.QUEUED, sa_type=by_value(NoticeStatus))


class NoticeStep(SQLModel, table=True):
    """A step of which a fact speaks: its ladder has told of it, and with it the fact stays news or ceases to be."""

    __tablename__ = "notice_step"
    notice_id: int = Field(primary_key=True, foreign_key="notice.id")
    step_id: int = Field(primary_key=True, foreign_key="step.id", index=True)


class Message(SQLModel, table=True):
    """The ledger: what one reader was told, why, through what, and what came of it.

    key:       unique; by it the message is recognised in its channel
    recipient: the address by which the reader is known (a Slack id, an e-mail address), as of then; empty: the common
               channel, because nobody could be told in person
    addresses: JSON, [[channel, address]…] in the reader's order, as of then
    world:     empty for real cycles; a simulated roadmap's name, whose messages are counted apart
    day, zone: the reader's day and time zone; is_red: it carries red facts only, and the day has room for another
    channel:   where it stands, or may stand («slack:C012ABCDEF»); attempted_at: since when it may
    """

    __tablename__ = "message"
    __table_args__ = (
        sa.Index("ix_message_outcome_id", "outcome", "id"),
        sa.Index("ix_message_recipient_day", "recipient", "world", "day"),
    )
    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    reason: str
    recipient: str
    addresses: str = "[]"
    cycle_id: int = Field(foreign_key="cycle.id")
    world: str = ""
    topic: str = ""
    day: date
    zone: str = ""
    is_red: bool = False
    subject: str
    body: str
    created_at: datetime = Field(sa_type=Instant)
    outcome: Outcome = Field(default=Outcome.QUEUED, sa_type=by_value(Outcome))
    channel: str = ""
    attempts: int = 0
    attempted_at: datetime | None = Field(default=None, sa_type=Instant)
    sent_at: datetime | None = Field(default=None, sa_type=Instant)
    provider_id: str = ""
    error: str = ""


class Carried(SQLModel, table=True):
    """A fact in a message: what the reader was told of it."""

    __tablename__ = "carried"
    message_id: int = Field(primary_key=True, foreign_key="message.id")
    notice_id: int = Field(primary_key=True, foreign_key="notice.id", index=True)


class ChannelThread(SQLModel, table=True):
    """The message that opened a measure's thread in a channel."""

    __tablename__ = "channel_thread"
    channel: str = Field(primary_key=True)
    topic: str = Field(primary_key=True)
    provider_id: str


class Lease(SQLModel, table=True):
    """Who is working on something that only one may do at a time, and until when to believe it."""

    __tablename__ = "lease"
    name: str = Field(primary_key=True)
    holder: str
    expires_at: datetime = Field(sa_type=Instant)
