"""A roadmap's year: the versions that it runs by, its steps, the journal, documents, the approved schools."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from models.records.columns import Instant, by_value
from models.steps.status import Move, Status

GENESIS = "0" * 64


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
        sa.Index("ix_step_cycle_id_status_due_on", "cycle_id", "status", "due_on"),
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
