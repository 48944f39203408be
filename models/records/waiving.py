"""What lets a step be dropped or pass its closed gate, for how long, and what was closed on the strength of it.

Rows are only added: a waiver that is taken back stays, and its revocation is a row of its own.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from models.records.columns import Instant, by_value


class WaiverKind(StrEnum):
    """What a waiver allows: to drop the step, or to pass its gate while the step itself is still to be done."""

    DROP = "drop"
    GATE = "gate"


class Waiver(SQLModel, table=True):
    """A decision about one step, as its journal entry has it.

    ordered, dated_on: the document that decides («приказ № 12») and its day; signer: the office that signed, no name
    until: the last day on which it holds; None while nobody takes it back
    """

    __tablename__ = "waiver"
    id: int | None = Field(default=None, primary_key=True)
    cycle_id: int = Field(foreign_key="cycle.id", index=True)
    step_id: int = Field(foreign_key="step.id", index=True)
    kind: WaiverKind = Field(sa_type=by_value(WaiverKind))
    reason: str
    ordered: str
    dated_on: date
    signer: str
    until: date | None = None
    granted_on: date
    at: datetime = Field(sa_type=Instant)
    journal_seq: int


class WaiverRevocation(SQLModel, table=True):
    """A waiver that holds no more from that day on."""

    __tablename__ = "waiver_revocation"
    waiver_id: int = Field(primary_key=True, foreign_key="waiver.id")
    reason: str
    revoked_on: date
    at: datetime = Field(sa_type=Instant)
    journal_seq: int


class GatePass(SQLModel, table=True):
    """The waiver under which a step was last handed in or computed past a gate that was closed without it."""

    __tablename__ = "gate_pass"
    step_id: int = Field(primary_key=True, foreign_key="step.id")
    waiver_id: int = Field(foreign_key="waiver.id")
