"""Who helps which school: curators of its risks, and partner schools. A curator is a code of whoever sends them.

Nothing here is changed or deleted: the last row is believed, the earlier ones are the history. Only a purge of the list
that a curator's code came from takes the code away (tasks/keeping/forgetting.py).
"""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from models.language import _
from models.records.columns import Instant, by_value
from models.records.mentoring import Wish


class HelperKind(StrEnum):
    """As what somebody helps a school."""

    CURATOR = "curator"
    PARTNER = "partner"

    @property
    def label(self) -> str:
        """As people read it."""
        return {HelperKind.CURATOR: _("куратор"), HelperKind.PARTNER: _("опорная школа")}[self]


class HelperWish(SQLModel, table=True):
    """A person's word that a school must, or must not, be helped by this one, and why.

    helper: the curator's code or the partner's login
    """

    __tablename__ = "helper_wish"
    __table_args__ = (sa.Index("ix_helper_wish_cycle_id_kind", "cycle_id", "kind"),)
    id: int | None = Field(default=None, primary_key=True)
    cycle_id: int = Field(foreign_key="cycle.id")
    kind: HelperKind = Field(sa_type=by_value(HelperKind))
    school: str
    helper: str
    wish: Wish = Field(sa_type=by_value(Wish))
    reason: str
    as_of: date
    at: datetime = Field(sa_type=Instant)
    actor: str
    via: str


class HelperAppointment(SQLModel, table=True):
    """That a school is helped by this one from that day on; by nobody any more where helper is empty.

    factors: the school's risks that the curator knows about, separated by spaces; empty for a partner school
    reason:  why it ended; order_number, order_date: by which it began
    """

    __tablename__ = "helper_appointment"
    __table_args__ = (sa.Index("ix_helper_appointment_cycle_id_kind", "cycle_id", "kind"),)
    id: int | None = Field(default=None, primary_key=True)
    cycle_id: int = Field(foreign_key="cycle.id")
    kind: HelperKind = Field(sa_type=by_value(HelperKind))
    school: str
    helper: str
    factors: str = ""
    order_number: str = ""
    order_date: date | None = None
    reason: str = ""
    as_of: date
    at: datetime = Field(sa_type=Instant)
    actor: str
    via: str
