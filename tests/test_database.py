"""The database on both engines."""

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlmodel import SQLModel

from tasks.database import engine
from tasks.settings import Settings


def test_migrations_make_exactly_the_tables(any_home: Settings) -> None:
    with engine(any_home.database).connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), SQLModel.metadata)
    assert differences == []


def test_sqlite_is_opened_in_wal_with_foreign_keys(home: Settings) -> None:
    with engine(home.database).connect() as connection:
        assert connection.execute(sa.text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(sa.text("PRAGMA foreign_keys")).scalar() == 1
