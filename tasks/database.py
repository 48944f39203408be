"""The database: one engine a process, short sessions, migrations. SQLite and PostgreSQL alike."""

import fcntl
import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import lru_cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from models.errors import VekhaError
from models.language import _
from tasks.queueing import queue_of
from tasks.settings import Settings, settings

BUSY_SECONDS = 60


@lru_cache(maxsize=4)
def engine(url: str) -> sa.Engine:
    """The engine of a database URL; SQLite is opened in WAL with foreign keys and a busy timeout."""
    url = re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", url)
    try:
        if not url.startswith("sqlite"):
            return sa.create_engine(url, pool_pre_ping=True)
        made = sa.create_engine(url, connect_args={"timeout": BUSY_SECONDS})
    except (sa.exc.ArgumentError, ImportError) as error:
        told = _("Адрес базы данных не понять. VEKHA_DATABASE_URL пишут так: postgresql://vekha@localhost/vekha.")
        raise VekhaError(told) from error
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
    url = (of or settings()).database
    with _reached(url), Session(engine(url), expire_on_commit=False) as session:
        yield session


@contextmanager
def writing(of: Settings | None = None) -> Iterator[Session]:
    """One transaction that writes: all of it or, when anything is raised, nothing."""
    url = (of or settings()).database
    bound = engine(url).execution_options(writes=True)
    with _in_turn(url), _reached(url), Session(bound, expire_on_commit=False) as session, session.begin():
        yield session


def _in_turn(url: str) -> AbstractContextManager[None]:
    return queue_of(url).turn(BUSY_SECONDS) if url.startswith("sqlite") else nullcontext()


@contextmanager
def rehearsing(of: Settings | None = None) -> Iterator[Session]:
    """A transaction like that of `writing` which leaves nothing behind; what was read in it may be used afterwards."""
    url = (of or settings()).database
    bound = engine(url).execution_options(writes=True)
    with _in_turn(url), _reached(url), Session(bound, expire_on_commit=False) as session:
        yield session
        session.expunge_all()
        session.rollback()


@contextmanager
def _reached(url: str) -> Iterator[None]:
    """A database that cannot be connected to is told with its address; what fails in a statement is our own fault."""
    try:
        yield
    except sa.exc.OperationalError as error:
        if error.statement is not None:
            raise
        shown = sa.make_url(url).render_as_string(hide_password=True)
        told = _("База данных не открывается: {url}. Проверьте, что она работает, и VEKHA_HOME или VEKHA_DATABASE_URL.")
        raise VekhaError(told.format(url=shown)) from error


def _make_home(root: Path) -> None:
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        told = _("{home}: это не папка, и создать её нельзя. Задайте другую: VEKHA_HOME=….").format(home=root)
        raise VekhaError(told) from error


def migrate(of: Settings | None = None) -> None:
    """Bring the database to the present schema."""
    from alembic import command
    from alembic.config import Config

    import migrations

    chosen = of or settings()
    _make_home(chosen.root)
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    config.attributes["engine"] = engine(chosen.database)
    with _alone_in(chosen.root), _reached(chosen.database):
        command.upgrade(config, "head")


@contextmanager
def _alone_in(home: Path) -> Iterator[None]:
    """Two first commands in a new home: one makes the tables, the other waits. SQLite's own locks begin with a file."""
    with (home / ".migrating").open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield
