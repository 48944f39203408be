"""Who holds which role: each binding and each end of one, by whose word. Nothing here is changed or deleted."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from models.records.columns import Instant


class RoleBinding(SQLModel, table=True):
    """That a person holds a role from one day to another, both inclusive; no last day: until somebody ends it.

    channels: where the person is told: the fields of a contacts file beside the name, as JSON
    school, municipality: where; both empty stand for the whole roadmap
    substitute_for: the name of the one who is away meanwhile, or empty
    is_beside:      the person holds the role along with those who were bound there before, not in their place
    as_of:          the calendar day on which it was recorded
    """

    __tablename__ = "role_binding"
    id: int | None = Field(default=None, primary_key=True)
    role: str
    person: str
    channels: str
    school: str = ""
    municipality: str = ""
    starts_on: date
    ends_on: date | None = None
    substitute_for: str = ""
    is_beside: bool = False
    reason: str = ""
    as_of: date
    at: datetime = Field(sa_type=Instant)
    actor: str
    via: str


class RoleBindingEnd(SQLModel, table=True):
    """That a binding ends sooner than it says; the last such word counts.

    left_on: the first day on which the person no longer holds the role
    """

    __tablename__ = "role_binding_end"
    id: int | None = Field(default=None, primary_key=True)
    binding_id: int = Field(foreign_key="role_binding.id", index=True)
    left_on: date
    reason: str = ""
    as_of: date
    at: datetime = Field(sa_type=Instant)
    actor: str
    via: str
