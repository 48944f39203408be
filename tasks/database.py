"""The database: one engine a process, short sessions, migrations. SQLite and PostgreSQL alike."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from tasks.settings import Settings, settings

BUSY_SECONDS = 60


@lru_cache(maxsize=4)
def engine(url: str) -> sa.Engine:
    """The engine of a database URL; SQLite is opened in WAL with foreign keys and a busy timeout."""
    url = re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", url)
    if not url.startswith("sqlite"):
        return sa.create_engine(url, pool_pre_ping=True)
    made = sa.create_engine(url, connect_args={"timeout": BUSY_SECONDS})
    sa.event.listen(made, "connect", _prepare_sqlite)
    sa.event.listen(made, "begin", _begin_as_asked)
    return made


def _prepare_sqlite(connection: Any, record: object) -> None:
    # The driver must not begin transactions of its own: _begin_as_asked does, and says which kind.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", f"busy_timeout={BUSY_SECONDS * 1000}", "synchronous=NORMAL"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_as_asked(connection: sa.Connection) -> None:
    # A read that upgrades to a write fails at once when another process wrote meanwhile: a writer says so beforehand.
    mode = "IMMEDIATE" if connection.get_execution_options().get("writes") else "DEFERRED"
    connection.exec_driver_sql(f"BEGIN {mode}")


@contextmanager
def reading(of: Settings | None = None) -> Iterator[Session]:
    """A session that only reads."""
    with Session(engine((of or settings()).database), expire_on_commit=False) as session:
        yield session


@contextmanager
def writing(of: Settings | None = None) -> Iterator[Session]:
    """One transaction that writes: all of it or, when anything is raised, nothing."""
    bound = engine((of or settings()).database).execution_options(writes=True)
    with Session(bound, expire_on_commit=False) as session, session.begin():
        yield session


def migrate(of: Settings | None = None) -> None:
    """Bring the database to the present schema."""
    from alembic import command
    from alembic.config import Config

    import migrations

    chosen = of or settings()
    chosen.root.mkdir(parents=True, exist_ok=True)
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    config.attributes["engine"] = engine(chosen.database)
    command.upgrade(config, "head")
