"""What people are owed to be told, and who may do something alone: the outbox, its threads, leases."""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from models.records.columns import Instant, by_value


class NoticeStatus(StrEnum):
    """Whether a notice has reached its channel."""

    QUEUED = "queued"
    SENT = "sent"


class Notice(SQLModel, table=True):
    """The outbox: what a party is owed to be told, written in the transaction that made it true.

    key:   unique; the same fact is never owed twice
    party: the role it is for; people are found when it is sent
    scope: the school or municipality whose holder of the role is meant, or empty
    """

    __tablename__ = "notice"
    __table_args__ = (sa.Index("ix_notice_status_id", "status", "id"),)
    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    kind: str
    cycle_id: int = Field(foreign_key="cycle.id")
    measure: str
    party: str
    scope: str = ""
    as_of: date
    text: str
    created_at: datetime = Field(sa_type=Instant)
    status: NoticeStatus = Field(default=NoticeStatus.QUEUED, sa_type=by_value(NoticeStatus))
    channel: str = ""
    attempts: int = 0
    attempted_at: datetime | None = Field(default=None, sa_type=Instant)
    sent_at: datetime | None = Field(default=None, sa_type=Instant)
    provider_id: str = ""
    error: str = ""


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
