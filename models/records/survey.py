"""What people decided of a school's risk profile: the curator's verdict on each factor, the school's choice of them.

Nothing here is changed or deleted: a later row is believed, the earlier ones are the history.
"""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from models.records.columns import Instant


class FactorVerdict(SQLModel, table=True):
    """That a curator confirmed or corrected a factor's significance.

    computed:     what the answers said then (models/survey/profile.py); when they say otherwise now, it is to be
                  verified again
    significance: what it is: the same when confirmed, another with a reason when corrected
    """

    __tablename__ = "factor_verdict"
    __table_args__ = (sa.Index("ix_factor_verdict_cycle_id_school", "cycle_id", "school"),)
    id: int | None = Field(default=None, primary_key=True)
    cycle_id: int = Field(foreign_key="cycle.id")
    school: str
    factor: str
    computed: str
    significance: str
    reason: str = ""
    as_of: date
    at: datetime = Field(sa_type=Instant)
    actor: str
    via: str


class FactorChoice(SQLModel, table=True):
    """Which factors a school works on: their codes, separated by spaces."""

    __tablename__ = "factor_choice"
    __table_args__ = (sa.Index("ix_factor_choice_cycle_id_school", "cycle_id", "school"),)
    id: int | None = Field(default=None, primary_key=True)
    cycle_id: int = Field(foreign_key="cycle.id")
    school: str
    factors: str
    as_of: date
    at: datetime = Field(sa_type=Instant)
    actor: str
    via: str
