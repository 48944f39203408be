"""What computed steps found, from which cells, and on whose results other steps rest."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from models.records.columns import Instant


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


class Release(SQLModel, table=True):
    """What an analysis shared of each work or content element: a correction must not tell the rest by the difference.

    frame: SHA-256 of its Parquet file (tasks/data/releases.py)
    """

    __tablename__ = "release"
    analysis: str = Field(primary_key=True)
    frame: str
    at: datetime = Field(sa_type=Instant)


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
