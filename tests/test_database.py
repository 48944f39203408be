"""The database on both engines."""

import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlmodel import SQLModel, select

from models.errors import VekhaError
from models.records import School
from tasks.database import engine, migrate, reading, writing
from tasks.settings import Settings


def test_migrations_make_exactly_the_tables(any_home: Settings) -> None:
    with engine(any_home.database).connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), SQLModel.metadata)
    assert differences == []


def test_sqlite_is_opened_in_wal_with_foreign_keys(home: Settings) -> None:
    with engine(home.database).connect() as connection:
        assert connection.execute(sa.text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(sa.text("PRAGMA foreign_keys")).scalar() == 1


def test_first_commands_in_a_new_home_wait_for_each_other(tmp_path: Path) -> None:
    home = tmp_path / "home"
    code = "\n".join([
        "from tasks.database import migrate",
        "from tasks.settings import Settings",
        f"migrate(Settings(home={str(home)!r}, database_url='sqlite:///{home / 'vekha.db'}'))",
    ])  # fmt: skip
    first_ones = [
        subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE, text=True) for _number in range(4)
    ]
    assert [one.communicate()[1] for one in first_ones] == [""] * 4
    assert [one.returncode for one in first_ones] == [0] * 4


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("куда-нибудь", "Адрес базы данных не понять. VEKHA_DATABASE_URL пишут так"),
        ("oracle9://x/y", "Адрес базы данных не понять."),
        ("sqlite:////nonexistent/vekha.db", "База данных не открывается: sqlite:////nonexistent/vekha.db."),
        ("postgresql://vekha:secret@127.0.0.1:9/vekha", "База данных не открывается: postgresql://vekha:***@127.0"),
    ],
)
def test_a_database_that_is_not_there_is_told_and_not_dumped(url: str, told: str, tmp_path: Path) -> None:
    nowhere = Settings(home=tmp_path, database_url=url)
    with pytest.raises(VekhaError) as refused:
        migrate(nowhere)
    assert str(refused.value).startswith(told)
    with pytest.raises(VekhaError), reading(nowhere) as session:
        session.exec(select(School)).all()
    with pytest.raises(VekhaError), writing(nowhere) as session:
        session.exec(select(School)).all()


def test_what_fails_in_a_statement_is_our_own_fault(home: Settings) -> None:
    with pytest.raises(sa.exc.OperationalError), writing(home) as session:
        session.execute(sa.text("SELECT * FROM nothing_of_ours"))


def test_a_home_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    with pytest.raises(VekhaError, match="это не папка, и создать её нельзя"):
        migrate(Settings(home=tmp_path / "home"))
