"""Who is whose mentor, by whose word, and when they met. Teachers and mentors are staff codes of their schools."""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from models.records.columns import Instant, by_value


class Wish(StrEnum):
    """What a person has said of a pair, before any solution."""

    PINNED = "pinned"
    FORBIDDEN = "forbidden"


class MentorWish(SQLModel, table=True):
    """A person's word that a teacher must or must not have this mentor in a subject, and why. The last word counts."""

    __tablename__ = "mentor_wish"
    __table_args__ = (
        # Its name by our rule is longer than PostgreSQL's 63 bytes.
        sa.UniqueConstraint(
            "cycle_id", "school", "teacher", "subject", "mentor_school", "mentor", name="uq_mentor_wish_pair"
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    cycle_id: int = Field(foreign_key="cycle.id")
    school: str
    teacher: str
    subject: str
    mentor_school: str
    mentor: str
    wish: Wish = Field(sa_type=by_value(Wish))
    reason: str
    said_by: str
    said_on: date
    at: datetime = Field(sa_type=Instant)


class MentorPair(SQLModel, table=True):
    """A mentor whom a teacher has, or had, in a subject. A pair that ended keeps its row, last day and the reason."""

    __tablename__ = "mentor_pair"
    __table_args__ = (
        # One mentor at a time.
        sa.Index(
            "uq_mentor_pair_current",
            "cycle_id",
            "school",
            "teacher",
            "subject",
            unique=True,
            sqlite_where=sa.text("ended_on IS NULL"),
            postgresql_where=sa.text("ended_on IS NULL"),
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    cycle_id: int = Field(foreign_key="cycle.id", index=True)
    school: str
    teacher: str
    subject: str
    mentor_school: str
    mentor: str
    began_on: date
    approved_by: str
    order_number: str
    order_date: date
    ended_on: date | None = None
    reason: str = ""
    at: datetime = Field(sa_type=Instant)


class MentorAbsence(SQLModel, table=True):
    """A mentor who helps nobody any more this year, from which day and why. mentor: empty when the school closed."""

    __tablename__ = "mentor_absence"
    cycle_id: int = Field(foreign_key="cycle.id", primary_key=True)
    mentor_school: str = Field(primary_key=True)
    mentor: str = Field(primary_key=True)
    left_on: date
    reason: str
    said_by: str


class MentorMeeting(SQLModel, table=True):
    """A meeting of a pair: when, of what, and the evidence (a link or the words of a registered paper)."""

    __tablename__ = "mentor_meeting"
    id: int | None = Field(default=None, primary_key=True)
    pair_id: int = Field(foreign_key="mentor_pair.id", index=True)
    held_on: date
    topic: str
    evidence: str = ""
    recorded_by: str
    at: datetime = Field(sa_type=Instant)


class QuietTold(SQLModel, table=True):
    """That people were told of a pair that does not meet, once for each further period of silence.

    since: the last meeting, or the pair's beginning; period: which period of silence after it, from 1
    """

    __tablename__ = "quiet_told"
    __table_args__ = (sa.UniqueConstraint("pair_id", "since", "period"),)
    id: int | None = Field(default=None, primary_key=True)
    pair_id: int = Field(foreign_key="mentor_pair.id")
    since: date
    period: int
    told_on: date
