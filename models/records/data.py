"""Loaded files, and what remains to be known of purged ones."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from models.records.columns import Instant


class Dataset(SQLModel, table=True):
    """A loaded file. Its source is not kept; its typed, pseudonymous frames are, by content.

    kind:   vpr, oge, ege, schools, assignments, tasks, crosswalk, answers
    slot:   what the file speaks of («2024/5/русский язык/…»); a later file of the same slot supersedes
    frames: JSON, frame name in layout.py → SHA-256 of its Parquet file
    """

    __tablename__ = "dataset"
    __table_args__ = (
        sa.Index(
            "uq_dataset_sha256_current",
            "sha256",
            unique=True,
            sqlite_where=sa.text("superseded_at IS NULL"),
            postgresql_where=sa.text("superseded_at IS NULL"),
        ),
        sa.Index("ix_dataset_kind_year", "kind", "year"),
        # A purged dataset's number is never given to another.
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    slot: str
    year: int | None = None
    source_name: str
    sha256: str
    rows: int
    frames: str
    loaded_at: datetime = Field(sa_type=Instant)
    loaded_by: str
    purpose: str
    legal_ground: str
    delete_after: date | None = None
    superseded_at: datetime | None = Field(default=None, sa_type=Instant)


class DataAudit(SQLModel, table=True):
    """That a dataset was purged, for good: which one, by its hash (not by its file's name), by whom, when and why.

    frames, documents: JSON, the SHA-256 of the Parquet files and of the computed documents that go with it
    steps:         how many computed steps rested on it
    files_gone_at: when those files were gone too; empty while that was interrupted
    """

    __tablename__ = "data_audit"
    id: int | None = Field(default=None, primary_key=True)
    dataset_id: int
    kind: str
    slot: str
    year: int | None = None
    sha256: str = Field(index=True)
    rows: int
    loaded_at: datetime = Field(sa_type=Instant)
    delete_after: date | None = None
    purged_at: datetime = Field(sa_type=Instant)
    purged_by: str
    reason: str
    frames: str
    documents: str
    steps: int
    files_gone_at: datetime | None = Field(default=None, sa_type=Instant)
