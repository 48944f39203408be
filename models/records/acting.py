"""How people act without the command line: signed links, presses of buttons in a chat, reminders put off.

Nobody is named here: a person is the opaque id of tasks/people/persons.py.
"""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from models.people.links import LinkPurpose
from models.records.columns import Instant, by_value


class SignedLink(SQLModel, table=True):
    """A link that was given to a person: for what, until when, and whether it still works.

    step_id: none for what concerns no single step (a calendar); minted_by: who had it made
    spent_at: a deed was done by it; revoked_at: somebody took it back
    """

    __tablename__ = "signed_link"
    id: str = Field(primary_key=True)
    purpose: LinkPurpose = Field(sa_type=by_value(LinkPurpose))
    step_id: int | None = Field(default=None, foreign_key="step.id", index=True)
    person: str = Field(index=True)
    minted_at: datetime = Field(sa_type=Instant)
    minted_by: str
    expires_at: datetime = Field(sa_type=Instant)
    spent_at: datetime | None = Field(default=None, sa_type=Instant)
    revoked_at: datetime | None = Field(default=None, sa_type=Instant)


class Press(SQLModel, table=True):
    """A press of a button that was acted upon: the same one delivered again changes nothing."""

    __tablename__ = "press"
    id: str = Field(primary_key=True)
    at: datetime = Field(sa_type=Instant, index=True)


class Snooze(SQLModel, table=True):
    """That a person wants no reminder of a step before a day: until, from which they are reminded again."""

    __tablename__ = "snooze"
    __table_args__ = (sa.Index("ix_snooze_step_id", "step_id"),)
    person: str = Field(primary_key=True)
    step_id: int = Field(foreign_key="step.id", primary_key=True)
    until: date
    at: datetime = Field(sa_type=Instant)
