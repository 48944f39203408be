"""What is put on hold and released again, by whose word and why. Nothing here is changed or deleted."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from models.records.columns import Instant


class Hold(SQLModel, table=True):
    """That the steps of a school, of a measure or of a phase stand still; what is empty narrows nothing.

    cycle_id: of this year only; none: of every year of the roadmap
    since:    the calendar day on which it was recorded; until: its last day, none: until somebody releases it
    """

    __tablename__ = "hold"
    id: int | None = Field(default=None, primary_key=True)
    roadmap: str = Field(index=True)
    cycle_id: int | None = Field(default=None, foreign_key="cycle.id")
    school: str = ""
    measure: str = ""
    phase: str = ""
    reason: str
    since: date
    until: date | None = None
    at: datetime = Field(sa_type=Instant)
    actor: str
    via: str


class HoldRelease(SQLModel, table=True):
    """That a hold is over, from which day on and why; a hold is released once."""

    __tablename__ = "hold_release"
    hold_id: int = Field(foreign_key="hold.id", primary_key=True)
    released_on: date
    reason: str = ""
    at: datetime = Field(sa_type=Instant)
    actor: str
    via: str
