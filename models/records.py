"""The tables. Rows are written only by tasks/record/writer.py and its neighbours; they never parse raw input.

Calendar facts are dates, instants are UTC (Instant). Enumerations are stored by value.
"""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from models.steps.status import Move, Status

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMING

GENESIS = "0" * 64


class Instant(sa.types.TypeDecorator[datetime]):
    """A moment in UTC. SQLite forgets time zones; here they are put on and taken off, nowhere else."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Refuse naive moments, store UTC."""
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> datetime | None:
        """Give back an aware moment in UTC."""
        return None if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def by_value(enumeration: type[StrEnum]) -> sa.Enum:
    """A column that stores an enumeration's values as text, on every engine alike."""
    return sa.Enum(
        enumeration,
        values_callable=lambda kinds: [kind.value for kind in kinds],
        native_enum=False,
        length=16,
        create_constraint=False,
    )


class RoadmapVersion(SQLModel, table=True):
    """A roadmap as it was when a cycle took it up: its definition and the occurrences that follow from it, as JSON."""

    __tablename__ = "roadmap_version"
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(index=True)
    sha256: str = Field(unique=True)
    definition: str
    plan: str
    recorded_at: datetime = Field(sa_type=Instant)


class CalendarVersion(SQLModel, table=True):
    """A roadmap's working calendar as it was when a cycle took it up: its settings and its days off, as JSON."""

    __tablename__ = "calendar_version"
    id: int | None = Field(default=None, primary_key=True)
    sha256: str = Field(unique=True)
    content: str
    recorded_at: datetime = Field(sa_type=Instant)


class Cycle(SQLModel, table=True):
    """One run of a roadmap's year, and the head of its journal.

    calendar_id: the working calendar that its deadlines follow; none in cycles opened before calendars were recorded
    """

    __tablename__ = "cycle"
    __table_args__ = (sa.UniqueConstraint("roadmap", "year"),)
    id: int | None = Field(default=None, primary_key=True)
    roadmap: str
    year: int
    version_id: int = Field(foreign_key="roadmap_version.id")
    calendar_id: int | None = Field(default=None, foreign_key="calendar_version.id")
    simulated: bool = False
    opened_at: datetime = Field(sa_type=Instant)
    closed_at: datetime | None = Field(default=None, sa_type=Instant)
    last_as_of: date | None = None
    head_seq: int = 0
    head_hash: str = GENESIS


class Step(SQLModel, table=True):
    """One measure × one occurrence of its schedule × one unit. A projection of the journal.

    occurrence: the plan's key («2024-08-01/2024-08-31», «dates», «request-3»)
    unit:       a school's login, or empty for the whole roadmap
    opens_on, due_on: inclusive; both empty while dates are awaited
    reason:     what the last move gave as its reason («вернули: нет подписи»), or empty
    result:     what the step was last closed with: the hash of the computed result or of the documents
    version:    grows with every move; who writes must have read the present one
    planned_by: SHA-256 of the version of its roadmap by which it was last planned
    """

    __tablename__ = "step"
    __table_args__ = (
        sa.UniqueConstraint("cycle_id", "measure", "occurrence", "unit"),
        sa.Index("ix_step_status_due_on", "status", "due_on"),
    )
    id: int | None = Field(default=None, primary_key=True)
    cycle_id: int = Field(foreign_key="cycle.id")
    measure: str
    occurrence: str
    unit: str = ""
    opens_on: date | None = None
    due_on: date | None = None
    status: Status = Field(sa_type=by_value(Status))
    closed_on: date | None = None
    reason: str = ""
    result: str = ""
    version: int = 1
    planned_by: str = ""


class JournalEntry(SQLModel, table=True):
    """One transition, for good. Entries of a cycle are numbered from 1 and each carries the hash of the one before.

    planned_by: SHA-256 of the version of the roadmap by which the step is planned from here on
    """

    __tablename__ = "journal_entry"
    __table_args__ = (sa.UniqueConstraint("cycle_id", "seq"),)
    id: int | None = Field(default=None, primary_key=True)
    cycle_id: int = Field(foreign_key="cycle.id")
    seq: int
    step_id: int = Field(foreign_key="step.id", index=True)
    measure: str
    occurrence: str
    unit: str
    move: Move = Field(sa_type=by_value(Move))
    from_status: str
    to_status: str
    opens_on: date | None = None
    due_on: date | None = None
    as_of: date
    at: datetime = Field(sa_type=Instant)
    actor: str
    via: str
    reason: str
    evidence: str
    planned_by: str = ""
    previous: str
    hash: str


class Deliverable(SQLModel, table=True):
    """A document or a registration that closes a step: a stored file (SHA-256), a link, or № and date."""

    __tablename__ = "deliverable"
    id: int | None = Field(default=None, primary_key=True)
    step_id: int = Field(foreign_key="step.id", index=True)
    title: str
    file_name: str = ""
    sha256: str = ""
    size: int = 0
    link: str = ""
    number: str = ""
    dated_on: date | None = None
    journal_seq: int
    superseded: bool = False


class Computation(SQLModel, table=True):
    """What an automated step last computed and from which cells."""

    __tablename__ = "computation"
    step_id: int = Field(foreign_key="step.id", primary_key=True)
    analysis: str
    fingerprint: str
    sources: str
    result_sha256: str
    facts: str
    computed_at: datetime = Field(sa_type=Instant)


class ResultTable(SQLModel, table=True):
    """A table that an automated step last found: «list» is the finding itself, others are the numbers behind it.

    frame: SHA-256 of its Parquet file; restricted: its rows speak of pupils or teachers
    """

    __tablename__ = "result_table"
    step_id: int = Field(foreign_key="step.id", primary_key=True)
    name: str = Field(primary_key=True)
    frame: str
    rows: int
    restricted: bool


class ListedSchool(SQLModel, table=True):
    """A school that a low-results step listed, by which rule, and on which procedures («ВПР 5, …: 2024 — 21 из 67»)."""

    __tablename__ = "listed_school"
    step_id: int = Field(foreign_key="step.id", primary_key=True)
    school: str = Field(primary_key=True)
    r1: bool
    r2: bool
    small_n: bool
    procedures: str


class Basis(SQLModel, table=True):
    """On which result of a prerequisite a step was closed. When that result differs now, the step is stale."""

    __tablename__ = "basis"
    step_id: int = Field(foreign_key="step.id", primary_key=True)
    prerequisite_id: int = Field(foreign_key="step.id", primary_key=True)
    result: str


class DataFinding(SQLModel, table=True):
    """What the data checks of a measure's occurrence found when it was last examined; replaced as a whole.

    left_out: enough other schools are in order: it stops its own school only, whose rows are left out
    """

    __tablename__ = "data_finding"
    __table_args__ = (sa.Index("ix_data_finding_cycle_id_measure", "cycle_id", "measure"),)
    id: int | None = Field(default=None, primary_key=True)
    cycle_id: int = Field(foreign_key="cycle.id")
    measure: str
    occurrence: str
    check: str
    school: str = ""
    place: str
    message: str
    blocking: bool
    left_out: bool = False


class School(SQLModel, table=True):
    """A school of the register."""

    __tablename__ = "school"
    login: str = Field(primary_key=True)
    code: str = Field(index=True)
    inn: str = ""
    name: str
    municipality: str
    kind: str = ""


class GroupMember(SQLModel, table=True):
    """A school of a cycle's target group, by an approved list. A leaver keeps the row, with the day it left."""

    __tablename__ = "group_member"
    __table_args__ = (sa.UniqueConstraint("cycle_id", "school"),)
    id: int | None = Field(default=None, primary_key=True)
    cycle_id: int = Field(foreign_key="cycle.id")
    school: str
    entered_on: date
    left_on: date | None = None
    order_number: str
    order_date: date
    reason: str = ""
    approved_by: str


class Dataset(SQLModel, table=True):
    """A loaded file. Its source is not kept; its typed, pseudonymous frames are, by content.

    kind:   vpr, oge, ege, schools, assignments, tasks
    slot:   what the file speaks of («2024/5/русский язык/…»); a later file of the same slot supersedes
    frames: JSON, frame name in layout.py → SHA-256 of its Parquet file
    """

    __tablename__ = "dataset"
    __table_args__ = (
        sa.Index(
            "uq_dataset_sha256_current",
            "sha256",
            unique=True,
            sqlite_where=sa.text("superseded_at IS NULL"),
            postgresql_where=sa.text("superseded_at IS NULL"),
        ),
        sa.Index("ix_dataset_kind_year", "kind", "year"),
        # A purged dataset's number is never given to another.
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    slot: str
    year: int | None = None
    source_name: str
    sha256: str
    rows: int
    frames: str
    loaded_at: datetime = Field(sa_type=Instant)
    loaded_by: str
    purpose: str
    legal_ground: str
    delete_after: date | None = None
    superseded_at: datetime | None = Field(default=None, sa_type=Instant)


class DataAudit(SQLModel, table=True):
    """That a dataset was purged, for good: which one, by its hash (not by its file's name), by whom, when and why.

    frames, documents: JSON, the SHA-256 of the Parquet files and of the computed documents that go with it
    steps:         how many computed steps rested on it
    files_gone_at: when those files were gone too; empty while that was interrupted
    """

    __tablename__ = "data_audit"
    id: int | None = Field(default=None, primary_key=True)
    dataset_id: int
    kind: str
    slot: str
    year: int | None = None
    sha256: str = Field(index=True)
    rows: int
    loaded_at: datetime = Field(sa_type=Instant)
    delete_after: date | None = None
    purged_at: datetime = Field(sa_type=Instant)
    purged_by: str
    reason: str
    frames: str
    documents: str
    steps: int
    files_gone_at: datetime | None = Field(default=None, sa_type=Instant)


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
