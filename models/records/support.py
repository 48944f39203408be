"""Schools' support plans, version by version. Nothing here is changed or deleted: the last version is the plan."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from models.records.columns import Instant, by_value
from models.support.plan import Stage


class SupportPlan(SQLModel, table=True):
    """One version of a school's plan in a cycle; whose version it is, whoever writes the next must have read this one.

    catalogue:    the name of the catalogue that it is made from
    deed:         what made this version (models/support/plan.py), with its reason
    order_number, order_date: by which an approved plan was approved
    """

    __tablename__ = "support_plan"
    __table_args__ = (sa.UniqueConstraint("cycle_id", "school", "version"),)
    id: int | None = Field(default=None, primary_key=True)
    cycle_id: int = Field(foreign_key="cycle.id")
    school: str
    version: int
    stage: Stage = Field(sa_type=by_value(Stage))
    catalogue: str
    deed: str
    reason: str = ""
    order_number: str = ""
    order_date: date | None = None
    as_of: date
    at: datetime = Field(sa_type=Instant)
    actor: str
    via: str


class SupportItem(SQLModel, table=True):
    """One measure in one version of a plan; what its columns mean is Item's to say (models/support/plan.py)."""

    __tablename__ = "support_item"
    __table_args__ = (sa.UniqueConstraint("plan_id", "code"),)
    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="support_plan.id")
    code: str
    title: str
    factor: str
    level: str
    benefit: float
    needed_for: str
    displaces: str
    indicator: str
    baseline: float | None = None
    target: float | None = None
    opens_on: date
    due_on: date
    party: str
